"""Earlier recordings of a machine, and its figures over time."""

from __future__ import annotations

import pytest

from clinic_api.database import Database
from clinic_api.kit.principal import Role
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.examined_fan import examine_fan
from tests.clinic_api.hospital import Hospital


def test_the_recordings_of_a_machine_come_with_what_was_found(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    fan = examine_fan(login, hospital, database, settings)
    engineer, machine = login(Role.ENGINEER), {"equipment_id": hospital.own.equipment_id}

    first = engineer.get("/api/v1/recordings", params=machine | {"limit": 1}).json()
    second = engineer.get("/api/v1/recordings", params=machine | {"cursor": first["next_cursor"]}).json()

    (newest,) = first["items"]
    assert (newest["id"], newest["examination_id"]) == (fan.recording_id, fan.examination_id)
    assert (newest["verdict"], newest["filename"]) == ("fault", "fan.wav")
    assert newest["speed_rpm"] == pytest.approx(1800, rel=0.02)
    assert [row["id"] for row in second["items"]] == [hospital.own.recording_id]


@ONE_ENGINE
def test_a_recording_that_was_not_examined_is_listed_too(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)
    with_machine = {"equipment_id": hospital.own.equipment_id}
    content = b"time,1\n" + b"".join(b"%d,%d\n" % (i, i % 7) for i in range(50))
    uploaded = caller.post("/api/v1/recordings", params=with_machine | {"filename": "a.csv"}, content=content).json()

    newest = caller.get("/api/v1/recordings", params=with_machine).json()["items"][0]

    assert (newest["id"], newest["examination_id"], newest["speed_rpm"]) == (uploaded["id"], None, None)


@ONE_ENGINE
def test_a_foreign_machine_has_no_list(login: Login, hospital: Hospital) -> None:
    answer = login(Role.FACTORY_USER).get("/api/v1/recordings", params={"equipment_id": hospital.foreign.equipment_id})

    assert (answer.status_code, answer.json()["code"]) == (404, "equipment_not_found")


def test_the_trend_has_the_figures_of_each_channel(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    fan = examine_fan(login, hospital, database, settings)
    engineer = login(Role.ENGINEER)
    document = engineer.get(f"/api/v1/examinations/{fan.examination_id}").json()["document"]

    trend = engineer.get(f"/api/v1/equipment/{hospital.own.equipment_id}/trend").json()

    (channel,) = trend["channels"]
    (point,) = channel["points"]
    assert channel["channel"] == "1"
    assert (point["examination_id"], point["recording_id"]) == (fan.examination_id, fan.recording_id)
    assert point["rms"] == document["measurements"]["1"]["rms"]
    assert point["speed_rpm"] == document["speed"]["rpm"]
