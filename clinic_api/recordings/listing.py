"""The recordings of one machine with what their newest examination said, to compare one with another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel
from sqlalchemy import func, select

from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.repository import Repository
from clinic_api.recordings.models import Recording
from clinic_api.recordings.schemas import RecordingRead
from clinic_api.recordings.service import RecordingService

__all__ = ["ExaminedRecording", "recordings_of"]


class Examined(BaseModel):
    """What the newest examination of a recording said."""

    examination_id: str | None = None
    case_id: str | None = None
    verdict: Literal["healthy", "fault", "not_assessable"] | None = None
    speed_rpm: float | None = None
    examined_at: datetime | None = None


class ExaminedRecording(RecordingRead, Examined):
    """A recording of a machine; what is of its examination is null where it was not examined."""


def recordings_of(repository: Repository, equipment_id: str, page: PageParameters) -> Page[ExaminedRecording]:
    """Return a page of the visible recordings of a visible machine, the newest first; raises `NotFound`."""
    equipment: Equipment = RecordingService(repository).equipment(equipment_id)
    statement = repository.select_visible(Recording).where(Recording.equipment_id == equipment.id)
    rows, next_cursor = fetch_page(repository.session, statement, Recording.id, page)
    examined = _examined(repository, rows)
    items = [_read(row, examined.get(row.id, Examined())) for row in rows]
    return Page(items=items, next_cursor=next_cursor)


def _read(row: Recording, examined: Examined) -> ExaminedRecording:
    described = RecordingRead.model_validate(row).model_dump()
    return ExaminedRecording.model_validate(described | examined.model_dump())


def _examined(repository: Repository, recordings: Sequence[Recording]) -> dict[str, Examined]:
    """Return the newest visible examination of each of ``recordings`` that has one, in one query."""
    own = (repository.visible(Examination), Examination.recording_id.in_([row.id for row in recordings]))
    newest = select(func.max(Examination.id)).where(*own).group_by(Examination.recording_id)
    rows: Sequence[Any] = repository.session.execute(
        select(
            Examination.recording_id,
            Examination.id,
            Examination.case_id,
            Examination.verdict,
            Examination.document["speed"].label("speed"),
            Examination.created_at,
        ).where(Examination.id.in_(newest))
    ).all()
    return {
        row.recording_id: Examined(
            examination_id=row.id,
            case_id=row.case_id,
            verdict=row.verdict,
            speed_rpm=row.speed["rpm"],
            examined_at=row.created_at,
        )
        for row in rows
    }
