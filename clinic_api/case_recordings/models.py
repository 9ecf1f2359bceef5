"""The row of a case's further recording."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.cases.models import Case, CaseMixin, of_same_factory
from clinic_api.database import ID_LENGTH, Base
from clinic_api.kit.ids import new_id

__all__ = ["CaseRecording", "of_opening"]

_NAME_LENGTH = 240  # as a time line writes a person's name


class CaseRecording(CaseMixin, Base):
    """A recording of a case beside ``cases.recording_id``, or before it: that one is the recording whose opinion
    stands. ``job_id`` examines it; null where the first opinion did. ``problem`` says why there is no opinion on it.
    """

    __tablename__ = "case_recordings"
    __table_args__ = (of_same_factory(),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id"), unique=True)
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id"), unique=True)
    added_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    added_at: Mapped[datetime]
    problem: Mapped[dict[str, Any] | None]


def of_opening(case: Case, recording_id: str) -> CaseRecording:
    """Return the row, in no session, of the recording that ``case`` was opened with."""
    return CaseRecording(
        id=new_id("crc"),
        factory_id=case.factory_id,
        case_id=case.id,
        recording_id=recording_id,
        added_by=case.reporter_name,
        added_at=case.created_at,
        problem=case.opinion_problem,
    )
