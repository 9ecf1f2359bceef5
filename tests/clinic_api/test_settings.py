from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from clinic_api.settings import Settings, get_settings, load_settings_or_exit


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read the settings anew, without the variables of whoever runs the tests."""
    for name in os.environ:
        if name.startswith(("CLINIC_", "LC_", "LANG")):
            monkeypatch.delenv(name)
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_defaults_make_an_embedded_hospital(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC_DATA_DIR", "/srv/hospital")

    assert load_settings_or_exit().database_url == "sqlite:////srv/hospital/clinic.sqlite3"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CLINIC_DATABASE_URL", "mysql://host/db"),
        ("CLINIC_DATABASE_URL", "nonsense"),
        ("CLINIC_LEASE_SECONDS", "soon"),
        ("CLINIC_LEASE_SECONDS", "5"),
        ("CLINIC_BROKER_URL", "amqp://host"),
        ("CLINIC_MAX_UPLOAD_BYTES", "0"),
        ("CLINIC_PUBLIC_URL", "hospital.example"),
        ("CLINIC_SESSION_COOKIE_NAME", "a b"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(SystemExit) as stopped:
        load_settings_or_exit()

    assert variable in str(stopped.value)
    assert len(str(stopped.value).splitlines()) == 1


def test_a_wrong_value_stops_the_process_without_traceback() -> None:
    code = "from clinic_api.settings import load_settings_or_exit; load_settings_or_exit()"
    environment = os.environ | {"CLINIC_DATABASE_URL": "nonsense", "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"}

    started = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert started.returncode == 1
    assert len(started.stderr.strip().splitlines()) == 1
    assert "CLINIC_DATABASE_URL 应为" in started.stderr


@pytest.mark.parametrize("url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_every_spelling_of_postgresql_gets_the_same_driver(url: str) -> None:
    assert Settings(database_url=url).database_url == "postgresql+psycopg://u:p@h/d"


def test_an_empty_broker_means_none() -> None:
    assert Settings(broker_url="").broker_url is None
