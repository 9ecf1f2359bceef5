"""Every command of docs/queue.md, run against a real server and its database."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI

from clinic_api.database import Database
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.documents import blocks_of, run_block, token_of
from tests.clinic_api.hospital import Hospital, email_of
from tests.clinic_api.servers import serving
from tests.clinic_api.test_queue_plan import new_doctor, waiting_case

ROOT = Path(__file__).parents[2]

pytestmark = [
    ONE_ENGINE,
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine"),
]


def test_every_command_of_the_page_works(
    app: FastAPI, database: Database, settings: Settings, hospital: Hospital, login: Login, tmp_path: Path
) -> None:
    by_http, by_command = waiting_case(database, hospital, version=2), waiting_case(database, hospital)
    environment = {
        "PERSON": token_of(login("coordinator")),
        "CASE": by_http,
        "DOCTOR": hospital.doctor_id,
        "CLINIC_DATA_DIR": str(settings.data_dir),
        "CLINIC_DATABASE_URL": settings.database_url,
        "PYTHONPATH": str(ROOT),
    }
    planning, giving_out, commands = blocks_of("queue.md")
    new_doctor(database)
    with serving(app) as url:
        environment["API"] = f"{url}/api/v1"
        plan = json.loads(run_block(planning, environment, tmp_path))
        given = json.loads(run_block(giving_out, environment, tmp_path))

    assert {each["case_id"] for each in plan["assignments"]} == {by_http, by_command}
    assert given["assigned"] == 1
    third = waiting_case(database, hospital)
    clinic = f"{sys.executable} -m clinic_api.cli"
    ready = commands.replace("clinic queue", f"{clinic} queue").replace("coordinator@hospital.example", "$COORDINATOR")
    first, what_if, give_out, assign = (
        ready.replace("DOCTOR", "$DOCTOR").replace("assign CASE", "assign $CASE").splitlines()
    )
    environment |= {"COORDINATOR": email_of("coordinator"), "LANG": "en_GB.UTF-8", "LC_ALL": ""}
    assert third in run_block(first, environment, tmp_path)
    assert "≠" in run_block(what_if, environment, tmp_path)
    extra = waiting_case(database, hospital)
    assert "1 of 1" in run_block(assign, environment | {"CASE": extra}, tmp_path)
    assert "2 of 2" in run_block(give_out, environment, tmp_path)
