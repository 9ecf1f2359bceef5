"""A case on its way through treatment, for tests that begin where the doctor does."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.database import Database, utc_now
from clinic_api.examinations.models import Examination
from clinic_api.jobs.models import Job
from clinic_api.kit.ids import new_id
from clinic_api.recordings.models import Recording
from tests.clinic_api.hospital import DOCUMENT, Hospital

FAR = date(2099, 1, 1).isoformat()
FINDING: dict[str, Any] = {
    "fault": "bearing.outer_race",
    "component": "DE",
    "department": "mechanical",
    "probability": 0.9,
    "false_alarm_probability": 1e-5,
    "severity": {"level": "moderate", "basis": {"en": "depth 0.2", "zh": "调制深度 0.2"}},
    "urgency": 3,
    "evidence": [],
    "against": [],
    "treatment": [{"en": "Replace the bearing.", "zh": "更换轴承。"}],
}
OPINION: dict[str, Any] = DOCUMENT | {"verdict": "fault", "urgency": 3, "findings": [FINDING]}
DIAGNOSIS: dict[str, Any] = {
    "findings": [
        {
            "judgement": "confirmed",
            "examination_finding": 0,
            "fault": "bearing.outer_race",
            "component": "DE",
            "severity": "moderate",
        }
    ],
    "conclusion": {"zh": "驱动端轴承外圈损伤。"},
    "urgency": 3,
}


def add_recording_of(session: Session, factory_id: str, equipment_id: str, uploaded_by: str) -> str:
    """Add the row of a recording without bytes; return its id."""
    recording = Recording(
        id=new_id("rec"),
        factory_id=factory_id,
        equipment_id=equipment_id,
        uploaded_by=uploaded_by,
        filename="after.wav",
        format="wav",
        size_bytes=1,
        sha256="1" * 64,
    )
    session.add(recording)
    session.flush()
    return recording.id


def admit(database: Database, hospital: Hospital, *, state: str = "in_consultation", **columns: Any) -> str:
    """Add a case of the own factory that the own doctor attends, with an opinion that found an outer race defect."""
    own, now = hospital.own, utc_now()
    with database.session() as session:
        reporter_id = session.get_one(Case, own.case_id).reporter_id
        recording_id = add_recording_of(session, own.factory_id, own.equipment_id, reporter_id)
        case = Case(
            id=new_id("case"),
            factory_id=own.factory_id,
            equipment_id=own.equipment_id,
            recording_id=recording_id,
            reporter_id=reporter_id,
            reporter_name="Reporter",
            complaint="It hums",
            language="zh",
            mode="reception",
            state=state,
            urgency=3,
            department="mechanical",
            created_at=now,
            updated_at=now,
        )
        for name, value in columns.items():
            setattr(case, name, value)
        job = Job(
            id=new_id("job"),
            factory_id=own.factory_id,
            kind="first_opinion",
            subject_id=case.id,
            state="done",
            priority=2,
            max_attempts=3,
            next_at=now,
            created_at=now,
        )
        session.add_all([case, job])
        session.flush()
        examination = Examination(
            id=new_id("exam"),
            factory_id=own.factory_id,
            case_id=case.id,
            job_id=job.id,
            recording_id=recording_id,
            equipment_id=own.equipment_id,
            verdict="fault",
            urgency=3,
            document=OPINION,
        )
        session.add(examination)
        _attend(session, case.id, own.factory_id, hospital.doctor_id, reporter_id)
        return case.id


def hand_over(database: Database, hospital: Hospital, case_id: str, doctor_id: str) -> None:
    """End the present assignment of a case and give it to another doctor."""
    with database.session() as session:
        session.execute(update(Assignment).where(Assignment.case_id == case_id).values(ended_at=utc_now()))
        reporter_id = session.get_one(Case, case_id).reporter_id
        _attend(session, case_id, hospital.own.factory_id, doctor_id, reporter_id)


def unassign(database: Database, case_id: str) -> None:
    """Take the doctor off a case."""
    with database.session() as session:
        session.execute(delete(Assignment).where(Assignment.case_id == case_id))


def _attend(session: Session, case_id: str, factory_id: str, doctor_id: str, account_id: str) -> None:
    session.add(
        Assignment(
            id=new_id("asg"),
            factory_id=factory_id,
            case_id=case_id,
            doctor_id=doctor_id,
            minutes=60.0,
            assigned_by_id=account_id,
            assigned_by="Coordinator",
            assigned_at=utc_now(),
        )
    )


def draft(doctor: TestClient, case_id: str, **changes: Any) -> int:
    """Write the usual diagnosis as the draft; return its version."""
    answer = doctor.put(f"/api/v1/cases/{case_id}/diagnosis-draft", json=DIAGNOSIS | changes)
    assert answer.status_code == 200, answer.text
    version: int = answer.json()["version"]
    return version


def sign(doctor: TestClient, case_id: str, **changes: Any) -> dict[str, Any]:
    """Draft and sign the usual diagnosis; return the signed version."""
    version = draft(doctor, case_id, **changes)
    answer = doctor.post(f"/api/v1/cases/{case_id}/diagnoses", json={"draft_version": version})
    assert answer.status_code == 201, answer.text
    signed: dict[str, Any] = answer.json()
    return signed


def prescribe(doctor: TestClient, case_id: str, *items: dict[str, Any]) -> list[dict[str, Any]]:
    """Prescribe ``items``, or one from the opinion's template; return all items of the case."""
    body = {"items": list(items) or [{"template": {"finding": 0, "treatment": 0}, "due_on": FAR}]}
    answer = doctor.post(f"/api/v1/cases/{case_id}/prescription-items", json=body)
    assert answer.status_code == 201, answer.text
    listed: list[dict[str, Any]] = answer.json()["items"]
    return listed


def bring_to_follow_up(doctor: TestClient, worker: TestClient, case_id: str) -> None:
    """Lead a case in consultation to its follow-up."""
    sign(doctor, case_id)
    for item in prescribe(doctor, case_id):
        assert worker.post(f"/api/v1/prescription-items/{item['id']}/result", json={"state": "done"}).status_code == 200
    answer = worker.post(f"/api/v1/cases/{case_id}/treatment/finish", json={})
    assert answer.json()["case_state"] == "follow_up", answer.text
