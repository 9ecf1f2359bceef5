"""Further recordings of a case: what was asked for arrives, is examined, and its opinion stands where it may."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
import soundfile
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from clinic_api.case_recordings.job import FurtherOpinion
from clinic_api.case_recordings.service import FURTHER_OPINION
from clinic_api.cases.models import Case, CaseClock
from clinic_api.database import Database
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.jobs.desk import Desk, JobKind
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.repairs import describe_fan, upload
from tests.clinic_api.rows import put_in_state
from tests.clinic_api.wards import DIAGNOSIS, admit


@pytest.fixture
def desk(settings: Settings, database: Database, hospital: Hospital) -> Desk:
    """A worker that examines further recordings, of a machine that is described."""
    describe_fan(database, hospital.own.equipment_id)
    kinds: Mapping[str, JobKind] = {FURTHER_OPINION: FurtherOpinion()}
    return Desk(settings, database, storage_of(settings), kinds)


def add(client: TestClient, case_id: str, recording_id: str, **headers: str) -> Any:
    return client.post(f"/api/v1/cases/{case_id}/recordings", json={"recording_id": recording_id}, headers=headers)


def recordings(client: TestClient, case_id: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(f"/api/v1/cases/{case_id}/recordings").json()["items"]
    return items


def clipped() -> bytes:
    """A recording that nothing can be judged by."""
    file = io.BytesIO()
    noise = np.clip(np.random.default_rng(1).standard_normal(40_000), -0.3, 0.3) / 0.3
    soundfile.write(file, noise, 25_600, format="FLAC")
    return file.getvalue()


def test_the_opinion_on_what_was_asked_for_stands_and_the_one_before_stays_in_the_file(
    login: Login, hospital: Hospital, database: Database, desk: Desk
) -> None:
    case_id, worker, doctor = admit(database, hospital, urgency=5), login("factory_user"), login("doctor")
    first = worker.get(f"/api/v1/cases/{case_id}").json()
    doctor.post(f"/api/v1/cases/{case_id}/questions", json={"questions": ["Please record at the bearing."]})
    with database.session() as session:
        session.execute(update(Case).where(Case.id == case_id).values(urgency=5))

    added = add(worker, case_id, upload(worker, hospital.own.equipment_id, "damaged"))
    waiting = recordings(worker, case_id)
    desk.work_off(seconds=60)

    assert added.status_code == 201, added.text
    assert [(item["stands"], item["examination_id"] is None) for item in waiting] == [(False, True), (True, False)]
    case = worker.get(f"/api/v1/cases/{case_id}").json()
    newest, oldest = recordings(doctor, case_id)
    assert (newest["recording_id"], newest["stands"], oldest["stands"]) == (added.json()["recording_id"], True, False)
    assert case["recording"]["id"] == newest["recording_id"]
    assert case["opinion"]["examination_id"] == newest["examination_id"] != first["opinion"]["examination_id"]
    assert case["state"] == "needs_information"
    assert case["urgency"] < 5, "the stricter of what was said and what is found"
    for item in (newest, oldest):
        assert doctor.get(f"/api/v1/recordings/{item['recording_id']}").status_code == 200
        assert doctor.get(f"/api/v1/examinations/{item['examination_id']}").status_code == 200
    lines = [line["kind"] for line in worker.get(f"/api/v1/cases/{case_id}/timeline").json()["items"]]
    assert lines[-3:] == ["recording_added", "further_opinion_given", "urgency_raised"]
    to_sign = login("engineer").get("/api/v1/examinations/work-list").json()["items"]
    assert [item["id"] for item in to_sign if item["case_id"] == case_id] == [newest["examination_id"]]


def test_one_that_judges_nothing_does_not_take_the_place_of_one_that_does(
    login: Login, hospital: Hospital, database: Database, desk: Desk
) -> None:
    case_id, worker = admit(database, hospital), login("factory_user")
    before = worker.get(f"/api/v1/cases/{case_id}").json()["opinion"]

    add(worker, case_id, upload(worker, hospital.own.equipment_id, "clipped", clipped()))
    desk.work_off(seconds=60)

    newest, oldest = recordings(worker, case_id)
    assert (newest["verdict"], newest["stands"], oldest["stands"]) == ("not_assessable", False, True)
    assert worker.get(f"/api/v1/cases/{case_id}").json()["opinion"] == before


def test_nor_does_any_once_a_diagnosis_is_drafted(
    login: Login, hospital: Hospital, database: Database, desk: Desk
) -> None:
    case_id, worker, doctor = admit(database, hospital), login("factory_user"), login("doctor")
    assert doctor.put(f"/api/v1/cases/{case_id}/diagnosis-draft", json=DIAGNOSIS).is_success

    add(doctor, case_id, upload(doctor, hospital.own.equipment_id, "repaired"))
    desk.work_off(seconds=60)

    newest, oldest = recordings(worker, case_id)
    assert (newest["verdict"], newest["stands"], oldest["stands"]) == ("healthy", False, True)


def test_a_case_without_recording_gets_its_first_opinion_and_a_proposal_by_it(
    login: Login, hospital: Hospital, database: Database, desk: Desk
) -> None:
    worker = login("factory_user")
    case_id = admit(database, hospital, state="triaged", recording_id=None, urgency=None, department=None)
    with database.session() as session:
        session.execute(update(Doctor).values(departments=["mechanical"]))

    add(worker, case_id, upload(worker, hospital.own.equipment_id, "damaged"))
    desk.work_off(seconds=60)

    case = login("coordinator").get(f"/api/v1/cases/{case_id}").json()
    assert (case["opinion"]["verdict"], case["department"], case["state"]) == ("fault", "mechanical", "triaged")
    assert case["urgency"] is not None
    assert case["proposal"] or case["proposal_problem"]


def test_a_raised_urgency_moves_the_clocks(login: Login, hospital: Hospital, database: Database, desk: Desk) -> None:
    case_id = (
        login("factory_user")
        .post(
            "/api/v1/cases",
            json={"equipment_id": hospital.own.equipment_id, "complaint": "It hums", "language": "en"},
        )
        .json()["id"]
    )
    with database.session() as session:
        put_in_state(session, case_id, "triaged")
        session.execute(update(Case).where(Case.id == case_id).values(urgency=5))
        session.execute(update(CaseClock).where(CaseClock.case_id == case_id).values(urgency=5))
        diagnosis = CaseClock.case_id == case_id, CaseClock.kind == "diagnosis"
        before = session.scalars(select(CaseClock.due_at).where(*diagnosis)).one()
    worker = login("factory_user")

    add(worker, case_id, upload(worker, hospital.own.equipment_id, "damaged"))
    desk.work_off(seconds=60)

    with database.session(read_only=True) as session:
        clock = session.scalars(select(CaseClock).where(*diagnosis)).one()
        assert (clock.urgency < 5, clock.due_at < before) == (True, True)


def test_a_recording_is_one_cases_and_of_its_machine(login: Login, hospital: Hospital, database: Database) -> None:
    case_id, worker = admit(database, hospital), login("factory_user")
    recording_id = upload(worker, hospital.own.equipment_id, "repaired")
    machine = {"factory_id": hospital.own.factory_id, "name_en": "Pump", "name_zh": "泵", "kind": "pump"}
    other = login("factory_admin").post("/api/v1/equipment", json=machine).json()["id"]

    first = add(worker, case_id, recording_id, **{"Idempotency-Key": "one"})
    repeated = add(worker, case_id, recording_id, **{"Idempotency-Key": "one"})
    refused = [
        add(worker, case_id, recording_id),
        add(worker, case_id, hospital.own.recording_id),
        add(worker, case_id, upload(worker, other, "repaired")),
        add(worker, case_id, hospital.foreign.recording_id),
        worker.post("/api/v1/cases", json={"complaint": "?", "language": "en", "recording_id": recording_id}),
        worker.put(f"/api/v1/recordings/{recording_id}/facts", json={"speed_rpm": 1000}),
    ]

    assert (first.status_code, repeated.json()) == (201, first.json())
    assert [answer.json()["code"] for answer in refused] == [
        "case_recording_used",
        "case_recording_used",
        "case_recording_machine_differs",
        "recording_not_found",
        "recording_already_used",
        "recording_in_use",
    ]


@pytest.mark.parametrize("state", ["submitted", "diagnosed", "in_treatment", "discharged"])
def test_none_is_added_before_the_first_opinion_or_after_the_diagnosis(
    login: Login, hospital: Hospital, database: Database, state: str
) -> None:
    case_id, worker = admit(database, hospital, state=state), login("factory_user")

    answer = add(worker, case_id, upload(worker, hospital.own.equipment_id, "repaired"))

    assert (answer.status_code, answer.json()["state"]) == (409, state)
    assert len(recordings(worker, case_id)) == 1


def test_without_a_described_machine_the_recording_says_so(
    login: Login, hospital: Hospital, database: Database, desk: Desk
) -> None:
    case_id, worker = admit(database, hospital), login("factory_user")
    add(worker, case_id, upload(worker, hospital.own.equipment_id, "repaired"))
    with database.session() as session:
        session.get_one(Equipment, hospital.own.equipment_id).machine = None

    desk.work_off(seconds=60)

    assert recordings(worker, case_id)[0]["problem"]["code"] == "machine_missing"
    assert worker.get(f"/api/v1/cases/{case_id}/timeline").json()["items"][-1]["kind"] == "further_opinion_missing"


def test_another_factory_neither_adds_nor_reads(login: Login, hospital: Hospital, database: Database) -> None:
    case_id, stranger = admit(database, hospital), login("factory_user", foreign=True)

    answers = [
        add(stranger, case_id, upload(stranger, hospital.foreign.equipment_id, "repaired")),
        stranger.get(f"/api/v1/cases/{case_id}/recordings"),
    ]

    assert [answer.json()["code"] for answer in answers] == ["case_not_found", "case_not_found"]
