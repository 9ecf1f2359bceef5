from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import select, update

from clinic_api.cases.flow import FirstOpinion
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.database import Database, database_now
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.making import ExaminationOrder
from clinic_api.jobs.desk import Desk, JobKind
from clinic_api.jobs.models import Job
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from clinic_api.treatments.follow_up import FOLLOW_UP_EXAMINATION
from clinic_api.treatments.follow_up_job import FollowUpExamination
from diagnostics.sandbox import Sandbox
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.repairs import describe_fan, recording_of, upload
from tests.clinic_api.rows import put_in_state
from tests.clinic_api.wards import admit, bring_to_follow_up, hand_over, unassign


def _desk(settings: Settings, database: Database, follow_up: JobKind | None = None) -> Desk:
    kinds: Mapping[str, JobKind] = {
        FIRST_OPINION: FirstOpinion(),
        FOLLOW_UP_EXAMINATION: follow_up or FollowUpExamination(),
    }
    return Desk(settings, database, storage_of(settings), kinds)


def _measure(worker: TestClient, case_id: str, recording_id: str, **headers: str) -> Any:
    url = f"/api/v1/cases/{case_id}/follow-up/measurements"
    return worker.post(url, json={"recording_id": recording_id}, headers=headers)


def test_a_repaired_fan_is_measured_again_compared_and_discharged(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    worker, doctor, own = login("factory_user"), login("doctor"), hospital.own
    describe_fan(database, own.equipment_id)
    first = {
        "equipment_id": own.equipment_id,
        "complaint": "风机异响",
        "language": "zh",
        "recording_id": upload(worker, own.equipment_id, "damaged"),
    }
    case_id = worker.post("/api/v1/cases", json=first).json()["id"]
    desk = _desk(settings, database)
    desk.work_off(seconds=60)
    opinion = worker.get(f"/api/v1/cases/{case_id}").json()["opinion"]
    hand_over(database, hospital, case_id, hospital.doctor_id)
    with database.session() as session:
        put_in_state(session, case_id, "in_consultation")
    bring_to_follow_up(doctor, worker, case_id)

    measured = _measure(worker, case_id, upload(worker, own.equipment_id, "repaired"))
    desk.work_off(seconds=60)

    assert measured.status_code == 201, measured.text
    (row,) = doctor.get(f"/api/v1/cases/{case_id}/treatment").json()["follow_up"]["measurements"]
    assert (row["verdict"], row["problem"]) == ("better", None)
    assert row["comparison"]["findings"][0]["status"] == "gone"
    after = doctor.get(f"/api/v1/examinations/{row['examination_id']}").json()
    assert (after["verdict"], after["case_id"]) == ("healthy", case_id)
    assert doctor.get(f"/api/v1/recordings/{row['recording_id']}").status_code == 200
    assert worker.get(f"/api/v1/cases/{case_id}").json()["opinion"] == opinion
    discharged = doctor.post(f"/api/v1/cases/{case_id}/discharge", json={"outcome": "repaired"})
    assert discharged.json()["discharge"]["measurement_id"] == row["id"]


def test_the_attending_doctor_measures_too_and_nobody_else_who_is_asked(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, doctor, colleague = admit(database, hospital), login("doctor"), login("doctor", foreign=True)
    bring_to_follow_up(doctor, login("factory_user"), case_id)
    foreign = {"equipment_id": hospital.foreign.equipment_id, "filename": "repaired.flac"}
    refused = doctor.post("/api/v1/recordings", params=foreign, content=recording_of("repaired"))
    body = {"doctor_id": hospital.other_doctor_id, "question": "Is it quiet now?"}
    doctor.post(f"/api/v1/cases/{case_id}/consultations", json=body)
    of_colleague = _measure(colleague, case_id, upload(colleague, hospital.own.equipment_id, "repaired"))

    recording_id = upload(doctor, hospital.own.equipment_id, "repaired")
    measured = _measure(doctor, case_id, recording_id)

    assert (refused.status_code, refused.json()["code"]) == (404, "equipment_not_found")
    assert (of_colleague.status_code, of_colleague.json()["code"]) == (403, "not_attending")
    assert measured.status_code == 201, measured.text
    assert colleague.get(f"/api/v1/recordings/{recording_id}").status_code == 200, "a measurement of a case they see"


def test_what_a_doctor_recorded_is_gone_with_the_case(login: Login, hospital: Hospital, database: Database) -> None:
    case_id, doctor = admit(database, hospital), login("doctor")
    recording_id = upload(doctor, hospital.own.equipment_id, "repaired")
    before = doctor.get(f"/api/v1/recordings/{recording_id}").status_code
    for each in (case_id, hospital.own.case_id):  # both are about this machine
        unassign(database, each)

    assert (before, doctor.get(f"/api/v1/recordings/{recording_id}").status_code) == (200, 404)


def test_a_recording_serves_one_measurement_only(login: Login, hospital: Hospital, database: Database) -> None:
    case_id, worker = admit(database, hospital), login("factory_user")
    bring_to_follow_up(login("doctor"), worker, case_id)
    recording_id = upload(worker, hospital.own.equipment_id, "repaired")

    first = _measure(worker, case_id, recording_id, **{"Idempotency-Key": "one"})
    repeated = _measure(worker, case_id, recording_id, **{"Idempotency-Key": "one"})
    second = _measure(worker, case_id, recording_id)
    of_case = _measure(worker, case_id, hospital.own.recording_id)

    assert (first.status_code, repeated.json()) == (201, first.json())
    assert [second.json()["code"], of_case.json()["code"]] == ["follow_up_recording_used"] * 2


def test_recordings_of_other_machines_and_other_factories_are_refused(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, worker = admit(database, hospital), login("factory_user")
    bring_to_follow_up(login("doctor"), worker, case_id)
    machine = {"factory_id": hospital.own.factory_id, "name_en": "Pump", "name_zh": "泵", "kind": "pump"}
    other = login("factory_admin").post("/api/v1/equipment", json=machine).json()["id"]

    assert _measure(worker, case_id, upload(worker, other, "repaired")).json()["code"] == "follow_up_machine_differs"
    assert _measure(worker, case_id, hospital.foreign.recording_id).status_code == 404


def test_nothing_is_measured_before_the_treatment_is_finished(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital, state="in_treatment")

    answer = _measure(login("factory_user"), case_id, hospital.own.recording_id)

    assert (answer.status_code, answer.json()["state"]) == (409, "in_treatment")


def _crash(order: ExaminationOrder, content: Path, sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def test_a_poison_recording_is_given_up_after_three_attempts_with_a_reason(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id, worker = admit(database, hospital), login("factory_user")
    bring_to_follow_up(login("doctor"), worker, case_id)
    _measure(worker, case_id, upload(worker, hospital.own.equipment_id, "repaired"))
    desk = _desk(settings, database, FollowUpExamination(_crash))
    for _attempt in range(3):
        with database.session() as session:
            session.execute(update(Job).where(Job.state == "queued").values(next_at=database_now(session)))
        desk.work_off(seconds=60)

    (row,) = worker.get(f"/api/v1/cases/{case_id}/treatment").json()["follow_up"]["measurements"]
    assert (row["verdict"], row["problem"]["code"]) == (None, "parser_crashed")
    with database.session(read_only=True) as session:
        job = session.scalars(select(Job).where(Job.kind == FOLLOW_UP_EXAMINATION)).one()
        assert (job.state, job.attempt) == ("dead", 3)
    assert worker.get(f"/api/v1/cases/{case_id}/timeline").json()["items"][-1]["kind"] == "follow_up_failed"


def test_without_a_described_machine_the_measurement_says_so(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id, worker = admit(database, hospital), login("factory_user")
    bring_to_follow_up(login("doctor"), worker, case_id)
    _measure(worker, case_id, upload(worker, hospital.own.equipment_id, "repaired"))
    with database.session() as session:
        session.get_one(Equipment, hospital.own.equipment_id).machine = None

    _desk(settings, database).work_off(seconds=60)

    (row,) = worker.get(f"/api/v1/cases/{case_id}/treatment").json()["follow_up"]["measurements"]
    assert row["problem"]["code"] == "follow_up_machine_missing"


def test_an_unassigned_doctor_no_longer_hears_the_follow_up(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, worker, doctor = admit(database, hospital), login("factory_user"), login("doctor")
    bring_to_follow_up(doctor, worker, case_id)
    recording_id = upload(worker, hospital.own.equipment_id, "repaired")
    before = doctor.get(f"/api/v1/recordings/{recording_id}").status_code
    _measure(worker, case_id, recording_id)
    during = doctor.get(f"/api/v1/recordings/{recording_id}").status_code
    unassign(database, case_id)

    assert (before, during) == (404, 200)
    assert doctor.get(f"/api/v1/recordings/{recording_id}").status_code == 404


def test_two_requests_with_one_recording_make_one_measurement(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, worker = admit(database, hospital), login("factory_user")
    bring_to_follow_up(login("doctor"), worker, case_id)
    recording_id = upload(worker, hospital.own.equipment_id, "repaired")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: _measure(worker, case_id, recording_id), range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
