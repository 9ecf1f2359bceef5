"""A day's plan as a calendar file (iCalendar, RFC 5545): one event a visit, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from diagnostics.texts import Text
from experts.geography import Place
from experts.rounds.model import DayPlan, PlannedStop, Stop, clock, moment_of
from experts.rounds.rules import instrument_names
from experts.rounds.texts import rounds_text

__all__ = ["calendar_file"]

_PRODUCT = "-//Industrial Hospital//Rounds//EN"
_UID_HOST = "rounds.industrial-hospital"


def calendar_file(
    plan: DayPlan,
    stops: Mapping[str, Stop],
    *,
    stamp: datetime,
    doctor_id: str | None = None,
    addresses: Mapping[str, str] | None = None,
    plan_id: str = "",
    tentative: bool = False,
) -> bytes:
    """Return the events of ``plan`` (of one doctor, or of all) as the bytes of an ``.ics`` file.

    ``stamp`` (aware) is when the plan was made. Times are in UTC, which every calendar shows in its own zone. An event
    keeps its UID (``plan_id``, day, stop, doctor) through replannings; SEQUENCE is the plan's revision, and a visit
    that fell out or went to another doctor stands as CANCELLED. ``addresses`` by stop id say where, in words;
    ``tentative``: nobody has agreed to the plan yet.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    status_kept = "TENTATIVE" if tentative else "CONFIRMED"
    visits = [(route.doctor_id, planned, status_kept) for route, planned in plan.planned()]
    visits += [(dropped.doctor_id, dropped.planned, "CANCELLED") for dropped in plan.dropped]
    for visitor_id, planned, status in sorted(visits, key=lambda visit: (visit[1].start, visit[1].stop_id, visit[0])):
        if doctor_id in (None, visitor_id):
            event = _event(plan.day, stops[planned.stop_id], planned, (addresses or {}).get(planned.stop_id, ""))
            event.add("uid", f"{plan_id or 'day'}-{plan.day:%Y%m%d}-{planned.stop_id}-{visitor_id}@{_UID_HOST}")
            event.add("dtstamp", stamp.astimezone(UTC))
            event.add("sequence", plan.revision)
            event.add("status", status)
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(day: date, stop: Stop, planned: PlannedStop, address: str) -> Event:
    event = Event()
    event.add("summary", _both(rounds_text("calendar_summary", stop=stop.name), " / "))
    event.add("dtstart", moment_of(day, planned.start).astimezone(UTC))
    event.add("dtend", moment_of(day, planned.departure).astimezone(UTC))
    event.add("location", address or _both(stop.name, " / "))
    if stop.place is not None:
        event.add("geo", _rounded(stop.place))
    carry = (
        rounds_text("calendar_carry", instruments=instrument_names(stop.instruments))
        if stop.instruments
        else rounds_text("calendar_nothing_to_carry")
    )
    journey = rounds_text(
        "calendar_journey",
        minutes=planned.travel_minutes,
        km=planned.travel_km,
        arrival=clock(planned.arrival),
    )
    event.add("description", "\n".join(_both(text, "\n") for text in (carry, journey)))
    return event


def _rounded(place: Place) -> tuple[float, float]:
    """Return a place with six decimals, as RFC 5545 (3.8.1.6) asks for."""
    return round(place[0], 6), round(place[1], 6)


def _both(text: Text, between: str) -> str:
    return text.en if text.en == text.zh else f"{text.en}{between}{text.zh}"
