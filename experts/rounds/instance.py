"""Reading a day of rounds: JSON in the form of docs/rounds.md, every value checked, every complaint naming its path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from diagnostics.texts import Text
from experts.directory import Doctor
from experts.documents import (
    a_list,
    a_moment,
    a_place,
    a_whole_number,
    a_word,
    an_amount,
    an_interval,
    an_object,
    grades,
    invalid,
    is_number,
    read_document,
    refuse_repeated_ids,
)
from experts.rounds.model import USUAL_SHIFT, USUAL_WINDOWS, RoundsDoctor, Stop, Window, minute_of, shift_left
from experts.rounds.travel import ROAD_FACTOR, SPEED_KM_H, Leg, Travel, TravelTable

__all__ = ["RoundsInstance", "parse_rounds", "read_rounds"]

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class RoundsInstance:
    """All of one day."""

    day: date
    stops: tuple[Stop, ...]
    doctors: tuple[RoundsDoctor, ...]
    travel: Travel


def read_rounds(path: Path, *, table: TravelTable | None = None) -> RoundsInstance:
    """Read an instance file; ``table`` comes before journeys named in it.

    Raises InstanceError with one of the codes of `experts.matching.instance.read_instance`.
    """
    return parse_rounds(read_document(path), table=table)


def parse_rounds(document: Any, *, table: TravelTable | None = None) -> RoundsInstance:
    """Build the instance from a decoded document; raises InstanceError as `read_rounds` does."""
    root = an_object(document, "$", required=("day", "stops", "doctors"), optional=("travel",))
    day = _day(root["day"], "day")
    stops = a_list(root["stops"], "stops", partial(_stop, day=day))
    doctors = a_list(root["doctors"], "doctors", partial(_doctor, day=day))
    refuse_repeated_ids([stop.id for stop in stops], "stops")
    refuse_repeated_ids([doctor.id for doctor in doctors], "doctors")
    return RoundsInstance(day, stops, doctors, _travel(root.get("travel", {}), "travel", table or {}))


def _stop(value: Any, path: str, *, day: date) -> Stop:
    known = ("name", "windows", "department", "specialties", "instruments", "languages", "urgency", "only")
    row = an_object(value, path, required=("id", "factory", "place", "service_minutes"), optional=known)

    def words(key: str) -> tuple[str, ...]:
        return a_list(row.get(key, []), f"{path}.{key}", a_word)

    department = row.get("department")
    stop_id = a_word(row["id"], f"{path}.id")
    return Stop(
        id=stop_id,
        factory=a_word(row["factory"], f"{path}.factory"),
        name=_name(row.get("name", stop_id), f"{path}.name"),
        place=a_place(row["place"], f"{path}.place"),
        service_minutes=a_whole_number(
            row["service_minutes"], f"{path}.service_minutes", low=1, high=_DAY_MINUTES, expected="minutes"
        ),
        windows=_windows(row["windows"], f"{path}.windows", day) if "windows" in row else USUAL_WINDOWS,
        department=None if department is None else a_word(department, f"{path}.department"),
        specialties=words("specialties"),
        instruments=words("instruments"),
        languages=words("languages"),
        urgency=a_whole_number(row.get("urgency", 3), f"{path}.urgency", low=1, high=5, expected="urgency"),
        only=words("only"),
    )


_DOCTOR_KEYS = ("id", "departments", "specialties", "languages", "home")
_DOCTOR_OPTIONAL = ("name", "shift", "start", "instruments", "travel_limit_km", "conflicts", "unavailable", "category")


def _doctor(value: Any, path: str, *, day: date) -> RoundsDoctor:
    row = an_object(value, path, required=_DOCTOR_KEYS, optional=_DOCTOR_OPTIONAL)
    doctor_id = a_word(row["id"], f"{path}.id")
    unavailable = a_list(row.get("unavailable", []), f"{path}.unavailable", an_interval)
    shift = row.get("shift", USUAL_SHIFT)
    limit = row.get("travel_limit_km")
    if limit is not None and (not is_number(limit) or limit < 0):
        raise invalid(f"{path}.travel_limit_km", "km")
    return RoundsDoctor(
        Doctor(
            id=doctor_id,
            name=_name(row.get("name", doctor_id), f"{path}.name"),
            departments=a_list(row["departments"], f"{path}.departments", a_word),
            specialties=grades(row["specialties"], f"{path}.specialties"),
            category=a_whole_number(row.get("category", 1), f"{path}.category", low=1, high=4, expected="category"),
            capacity_minutes=0.0,
            languages=a_list(row["languages"], f"{path}.languages", a_word),
            home=a_place(row["home"], f"{path}.home"),
            unavailable=unavailable,
            conflicts=frozenset(a_list(row.get("conflicts", []), f"{path}.conflicts", a_word)),
        ),
        shift=None if shift is None else shift_left(day, _shift(shift, f"{path}.shift", day), unavailable),
        instruments=frozenset(a_list(row.get("instruments", []), f"{path}.instruments", a_word)),
        travel_limit_km=None if limit is None else float(limit),
        start=a_place(row.get("start"), f"{path}.start"),
    )


def _name(value: Any, path: str) -> Text:
    if isinstance(value, dict):
        row = an_object(value, path, required=("en", "zh"))
        return Text(a_word(row["en"], f"{path}.en"), a_word(row["zh"], f"{path}.zh"))
    if not isinstance(value, str):
        raise invalid(path, "name")
    return Text(a_word(value, path), value)


def _day(value: Any, path: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise invalid(path, "day") from None


def _minute(value: Any, path: str, day: date, expected: str) -> int:
    """Return minutes after midnight from a clock, a whole number, or a moment of the day."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _DAY_MINUTES:
        return value
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        hours, minutes = value.split(":")
        return 60 * int(hours) + int(minutes)
    if isinstance(value, str) and "T" in value:
        minute = minute_of(day, a_moment(value, path))
        if 0 <= minute <= _DAY_MINUTES:
            return minute
    raise invalid(path, expected)


def _windows(value: Any, path: str, day: date) -> tuple[Window, ...]:
    return a_list(value, path, partial(_window, day=day, expected="windows"))


def _window(value: Any, path: str, *, day: date, expected: str) -> Window:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise invalid(path, expected)
    return _minute(value[0], path, day, expected), _minute(value[1], path, day, expected)


def _shift(value: Any, path: str, day: date) -> Window:
    opens, closes = _window(value, path, day=day, expected="shift")
    if closes <= opens:
        raise invalid(path, "shift")
    return opens, closes


def _travel(value: Any, path: str, table: TravelTable) -> Travel:
    row = an_object(value, path, required=(), optional=("road_factor", "speed_km_h", "table"))
    named = dict(a_list(row.get("table", []), f"{path}.table", _journey))
    return Travel(
        table=MappingProxyType(named | dict(table)),
        road_factor=_positive(row.get("road_factor", ROAD_FACTOR), f"{path}.road_factor"),
        speed_km_h=_positive(row.get("speed_km_h", SPEED_KM_H), f"{path}.speed_km_h"),
    )


def _journey(value: Any, path: str) -> tuple[tuple[str, str], Leg]:
    row = an_object(value, path, required=("from", "to", "minutes", "km"))
    ends = a_word(row["from"], f"{path}.from"), a_word(row["to"], f"{path}.to")
    minutes = a_whole_number(row["minutes"], f"{path}.minutes", low=0, high=_DAY_MINUTES, expected="minutes")
    return ends, Leg(minutes, round(an_amount(row["km"], f"{path}.km"), 1))


def _positive(value: Any, path: str) -> float:
    if not is_number(value) or value <= 0:
        raise invalid(path, "travel")
    return float(value)
