"""Reading a matching instance: JSON in the agreed form, every value checked, every complaint naming its path."""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from diagnostics.texts import Catalogue, Text
from experts.directory import Doctor
from experts.errors import InstanceError
from experts.matching.model import CaseRequest
from experts.matching.objective import Instance

__all__ = ["parse_instance", "read_cases", "read_instance"]

_texts = Catalogue(Path(__file__).with_name("instance_texts.toml"))

_T = TypeVar("_T")


def read_instance(path: Path) -> Instance:
    """Read an instance file.

    Moments without an offset are taken as UTC. Raises InstanceError with one of the codes instance_not_found,
    instance_unreadable, instance_not_json, instance_key_missing, instance_key_unknown, instance_value_invalid,
    instance_id_repeated.
    """
    return parse_instance(_read_json(path))


def read_cases(path: Path) -> tuple[CaseRequest, ...]:
    """Read a file with a list of cases in the form an instance has them; raises as `read_instance` does."""
    return _list(_read_json(path), "$", _case)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_refuse_constant)
    except FileNotFoundError:
        raise _error("instance_not_found", path=path) from None
    except OSError as problem:
        raise _error("instance_unreadable", path=path, why=problem.strerror or problem) from None
    except (UnicodeDecodeError, RecursionError, ValueError) as problem:
        raise _error("instance_not_json", path=path, why=str(problem).replace("\n", " ")) from None


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which JSON does not know."""
    raise ValueError(f"{name} is not a JSON number")


def _error(code: str, **values: object) -> InstanceError:
    """Make the error of a code."""
    return InstanceError(code, _texts(code, **values))


def _invalid(path: str, expected: str) -> InstanceError:
    """Make the error for a value that is not what is expected at its path."""
    return _error("instance_value_invalid", path=path, expected=_texts(f"expected_{expected}"))


def parse_instance(document: Any) -> Instance:
    """Build the instance from a decoded document; raises InstanceError as `read_instance` does."""
    root = _object(document, "$", required=("cases", "doctors", "now"))
    cases = _list(root["cases"], "cases", _case)
    doctors = _list(root["doctors"], "doctors", _doctor)
    _refuse_repeated_ids([case.id for case in cases], "cases")
    _refuse_repeated_ids([doctor.id for doctor in doctors], "doctors")
    return Instance(cases, doctors, _moment(root["now"], "now"))


_CASE_KEYS = ("id", "department", "specialties", "urgency", "minutes", "site", "languages", "due", "factory")
_DOCTOR_KEYS = ("id", "departments", "specialties", "capacity_minutes", "languages", "home", "unavailable")
_DOCTOR_KEYS_TOO = ("conflicts", "load_minutes")


def _case(value: Any, path: str) -> CaseRequest:
    """Build one case."""
    row = _object(value, path, required=_CASE_KEYS, optional=("on_site", "current", "barred"))
    urgency = row["urgency"]
    if isinstance(urgency, bool) or not isinstance(urgency, int) or not 1 <= urgency <= 5:
        raise _invalid(f"{path}.urgency", "urgency")
    on_site = row.get("on_site", row["site"] is not None)
    if not isinstance(on_site, bool):
        raise _invalid(f"{path}.on_site", "boolean")
    return CaseRequest(
        id=_word(row["id"], f"{path}.id"),
        department=_word(row["department"], f"{path}.department"),
        specialties=_list(row["specialties"], f"{path}.specialties", _word),
        urgency=urgency,
        minutes=_amount(row["minutes"], f"{path}.minutes"),
        site=_place(row["site"], f"{path}.site"),
        on_site=on_site,
        languages=_list(row["languages"], f"{path}.languages", _word),
        due=_moment(row["due"], f"{path}.due"),
        factory=_word(row["factory"], f"{path}.factory"),
        current=None if row.get("current") is None else _word(row["current"], f"{path}.current"),
        barred=frozenset(_list(row.get("barred", []), f"{path}.barred", _word)),
    )


def _doctor(value: Any, path: str) -> Doctor:
    """Build one doctor; without a name in the instance the id stands for it."""
    row = _object(value, path, required=_DOCTOR_KEYS + _DOCTOR_KEYS_TOO, optional=("category", "recent_load"))
    category = row.get("category", 1)
    if isinstance(category, bool) or not isinstance(category, int) or not 1 <= category <= 4:
        raise _invalid(f"{path}.category", "category")
    doctor_id = _word(row["id"], f"{path}.id")
    return Doctor(
        id=doctor_id,
        name=Text(doctor_id, doctor_id),
        departments=_list(row["departments"], f"{path}.departments", _word),
        specialties=_grades(row["specialties"], f"{path}.specialties"),
        category=category,
        capacity_minutes=_amount(row["capacity_minutes"], f"{path}.capacity_minutes"),
        languages=_list(row["languages"], f"{path}.languages", _word),
        home=_place(row["home"], f"{path}.home"),
        unavailable=_list(row["unavailable"], f"{path}.unavailable", _interval),
        conflicts=frozenset(_list(row["conflicts"], f"{path}.conflicts", _word)),
        load_minutes=_amount(row["load_minutes"], f"{path}.load_minutes"),
        recent_load=_amount(row.get("recent_load", 0.0), f"{path}.recent_load"),
    )


def _object(value: Any, path: str, *, required: Sequence[str], optional: Sequence[str] = ()) -> Mapping[str, Any]:
    """Return the object when it has every required key and no unknown one."""
    if not isinstance(value, dict):
        raise _invalid(path, "object")
    known = [*required, *optional]
    for key in value:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            code = "instance_key_unknown_near" if near else "instance_key_unknown"
            text = _texts(code, path=path, key=key, near=near[0] if near else "", known=", ".join(known))
            raise InstanceError("instance_key_unknown", text)
    for key in required:
        if key not in value:
            raise _error("instance_key_missing", path=path, key=key)
    return value


def _list(value: Any, path: str, item: Callable[[Any, str], _T]) -> tuple[_T, ...]:
    """Return every item of a list, each checked at its own path."""
    if not isinstance(value, list):
        raise _invalid(path, "list")
    return tuple(item(entry, f"{path}[{k}]") for k, entry in enumerate(value))


def _word(value: Any, path: str) -> str:
    """Return a text that is not empty and can be printed."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _invalid(path, "word")
    return value


def _is_number(value: Any) -> bool:
    """Tell whether a value is a finite number (a truth value is none)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < _LARGEST_NUMBER


_LARGEST_NUMBER = 1e9
"""Minutes beyond this (1900 years) are a mistake, and would drown the solver's tolerances."""


def _amount(value: Any, path: str) -> float:
    """Return a number of minutes, zero or more."""
    if not _is_number(value) or value < 0:
        raise _invalid(path, "amount")
    return float(value)


def _grades(value: Any, path: str) -> Mapping[str, float]:
    """Return the graded specialties, each 0 … 1."""
    if not isinstance(value, dict):
        raise _invalid(path, "grades")
    for tag, grade in value.items():
        if not _is_number(grade) or not 0 <= grade <= 1:
            raise _invalid(f"{path}.{tag}", "grade")
    return MappingProxyType({tag: float(grade) for tag, grade in value.items()})


def _place(value: Any, path: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, or None for null."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(_is_number(part) for part in value):
        raise _invalid(path, "place")
    latitude_deg, longitude_deg = float(value[0]), float(value[1])
    if math.fabs(latitude_deg) > 90 or math.fabs(longitude_deg) > 180:
        raise _invalid(path, "place")
    return latitude_deg, longitude_deg


def _moment(value: Any, path: str) -> datetime:
    """Return an aware moment; one without an offset is UTC."""
    try:
        moment = datetime.fromisoformat(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        aware.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise _invalid(path, "moment") from None
    return aware


def _interval(value: Any, path: str) -> tuple[datetime, datetime]:
    """Return an interval whose end is not before its start."""
    if not isinstance(value, list) or len(value) != 2:
        raise _invalid(path, "interval")
    start, end = _moment(value[0], f"{path}[0]"), _moment(value[1], f"{path}[1]")
    if end < start:
        raise _invalid(path, "interval")
    return start, end


def _refuse_repeated_ids(ids: Sequence[str], path: str) -> None:
    """Raise InstanceError when an id stands twice."""
    seen: set[str] = set()
    for k, entry in enumerate(ids):
        if entry in seen:
            raise _error("instance_id_repeated", path=f"{path}[{k}].id", id=entry)
        seen.add(entry)
