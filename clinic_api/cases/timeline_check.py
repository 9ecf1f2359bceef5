"""Checking time lines: does each line still carry the digest of itself and of the line before it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.models import CaseEvent
from clinic_api.cases.timeline import line_content
from clinic_api.kit.hash_chain import CHAIN_START, chained_sha256

__all__ = ["TimelineState", "TimelinesState", "check_timeline", "check_timelines"]

_LINES_AT_ONCE = 1000


@dataclass(frozen=True)
class TimelineState:
    """One time line: how many lines it has, the digest of the last one, and the number of the first line that is not
    what was written (None: all are).
    """

    case_id: str
    lines: int
    head_sha256: str
    broken_at: int | None


@dataclass(frozen=True)
class TimelinesState:
    """All time lines: the digest of the last line by case, kept elsewhere to notice lines cut off later, and the time
    lines that are not what was written.
    """

    heads: dict[str, str]
    broken: tuple[TimelineState, ...]


def check_timeline(session: Session, case_id: str) -> TimelineState:
    """Check the time line of one case, lines that its reader may not see included."""
    statement = select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.seq)
    return _state(case_id, session.scalars(statement))


def check_timelines(session: Session) -> TimelinesState:
    """Check every time line of the hospital, some lines at a time; for ``clinic check``."""
    states = list(_states(session))
    return TimelinesState(
        heads={state.case_id: state.head_sha256 for state in states},
        broken=tuple(state for state in states if state.broken_at is not None),
    )


def _states(session: Session) -> Iterator[TimelineState]:
    statement = select(CaseEvent).order_by(CaseEvent.case_id, CaseEvent.seq)
    lines = session.scalars(statement.execution_options(yield_per=_LINES_AT_ONCE))
    for case_id, of_case in groupby(lines, key=lambda line: line.case_id):
        yield _state(case_id, of_case)


def _state(case_id: str, lines: Iterable[CaseEvent]) -> TimelineState:
    previous, count, broken_at = CHAIN_START, 0, None
    for count, line in enumerate(lines, start=1):
        intact = (
            line.seq == count
            and line.previous_sha256 == previous
            and line.sha256 == chained_sha256(previous, line_content(line))
        )
        if not intact and broken_at is None:
            broken_at = count
        previous = line.sha256
    return TimelineState(case_id, count, previous, broken_at)
