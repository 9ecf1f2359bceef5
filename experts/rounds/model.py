"""What rounds work on and hand back: stops, doctors with their day, and the plan of the day.

Times of the day are whole minutes after midnight in China; lengths are whole minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from diagnostics.texts import Text
from experts.directory import Doctor
from experts.geography import Place

__all__ = [
    "CHINA_TIME",
    "USUAL_SHIFT",
    "USUAL_WINDOWS",
    "Change",
    "DayPlan",
    "Dropped",
    "PlannedStop",
    "RoundsDoctor",
    "Route",
    "Stop",
    "Unplanned",
    "Window",
    "clock",
    "minute_of",
    "moment_of",
    "shift_left",
]

CHINA_TIME = timezone(timedelta(hours=8))
"""China keeps one zone, UTC+8, all the year."""

Window = tuple[int, int]
"""From and until, in minutes after midnight."""

USUAL_WINDOWS: tuple[Window, ...] = ((8 * 60 + 30, 11 * 60 + 30), (13 * 60, 17 * 60))
"""When a factory that names no hours takes visitors: 08:30-11:30 and 13:00-17:00, the agreed hours of the service."""

USUAL_SHIFT: Window = (7 * 60 + 30, 18 * 60)
"""From leaving home to being back there, where nothing else is said. Judgement, to be replaced by the doctors' own."""


def clock(minute: int) -> str:
    """Write minutes after midnight as a clock does.

    >>> clock(510)
    '08:30'
    """
    return f"{minute // 60:02d}:{minute % 60:02d}"


def moment_of(day: date, minute: int) -> datetime:
    """Return the moment (aware, China) of a minute of ``day``."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA_TIME) + timedelta(minutes=minute)


def minute_of(day: date, moment: datetime) -> int:
    """Return the whole minutes from the midnight of ``day`` in China to ``moment`` (aware), rounded down."""
    return int((moment - moment_of(day, 0)).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Stop:
    """One factory to be visited for ``service_minutes`` on end, inside one of ``windows``.

    ``department`` None, and empty ``specialties``, ``instruments`` and ``languages``, ask for nothing; of
    ``specialties`` and ``languages`` one is enough, of ``instruments`` all are needed. ``only`` names the doctors who
    may come (empty: any). ``urgency`` is 1 (stop now) to 5 (routine). ``place`` is None where it is not known.
    """

    id: str
    factory: str
    name: Text
    place: Place | None
    service_minutes: int
    windows: tuple[Window, ...] = USUAL_WINDOWS
    department: str | None = None
    specialties: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    urgency: int = 3
    only: tuple[str, ...] = ()

    def start_from(self, arrival: int) -> int | None:
        """Return the earliest minute, not before ``arrival``, at which the visit fits a window; None for never."""
        starts = (max(arrival, opens) for opens, closes in self.windows if self.fits(max(arrival, opens), closes))
        return min(starts, default=None)

    def fits(self, start: int, closes: int) -> bool:
        """Tell whether a visit that begins at ``start`` is over when the window closes."""
        return start + self.service_minutes <= closes


@dataclass(frozen=True, slots=True)
class RoundsDoctor:
    """A doctor on the day of the rounds: from ``start`` (default: home) and back there inside ``shift``.

    ``instruments`` are the codes of what the doctor can carry and use; ``travel_limit_km`` is how far (by road) from
    the start a stop may lie. ``shift`` None: not there at all that day.
    """

    doctor: Doctor
    shift: Window | None = USUAL_SHIFT
    instruments: frozenset[str] = field(default_factory=frozenset)
    travel_limit_km: float | None = None
    start: Place | None = None

    @property
    def id(self) -> str:
        """The doctor's id."""
        return self.doctor.id

    @property
    def place(self) -> Place | None:
        """Where the day starts and ends; None where that is not known."""
        return self.start or self.doctor.home


def shift_left(day: date, shift: Window, absences: Iterable[tuple[datetime, datetime]]) -> Window | None:
    """Return the longest part of ``shift`` without an absence (of equals the earliest), None where none is left."""
    parts = [shift]
    for gone, back in absences:
        away, again = minute_of(day, gone), minute_of(day, back) + 1
        parts = [part for opens, closes in parts for part in ((opens, min(closes, away)), (max(opens, again), closes))]
        parts = [(opens, closes) for opens, closes in parts if opens < closes]
    return max(parts, key=lambda part: (part[1] - part[0], -part[0]), default=None)


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """One stop of a route: the journey to it (from the stop before, or the start), and its times."""

    stop_id: str
    sets_out: int
    travel_minutes: int
    travel_km: float
    arrival: int
    start: int
    departure: int
    reasons: tuple[Text, ...] = ()

    @property
    def waiting_minutes(self) -> int:
        """Minutes between being there and being let in."""
        return self.start - self.arrival

    def to_json(self) -> dict[str, Any]:
        """Return the form of a stop in the answer."""
        return {
            "stop": self.stop_id,
            "sets_out": clock(self.sets_out),
            "travel_minutes": self.travel_minutes,
            "travel_km": self.travel_km,
            "arrival": clock(self.arrival),
            "start": clock(self.start),
            "departure": clock(self.departure),
            "waiting_minutes": self.waiting_minutes,
            "reasons": [reason.to_json() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Route:
    """One doctor's day, with at least one stop."""

    doctor_id: str
    stops: tuple[PlannedStop, ...]
    back_minutes: int
    back_km: float
    returns: int
    carry: tuple[str, ...] = ()

    @property
    def leaves(self) -> int:
        """When the doctor leaves the start."""
        return self.stops[0].sets_out

    @property
    def travel_minutes(self) -> int:
        """Minutes on the road, the way home included."""
        return sum(stop.travel_minutes for stop in self.stops) + self.back_minutes

    @property
    def travel_km(self) -> float:
        """Km on the road, the way home included."""
        return round(sum(stop.travel_km for stop in self.stops) + self.back_km, 1)

    @property
    def stop_ids(self) -> tuple[str, ...]:
        """The stops in their order."""
        return tuple(stop.stop_id for stop in self.stops)

    def to_json(self) -> dict[str, Any]:
        """Return the form of a route in the answer."""
        return {
            "doctor": self.doctor_id,
            "leaves": clock(self.leaves),
            "stops": [stop.to_json() for stop in self.stops],
            "back_minutes": self.back_minutes,
            "back_km": self.back_km,
            "returns": clock(self.returns),
            "travel_minutes": self.travel_minutes,
            "travel_km": self.travel_km,
            "carry": list(self.carry),
        }


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A stop nobody comes to: ``code`` of the reason, the reason, and the smallest change that would help."""

    stop_id: str
    code: str
    reason: Text
    change: Text

    def to_json(self) -> dict[str, Any]:
        """Return the form of a stop that is left out."""
        reason, change = self.reason.to_json(), self.change.to_json()
        return {"stop": self.stop_id, "code": self.code, "reason": reason, "change": change}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that replanning changed at one stop, in words; ``kind`` is dropped, time, doctor, added or
    left_out."""

    stop_id: str
    kind: str
    text: Text

    def to_json(self) -> dict[str, Any]:
        """Return the form of a change."""
        return {"stop": self.stop_id, "kind": self.kind, "text": self.text.to_json()}


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stop that a doctor no longer comes to, as it was planned last."""

    doctor_id: str
    planned: PlannedStop


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The day: one route a doctor who goes out, what is left out, and what changed since the plan before.

    ``revision`` counts replannings; ``dropped`` are the stops that fell out or went to another doctor since the first;
    ``complete_search`` is False where the time limit ended the search before its iterations were done.
    """

    day: date
    routes: tuple[Route, ...]
    unplanned: tuple[Unplanned, ...]
    revision: int = 0
    dropped: tuple[Dropped, ...] = ()
    changes: tuple[Change, ...] = ()
    complete_search: bool = True

    @property
    def travel_minutes(self) -> int:
        """Minutes on the road of all doctors together."""
        return sum(route.travel_minutes for route in self.routes)

    @property
    def travel_km(self) -> float:
        """Km on the road of all doctors together."""
        return round(sum(route.travel_km for route in self.routes), 1)

    def planned(self) -> Iterator[tuple[Route, PlannedStop]]:
        """Yield every planned stop with its route."""
        for route in self.routes:
            for stop in route.stops:
                yield route, stop

    def to_json(self) -> dict[str, Any]:
        """Return the answer of the command and of the service."""
        return {
            "schema": "rounds/1",
            "day": self.day.isoformat(),
            "revision": self.revision,
            "routes": [route.to_json() for route in self.routes],
            "unplanned": [entry.to_json() for entry in self.unplanned],
            "changes": [change.to_json() for change in self.changes],
            "dropped": [dropped.planned.stop_id for dropped in self.dropped],
            "planned_stops": sum(len(route.stops) for route in self.routes),
            "travel_minutes": self.travel_minutes,
            "travel_km": self.travel_km,
            "complete_search": self.complete_search,
        }
