from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from clinic_api.app import create_app
from clinic_api.cli import main
from clinic_api.migrations import upgrade
from clinic_api.settings import Settings, get_settings

PASSWORD = "a-long-enough-password"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def user(data_dir: Path, action: str, *flags: str, password: str = "") -> Ended:
    """Run ``clinic user`` in this process, as a terminal without a keyboard does."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in [name for name in os.environ if name.startswith("CLINIC_")]:
            patch.delenv(name)
        patch.setenv("CLINIC_DATA_DIR", str(data_dir))
        patch.setattr(sys, "stdin", io.StringIO(password + "\n"))
        get_settings.cache_clear()
        try:
            code = main(["user", action, "--lang", "en", *flags])
        finally:
            get_settings.cache_clear()
    return Ended(code, out.getvalue(), err.getvalue())


def user_add(data_dir: Path, *, password: str = PASSWORD, **changes: str) -> Ended:
    options = {"email": "boss@firm.example", "role": "admin", "name-en": "Boss", "name-zh": "老板"}
    flags = [part for key, value in (options | changes).items() for part in (f"--{key}", value)]
    return user(data_dir, "add", *flags, password=password)


def log_in(data_dir: Path, password: str) -> Response:
    with TestClient(create_app(Settings(data_dir=data_dir, broker_url=None))) as client:
        return client.post("/api/v1/sessions", json={"email": "boss@firm.example", "password": password})


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    upgrade(Settings(data_dir=tmp_path).database_url)
    return tmp_path


def test_a_user_added_by_the_program_can_log_in(data_dir: Path) -> None:
    flags = ["--email", "boss@firm.example", "--role", "admin", "--name-en", "Boss", "--name-zh", "老板"]
    added = subprocess.run(
        [sys.executable, "-m", "clinic_api.cli", "user", "add", *flags],
        input=PASSWORD + "\n",
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"CLINIC_DATA_DIR": str(data_dir), "CLINIC_DATABASE_URL": ""},
        timeout=120,
    )

    assert (added.returncode, added.stderr) == (0, "")
    assert log_in(data_dir, PASSWORD).json()["account"]["role"] == "admin"


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


def test_whoever_forgot_a_password_gets_in_by_a_new_one(data_dir: Path) -> None:
    user_add(data_dir)

    changed = user(data_dir, "password", "--email", "Boss@firm.example", password="another-long-password")

    assert (changed.returncode, changed.stderr) == (0, "")
    assert [log_in(data_dir, password).status_code for password in (PASSWORD, "another-long-password")] == [401, 201]


def test_an_account_is_disabled_listed_so_and_enabled_again(data_dir: Path) -> None:
    user_add(data_dir)
    statuses, listed = [], []
    for action in ("disable", "enable"):
        assert user(data_dir, action, "--email", "boss@firm.example").returncode == 0
        statuses.append(log_in(data_dir, PASSWORD).status_code)
        listed.append(user(data_dir, "list").stdout)

    assert statuses == [401, 201]
    assert listed[0].startswith("boss@firm.example\tadmin\tBoss\t20")
    assert listed[1] == "boss@firm.example\tadmin\tBoss\t-\n"


@pytest.mark.parametrize("action", ["password", "disable", "enable"])
def test_an_unknown_account_is_named_with_what_to_do(data_dir: Path, action: str) -> None:
    refused = user(data_dir, action, "--email", "nobody@firm.example", password=PASSWORD)

    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "clinic user list" in refused.stderr
