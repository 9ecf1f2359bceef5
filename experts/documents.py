"""Reading JSON documents that people write: every value checked, every complaint naming its path."""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from diagnostics.texts import Catalogue
from experts.errors import InstanceError

__all__ = [
    "a_list",
    "a_moment",
    "a_place",
    "a_whole_number",
    "a_word",
    "an_amount",
    "an_interval",
    "an_object",
    "grades",
    "invalid",
    "is_number",
    "read_document",
    "refuse_repeated_ids",
]

_texts = Catalogue(Path(__file__).with_name("documents_texts.toml"))

_T = TypeVar("_T")


def read_document(path: Path) -> Any:
    """Return what a JSON file in UTF-8 holds.

    Raises InstanceError ``instance_not_found``, ``instance_unreadable`` or ``instance_not_json``.
    """
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


def invalid(path: str, expected: str) -> InstanceError:
    """Make the error for a value that is not what is expected at its path."""
    return _error("instance_value_invalid", path=path, expected=_texts(f"expected_{expected}"))


def an_object(value: Any, path: str, *, required: Sequence[str], optional: Sequence[str] = ()) -> Mapping[str, Any]:
    """Return the object when it has every required key and no unknown one."""
    if not isinstance(value, dict):
        raise invalid(path, "object")
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


def a_list(value: Any, path: str, item: Callable[[Any, str], _T]) -> tuple[_T, ...]:
    """Return every item of a list, each checked at its own path."""
    if not isinstance(value, list):
        raise invalid(path, "list")
    return tuple(item(entry, f"{path}[{k}]") for k, entry in enumerate(value))


def a_word(value: Any, path: str) -> str:
    """Return a text that is not empty and can be printed."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise invalid(path, "word")
    return value


def is_number(value: Any) -> bool:
    """Tell whether a value is a finite number (a truth value is none)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < _LARGEST_NUMBER


_LARGEST_NUMBER = 1e9
"""Minutes beyond this (1900 years) are a mistake, and would drown the solver's tolerances."""


def a_whole_number(value: Any, path: str, *, low: int, high: int, expected: str) -> int:
    """Return a whole number within its limits."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise invalid(path, expected)
    return value


def an_amount(value: Any, path: str) -> float:
    """Return a number of minutes, zero or more."""
    if not is_number(value) or value < 0:
        raise invalid(path, "amount")
    return float(value)


def a_place(value: Any, path: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, or None for null."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(is_number(part) for part in value):
        raise invalid(path, "place")
    latitude_deg, longitude_deg = float(value[0]), float(value[1])
    if math.fabs(latitude_deg) > 90 or math.fabs(longitude_deg) > 180:
        raise invalid(path, "place")
    return latitude_deg, longitude_deg


def a_moment(value: Any, path: str) -> datetime:
    """Return an aware moment; one without an offset is UTC."""
    try:
        moment = datetime.fromisoformat(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        aware.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise invalid(path, "moment") from None
    return aware


def an_interval(value: Any, path: str) -> tuple[datetime, datetime]:
    """Return an interval whose end is not before its start."""
    if not isinstance(value, list) or len(value) != 2:
        raise invalid(path, "interval")
    start, end = a_moment(value[0], f"{path}[0]"), a_moment(value[1], f"{path}[1]")
    if end < start:
        raise invalid(path, "interval")
    return start, end


def refuse_repeated_ids(ids: Sequence[str], path: str) -> None:
    """Raise InstanceError when an id stands twice."""
    seen: set[str] = set()
    for k, entry in enumerate(ids):
        if entry in seen:
            raise _error("instance_id_repeated", path=f"{path}[{k}].id", id=entry)
        seen.add(entry)


def grades(value: Any, path: str) -> Mapping[str, float]:
    """Return graded specialties, each 0 … 1."""
    if not isinstance(value, dict):
        raise invalid(path, "grades")
    for tag, grade in value.items():
        if not is_number(grade) or not 0 <= grade <= 1:
            raise invalid(f"{path}.{tag}", "grade")
    return MappingProxyType({tag: float(grade) for tag, grade in value.items()})
