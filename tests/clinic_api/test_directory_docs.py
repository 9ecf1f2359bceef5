"""Every command of docs/directory.md, run against a real server."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.documents import blocks_of, run_block, token_of
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.servers import serving

pytestmark = [ONE_ENGINE, pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")]


def test_every_command_of_the_page_works(app: FastAPI, hospital: Hospital, login: Login, tmp_path: Path) -> None:
    environment = {"PERSON": token_of(login("coordinator")), "DOCTOR": hospital.doctor_id}

    with serving(app) as url:
        told = [
            run_block(block, environment | {"API": f"{url}/api/v1"}, tmp_path) for block in blocks_of("directory.md")
        ]

    assert told[0].count("沈岚") == 2
    assert "2030-01-08T16:00:00Z" in told[1]
    assert hospital.doctor_id in told[2]
    assert '"contradictions":[]' in told[3]
