"""The health of machines over HTTP, from stored examinations, on both engines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from clinic_api.database import Database, utc_now
from clinic_api.examinations.models import Examination
from clinic_api.jobs.models import Job
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import DOCUMENT, MACHINE, Hospital, SeededFactory

FINDING: dict[str, Any] = {
    "fault": "bearing.outer_race",
    "component": "DE",
    "urgency": 2,
    "severity": {"level": "severe"},
    "probability": 0.97,
}
PUMP = {"name_en": "Pump", "name_zh": "泵", "kind": "pump", "machine": MACHINE}


def examine(session: Session, factory: SeededFactory, document: dict[str, Any], at: datetime | None = None) -> None:
    """Store an examination of the factory's machine, made at ``at``."""
    made = utc_now() if at is None else at
    job = Job(
        id=new_id("job"),
        kind="first_opinion",
        subject_id=factory.case_id,
        state="done",
        priority=3,
        max_attempts=3,
        next_at=made,
        created_at=made,
        factory_id=factory.factory_id,
    )
    session.add(job)
    session.flush()
    examination = Examination(
        id=new_id("exam"),
        case_id=factory.case_id,
        job_id=job.id,
        recording_id=factory.recording_id,
        equipment_id=factory.equipment_id,
        verdict=document["verdict"],
        urgency=document["urgency"],
        document=document,
        factory_id=factory.factory_id,
        created_at=made,
    )
    session.add(examination)
    session.flush()


def faulty() -> dict[str, Any]:
    return {**DOCUMENT, "verdict": "fault", "urgency": 2, "findings": [FINDING]}


def health_url(factory: SeededFactory) -> str:
    return f"/api/v1/equipment/{factory.equipment_id}/health"


def test_the_health_has_its_make_up_and_history(login: Login, hospital: Hospital, database: Database) -> None:
    with database.session() as session:
        examine(session, hospital.own, faulty())
    told = login(Role.FACTORY_USER).get(health_url(hospital.own)).json()

    assert told["score"] == 30
    assert told["reason"] is None
    assert sum(part["points"] for part in told["parts"]) == 30
    assert all(part["text"]["en"] and part["text"]["zh"] for part in told["parts"])
    assert [entry["score"] for entry in told["history"]] == [30]


def test_the_history_goes_on_from_round_to_round(login: Login, hospital: Hospital, database: Database) -> None:
    with database.session() as session:
        later = utc_now() + timedelta(days=2)
        examine(session, hospital.own, faulty(), at=later)
    told = login(Role.ENGINEER).get(health_url(hospital.own)).json()

    assert [entry["score"] for entry in told["history"]] == [100, 30]


def test_a_machine_that_was_never_examined_has_no_figure(login: Login) -> None:
    caller = login(Role.FACTORY_ADMIN)
    made = caller.post("/api/v1/equipment", json=PUMP).json()
    told = caller.get(f"/api/v1/equipment/{made['id']}/health").json()

    assert made["health_score"] is None
    assert (told["score"], told["parts"], told["history"]) == (None, [], [])
    assert told["reason"]["zh"]


def test_the_list_shows_the_same_score(login: Login, hospital: Hospital, database: Database) -> None:
    with database.session() as session:
        for _ in range(15):
            examine(session, hospital.own, faulty())
    caller = login(Role.FACTORY_USER)
    (listed,) = caller.get("/api/v1/equipment").json()["items"]

    assert listed["health_score"] == caller.get(health_url(hospital.own)).json()["score"] == 30
    assert listed["last_verdict"] == "fault"


def test_the_list_asks_as_often_for_ten_machines_as_for_one(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "FROM examinations" in statement or "FROM cases" in statement:
            asked.append(statement)

    engine = caller.app.state.database.engine  # type: ignore[attr-defined]
    event.listen(engine, "before_cursor_execute", note)
    caller.get("/api/v1/equipment")
    for_one = len(asked)
    for _ in range(9):
        caller.post("/api/v1/equipment", json=PUMP)
    asked.clear()
    listed = caller.get("/api/v1/equipment").json()["items"]

    assert len(listed) == 10
    assert len(asked) == for_one > 0


def test_a_stored_examination_that_cannot_be_read_is_left_out(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        examine(session, hospital.own, {**faulty(), "findings": [{"fault": "of another age"}]})

    assert login(Role.FACTORY_USER).get(health_url(hospital.own)).json()["score"] == 100


@pytest.mark.parametrize("role", [Role.FACTORY_USER, Role.DOCTOR])
def test_the_machine_of_others_is_not_found(role: Role, login: Login, hospital: Hospital) -> None:
    answer = login(role).get(health_url(hospital.foreign))

    assert answer.status_code == 404
    assert "CANARY" not in answer.text
