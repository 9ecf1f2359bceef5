"""Every command of docs/teams.md and docs/similar-cases.md, in the order of the page, by the people it names."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import update

from clinic_api.database import Database
from clinic_api.doctors.models import Doctor
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.wards import DIAGNOSIS, admit, sign

pytestmark = ONE_ENGINE

DOCS = Path(__file__).parents[2] / "docs"


def _commands(page: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


def _run(command: str, callers: dict[str, TestClient], values: dict[str, str]) -> Any:
    """Send what ``command`` would send with curl, and return the answer."""
    for name, value in values.items():
        command = command.replace(f"${name}", value)
    words = shlex.split(command.replace("\\\n", " "))
    (token,) = re.findall(r"Bearer \$([A-Z]+)_TOKEN", command)
    path = next(word for word in words if word.startswith("$CLINIC_URL")).removeprefix("$CLINIC_URL")
    data = [words[k + 1] for k, word in enumerate(words) if word == "-d"]
    if "-G" in words:
        return callers[token].get(path, params=dict(pair.split("=") for pair in data))
    if "-X" not in words:
        return callers[token].get(path)
    return callers[token].request(words[words.index("-X") + 1], path, json=json.loads(data[0]))


def test_the_commands_do_what_the_pages_say(login: Login, hospital: Hospital, database: Database) -> None:
    callers = {
        "DOCTOR": login("doctor"),
        "COLLEAGUE": login("doctor", foreign=True),
        "COORDINATOR": login("coordinator"),
    }
    with database.session() as session:
        of_electrical = update(Doctor).where(Doctor.id == hospital.other_doctor_id)
        session.execute(of_electrical.values(departments=["electrical"]))
    team, reviewed = admit(database, hospital), admit(database, hospital)
    finding = DIAGNOSIS["findings"][0] | {"judgement": "refuted", "severity": None}
    sign(callers["DOCTOR"], reviewed, findings=[finding])
    values = {"COLLEAGUE": hospital.other_doctor_id, "CASE": team}
    commands = [*_commands("teams.md"), *_commands("similar-cases.md")]
    answers = []

    for command in commands:
        answer = _run(
            command.replace("$COLLEAGUE_TOKEN", "$OTHER_TOKEN"), callers | {"OTHER": callers["COLLEAGUE"]}, values
        )
        assert answer.status_code in {200, 201}, (command, answer.text)
        body = answer.json()
        answers.append(body)
        if command.count('/team"') and answer.status_code == 201:
            values["MEMBER"] = body["id"]
        if "state=open" in command:
            values["REVIEW"] = next(review["id"] for review in body["items"] if review["case_id"] == reviewed)

    assert len(commands) == 9
    assert answers[2]["items"][0]["contribution"].startswith("供电三相平衡")
    assert answers[7]["state"] == "amendment_advised"
    assert answers[8]["items"], "the reviewed case is like the other one"
