"""Keeping the words of rows in the unit of work that writes them: whoever adds or changes a row cannot forget it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from sqlalchemy import delete, event, insert, select
from sqlalchemy.orm import Session, UOWTransaction

from clinic_api.cases.models import Case
from clinic_api.cases.talk_models import CaseComment, CaseQuestion
from clinic_api.equipment.models import Equipment
from clinic_api.intake.models import Ticket
from clinic_api.search.models import SearchDocument
from clinic_api.search.words import tokens_of
from clinic_api.treatments.models import ConfirmedFinding, Diagnosis

__all__ = ["INDEXED", "index_missing"]

Texts = Callable[[Any], Iterable[str | None]]

_AT_ONCE: Final = 500


def _of_machine(machine: Equipment) -> Iterable[str | None]:
    yield from (machine.name_zh, machine.name_en, machine.asset_number, machine.location, machine.kind, machine.id)
    yield from (str(value) for value in machine.nameplate.values())
    for bearing in (machine.machine or {}).get("bearings", ()):
        yield bearing.get("designation")


def _of_diagnosis(diagnosis: Diagnosis) -> Iterable[str | None]:
    conclusion = diagnosis.document.get("content", {}).get("conclusion", {})
    yield from (conclusion.get("zh"), conclusion.get("en"))


INDEXED: Final[dict[type[Any], Texts]] = {
    Equipment: _of_machine,
    Case: lambda case: (case.complaint, case.reporter_name, case.id),
    Ticket: lambda ticket: (ticket.code,),
    CaseComment: lambda comment: (comment.text,),
    CaseQuestion: lambda question: (question.question, question.answer),
    Diagnosis: _of_diagnosis,
    ConfirmedFinding: lambda finding: (finding.words,),
}
"""What words stand for a row of each class."""


def _document(row: Any) -> dict[str, Any] | None:
    """Return the columns of `SearchDocument` for ``row``; None for one without any word."""
    tokens = tokens_of(INDEXED[type(row)](row))
    if not tokens:
        return None
    is_machine = isinstance(row, Equipment)
    return {
        "source_id": row.id,
        "factory_id": row.factory_id,
        "case_id": None if is_machine else getattr(row, "case_id", row.id),
        "equipment_id": row.id if is_machine else None,
        "visibility": getattr(row, "visibility", "everyone"),
        "tokens": tokens,
    }


@event.listens_for(Session, "after_flush")
def _keep_words(session: Session, flush: UOWTransaction) -> None:
    added = [row for row in session.new if type(row) in INDEXED]
    changed = [row for row in session.dirty if type(row) in INDEXED and session.is_modified(row)]
    gone = [row for row in session.deleted if type(row) in INDEXED]
    if changed or gone:
        source_ids = [row.id for row in (*changed, *gone)]
        session.execute(delete(SearchDocument).where(SearchDocument.source_id.in_(source_ids)))
    _write(session, [*added, *changed])


def _write(session: Session, rows: Iterable[Any]) -> None:
    values = [document for row in rows if (document := _document(row)) is not None]
    if values:
        session.execute(insert(SearchDocument), values)


def index_missing(session: Session) -> int:
    """Write the words of rows that have none yet (written before there was an index), and return how many rows."""
    count = 0
    for model in INDEXED:
        after = ""
        while True:
            rows = session.scalars(
                select(model)
                .where(model.id > after, model.id.not_in(select(SearchDocument.source_id)))
                .order_by(model.id)
                .limit(_AT_ONCE)
            ).all()
            if not rows:
                break
            _write(session, rows)
            count += len(rows)
            after = rows[-1].id
            session.expunge_all()
    return count
