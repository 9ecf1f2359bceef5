"""JSON (RFC 8259): arrays of numbers by name, lists of rows or of channels, and the numbers and texts beside them.

Whatever the shape, it is laid out as named arrays: a list of objects with a value for each name is a table, one of
objects with arrays are channels, and a list of names beside a matrix names its rows or columns.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import recording_error
from diagnostics.readers.arrow_values import texts_from
from diagnostics.readers.columns import Stamps
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions
from diagnostics.readers.labels import split_label
from diagnostics.readers.signals import SHORTEST_SIGNAL
from diagnostics.readers.stamps import STAMP, StampError, one_moment, read_stamps
from diagnostics.readers.timebase import time_unit_s
from diagnostics.readers.variables import Variable, is_unit_name, read_variables

__all__ = ["FORMAT"]

_MAX_BYTES: Final = 1 << 28
_MOST: Final = {b"[": 1 << 21, b"{": 1 << 21, b'"': 1 << 24, b",": 3 << 23}
"""How often a character may occur: lists, objects, texts and numbers take 56, 184, 50 and 32 bytes as they are read,
which together stays below 1 GB.
"""
_BEGIN: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*(?:[\[{]|(?:-?\d[-+.\deE]*|NaN|null)\s*,))')
_NUMBERS: Final = frozenset({int, float, type(None)})
_NAMES: Final = ("names", "channels", "channel_names", "columns", "labels", "通道")
"""Fields that may list the names of the rows or columns of a matrix beside them."""
_NAME: Final = ("name", "channel", "label", "id", "名称", "通道")
"""Fields that may hold the name of one channel."""
_MOST_DETAILS: Final = 24
_LONGEST_DETAIL: Final = 200
_START: Final = re.compile(r"(start|begin|recorded|measured)?(_?at)?_?(date_?time|time_?stamp|time|date)?|t0|开始时间")


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a JSON object, or a list of numbers, lists or objects."""
    return _BEGIN.match(head) is not None


def read(content: Content, options: ReadOptions) -> Reading:
    """Return the arrays of numbers in the JSON text ``content``; null, NaN and Infinity are lost samples.

    Raises `RecordingError` (recording_damaged, recording_too_large, recording_channels_ambiguous,
    recording_rate_ambiguous).
    """
    size = content.size_bytes
    if size > _MAX_BYTES:
        raise recording_error("recording_too_large.bytes", name=content.name, size=size >> 20, limit=_MAX_BYTES >> 20)
    with content.open() as file:
        text = file.read()
    for character, most in _MOST.items():
        if (count := text.count(character)) > most:
            raise recording_error("recording_too_large", name=content.name, samples=count, limit=most)
    value = json.loads(text.removeprefix(b"\xef\xbb\xbf"), object_pairs_hook=_unique)
    del text
    members = value if isinstance(value, dict) else {"data": value}
    return read_variables(content.name, _laid_out(members, _Around()), options, details=_details(members))


FORMAT: Final = Format(
    "json",
    "JSON",
    frozenset({".json"}),
    is_format,
    read,
    libraries=("pyarrow.compute",),
)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object with these members; raises `ValueError` where a name occurs twice: either may be meant."""
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ValueError(f"the name {twice[:60]!r} occurs twice in one object")
    return members


def _details(members: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the short texts of the outermost object."""
    texts = ((name, value) for name, value in members.items() if isinstance(value, str))
    return tuple((name, text) for name, text in texts if 0 < len(text) <= _LONGEST_DETAIL)[:_MOST_DETAILS]


@dataclass(frozen=True)
class _Around:
    """What objects say of the arrays in them, where no object further in says otherwise."""

    unit: str | None = None
    units: Mapping[str, Any] = field(default_factory=dict)
    """By the name of the array."""
    start: datetime | None = None


def _laid_out(members: Mapping[str, Any], around: _Around) -> dict[str, Any]:
    """Return the arrays and numbers among the members of an object, and in the objects among them."""
    names: list[str] = next((members[name] for name in _NAMES if _are_texts(members.get(name))), [])
    around = _told(members, names, around)
    found = {}
    for name, value in members.items():
        if isinstance(value, dict | list):
            found[name] = _array_or_inner(name, value, names, around)
        elif type(value) in (int, float):
            found[name] = np.asarray(value, dtype=np.float64)
    return {name: value for name, value in found.items() if value is not None}


def _told(members: Mapping[str, Any], names: list[str], around: _Around) -> _Around:
    """Return ``around`` with the units and the start that the members of an object state."""
    for name, value in members.items():
        if is_unit_name(name) and isinstance(value, str):
            around = replace(around, unit=value.strip() or None)
        elif is_unit_name(name) and isinstance(value, dict):
            around = replace(around, units=value)
        elif is_unit_name(name) and _are_texts(value) and len(value) == len(names):
            around = replace(around, units=dict(zip(names, value, strict=True)))
        elif isinstance(value, str) and _START.fullmatch(name.lower()):
            moment = one_moment(value)
            around = replace(around, start=moment if isinstance(moment, datetime) else around.start)
        elif _are_texts(value) and (stamps := _stamps(value)) is not None:
            around = replace(around, start=stamps.start)
    return around


def _array_or_inner(name: str, value: Any, names: list[str], around: _Around) -> Any:
    """Return the member ``value`` called ``name`` as an array or as a mapping, None when it is neither."""
    if isinstance(value, dict):
        return _laid_out(value, around)
    if value and all(isinstance(item, dict) for item in value):
        is_table = not any(isinstance(cell, dict | list) for cell in value[0].values())
        return _laid_out(_columns(value) if is_table else _channels(value), around)
    if _are_texts(value):
        stamps = _stamps(value)
        return None if stamps is None else Variable(name, stamps.seconds, "s")
    array = _array(value)
    if array is None:
        return _unequal(value, names, around)
    if array.ndim == 2 and array.shape.count(len(names)) == 1:
        vectors = array if len(array) == len(names) else array.T
        return {title: _variable(title, row, around) for title, row in zip(names, vectors, strict=True)}
    return _variable(name, array, around)


def _unequal(lists: list[Any], names: list[str], around: _Around) -> dict[str, Variable] | None:
    """Return lists of numbers that are not equally long by their names or numbers, None when there is none."""
    titles = names if len(names) == len(lists) else [str(number) for number, _ in enumerate(lists, start=1)]
    arrays = ((title, _array(row)) for title, row in zip(titles, lists, strict=True) if isinstance(row, list))
    return {title: _variable(title, array, around) for title, array in arrays if array is not None} or None


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Return a list of objects that have a value for each name as a list for each name."""
    names = dict.fromkeys(chain.from_iterable(rows))
    return {name: [row.get(name) for row in rows] for name in names}


def _channels(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a list of objects that have arrays as one object, by the names they have or else their numbers."""
    found: dict[str, Any] = {}
    for number, members in enumerate(objects, start=1):
        named = next((key for key in _NAME if isinstance(members.get(key), str | int) and members[key] != ""), None)
        title = str(number if named is None else members[named]).replace(".", "_")
        found[title if title not in found else f"{title} {number}"] = members
    return found


def _array(items: list[Any]) -> NDArray[np.float64] | None:
    """Return a list of numbers, or of such lists that are equally long, as an array; null is NaN."""
    flat = items
    if items and all(isinstance(item, list) for item in items):
        if len({len(item) for item in items}) > 1:
            return None
        flat = list(chain.from_iterable(items))
    return np.array(items, dtype=np.float64) if flat and set(map(type, flat)) <= _NUMBERS else None


def _variable(name: str, array: NDArray[np.float64], around: _Around) -> Variable:
    """Return an array with what is known of it; a unit of all arrays is none of a time, nor of one with its own."""
    unit = around.units.get(name)
    if not isinstance(unit, str):
        unit = around.unit if time_unit_s(name) is None and split_label(name)[1] is None else None
    return Variable(name, array, unit or None, start=around.start)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and set(map(type, value)) == {str}


def _stamps(texts: list[str]) -> Stamps | None:
    """Return a list of dates with times of day as moments, None when it is something else."""
    import pyarrow as pa

    if len(texts) < SHORTEST_SIGNAL or not STAMP.fullmatch(texts[0]):
        return None
    try:
        return read_stamps([pa.chunked_array([texts_from(texts)])])
    except StampError:
        return None
