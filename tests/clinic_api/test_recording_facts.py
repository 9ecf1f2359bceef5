"""What is said about a recording where neither its file nor the machine's description says it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.kit.principal import Role
from clinic_api.recordings.facts import described_machine
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import MACHINE, Hospital
from tests.clinic_api.rows import wav_of_damaged_outer_race


def upload(caller: TestClient, hospital: Hospital) -> str:
    answer = caller.post(
        "/api/v1/recordings",
        params={"equipment_id": hospital.own.equipment_id, "filename": "fan.wav"},
        content=wav_of_damaged_outer_race(seconds=5.0),
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def tell(caller: TestClient, recording_id: str, **facts: Any) -> Any:
    return caller.put(f"/api/v1/recordings/{recording_id}/facts", json=facts)


def test_a_recording_of_a_machine_nobody_described_is_examined_by_what_was_said(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    worker = login(Role.FACTORY_USER)
    with database.session() as session:
        session.execute(update(Equipment).where(Equipment.id == hospital.own.equipment_id).values(machine=None))
    recording_id = upload(worker, hospital)

    told = tell(worker, recording_id, speed_rpm=1800, quantity="acceleration", unit="g", bearing="6205")
    body = {"equipment_id": hospital.own.equipment_id, "complaint": "异响", "language": "zh"}
    case = worker.post("/api/v1/cases", json={**body, "recording_id": recording_id}).json()
    Desk(settings, database, storage_of(settings), KINDS).work_off(seconds=60)
    examined = worker.get(f"/api/v1/cases/{case['id']}").json()
    document = worker.get(f"/api/v1/examinations/{examined['opinion']['examination_id']}").json()["document"]

    assert told.status_code == 200, told.text
    assert told.json()["facts"]["speed_rpm"] == 1800
    assert document["speed"]["rpm"] == pytest.approx(1800, rel=0.02)
    assert document["measurements"]["1"]["unit"] == "m/s2"


def test_i_do_not_know_is_taken_and_leaves_the_bearing_unknown() -> None:
    row = Equipment(name_en="Pump", kind="pump", machine=None, nameplate={"power_kw": 11})

    described = described_machine(row, {"quantity": "acceleration", "channels": ["1", "2"]})

    assert described is not None
    assert described["bearings"] == [{"id": "DE", "shaft": "main"}]
    assert [sensor["channel"] for sensor in described["sensors"]] == ["1", "2"]
    assert "unit" not in described["sensors"][0]
    assert "speed_rpm" not in described


def test_without_facts_the_description_counts_as_it_is() -> None:
    assert described_machine(Equipment(name_en="Fan", kind="fan", machine=MACHINE, nameplate={}), None) == MACHINE
    assert described_machine(Equipment(name_en="Fan", kind="fan", machine=None, nameplate={}), None) is None
    assert described_machine(None, {"speed_rpm": 1480}) is None


def test_the_speed_of_this_recording_goes_before_that_of_the_description() -> None:
    described = described_machine(
        Equipment(name_en="Fan", kind="fan", machine=MACHINE, nameplate={}), {"speed_rpm": 960}
    )

    assert described == {**MACHINE, "speed_rpm": 960}


def test_a_bearing_that_the_catalogue_does_not_have_is_refused_with_the_nearest(
    login: Login, hospital: Hospital
) -> None:
    worker = login(Role.FACTORY_USER)
    answer = tell(worker, upload(worker, hospital), quantity="acceleration", bearing="620S")

    assert (answer.status_code, answer.json()["code"]) == (422, "machine_invalid")


def test_facts_are_told_before_the_recording_is_sent_with_a_case(login: Login, hospital: Hospital) -> None:
    worker = login(Role.FACTORY_USER)
    recording_id = upload(worker, hospital)
    body = {"equipment_id": hospital.own.equipment_id, "complaint": "异响", "language": "zh"}
    worker.post("/api/v1/cases", json={**body, "recording_id": recording_id})

    answer = tell(worker, recording_id, speed_rpm=1480)

    assert (answer.status_code, answer.json()["code"]) == (409, "recording_in_use")


def test_another_factorys_recording_does_not_exist(login: Login, hospital: Hospital) -> None:
    answer = tell(login(Role.FACTORY_USER), hospital.foreign.recording_id, speed_rpm=1480)

    assert answer.status_code == 404
