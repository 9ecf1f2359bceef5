"""Recordings of one simulated fan: with an outer race defect, after its repair, worse, and at another speed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import update

import diagnostics as dx
from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from sample_signals.bearings import BearingFault, BearingPart
from sample_signals.recording_files import write_recordings
from sample_signals.recording_set import BEARING_6205, HOUSING, RECORDINGS, RecordingPlan, running_machine

SPEED_RPM = 1476.0
_FIRST = next(plan for plan in RECORDINGS if plan.name == "bearing_outer_race")


def plan_of(name: str) -> RecordingPlan:
    """Return what is simulated under ``name``."""
    damage = BearingFault(BearingPart.OUTER_RACE, BEARING_6205, 4.0, HOUSING, cage_modulation=0.05)
    machines = {
        "damaged": running_machine(SPEED_RPM, damage),
        "damaged_again": running_machine(SPEED_RPM, damage),
        "repaired": running_machine(SPEED_RPM),
        "shaking": running_machine(SPEED_RPM, damage, unbalance_mm_s=7.0),
        "slow": running_machine(1180.0),
    }
    seeds = {"damaged_again": 20, "repaired": 21, "shaking": 22, "slow": 23}
    seed = seeds.get(name, _FIRST.seed)
    return replace(_FIRST, name=name, machine=machines[name], seed=seed, duration_s=8.0)


@cache
def recording_of(name: str) -> bytes:
    """Return the FLAC file of ``name``."""
    with TemporaryDirectory() as folder:
        write_recordings([plan_of(name)], Path(folder))
        return Path(folder, f"{name}.flac").read_bytes()


@cache
def examination_of(name: str) -> Mapping[str, Any]:
    """Return the examination of ``name``."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.flac")
        path.write_bytes(recording_of(name))
        machine = dx.Machine.from_dict(plan_of(name).machine_description())
        return dx.examine(dx.read(path), machine).to_json()


def describe_fan(database: Database, equipment_id: str) -> None:
    """Let a machine be the one that was simulated."""
    with database.session() as session:
        machine = plan_of("damaged").machine_description()
        session.execute(update(Equipment).where(Equipment.id == equipment_id).values(machine=machine))


def upload(client: TestClient, equipment_id: str, name: str, content: bytes | None = None) -> str:
    """Upload the recording ``name``, or ``content`` under that name; return its id."""
    answer = client.post(
        "/api/v1/recordings",
        params={"equipment_id": equipment_id, "filename": f"{name}.flac"},
        content=recording_of(name) if content is None else content,
    )
    assert answer.status_code == 201, answer.text
    recording_id: str = answer.json()["id"]
    return recording_id
