"""Everything that happened to one machine, in the order of time, out of the tables that keep it.

The ids of all tables end in the time they were made (`kit.ids`), so the newest rows of several tables are merged by
the ends of their ids, and a page costs one short query a table, however long the history is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel
from sqlalchemy import ColumnElement, select

from clinic_api.attachments.models import Attachment
from clinic_api.cases.models import Case
from clinic_api.cases.states import CaseState, state_text
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.kit.fields import TextRead
from clinic_api.kit.pagination import Page, PageParameters
from clinic_api.kit.repository import Repository
from clinic_api.recordings.models import Recording
from diagnostics.texts import Text

__all__ = ["HistoryEntry", "HistoryKind", "machine_history"]

HistoryKind = Literal["case", "examination", "recording", "attachment"]


class HistoryEntry(BaseModel):
    """One thing that happened to a machine; ``text`` says it in one line."""

    id: str
    kind: HistoryKind
    at: datetime
    text: TextRead
    case_id: str | None
    state: str | None = None
    verdict: str | None = None
    urgency: int | None = None


@dataclass(frozen=True)
class _Source:
    """A table of things that happen to machines."""

    kind: HistoryKind
    prefix: str
    model: Any
    entry: Callable[[Any], Mapping[str, Any]]
    condition: Callable[[], ColumnElement[bool]] | None = None


def _of_case(case: Case) -> dict[str, Any]:
    text = state_text(CaseState(case.state))
    return {
        "case_id": case.id,
        "state": case.state,
        "urgency": case.urgency,
        "text": Text(f"Case ({text.en}): {case.complaint}", f"病例（{text.zh}）：{case.complaint}"),
    }


def _of_examination(examination: Examination) -> dict[str, Any]:
    return {
        "case_id": examination.case_id,
        "verdict": examination.verdict,
        "urgency": examination.urgency,
        "text": Text(**examination.document["summary"]),
    }


def _of_recording(recording: Recording) -> dict[str, Any]:
    return {"case_id": None, "text": Text(f"Recording: {recording.filename}", f"原始记录：{recording.filename}")}


def _of_attachment(attachment: Attachment) -> dict[str, Any]:
    name = attachment.filename
    return {"case_id": attachment.case_id, "text": Text(f"File: {name}", f"文件：{name}")}


_SOURCES: Final = (
    _Source("case", "case", Case, _of_case),
    _Source("examination", "exam", Examination, _of_examination),
    _Source("recording", "rec", Recording, _of_recording),
    _Source("attachment", "att", Attachment, _of_attachment, lambda: Attachment.removed_at.is_(None)),
)


def machine_history(repository: Repository, equipment: Equipment, page: PageParameters) -> Page[HistoryEntry]:
    """Return a page of what the principal may see of ``equipment``, the newest first."""
    before = None if page.cursor is None else _time_part(page.cursor)
    found = [
        (_time_part(row.id), source, row)
        for source in _SOURCES
        for row in _newest(repository, source, equipment.id, before, page.limit + 1)
    ]
    found.sort(key=lambda item: item[0], reverse=True)
    items = [_entry(source, row) for _, source, row in found[: page.limit]]
    return Page(items=items, next_cursor=items[-1].id if len(found) > page.limit else None)


def _newest(
    repository: Repository, source: _Source, equipment_id: str, before: str | None, count: int
) -> Sequence[Any]:
    model = source.model
    statement = select(model).where(repository.visible(model), model.equipment_id == equipment_id)
    if source.condition is not None:
        statement = statement.where(source.condition())
    if before is not None:
        statement = statement.where(model.id < f"{source.prefix}_{before}")
    return repository.session.scalars(statement.order_by(model.id.desc()).limit(count)).all()


def _entry(source: _Source, row: Any) -> HistoryEntry:
    values = dict(source.entry(row))
    return HistoryEntry(id=row.id, kind=source.kind, at=row.created_at, text=TextRead.of(values.pop("text")), **values)


def _time_part(row_id: str) -> str:
    return row_id.rpartition("_")[2]
