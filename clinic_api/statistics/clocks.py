"""How each case did against its clocks. `clock_results` is the one place that knows where the times come from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import CaseEvent
from clinic_api.cases.states import CaseState
from clinic_api.kit.china import CHINA
from clinic_api.statistics.facts import CaseFact
from clinic_api.treatments.models import Diagnosis

__all__ = ["CLOCK_RESULTS", "ClockKind", "ClockResult", "clock_results", "due_at"]

_TABLE: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("clocks.toml").read_text(encoding="utf-8"))
_SATURDAY: Final = 5
_CLOSED: Final = frozenset({CaseState.DISCHARGED.value, CaseState.MERGED.value, CaseState.CANCELLED.value})

ClockKind = Literal["first_opinion", "assignment", "diagnosis"]
CLOCK_RESULTS: Final = ("on_time", "late", "running", "no_clock")


@dataclass(frozen=True)
class ClockResult:
    """``result`` is one of `CLOCK_RESULTS`; ``hours`` from opening until it was met, None where it was not."""

    result: str
    hours: float | None


def clock_results(
    session: Session, cases: Sequence[CaseFact], *, now: datetime
) -> Mapping[ClockKind, Mapping[str, ClockResult]]:
    """Return for each clock how each of ``cases`` did, by case id.

    Times are those of the rows: the first opinion or triage on the time line, the first assignment, the first signed
    diagnosis. Pauses are not known here.
    """
    ids = select(CaseEvent.case_id, func.min(CaseEvent.at))
    first_opinion = ids.where(CaseEvent.kind.in_(("opinion_given", "triaged"))).group_by(CaseEvent.case_id)
    assignment = select(Assignment.case_id, func.min(Assignment.assigned_at)).group_by(Assignment.case_id)
    diagnosis = select(Diagnosis.case_id, func.min(Diagnosis.signed_at)).group_by(Diagnosis.case_id)
    earliest = min((case.opened_at for case in cases), default=now)
    met: dict[ClockKind, dict[str, datetime]] = {
        "first_opinion": _times(session, first_opinion.where(CaseEvent.at >= earliest)),
        "assignment": _times(session, assignment.where(Assignment.assigned_at >= earliest)),
        "diagnosis": _times(session, diagnosis.where(Diagnosis.signed_at >= earliest)),
    }
    return {
        kind: {case.id: _result(kind, case, times.get(case.id), now) for case in cases} for kind, times in met.items()
    }


def due_at(kind: ClockKind, urgency: int, opened_at: datetime) -> datetime:
    """Return until when the clock ``kind`` of a case of ``urgency`` 1 … 5 runs that was opened at ``opened_at``."""
    clock = _TABLE[kind][str(urgency)]
    due = opened_at.astimezone(CHINA) + timedelta(hours=clock.get("hours", 0))
    days_left = clock.get("working_days", 0)
    while days_left > 0:
        due += timedelta(days=1)
        days_left -= due.weekday() < _SATURDAY
    return due


def _times(session: Session, statement: Any) -> dict[str, datetime]:
    return {str(case_id): at for case_id, at in session.execute(statement)}


def _result(kind: ClockKind, case: CaseFact, met_at: datetime | None, now: datetime) -> ClockResult:
    hours = None if met_at is None else (met_at - case.opened_at).total_seconds() / 3600
    if case.urgency is None or (met_at is None and case.state in _CLOSED):
        return ClockResult("no_clock", hours)
    due = due_at(kind, case.urgency, case.opened_at)
    if (met_at or now) > due:
        return ClockResult("late", hours)
    return ClockResult("running" if met_at is None else "on_time", hours)
