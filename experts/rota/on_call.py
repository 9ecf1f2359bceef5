"""Weeks on call, given out fairly: everybody as often as the others, nobody twice in a row where that can be helped,
never somebody who is away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path

from diagnostics.texts import Catalogue, Text
from experts.directory import department_name

__all__ = ["Candidate", "Gap", "OnCallWeek", "Rotation", "rotate", "week_span", "week_start"]

_WEEK = timedelta(days=7)

_texts = Catalogue(Path(__file__).with_name("texts.toml"))


def week_start(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_span(monday: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return when a week on call begins and ends: Monday to Monday at midnight."""
    begins = datetime.combine(monday, time(), tzinfo=zone)
    return begins, begins + _WEEK


@dataclass(frozen=True, slots=True)
class OnCallWeek:
    """Who is on call for a department in the week that begins on the Monday ``week``."""

    department: str
    week: date
    doctor_id: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be on call: ``absences`` are closed intervals of aware datetimes, ``weeks_before`` counts the
    weeks on call so far.
    """

    doctor_id: str
    name: Text
    absences: tuple[tuple[datetime, datetime], ...] = ()
    weeks_before: int = 0

    def is_away_in(self, begins: datetime, ends: datetime) -> bool:
        """Tell whether an absence touches the time from ``begins`` to before ``ends``."""
        return any(start < ends and end >= begins for start, end in self.absences)


@dataclass(frozen=True, slots=True)
class Gap:
    """A week that nobody can be on call in, and what to do about it."""

    week: date
    reason: Text


@dataclass(frozen=True, slots=True)
class Rotation:
    """The weeks given out, and those that nobody can take."""

    weeks: tuple[OnCallWeek, ...]
    gaps: tuple[Gap, ...]


def rotate(
    department: str,
    candidates: Sequence[Candidate],
    first_week: date,
    weeks: int,
    *,
    zone: tzinfo,
    taken: Mapping[date, str] | None = None,
) -> Rotation:
    """Return who is on call in ``weeks`` weeks from the Monday ``first_week``; those of ``taken`` stay as they are.

    Of those present in a week, whoever was not on call the week before, then who has had the fewest weeks, then whose
    last one is longest ago, then the smaller id. Raises ValueError where ``first_week`` is no Monday.
    """
    if first_week.weekday() != 0:
        raise ValueError(f"{first_week} is no Monday")
    fixed = dict(taken or {})
    count = _level_counts(candidates)
    last = {doctor_id: week for week, doctor_id in sorted(fixed.items()) if week < first_week}
    for week, doctor_id in fixed.items():
        if week >= first_week and doctor_id in count:
            count[doctor_id] += 1
    given: list[OnCallWeek] = []
    gaps: list[Gap] = []
    before = fixed.get(first_week - _WEEK)
    for k in range(weeks):
        week = first_week + k * _WEEK
        chosen = fixed.get(week) or _next(candidates, week, before, fixed.get(week + _WEEK), count, last, zone)
        if chosen is None:
            gaps.append(Gap(week, _reason_of_gap(department, candidates, week, zone)))
        elif week not in fixed:
            given.append(OnCallWeek(department, week, chosen))
            count[chosen] += 1
        if chosen is not None:
            last[chosen] = week
        before = chosen
    return Rotation(tuple(given), tuple(gaps))


def _level_counts(candidates: Sequence[Candidate]) -> dict[str, int]:
    """Return how many weeks each counts as having had: nobody starts more than one behind all others, so that who is
    new, or was away for long, need not make up for the past of the others.
    """
    counts: dict[str, int] = {}
    for each in candidates:
        others = [other.weeks_before for other in candidates if other is not each]
        counts[each.doctor_id] = max(each.weeks_before, min(others, default=0) - 1)
    return counts


def _next(
    candidates: Sequence[Candidate],
    week: date,
    before: str | None,
    after: str | None,
    count: Mapping[str, int],
    last: Mapping[str, date],
    zone: tzinfo,
) -> str | None:
    begins, ends = week_span(week, zone)
    present = [each.doctor_id for each in candidates if not each.is_away_in(begins, ends)]
    return min(
        present,
        key=lambda doctor_id: (
            doctor_id in (before, after),
            count[doctor_id],
            last.get(doctor_id, date.min),
            doctor_id,
        ),
        default=None,
    )


def _reason_of_gap(department: str, candidates: Sequence[Candidate], week: date, zone: tzinfo) -> Text:
    if not candidates:
        return _texts("nobody_in_department", department=department_name(department), week=week)
    begins, ends = week_span(week, zone)

    def days_away(candidate: Candidate) -> timedelta:
        return sum(
            (
                min(end, ends) - max(start, begins)
                for start, end in candidate.absences
                if start < ends and end >= begins
            ),
            timedelta(),
        )

    shortest = min(candidates, key=lambda candidate: (days_away(candidate), candidate.doctor_id))
    values = {"department": department_name(department), "week": week, "count": len(candidates)}
    return _texts("everybody_away", **values, doctor=shortest.name)
