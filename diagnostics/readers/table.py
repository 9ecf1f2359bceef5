"""Tables of numbers in text: finding delimiter, header and columns, and reading every row or naming the one that
cannot be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import RecordingError, recording_error

__all__ = ["Layout", "Table", "find_layout", "read_table"]

_DELIMITERS: Final = (";", "\t", ",", None)
"""None stands for any run of blanks."""
_ROWS_LOOKED_AT: Final = 200
_ROWS_AT_ONCE: Final = 20_000
"""An empty field slows down the reading of so many rows, not of the whole file."""
_POINT: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COMMA: Final = re.compile(r"[-+]?\d+(?:,\d+)?(?:[eE][-+]?\d+)?")
_ABSENT: Final = frozenset({"", "nan", "na", "n/a", "null", "none", "-", "inf", "+inf", "-inf", "#n/a"})
_STAMP: Final = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?)?Z?")


@dataclass(frozen=True)
class Layout:
    """How a table is written; `header` is the number of lines above the first row of numbers."""

    delimiter: str | None
    decimal_comma: bool
    columns: int
    header: int
    stamped: bool
    """Whether the first column holds dates and times of day."""


@dataclass(frozen=True)
class Table:
    """Values [shape=(rows, columns)], with NaN where a field is empty; names and units of columns, "" where there
    are none.
    """

    values: NDArray[np.float64]
    names: tuple[str, ...]
    units: tuple[str, ...]
    stamps_s: NDArray[np.float64] | None
    """Seconds since 1970 of the first column where that holds dates [shape=(rows,)]; its values are then NaN."""


def find_layout(lines: Sequence[str]) -> Layout | None:
    """Return how the table in ``lines`` is written, None when there are no rows of numbers in it.

    The delimiter that makes most of the first lines rows of numbers wins, then the one that gives more columns.
    """
    sample = [line for line in lines if line.strip()][:_ROWS_LOOKED_AT]
    best: tuple[int, int] = (0, 0)
    found: Layout | None = None
    for delimiter in _DELIMITERS:
        for decimal_comma in (False, True) if delimiter != "," else (False,):
            rows = [fields for line in sample if _is_row(fields := _split(line, delimiter), decimal_comma)]
            if not rows:
                continue
            columns = Counter(len(row) for row in rows).most_common(1)[0][0]
            score = (len(rows), columns)
            if score > best:
                best = score
                stamped = columns > 1 and bool(_STAMP.fullmatch(rows[-1][0]))
                found = Layout(delimiter, decimal_comma, columns, 0, stamped)
    if found is None or (2 * best[0] < len(sample) and best[0] < 8):
        return None
    header = _header(lines, found)
    if found.delimiter == "," and found.columns == 2 and _is_one_column(lines[:header], sample):
        return Layout(None, True, 1, header, False)
    return Layout(found.delimiter, found.decimal_comma, found.columns, header, found.stamped)


def _is_one_column(header: Sequence[str], sample: Sequence[str]) -> bool:
    """Whether the commas are decimal ones: a title without any stands above whole numbers with a fraction each."""
    titles = [line for line in header if line.strip()]
    rows = sample[len(titles) :]
    return bool(titles) and "," not in titles[-1] and all(_COMMA.fullmatch(line.strip()) for line in rows)


def _header(lines: Sequence[str], layout: Layout) -> int:
    """Return the number of lines before the first row of numbers that has (at least) the usual number of columns."""
    for number, line in enumerate(lines):
        fields = _split(line, layout.delimiter)
        if len(fields) >= layout.columns and line.strip() and _is_row(fields, layout.decimal_comma):
            return number
    return 0


def _split(line: str, delimiter: str | None) -> list[str]:
    """Return the fields of ``line`` without blanks, quotes and the empty field after a closing delimiter."""
    fields = [field.strip().strip("\"'") for field in line.strip(" ").split(delimiter)]
    return fields[:-1] if len(fields) > 1 and not fields[-1] else fields


def _is_row(fields: Sequence[str], decimal_comma: bool) -> bool:
    """Return whether ``fields`` are numbers (at least one of them there), the first one possibly a date."""
    number = _COMMA if decimal_comma else _POINT
    rest = fields[1:] if len(fields) > 1 and _STAMP.fullmatch(fields[0]) else fields
    filled = [field for field in rest if field.lower() not in _ABSENT]
    return bool(filled) and all(number.fullmatch(field) for field in filled)


def read_table(lines: Sequence[str], name: str) -> Table:
    """Return the table in the ``lines`` of the file ``name``.

    A first row longer than the others (some loggers append a summary there) is cut. Raises `RecordingError`:
    recording_damaged with the line that cannot be read, recording_format_unknown without rows of numbers.
    """
    layout = find_layout(lines)
    if layout is None:
        raise recording_error("recording_format_unknown", name=name)
    names, units = _titles(lines[: layout.header], layout)
    rows = [(number, line) for number, line in enumerate(lines, start=1) if number > layout.header and line.strip()]
    rows[0] = (rows[0][0], _cut(rows[0][1], layout))
    stamps_s = _stamps(rows, layout, name) if layout.stamped else None
    parts = [_read_rows(rows[i : i + _ROWS_AT_ONCE], layout, name) for i in range(0, len(rows), _ROWS_AT_ONCE)]
    values = np.concatenate(parts)
    return Table(values, names, units, stamps_s)


def _cut(line: str, layout: Layout) -> str:
    fields = _split(line, layout.delimiter)
    return (layout.delimiter or " ").join(fields[: layout.columns])


def _titles(header: Sequence[str], layout: Layout) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names and units of the columns: the first header line with a field for each column, and the one below
    it.
    """
    split = [[field.strip().strip("\"'") for field in line.split(layout.delimiter)] for line in header]
    fitting = [
        fields[: layout.columns]
        for fields in split
        if layout.columns <= len(fields) <= layout.columns + 1 and not any(fields[layout.columns :])
    ]
    none = ("",) * layout.columns
    names = tuple(field.removeprefix("#").strip() for field in fitting[0]) if fitting else none
    return names, tuple(fitting[1]) if len(fitting) > 1 else none


def _read_rows(rows: Sequence[tuple[int, str]], layout: Layout, name: str) -> NDArray[np.float64]:
    """Return the numbered ``rows`` [shape=(rows, columns)], all at once where none has an empty or wrong field."""
    values = None if layout.stamped else _read_fast([line for _, line in rows], layout)
    if values is not None:
        return values
    return np.array([_read_row(number, line, layout, name) for number, line in rows])


def _read_fast(rows: list[str], layout: Layout) -> NDArray[np.float64] | None:
    """Return all ``rows`` at once, None when one of them needs a closer look."""
    if layout.decimal_comma:
        rows = [row.replace(",", ".") for row in rows]
    try:
        values = np.loadtxt(rows, delimiter=layout.delimiter, comments=None, ndmin=2, dtype=np.float64)
    except ValueError:
        return None
    return values if values.shape[1] == layout.columns else None


def _read_row(number: int, line: str, layout: Layout, name: str) -> list[float]:
    fields = _split(line, layout.delimiter)
    if len(fields) == layout.columns - 1 and line.rstrip(" ").endswith(layout.delimiter or "\0"):
        fields.append("")
    if len(fields) != layout.columns:
        raise _wrong_row(number, line, layout, name)
    pattern = _COMMA if layout.decimal_comma else _POINT
    values = []
    for index, field in enumerate(fields):
        if field.lower() in _ABSENT or (layout.stamped and index == 0):
            values.append(np.nan)
        elif pattern.fullmatch(field):
            values.append(float(field.replace(",", ".")))
        else:
            raise _wrong_row(number, line, layout, name)
    return values


def _wrong_row(number: int, line: str, layout: Layout, name: str) -> RecordingError:
    return recording_error("recording_damaged.row", name=name, line=number, columns=layout.columns, content=line[:60])


def _stamps(rows: Sequence[tuple[int, str]], layout: Layout, name: str) -> NDArray[np.float64]:
    """Return the dates of the first column as seconds since 1970; dates without a zone count as UTC, since only
    steps are used.
    """
    seconds = np.empty(len(rows))
    for index, (number, line) in enumerate(rows):
        stamp = _split(line, layout.delimiter)[0]
        try:
            moment = datetime.fromisoformat(stamp.replace("/", "-").replace(",", "."))
        except ValueError as wrong:
            raise recording_error("recording_damaged.step", name=name, line=number, content=stamp[:60]) from wrong
        seconds[index] = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return seconds
