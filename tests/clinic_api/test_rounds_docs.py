"""Every command of docs/rounds.md: the file planned by `experts rounds`, the requests sent to a real server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI
from icalendar import Calendar
from sqlalchemy import update

from clinic_api.database import Database
from clinic_api.kit.principal import Role
from clinic_api.visits.models import Visit
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.documents import blocks_of, run_block, token_of
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.servers import serving

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rounds.md").read_text(encoding="utf-8")
BLOCKS = blocks_of("rounds.md")


def test_the_file_of_the_page_is_planned_by_the_command(tmp_path: Path) -> None:
    (document,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "rounds.json").write_text(document, encoding="utf-8")
    command = [sys.executable, "-m", "experts.cli", "rounds", "rounds.json", "--time-limit", "1"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", timeout=60
    )
    answer = json.loads(done.stdout)

    assert answer["routes"][0]["stops"][0]["stop"] == "s1"
    assert [(entry["stop"], entry["code"]) for entry in answer["unplanned"]] == [("s2", "place_unknown")]


@ONE_ENGINE
@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
def test_every_request_of_the_page_works(
    app: FastAPI, database: Database, hospital: Hospital, login: Login, tmp_path: Path
) -> None:
    with database.session() as session:
        session.execute(update(Visit).values(state="cancelled"))
    environment = {
        "DAY": "2027-03-02",
        "FACTORY": hospital.own.factory_id,
        "EQUIPMENT": hospital.own.equipment_id,
        "PERSON": token_of(login(Role.COORDINATOR)),
        "DOCTOR": token_of(login(Role.DOCTOR)),
    }
    proposing, accepting, reading, replanning = BLOCKS

    with serving(app) as url:
        environment["API"] = f"{url}/api/v1"
        named = f'"doctor_ids": ["{hospital.doctor_id}"], "visits"'.replace('"', '\\"')
        made = json.loads(run_block(proposing.replace('\\"visits\\"', named), environment, tmp_path))
        environment["ROUND"] = made["id"]
        accepted = json.loads(re.split(r"(?<=\})(?=\{)", run_block(accepting, environment, tmp_path))[0])
        environment["VISIT"] = accepted["routes"][0]["stops"][0]["visit_id"]
        run_block(reading, environment, tmp_path)
        after = json.loads(run_block(replanning, environment, tmp_path))

    assert len(Calendar.from_ical((tmp_path / "rounds.ics").read_bytes()).walk("VEVENT")) == 1
    assert (tmp_path / "visit.pdf").read_bytes().startswith(b"%PDF")
    assert [change["kind"] for change in after["changes"]] == ["dropped"]
