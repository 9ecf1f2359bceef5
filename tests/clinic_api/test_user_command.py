from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from clinic_api.app import create_app
from clinic_api.migrations import upgrade
from clinic_api.settings import Settings

PASSWORD = "a-long-enough-password"


def user_add(data_dir: Path, *, password: str = PASSWORD, **changes: str) -> subprocess.CompletedProcess[str]:
    options = {"email": "boss@firm.example", "role": "admin", "name-en": "Boss", "name-zh": "老板", "lang": "en"}
    flags = [part for key, value in (options | changes).items() for part in (f"--{key}", value)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CLINIC_")}
    return subprocess.run(
        [sys.executable, "-m", "clinic_api.cli", "user", "add", *flags],
        input=password + "\n",
        capture_output=True,
        text=True,
        check=False,
        env=environment | {"CLINIC_DATA_DIR": str(data_dir)},
        timeout=120,
    )


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    upgrade(Settings(data_dir=tmp_path).database_url)
    return tmp_path


def test_an_added_user_can_log_in(data_dir: Path) -> None:
    added = user_add(data_dir)

    with TestClient(create_app(Settings(data_dir=data_dir, broker_url=None))) as client:
        answer = client.post("/api/v1/sessions", json={"email": "boss@firm.example", "password": PASSWORD})
    assert (added.returncode, added.stderr) == (0, "")
    assert answer.json()["account"]["role"] == "admin"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"password": "short"}, "12"),
        ({"email": "no address"}, "e-mail address"),
        ({"name-zh": " "}, "name is missing"),
    ],
)
def test_a_wrong_user_is_refused_in_one_line(data_dir: Path, changes: dict[str, str], words: str) -> None:
    refused = user_add(data_dir, **changes)

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert words in refused.stderr


def test_a_database_without_tables_is_named_with_what_to_do(tmp_path: Path) -> None:
    refused = user_add(tmp_path)

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "clinic migrate" in refused.stderr
