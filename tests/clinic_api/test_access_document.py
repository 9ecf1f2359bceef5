"""``docs/access.md`` says what the program does; ``python -m tests.clinic_api.test_access_document --write``."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from clinic_api.kit.permissions import LABEL_PERMISSIONS, LINK_PERMISSIONS, ROLE_PERMISSIONS, Permission
from clinic_api.kit.principal import KEY_ROLES, Role
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import PASSWORD, Hospital, email_of

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "access.md"
RECORDING = ROOT / "sample_signals" / "recordings" / "healthy_motor.flac"
_TABLE = re.compile(r"(<!-- roles: .*? -->\n)(.*?)(<!-- end of roles -->)", re.DOTALL)


def roles_table() -> str:
    """Return the table of permissions by role, from the program's own."""
    people = [role for role in Role if role not in KEY_ROLES]
    holders = {role.value: ROLE_PERMISSIONS[role] for role in (*people, Role.GATEWAY)}
    holders |= {"label": LABEL_PERMISSIONS, "link": LINK_PERMISSIONS}
    rows = ["| may | " + " | ".join(holders) + " |", "|---" * (len(holders) + 1) + "|"]
    for permission in Permission:
        marks = ("✓" if permission in permissions else "" for permissions in holders.values())
        rows.append(f"| {permission.value} | " + " | ".join(marks) + " |")
    return "\n".join(rows) + "\n"


def test_the_document_has_the_programs_own_table_of_roles() -> None:
    table = _TABLE.search(DOCUMENT.read_text(encoding="utf-8"))

    assert table is not None
    assert table[2] == roles_table(), "run: python -m tests.clinic_api.test_access_document --write"


@pytest.fixture
def address(app: FastAPI, hospital: Hospital) -> Iterator[str]:
    """The address of the test's app, served for programs of their own."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        for _ in range(200):
            if server.started:
                break
            time.sleep(0.05)
        assert server.started
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


@ONE_ENGINE
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_commands_shown_work(address: str, hospital: Hospital, tmp_path: Path) -> None:
    make, send, rotate = re.findall(r"```sh\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    shutil.copyfile(RECORDING, tmp_path / "fan.flac")
    credentials = {"email": email_of(Role.FACTORY_ADMIN), "password": PASSWORD}
    token = httpx.post(f"{address}/api/v1/sessions", json=credentials, timeout=20).json()["token"]
    values = {"HOSPITAL": address, "TOKEN": token, "EQUIPMENT": hospital.own.equipment_id, "PATH": "/usr/bin:/bin"}

    def run(command: str, **more: str) -> dict[str, Any]:
        done = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path, env=values | more, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    made = run(make)
    sent = run(send, KEY=made["key"])
    rotated = run(rotate, KEY_ID=made["id"])

    assert made["scopes"] == ["recording_upload"]
    assert sent["equipment_id"] == hospital.own.equipment_id
    assert rotated["key"] not in {None, made["key"]}


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(_TABLE.sub(lambda found: found[1] + roles_table() + found[3], text), encoding="utf-8")
