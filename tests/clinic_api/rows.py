"""Rows for tests that need no HTTP: one factory with one described machine, people, a doctor, recordings and cases."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.cases.models import Case
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.cases.states import TRANSITIONS
from clinic_api.cases.timeline import write_line
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.factories.models import Factory
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.ids import new_id
from clinic_api.recordings.models import Recording
from clinic_api.storage import Storage

SAMPLING_RATE_HZ = 20_000
BALL_PASS_OUTER_HZ = 105.0
MACHINE: dict[str, Any] = {
    "name": "Fan",
    "kind": "fan",
    "speed_rpm": 1800,
    "bearings": [
        {"id": "DE", "shaft": "main", "multipliers": {"bpfo": 3.5, "bpfi": 5.5, "bsf": 2.3, "ftf": 0.3888889}}
    ],
    "sensors": [{"channel": "1", "quantity": "acceleration", "unit": "g", "position": "DE", "direction": "radial_v"}],
}


@dataclass(frozen=True)
class Ward:
    """Ids of the rows a test works with."""

    factory_id: str
    equipment_id: str
    account_id: str
    doctor_id: str


def wav_of_damaged_outer_race(seconds: float = 5.0) -> bytes:
    """Return a WAV of impacts at the ball pass frequency of the outer race, ringing at 5 kHz, in noise (simulated)."""
    rng = np.random.default_rng(7)
    count = int(seconds * SAMPLING_RATE_HZ)
    signal = rng.normal(0.0, 0.02, count)
    ring_s = np.arange(400) / SAMPLING_RATE_HZ
    ring = 0.5 * np.exp(-900.0 * ring_s) * np.sin(2 * np.pi * 5000.0 * ring_s)
    for impact in np.arange(0.0, seconds - 0.03, 1.0 / BALL_PASS_OUTER_HZ):
        start = int((impact + rng.normal(0.0, 5e-5)) * SAMPLING_RATE_HZ)
        signal[max(start, 0) : max(start, 0) + ring.size] += ring
    file = io.BytesIO()
    soundfile.write(file, signal, SAMPLING_RATE_HZ, format="WAV", subtype="PCM_16")
    return file.getvalue()


def add_ward(session: Session) -> Ward:
    """Add one factory, its machine and its user, and one mechanical doctor."""
    factory = Factory(
        id=new_id("fac"), name_en="Works", name_zh="工厂", latitude_deg=31.5, longitude_deg=120.3, address="Wuxi"
    )
    doctor = Doctor(
        id=new_id("doc"),
        name_en="Gu Ming",
        name_zh="顾明",
        title_en="Senior engineer",
        title_zh="高级工程师",
        employment="staff",
        departments=["mechanical", "electrical", "automation", "it", "metrology", "network", "video"],
        specialties={"rolling_bearings": 0.9},
        category=3,
        languages=["zh", "en"],
        capacity_minutes=480.0,
        home_latitude_deg=31.4,
        home_longitude_deg=120.2,
    )
    session.add_all([factory, doctor])
    session.flush()
    account = Account(
        id=new_id("acc"),
        email=f"{new_id('acc')}@example.org",
        password_hash="not used here",
        role="factory_user",
        factory_id=factory.id,
        name_en="Li Na",
        name_zh="李娜",
        language="zh",
    )
    equipment = Equipment(
        id=new_id("eqp"),
        factory_id=factory.id,
        name_en="Fan",
        name_zh="风机",
        kind="fan",
        location="Roof",
        criticality="b",
        machine=MACHINE,
    )
    session.add_all([account, equipment])
    session.flush()
    return Ward(factory.id, equipment.id, account.id, doctor.id)


def add_recording(session: Session, storage: Storage, ward: Ward, content: bytes, filename: str) -> str:
    """Keep ``content`` and add its row; return the recording's id."""
    kept = storage.store_stream([content], limit_bytes=1 << 30)
    recording = Recording(
        id=new_id("rec"),
        factory_id=ward.factory_id,
        equipment_id=ward.equipment_id,
        uploaded_by=ward.account_id,
        filename=filename,
        format=Path(filename).suffix.lstrip("."),
        size_bytes=kept.size_bytes,
        sha256=kept.sha256,
    )
    session.add(recording)
    session.flush()
    return recording.id


def add_case(
    session: Session,
    ward: Ward,
    *,
    complaint: str = "The bearing is noisy",
    recording_id: str | None = None,
    kind: str = FIRST_OPINION,
) -> tuple[str, str]:
    """Add a submitted case with its job; return both ids."""
    now = utc_now()
    case = Case(
        id=new_id("case"),
        factory_id=ward.factory_id,
        equipment_id=ward.equipment_id,
        recording_id=recording_id,
        reporter_id=ward.account_id,
        reporter_name="Li Na",
        complaint=complaint,
        language="en",
        mode="reception",
        created_at=now,
        updated_at=now,
    )
    session.add(case)
    session.flush()
    write_line(session, case, "opened", at=now)
    job_id = enqueue(session, kind=kind, subject_id=case.id, factory_id=ward.factory_id, priority=2, max_attempts=3)
    session.flush()
    return case.id, job_id


def put_in_state(session: Session, case_id: str, state: str) -> None:
    """Lead a case to ``state`` by the shortest legal way, without its clocks, lines and assignments: the database lets
    nothing take another way.
    """
    pairs = {(way.source.value, way.target.value) for way in TRANSITIONS}
    start = session.execute(select(Case.state).where(Case.id == case_id)).scalar_one()
    ways: dict[str, list[str]] = {start: []}
    for here in (queue := list(ways)):
        for source, target in sorted(pairs):
            if source == here and target not in ways and source != "needs_information":
                ways[target] = [*ways[here], target]
                queue.append(target)
    before = start
    for step in ways[state]:
        paused_in = before if step == "needs_information" else None
        session.execute(update(Case).where(Case.id == case_id).values(state=step, paused_in=paused_in))
        before = step


def open_ward(database: Database) -> Ward:
    """Add a ward in a unit of work of its own."""
    with database.session() as session:
        return add_ward(session)
