"""A note pinned to a plot, a repeated examination and a recording added to its case, for the hospital of the tests."""

from __future__ import annotations

from sqlalchemy.orm import Session

from clinic_api.case_recordings.models import CaseRecording
from clinic_api.database import utc_now
from clinic_api.examinations.again.models import ReExamination
from clinic_api.examinations.models import Examination
from clinic_api.kit.ids import new_id
from clinic_api.signals.notes.models import SignalNote


def fill_workstation(session: Session, canary: str, examination: Examination, account_id: str) -> dict[str, str]:
    """Add the rows; return the ids that routes are tried with."""
    person = {"account_id": account_id, "factory_id": examination.factory_id}
    note = SignalNote(
        id=new_id("note"),
        recording_id=examination.recording_id,
        examination_id=examination.id,
        plot="envelope",
        channel="1",
        x_from=88.0,
        x_to=90.0,
        text=f"Note {canary}",
        author_en=f"Person {canary}",
        author_zh=f"人员 {canary}",
        **person,
    )
    repeated = ReExamination(
        id=new_id("rex"),
        examination_id=examination.id,
        overrides={"speed_rpm": 1490.0},
        reason=f"Reason {canary}",
        document=examination.document,
        differences=[],
        asked_by_en=f"Person {canary}",
        asked_by_zh=f"人员 {canary}",
        **person,
    )
    further = CaseRecording(
        id=new_id("crc"),
        factory_id=examination.factory_id,
        case_id=examination.case_id,
        recording_id=examination.recording_id,
        added_by=f"Person {canary}",
        added_at=utc_now(),
    )
    session.add_all([note, repeated, further])
    session.flush()
    return {"note_id": note.id, "re_examination_id": repeated.id}
