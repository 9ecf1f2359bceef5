"""A fan with a damaged outer race (simulated), whose recording was really uploaded, opened and examined."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import update

from clinic_api.cases.flow import FirstOpinion
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.jobs.desk import Desk
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import MACHINE, wav_of_damaged_outer_race


@dataclass(frozen=True)
class ExaminedFan:
    """Ids of what came of it."""

    recording_id: str
    case_id: str
    examination_id: str


def examine_fan(login: Login, hospital: Hospital, database: Database, settings: Settings) -> ExaminedFan:
    """Upload, open and examine at a worker's desk."""
    client = login("factory_user")
    with database.session() as session:
        session.execute(update(Equipment).where(Equipment.id == hospital.own.equipment_id).values(machine=MACHINE))
    machine = {"equipment_id": hospital.own.equipment_id}
    recording = client.post(
        "/api/v1/recordings", params=machine | {"filename": "fan.wav"}, content=wav_of_damaged_outer_race()
    ).json()
    body = {"complaint": "noisy", "language": "en", "recording_id": recording["id"]} | machine
    case = client.post("/api/v1/cases", json=body).json()
    storage = storage_of(settings)
    Desk(settings, database, storage, {FIRST_OPINION: FirstOpinion()}).work_off(seconds=60)
    opinion = client.get(f"/api/v1/cases/{case['id']}").json()["opinion"]
    return ExaminedFan(recording["id"], case["id"], opinion["examination_id"])
