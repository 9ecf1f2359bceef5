from __future__ import annotations

import json
import re
from pathlib import Path

from sqlalchemy import select

from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.examinations.models import Examination
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.wards import add_recording_of, admit

GUIDE = Path(__file__).parents[2] / "docs" / "treatment.md"


def test_every_request_of_the_guide_works_in_its_order(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    with database.session() as session:
        examination_id = session.scalars(select(Examination.id).where(Examination.case_id == case_id)).one()
        reporter_id = session.get_one(Case, case_id).reporter_id
        own = hospital.own
        recording_id = add_recording_of(session, own.factory_id, own.equipment_id, reporter_id)
    ids = {"case_id": case_id, "examination_id": examination_id, "recording_id": recording_id}
    items: list[str] = []
    blocks = re.findall(r"```http\n(\w+) (\w+) (\S+)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)

    for role, method, path, body in blocks:
        if "{item_id}" in path:
            ids["item_id"] = items.pop(0)
        for name, value in ids.items():
            path, body = path.replace(f"{{{name}}}", value), body.replace(f"{{{name}}}", value)
        answer = login(role).request(method, path, json=json.loads(body) if body.strip() else None)
        assert answer.status_code in {200, 201}, (method, path, answer.text)
        if path.endswith("prescription-items"):
            items = [item["id"] for item in answer.json()["items"]]

    assert len(blocks) >= 14
    assert login("doctor").get(f"/api/v1/cases/{case_id}").json()["state"] == "discharged"
