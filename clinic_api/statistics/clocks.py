"""How each case did against its clocks (`cases.clocks`): those that were promised, with their pauses and holidays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.clocks import is_missed
from clinic_api.cases.models import CaseClock
from clinic_api.cases.states import OPEN_STATES
from clinic_api.statistics.facts import CaseFact

__all__ = ["CLOCK_RESULTS", "ClockKind", "ClockResult", "clock_results"]

ClockKind = Literal["first_opinion", "accept", "diagnosis"]
_KINDS: Final[tuple[ClockKind, ...]] = ("first_opinion", "accept", "diagnosis")
CLOCK_RESULTS: Final = ("on_time", "late", "running", "no_clock")
_CASES_AT_ONCE: Final = 1000


@dataclass(frozen=True)
class ClockResult:
    """``result`` is one of `CLOCK_RESULTS`; ``hours`` from opening until it was met, None where it was not."""

    result: str
    hours: float | None


def clock_results(
    session: Session, cases: Sequence[CaseFact], *, now: datetime
) -> Mapping[ClockKind, Mapping[str, ClockResult]]:
    """Return for each clock how each of ``cases`` did, by case id. A clock that was started anew (a case reopened, or
    given to another doctor) counts as it runs now.
    """
    clocks: dict[tuple[str, str], CaseClock] = {}
    for first in range(0, len(cases), _CASES_AT_ONCE):
        ids = [case.id for case in cases[first : first + _CASES_AT_ONCE]]
        for clock in session.scalars(select(CaseClock).where(CaseClock.case_id.in_(ids))):
            clocks[clock.kind, clock.case_id] = clock
    return {kind: {case.id: _result(case, clocks.get((kind, case.id)), now) for case in cases} for kind in _KINDS}


def _result(case: CaseFact, clock: CaseClock | None, now: datetime) -> ClockResult:
    met_at = None if clock is None else clock.met_at
    hours = None if met_at is None else (met_at - case.opened_at).total_seconds() / 3600
    is_over = met_at is None and case.state not in OPEN_STATES
    if clock is None or case.urgency is None or is_over:
        return ClockResult("no_clock", hours)
    if is_missed(clock, now):
        return ClockResult("late", hours)
    return ClockResult("running" if met_at is None else "on_time", hours)
