"""Recordings that a gateway pushes over HTTP: each kept once, examined without a case, and told."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
import soundfile
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.models import Job
from clinic_api.kit.principal import Role
from clinic_api.notifications.models import Event
from clinic_api.proactive.models import Alarm, PushedRecording
from clinic_api.proactive.routine import ROUTINE_EXAMINATION, RoutineExamination
from clinic_api.recordings.models import Recording
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.reporters import add_key_account, client_of
from tests.clinic_api.rows import MACHINE, wav_of_damaged_outer_race

_MOST_TRIES = 20
DAMAGED = wav_of_damaged_outer_race()


def quiet_wav(seed: int) -> bytes:
    """Return ten seconds of white noise in 16 bits: nothing is wrong with it."""
    file = io.BytesIO()
    soundfile.write(
        file, np.random.default_rng(seed).normal(0.0, 0.02, 200_000), 20_000, format="WAV", subtype="PCM_16"
    )
    return file.getvalue()


@pytest.fixture
def gateway_id(hospital: Hospital, database: Database) -> str:
    return add_key_account(database, Role.GATEWAY, hospital.own.factory_id, "Gateway 1")


@pytest.fixture
def gateway(
    app: FastAPI, database: Database, settings: Settings, gateway_id: str, monkeypatch: pytest.MonkeyPatch
) -> TestClient:
    """A gateway of the own factory."""
    return client_of(app, database, settings, gateway_id, monkeypatch)


def push(caller: TestClient, equipment_id: str, sequence: str, content: bytes, **more: str) -> Any:
    query = {"equipment_id": equipment_id, "filename": f"{sequence}.wav", "sequence": sequence, **more}
    return caller.post("/api/v1/gateway/recordings", params=query, content=content)


def count(database: Database, model: type[Any]) -> int:
    with database.session(read_only=True) as session:
        return session.execute(select(func.count()).select_from(model)).scalar_one()


def work_off(settings: Settings, database: Database) -> None:
    storage = storage_of(settings)
    Desk(settings, database, storage, {ROUTINE_EXAMINATION: RoutineExamination()}).work_off(seconds=60)


def describe_machine(database: Database, equipment_id: str) -> None:
    with database.session() as session:
        session.execute(update(Equipment).where(Equipment.id == equipment_id).values(machine=MACHINE))


def events_of(database: Database, kind: str) -> list[dict[str, Any]]:
    with database.session(read_only=True) as session:
        return list(session.scalars(select(Event.data).where(Event.kind == kind).order_by(Event.id)))


def push_until_answered(client: TestClient, equipment_id: str, sequence: str, content: bytes) -> Any:
    """Push as a gateway does: one that is told to come again (503, a machine too busy for its lock) comes again."""
    answer = push(client, equipment_id, sequence, content)
    for _ in range(_MOST_TRIES):
        if answer.status_code != 503:
            break
        assert "retry-after" in answer.headers, answer.text
        answer = push(client, equipment_id, sequence, content)
    return answer


def test_the_same_push_twenty_times_at_once_is_one_row(
    gateway: TestClient, hospital: Hospital, database: Database
) -> None:
    before = count(database, Recording), count(database, Job)
    content = quiet_wav(1)

    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(lambda _: push_until_answered(gateway, hospital.own.equipment_id, "7", content), range(20))
        )

    assert {answer.status_code for answer in answers} == {201}, answers[0].text
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert (count(database, Recording) - before[0], count(database, Job) - before[1]) == (1, 1)
    assert count(database, PushedRecording) == 2 + 1, "two are seeded"


def test_the_same_bytes_under_another_number_are_one_row(
    gateway: TestClient, hospital: Hospital, database: Database
) -> None:
    content = quiet_wav(1)
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda number: push(gateway, hospital.own.equipment_id, str(number), content), range(8))
        )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert count(database, PushedRecording) == 2 + 1


def test_a_number_used_for_something_else_is_refused(
    gateway: TestClient, hospital: Hospital, database: Database
) -> None:
    push(gateway, hospital.own.equipment_id, "7", quiet_wav(1))
    answer = push(gateway, hospital.own.equipment_id, "7", quiet_wav(2))

    assert (answer.status_code, answer.json()["code"]) == (409, "sequence_reused")
    assert count(database, PushedRecording) == 2 + 1


def test_two_gateways_count_for_themselves(
    app: FastAPI,
    gateway: TestClient,
    hospital: Hospital,
    database: Database,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = client_of(
        app, database, settings, add_key_account(database, Role.GATEWAY, hospital.own.factory_id), monkeypatch
    )
    ids = [
        push(caller, hospital.own.equipment_id, "1", quiet_wav(seed)).json()["id"]
        for caller, seed in ((gateway, 1), (other, 2))
    ]

    assert len(set(ids)) == 2


def test_a_machine_of_another_factory_is_not_found(gateway: TestClient, hospital: Hospital, database: Database) -> None:
    answer = push(gateway, hospital.foreign.equipment_id, "1", quiet_wav(1))

    assert answer.status_code == 404
    assert count(database, PushedRecording) == 2


@pytest.mark.parametrize("sequence", ["", "a/b", "x" * 65, "号"])
def test_a_number_that_is_none_is_refused(gateway: TestClient, hospital: Hospital, sequence: str) -> None:
    assert push(gateway, hospital.own.equipment_id, sequence, quiet_wav(1)).status_code == 422


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:00:00-08:00", "2026-11-27T08:00:00"])
def test_a_time_that_cannot_be_is_refused(gateway: TestClient, hospital: Hospital, moment: str) -> None:
    answer = push(gateway, hospital.own.equipment_id, "1", quiet_wav(1), measured_at=moment)

    assert answer.status_code == 422


def test_a_file_that_is_no_recording_leaves_its_number_free(
    gateway: TestClient, hospital: Hospital, database: Database
) -> None:
    refused = push(gateway, hospital.own.equipment_id, "1", b"MZ" * 100)
    kept = push(gateway, hospital.own.equipment_id, "1", quiet_wav(1))

    assert (refused.status_code, kept.status_code) == (415, 201)


def test_people_do_not_push(login: Login, hospital: Hospital) -> None:
    answer = push(login(Role.FACTORY_ADMIN), hospital.own.equipment_id, "1", quiet_wav(1))

    assert answer.json()["code"] == "permission_denied"


def test_a_quiet_machine_is_examined_without_a_case(
    gateway: TestClient, hospital: Hospital, database: Database, settings: Settings, login: Login
) -> None:
    describe_machine(database, hospital.own.equipment_id)
    cases = count(database, Case)
    alarms = count(database, Alarm)
    pushed = push(gateway, hospital.own.equipment_id, "1", quiet_wav(1), measured_at="2026-11-27T08:00:00+08:00").json()
    work_off(settings, database)
    caller = login(Role.FACTORY_USER)
    (examined,) = [
        item for item in caller.get("/api/v1/examinations").json()["items"] if item["recording_id"] == pushed["id"]
    ]

    assert pushed["measured_at"] == "2026-11-27T00:00:00Z"
    assert (examined["case_id"], examined["verdict"]) == (None, "healthy")
    assert caller.get(f"/api/v1/examinations/{examined['id']}").json()["case_id"] is None
    assert (count(database, Case), count(database, Alarm)) == (cases, alarms)
    assert [event["verdict"] for event in events_of(database, "recording.examined")] == ["healthy"]
    history = caller.get(f"/api/v1/equipment/{hospital.own.equipment_id}/health").json()["history"]
    assert history, "the routine examination counts for the machine's health"


def test_a_damaged_bearing_opens_a_case_with_its_recording(
    gateway: TestClient, hospital: Hospital, database: Database, settings: Settings, login: Login
) -> None:
    describe_machine(database, hospital.own.equipment_id)
    with database.session() as session:
        session.execute(update(Case).where(Case.id == hospital.own.case_id).values(state="cancelled"))
    pushed = push(gateway, hospital.own.equipment_id, "1", DAMAGED).json()
    work_off(settings, database)
    alarms = login(Role.ENGINEER).get(f"/api/v1/alarms?equipment_id={hospital.own.equipment_id}").json()["items"]
    case = login(Role.FACTORY_USER).get(f"/api/v1/cases/{alarms[0]['case_id']}").json()

    assert (alarms[0]["rule"], alarms[0]["effect"]) == ("finding", "opened")
    assert (case["mode"], case["recording"]["id"]) == ("proactive", pushed["id"])
    assert "Gateway 1" in case["reporter_name"]
    assert "例行测量" in case["complaint"]


def test_an_undescribed_machine_is_said_and_not_tried_again(
    gateway: TestClient, hospital: Hospital, database: Database, settings: Settings
) -> None:
    with database.session() as session:
        session.execute(update(Equipment).where(Equipment.id == hospital.own.equipment_id).values(machine=None))
    pushed = push(gateway, hospital.own.equipment_id, "1", quiet_wav(1)).json()
    work_off(settings, database)

    with database.session(read_only=True) as session:
        row = session.execute(select(PushedRecording).where(PushedRecording.recording_id == pushed["id"])).scalar_one()
        job = session.execute(select(Job).where(Job.subject_id == pushed["id"])).scalar_one()
        examinations = session.execute(
            select(func.count()).select_from(Examination).where(Examination.recording_id == pushed["id"])
        ).scalar_one()
    assert (row.problem_code, job.state, job.attempt, examinations) == ("machine_missing", "done", 1, 0)
    assert [event["code"] for event in events_of(database, "recording.not_examined")] == ["machine_missing"]
