"""What happened in one month, case by case: the ground that every figure is counted from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.statistics.month import Month
from clinic_api.treatments.models import ConfirmedFinding, Diagnosis, Discharge, FollowUpMeasurement, Satisfaction

__all__ = ["CaseFact", "MonthFacts", "load_facts"]

_TEARDOWN_RANK: Final = ("confirmed", "refuted", "other")


@dataclass(frozen=True)
class CaseFact:
    """A case as the statistics count it."""

    id: str
    factory_id: str
    department: str | None
    urgency: int | None
    mode: str
    state: str
    opened_at: datetime


@dataclass(frozen=True)
class MonthFacts:
    """Cases by what happened to them in the month; each mapping has one entry a case, its last one in that month."""

    opened: tuple[CaseFact, ...]
    discharged: dict[str, str]
    """Case id → outcome."""
    departments: dict[str, str | None]
    """Case id → department, of the discharged."""
    answers: dict[str, int | None]
    """Case id → satisfaction 1 … 5, None without an answer, of the cases first diagnosed in the month."""
    follow_ups: dict[str, str]
    """Case id → verdict of the comparison."""
    teardowns: dict[str, str]
    """Case id → ``confirmed`` where any finding was, else ``refuted``, else ``other``."""


def load_facts(session: Session, month: Month) -> MonthFacts:
    """Return the facts of ``month`` over all factories; the caller shows them to whom they may be shown."""
    discharged = _discharged(session, month)
    return MonthFacts(
        opened=_opened(session, month),
        discharged={case_id: outcome for case_id, (outcome, _) in discharged.items()},
        departments={case_id: department for case_id, (_, department) in discharged.items()},
        answers=_answers(session, month),
        follow_ups=_follow_ups(session, month),
        teardowns=_teardowns(session, month),
    )


def _discharged(session: Session, month: Month) -> dict[str, tuple[str, str | None]]:
    """Return outcome and department of the cases discharged, by their last discharge in the month."""
    statement = (
        select(Discharge.case_id, Discharge.outcome, Case.department)
        .join(Case, Case.id == Discharge.case_id)
        .where(Discharge.discharged_at >= month.start, Discharge.discharged_at < month.end)
        .order_by(Discharge.id)
    )
    return {case_id: (outcome, department) for case_id, outcome, department in session.execute(statement)}


def _opened(session: Session, month: Month) -> tuple[CaseFact, ...]:
    columns = (Case.id, Case.factory_id, Case.department, Case.urgency, Case.mode, Case.state, Case.created_at)
    statement = select(*columns).where(Case.created_at >= month.start, Case.created_at < month.end)
    return tuple(CaseFact(*row) for row in session.execute(statement.order_by(Case.id)))


def _answers(session: Session, month: Month) -> dict[str, int | None]:
    first = (
        select(Diagnosis.case_id)
        .where(Diagnosis.version == 1, Diagnosis.signed_at >= month.start, Diagnosis.signed_at < month.end)
        .subquery()
    )
    statement = select(first.c.case_id, Satisfaction.score).outerjoin(
        Satisfaction, Satisfaction.case_id == first.c.case_id
    )
    return {row.case_id: row.score for row in session.execute(statement)}


def _follow_ups(session: Session, month: Month) -> dict[str, str]:
    compared = func.coalesce(FollowUpMeasurement.compared_at, FollowUpMeasurement.added_at)
    statement = (
        select(FollowUpMeasurement.case_id, FollowUpMeasurement.verdict)
        .where(FollowUpMeasurement.verdict.is_not(None), compared >= month.start, compared < month.end)
        .order_by(FollowUpMeasurement.id)
    )
    return {case_id: str(verdict) for case_id, verdict in session.execute(statement)}


def _teardowns(session: Session, month: Month) -> dict[str, str]:
    """Count of each finding its newest line only."""
    statement = (
        select(ConfirmedFinding)
        .where(ConfirmedFinding.told_at >= month.start, ConfirmedFinding.told_at < month.end)
        .order_by(ConfirmedFinding.id)
    )
    newest: dict[tuple[Any, ...], ConfirmedFinding] = {}
    for row in session.scalars(statement):
        place = (row.examination_id, row.finding_index) if row.examination_id else (row.id,)
        newest[place] = row
    of_case: dict[str, list[str]] = {}
    for row in newest.values():
        of_case.setdefault(row.case_id, []).append(row.outcome)
    return {case_id: _first_of(outcomes) for case_id, outcomes in of_case.items()}


def _first_of(outcomes: Sequence[str]) -> str:
    return min(outcomes, key=_TEARDOWN_RANK.index)
