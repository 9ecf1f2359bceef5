"""Universal files (.uff, .unv): the time responses in their data sets 58, as text or as 58b in binary.

Layout: SDRC, Universal File Datasets, "Universal Dataset Number 58: Function at Nodal DOF", "151: Header" and
"164: Units", as published by the Structural Dynamics Research Laboratory, University of Cincinnati.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions
from diagnostics.readers.labels import measured_quantity
from diagnostics.readers.signals import Rate, Signal, SignalGroup, assemble
from diagnostics.readers.timebase import timebase

__all__ = ["FORMAT"]

_DELIMITER: Final = b"    -1"
_OPENING: Final = re.compile(rb"    -1[ \t]*\r?\n *\d{1,6}b?[ \r\n]")
_LONGEST_LINE: Final = 1 << 16
"""Lines have 80 characters; a foreign data set may hold binary data without any line end."""
_HEADER_LINES: Final = 11
"""Records 1 to 11 of data set 58."""
_TIME_RESPONSE: Final = 1
_GENERAL_FUNCTION: Final = 0
_TIME_AXIS: Final = 17
"""Specific data type of an abscissa that is time."""
_REAL: Final = {2: "f4", 4: "f8"}
"""Ordinate data types: real, single and double precision; 5 and 6 are complex."""
_WIDTHS: Final = {("f4", True): (13,), ("f4", False): (13, 13), ("f8", True): (20,), ("f8", False): (13, 20)}
"""Widths of the numbers in text by precision and even spacing: 6E13.5, 4E20.12 and 2(E13.5, E20.12)."""
_BYTE_ORDERS: Final = {1: "<", 2: ">"}
_IEEE: Final = 2
"""Floating point format of 58b; 1 is DEC VMS, 3 is IBM 5/370."""
_QUANTITIES: Final = {5: "temperature", 8: "displacement", 11: "velocity", 12: "acceleration"}
"""Specific data types of an ordinate; pressure (15) may be sound as well."""
_LENGTH_UNITS: Final = {1: "m", 3: "m", 5: "mm", 7: "in", 8: "mm"}
"""Length by the units code of data set 164; 2 and 4 are feet, 6 centimetres, 9 is defined by the user."""
_PER_TIME: Final = {8: "", 11: "/s", 12: "/s2"}
_DIRECTIONS: Final = ("", "X", "Y", "Z", "RX", "RY", "RZ")
_HEADER_FIELDS: Final = ("model", "description", "database_program", "", "", "program")
"""Records 1 to 6 of data set 151; 4 and 5 are dates."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a universal file: a line with -1 in columns 5 and 6, then a data set's number."""
    return _OPENING.match(head.lstrip(b"\r\n")) is not None


def read(content: Content, options: ReadOptions) -> Reading:
    """Return the time responses in the universal file ``content``: those of one length, spacing and begin belong
    together, and a response at the same place again is another run.

    Raises `RecordingError` (recording_damaged, recording_too_large, recording_channels_ambiguous,
    recording_rate_ambiguous).
    """
    responses: list[_Response] = []
    details: tuple[tuple[str, str], ...] = ()
    units_code = 0
    with content.open() as file:
        for number, binary, header in _data_sets(file, content):
            if number == 58:
                responses += _responses(file, header, binary, content)
            elif number == 151:
                details = _details(_lines(file, len(_HEADER_FIELDS)))
            elif number == 164:
                units_code = _whole(_lines(file, 1)[0], 0, 10)
    return assemble(content.name, _groups(responses, units_code, content), options, details=details)


FORMAT: Final = Format(
    "uff58", "UFF 58", frozenset({".uff", ".unv", ".u58", ".bunv"}), is_format, read, libraries=("_strptime",)
)


@dataclass(frozen=True)
class _Response:
    """One data set 58 that holds a time response, and where its values lie."""

    name: str
    unit: str | None
    data_type: int
    """Specific data type of the ordinate."""
    start: datetime | None
    sample_count: int
    begin_s: float
    step_s: float | None
    """None where each value has its own time."""
    precision: str
    """``f4`` or ``f8``."""
    byte_order: str | None
    """``<`` or ``>``, None for text."""
    position: int
    size_bytes: int

    @property
    def value_count(self) -> int:
        """Numbers that are written: the samples, and the time of each where the spacing is uneven."""
        return self.sample_count * (1 if self.step_s is not None else 2)


def _data_sets(file: io.BufferedIOBase, content: Content) -> Iterator[tuple[int, bool, str]]:
    """Yield number, whether it is binary, and first line of each data set, with ``file`` behind that line; whatever
    was left unread of a data set is skipped. Refuse a file that ends within one.
    """
    while line := file.readline(_LONGEST_LINE):
        if not _is_delimiter(line):
            continue
        header = file.readline(_LONGEST_LINE).decode("ascii", "replace")
        if header[:6].strip().isdigit():
            yield int(header[:6]), header[6:7].lower() == "b", header
            while (line := file.readline(_LONGEST_LINE)) and not _is_delimiter(line):
                pass
        if not (header and line):
            raise recording_error("recording_damaged", name=content.name, reason="the last data set has no end")


def _is_delimiter(line: bytes) -> bool:
    return line.startswith(_DELIMITER) and not line[len(_DELIMITER) :].strip()


def _lines(file: io.BufferedIOBase, count: int) -> list[str]:
    """Return the next ``count`` lines, as text without their ends."""
    return [file.readline(_LONGEST_LINE).decode("utf-8", "replace").rstrip("\r\n") for _ in range(count)]


def _details(lines: list[str]) -> tuple[tuple[str, str], ...]:
    named = zip(_HEADER_FIELDS, lines, strict=True)
    return tuple((name, text) for name, line in named if name and (text := _label(line)) is not None)


def _responses(file: io.BufferedIOBase, header: str, binary: bool, content: Content) -> Iterator[_Response]:
    """Yield the data set 58 at ``file`` when it is a time response, and leave ``file`` behind its values."""
    lines = _lines(file, _HEADER_LINES)
    position = file.tell()
    function, axis = _whole(lines[5], 0, 5), _whole(lines[7], 0, 10)
    is_response = function == _TIME_RESPONSE or (function == _GENERAL_FUNCTION and axis == _TIME_AXIS)
    if not is_response:
        file.seek(position + (_whole(header, 31, 43) if binary else 0))
        return
    response = _response(lines, position, content)
    if binary:
        response = _in_binary(response, header, content)
        file.seek(position + response.size_bytes)
        ending = file.read(16).lstrip(b"\r\n")
        if not ending.startswith(_DELIMITER):
            raise _contradiction(content, f"{response.sample_count} × {response.precision}")
        file.seek(position + response.size_bytes)
    else:
        response = _in_text(response, file, content)
    yield response


def _response(lines: list[str], position: int, content: Content) -> _Response:
    """Return what the records ``lines`` say of the values at ``position``."""
    data_type, count, even = (_whole(lines[6], start, start + 10) for start in (0, 10, 20))
    if data_type not in _REAL or count < 1:
        raise _contradiction(content, lines[6].strip())
    step_s = _real(lines[6], 43, 56) if even == 1 else None
    if step_s is not None and not (np.isfinite(step_s) and step_s > 0.0):
        raise _contradiction(content, f"{step_s} s")
    return _Response(
        name=_place(lines[5]) or _label(lines[0]) or "",
        unit=_label(lines[8][47:67]),
        data_type=_whole(lines[8], 0, 10),
        start=_moment(lines[2]),
        sample_count=count,
        begin_s=_real(lines[6], 30, 43),
        step_s=step_s,
        precision=_REAL[data_type],
        byte_order=None,
        position=position,
        size_bytes=0,
    )


def _in_binary(response: _Response, header: str, content: Content) -> _Response:
    """Return ``response`` with the size of its values, which must be there, by the fields of the 58b line."""
    order, form = _whole(header, 7, 13), _whole(header, 13, 19)
    if order not in _BYTE_ORDERS or form != _IEEE:
        raise _contradiction(content, header.strip())
    size = response.value_count * np.dtype(response.precision).itemsize
    _check_size(response, size, content)
    return replace(response, byte_order=_BYTE_ORDERS[order], size_bytes=size)


def _in_text(response: _Response, file: io.BufferedIOBase, content: Content) -> _Response:
    """Return ``response`` with the size of its lines, and leave ``file`` behind them."""
    _check_size(response, 2 * response.value_count, content)
    size = 0
    while (line := file.readline(_LONGEST_LINE)) and not _is_delimiter(line):
        size += len(line)
    if not line:
        raise recording_error("recording_damaged", name=content.name, reason="the last data set has no end")
    file.seek(response.position + size)
    return replace(response, size_bytes=size)


def _check_size(response: _Response, least_bytes: int, content: Content) -> None:
    """Refuse more values than the rest of the file can hold."""
    found = content.size_bytes - response.position
    if least_bytes > found:
        raise recording_error("recording_damaged.size", name=content.name, stated=least_bytes, found=found)


def _values(response: _Response, content: Content) -> NDArray[np.float64]:
    """Return the values as they are written [shape=(value_count,)]."""
    with content.open() as file:
        file.seek(response.position)
        data = file.read(response.size_bytes)
    if response.byte_order is not None:
        return np.frombuffer(data, response.byte_order + response.precision).astype(np.float64)
    try:
        values = np.array(data.replace(b"D", b"E").split(), dtype=np.float64)
    except ValueError:
        values = np.empty(0)
    if len(values) != response.value_count:
        values = _fixed_width(data, _WIDTHS[response.precision, response.step_s is not None])
    if len(values) != response.value_count:
        stated = response.sample_count
        found = len(values) * stated // response.value_count
        raise recording_error("recording_damaged.short", name=content.name, stated=stated, found=found)
    return values


def _fixed_width(data: bytes, widths: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the numbers in ``data`` that have no blank between them, by the columns they stand in."""
    joined = b"".join(line.rstrip() for line in data.replace(b"D", b"E").splitlines())
    whole = len(joined) - len(joined) % sum(widths)
    fields = np.frombuffer(joined[:whole], [(str(index), f"S{width}") for index, width in enumerate(widths)])
    return np.stack([fields[name].astype(np.float64) for name in fields.dtype.names or ()], axis=-1).reshape(-1)


def _groups(responses: list[_Response], units_code: int, content: Content) -> list[SignalGroup]:
    """Return the responses as sets of signals, in the order of the file."""
    sets: defaultdict[tuple[object, ...], list[_Response]] = defaultdict(list)
    runs: Counter[tuple[object, ...]] = Counter()
    for response in responses:
        timing = (response.sample_count, response.step_s, response.begin_s)
        runs[timing, response.name] += bool(response.name)
        sets[timing, runs[timing, response.name] or 1].append(response)
    several = len(sets) > 1
    return [
        _group(f"set {number}" if several else "", members, units_code, content)
        for number, members in enumerate(sets.values(), start=1)
    ]


def _group(name: str, members: list[_Response], units_code: int, content: Content) -> SignalGroup:
    first = members[0]
    gaps: tuple[int, ...] = ()
    if first.step_s is not None:
        rate = Rate(_rate_hz(first.step_s), "header", "abscissa increment")
    else:
        timing = timebase(_values(first, content)[::2], "abscissa", content.name)
        rate, gaps = Rate(timing.sampling_rate_hz, "time_column", "abscissa"), timing.gaps
    signals = []
    for response in members:
        unit = response.unit or _unit(response.data_type, units_code)
        quantity = measured_quantity(unit) or _QUANTITIES.get(response.data_type)
        load = partial(_samples, response, content)
        signals.append(Signal(response.name, response.sample_count, load, unit, quantity))
    return SignalGroup(name, tuple(signals), (rate,), gaps, first.start)


def _samples(response: _Response, content: Content) -> NDArray[np.float64]:
    return _values(response, content)[slice(None) if response.step_s is not None else slice(1, None, 2)]


def _rate_hz(step_s: float) -> float:
    """Return the rate with the fewest digits among those whose step is written as ``step_s`` in E13.5.

    >>> _rate_hz(2.08333e-05), _rate_hz(1.95313e-05)
    (48000.0, 51200.0)
    """
    half_digit_s = 0.51e-5 * 10.0 ** np.floor(np.log10(step_s))
    rates_hz = (float(f"{1.0 / step_s:.{digits}g}") for digits in range(1, 10))
    return next((rate_hz for rate_hz in rates_hz if abs(1.0 / rate_hz - step_s) <= half_digit_s), 1.0 / step_s)


def _unit(data_type: int, units_code: int) -> str | None:
    """Return the unit that the units of the whole file give a motion of ``data_type``."""
    length = _LENGTH_UNITS.get(units_code)
    return f"{length}{_PER_TIME[data_type]}" if length is not None and data_type in _PER_TIME else None


def _place(line: str) -> str | None:
    """Return entity, node and direction of the response in record 6, None where it names no place or stands in
    other columns.

    >>> _place("    1         0    0         0 DE                12  -3 NONE               0   0")
    'DE:12:-Z'
    """
    try:
        entity, node, direction = _label(line[31:41]), _whole(line, 41, 51), _whole(line, 51, 55)
    except ValueError:
        return None
    parts = [entity] if entity is not None else []
    if node:
        parts.append(str(node))
    if parts and 0 < abs(direction) < len(_DIRECTIONS):
        parts.append(("-" if direction < 0 else "+") + _DIRECTIONS[abs(direction)])
    return ":".join(parts) or None


def _moment(line: str) -> datetime | None:
    """Return the moment in DD-MMM-YY HH:MM:SS of record 3, None where it holds something else."""
    for form in ("%d-%b-%y %H:%M:%S", "%d-%b-%Y %H:%M:%S"):
        with suppress(ValueError):
            return datetime.strptime(" ".join(line.split()), form)  # noqa: DTZ007 (the file names no zone)
    return None


def _label(text: str) -> str | None:
    """Return the text of a field, None where it is not used."""
    text = text.strip()
    return None if text.upper() in ("", "NONE") else text


def _whole(line: str, start: int, stop: int) -> int:
    """Return the whole number in the columns ``start`` to ``stop``, 0 where they are blank."""
    return int(line[start:stop].strip() or 0)


def _real(line: str, start: int, stop: int) -> float:
    """Return the number in the columns ``start`` to ``stop``, 0 where they are blank."""
    return float(line[start:stop].strip().upper().replace("D", "E") or 0.0)


def _contradiction(content: Content, field: str) -> RecordingError:
    return recording_error("recording_damaged.header", name=content.name, field=field[:80])
