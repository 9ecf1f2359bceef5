"""The coordinator's figures of a period, counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import fmean
from typing import Final

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.planning import ClockKind
from clinic_api.cases.states import OPEN_STATES
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Invalid
from clinic_api.kit.china import CHINA
from clinic_api.outcomes.evidence import discharge_since, is_override, judged_outcomes
from clinic_api.outcomes.figures import TEXTS, counted, estimated
from clinic_api.outcomes.schemas import (
    ClockShareRead,
    Figure,
    LoadRead,
    OverrideRead,
    OverridesRead,
    OverviewRead,
)
from clinic_api.treatments.models import ConfirmedFinding, Discharge, Satisfaction
from clinic_api.treatments.newest_findings import is_newest_line
from experts.outcomes import gini, share_record

__all__ = ["LONGEST_DAYS", "Period", "overview"]

LONGEST_DAYS: Final = 366
"""The longest period: a year, leap day included."""
_USUAL_DAYS: Final = 28
_EARLIEST: Final = date(2000, 1, 1)
"""Before any case; days near the first and last of the calendar cannot be reckoned with."""
_LATEST: Final = date(2999, 12, 31)
_WEEKS_OF_LOAD: Final = 4
"""Over how many weeks load is to be even: what the matching spreads it over (product survey, §7)."""
_NEWEST: Final = 20


@dataclass(frozen=True)
class Period:
    """Days in China, both included; `start` belongs to it, `end` does not."""

    first: date
    last: date

    @classmethod
    def of(cls, first: date | None, last: date | None, *, now: datetime) -> Period:
        """Return the period asked for, the last four weeks by default; raises `Invalid` ``period_invalid``."""
        last = last or (now.astimezone(CHINA).date() if first is None else _plus(first, _USUAL_DAYS - 1))
        first = first or _plus(last, 1 - _USUAL_DAYS)
        if not (_EARLIEST <= first <= last <= _LATEST and (last - first).days < LONGEST_DAYS):
            raise _invalid()
        return cls(first, last)

    @property
    def start(self) -> datetime:
        """The moment the first day begins."""
        return datetime.combine(self.first, time.min, CHINA)

    @property
    def end(self) -> datetime:
        """The moment the last day is over."""
        return datetime.combine(self.last + timedelta(days=1), time.min, CHINA)


def overview(session: Session, first: date | None, last: date | None) -> OverviewRead:
    """Return the figures of the days ``first`` to ``last``."""
    now = database_now(session)
    period = Period.of(first, last, now=now)
    return OverviewRead(
        from_day=period.first,
        to_day=period.last,
        clocks=_clocks(session, period, now),
        first_time_right=_first_time_right(session, period),
        load_now=_load(_loads_now(session)),
        load_lately=_load(_loads_lately(session, period)),
        satisfaction=_satisfaction(session, period),
        overrides=_overrides(session, period),
    )


def _clocks(session: Session, period: Period, now: datetime) -> list[ClockShareRead]:
    """Count the clocks of the cases opened in the period as `statistics.clocks` does, by the database."""
    missed = or_(
        CaseClock.breached_at.is_not(None),
        func.coalesce(CaseClock.met_at, CaseClock.stopped_at, now) > CaseClock.due_at,
    )
    met = and_(CaseClock.met_at.is_not(None), ~missed)
    counts = session.execute(
        select(CaseClock.kind, func.sum(case((met, 1), else_=0)), func.sum(case((missed, 1), else_=0)))
        .join(Case, Case.id == CaseClock.case_id)
        .where(
            Case.created_at >= period.start,
            Case.created_at < period.end,
            Case.urgency.is_not(None),
            or_(CaseClock.met_at.is_not(None), Case.state.in_([state.value for state in OPEN_STATES])),
        )
        .group_by(CaseClock.kind)
    )
    by_kind = {kind: (on_time, late) for kind, on_time, late in counts}
    return [ClockShareRead(clock=kind.value, on_time=_on_time(*by_kind.get(kind.value, (0, 0)))) for kind in ClockKind]


def _on_time(on_time: int, late: int) -> Figure:
    ended = on_time + late
    return counted(on_time / ended if ended else None, ended, absent="no_clock_ended")


def _first_time_right(session: Session, period: Period) -> Figure:
    """Count the findings told, and the cases discharged or reopened without any, in the period."""
    found = session.execute(
        select(
            func.coalesce(func.sum(case((ConfirmedFinding.signer_right.is_(True), 1), else_=0)), 0), func.count()
        ).where(
            ConfirmedFinding.signer_right.is_not(None),
            ConfirmedFinding.told_at >= period.start,
            ConfirmedFinding.told_at < period.end,
            is_newest_line(judging=True),
        )
    ).one()
    good, bad = judged_outcomes()
    well, ill = (
        and_(moment >= period.start, moment < period.end, judged)
        for moment, judged in ((Discharge.discharged_at, good), (Assignment.ended_at, bad))
    )
    ended = session.execute(
        select(func.coalesce(func.sum(case((well, 1), else_=0)), 0), func.count())
        .select_from(Assignment)
        .outerjoin(Discharge, discharge_since())
        .where(Assignment.specialty.is_not(None), or_(well, ill))
    ).one()
    right, count = found[0] + ended[0], found[1] + ended[1]
    return estimated(share_record(right, count - right), absent="no_judged_cases")


def _loads_now(session: Session) -> list[float]:
    """Return what each doctor has to do now over the capacity."""
    doctors = session.scalars(select(Doctor).where(Doctor.capacity_minutes > 0))
    return [(doctor.base_load_minutes + doctor.assigned_minutes) / doctor.capacity_minutes for doctor in doctors]


def _loads_lately(session: Session, period: Period) -> list[float]:
    """Return what was assigned to each doctor in the weeks before the end of the period, over four capacities."""
    given = (
        select(Assignment.doctor_id, func.sum(Assignment.minutes).label("minutes"))
        .where(
            Assignment.assigned_at >= period.end - timedelta(weeks=_WEEKS_OF_LOAD),
            Assignment.assigned_at < period.end,
        )
        .group_by(Assignment.doctor_id)
        .subquery()
    )
    statement = (
        select(func.coalesce(given.c.minutes, 0.0), Doctor.capacity_minutes)
        .outerjoin(given, given.c.doctor_id == Doctor.id)
        .where(Doctor.capacity_minutes > 0)
    )
    return [minutes / (_WEEKS_OF_LOAD * capacity) for minutes, capacity in session.execute(statement)]


def _load(loads: Sequence[float]) -> LoadRead:
    count = len(loads)
    return LoadRead(
        mean=counted(fmean(loads) if loads else None, count, absent="no_doctors"),
        largest=counted(max(loads, default=None), count, absent="no_doctors"),
        gini=counted(gini(loads), count, absent="no_load" if loads else "no_doctors"),
    )


def _satisfaction(session: Session, period: Period) -> Figure:
    mean, count = session.execute(
        select(func.avg(Satisfaction.score), func.count()).where(
            Satisfaction.told_at >= period.start, Satisfaction.told_at < period.end
        )
    ).one()
    return counted(None if mean is None else float(mean), count, absent="no_answers")


def _overrides(session: Session, period: Period) -> OverridesRead:
    given = and_(Assignment.assigned_at >= period.start, Assignment.assigned_at < period.end)
    proposed, overridden = session.execute(
        select(func.count(), func.coalesce(func.sum(case((is_override(), 1), else_=0)), 0)).where(
            given, Assignment.proposed_doctor_id.is_not(None)
        )
    ).one()
    newest = session.scalars(
        select(Assignment).where(given, is_override()).order_by(Assignment.id.desc()).limit(_NEWEST)
    )
    return OverridesRead(
        share=counted(overridden / proposed if proposed else None, proposed, absent="no_proposals"),
        overrides=overridden,
        newest=[OverrideRead.model_validate(row, from_attributes=True) for row in newest],
    )


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise _invalid() from None


def _invalid() -> Invalid:
    return Invalid("period_invalid", TEXTS("period_invalid", days=LONGEST_DAYS))
