"""What is next in one case for its doctor, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from clinic_api.cases.models import CaseClock
from clinic_api.cases.states import CaseState
from clinic_api.kit.china import CHINA
from clinic_api.worklist.rows import Place, WardRow
from clinic_api.worklist.schemas import Need

__all__ = ["NeedOfCase", "need_of", "order_of"]

_WAITING: Final = frozenset({"await_answers", "await_repair", "await_follow_up", "on_team"})
_LEAST_URGENT: Final = 6
_PLACES: Final[dict[str, Need]] = {"second_opinion": "second_opinion", "review": "review"}


@dataclass(frozen=True)
class NeedOfCase:
    """What is next: by when (None where nothing was promised), since when, and whether that is near."""

    row: WardRow
    need: Need
    until: datetime | None
    since: datetime | None
    is_late: bool
    is_due: bool
    due_on: date | None = None
    """The day, where a day was agreed and no hour."""

    @property
    def needs_me(self) -> bool:
        """Whether the doctor has to do something, not somebody else."""
        return self.need not in _WAITING


def order_of(need: NeedOfCase) -> tuple[bool, bool, int, bool, float, str]:
    """Return the place on the list: what needs the doctor, what is due, the urgent, the soonest."""
    until = 0.0 if need.until is None else need.until.timestamp()
    return (
        not need.needs_me,
        not need.is_due,
        need.row.urgency or _LEAST_URGENT,
        need.until is None,
        until,
        need.row.case_id,
    )


def need_of(row: WardRow, now: datetime) -> NeedOfCase:
    """Return what is next in the case of ``row``."""
    if row.place is not None:
        return _asked(row, row.place, now)
    if row.amendment_advised:
        return NeedOfCase(row, "amend", None, None, is_late=False, is_due=True)
    if row.state == CaseState.NEEDS_INFORMATION:
        return NeedOfCase(row, "await_answers", None, row.updated_at, is_late=False, is_due=False)
    if row.state == CaseState.ASSIGNED:
        return _by_clock(row, "accept", row.clocks.get("accept"), now)
    if row.state == CaseState.IN_CONSULTATION:
        has_news = row.answered_at is not None and (row.draft_at is None or row.answered_at > row.draft_at)
        since = row.answered_at if has_news else None
        return _by_clock(row, "read_answers" if has_news else "diagnose", row.clocks.get("diagnosis"), now, since)
    if row.state == CaseState.FOLLOW_UP:
        return _follow_up(row, now)
    return _treatment(row, now)


def _asked(row: WardRow, place: Place, now: datetime) -> NeedOfCase:
    if row.wants_cosignature:
        return _by_clock(row, "cosign", row.clocks.get("diagnosis"), now, row.draft_at)
    need: Need = _PLACES.get(place.kind) or ("on_team" if place.has_written else "contribute")
    return _by_clock(row, need, row.clocks.get("diagnosis"), now, place.asked_at)


def _treatment(row: WardRow, now: datetime) -> NeedOfCase:
    items = row.items
    if items.total == 0:
        return NeedOfCase(row, "prescribe", None, row.updated_at, is_late=False, is_due=False)
    if items.doctor_due_on is not None:
        return _by_day(row, "do_item", items.doctor_due_on, now)
    if items.open == 0:
        return NeedOfCase(row, "finish_treatment", None, row.updated_at, is_late=False, is_due=False)
    return _by_day(row, "await_repair", items.factory_due_on, now)


def _follow_up(row: WardRow, now: datetime) -> NeedOfCase:
    if row.has_measurement:
        return NeedOfCase(row, "compare_follow_up", None, row.updated_at, is_late=False, is_due=False)
    is_there = row.follow_up_due_on is not None and now.astimezone(CHINA).date() >= row.follow_up_due_on
    return _by_day(row, "call_follow_up" if is_there else "await_follow_up", row.follow_up_due_on, now)


def _by_clock(
    row: WardRow, need: Need, clock: CaseClock | None, now: datetime, since: datetime | None = None
) -> NeedOfCase:
    if clock is None or clock.met_at is not None or clock.stopped_at is not None:
        return NeedOfCase(row, need, None, since, is_late=False, is_due=False)
    return NeedOfCase(row, need, clock.due_at, since, is_late=now > clock.due_at, is_due=now >= clock.warn_at)


def _by_day(row: WardRow, need: Need, day: date | None, now: datetime) -> NeedOfCase:
    if day is None:
        return NeedOfCase(row, need, None, row.updated_at, is_late=False, is_due=False)
    until = datetime.combine(day, time.min, CHINA) + timedelta(days=1)
    today = now.astimezone(CHINA).date()
    return NeedOfCase(row, need, until, None, is_late=now >= until, is_due=today >= day, due_on=day)
