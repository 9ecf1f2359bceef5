"""How a table of numbers in text is written: its delimiter, its decimal mark, its columns and the lines above it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.stamps import DATE, STAMP, TIME_OF_DAY
from diagnostics.readers.timebase import is_steady

__all__ = ["ABSENT", "DECIMAL_COMMA", "DECIMAL_POINT", "Layout", "check_unambiguous", "find_layout", "split_line"]

_DELIMITERS: Final = (";", "\t", ",", None)
"""None stands for any run of blanks."""
_ROWS_LOOKED_AT: Final = 200
DECIMAL_POINT: Final = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
DECIMAL_COMMA: Final = re.compile(r"[-+]?\d+(?:,\d+)?(?:[eE][-+]?\d+)?")
_THOUSANDS: Final = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})?")
ABSENT: Final = frozenset({"", "nan", "na", "n/a", "null", "none", "-", "inf", "+inf", "-inf", "#n/a"})
"""What stands, in any case, where there is no number."""
_DELIMITER_LINE: Final = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
"""The first line by which Excel is told the delimiter."""


@dataclass(frozen=True)
class Layout:
    """How a table is written; `header` is the number of lines above the first row of numbers."""

    delimiter: str | None
    decimal_comma: bool
    columns: int
    header: int
    stamps: int
    """How many of the first columns hold dates and times of day: one, or two with the date apart."""


def find_layout(lines: Sequence[str]) -> Layout | None:
    """Return how the table in ``lines`` is written, None when there are no rows of numbers in it.

    The delimiter that makes most of the first lines rows of numbers wins, then the one that gives more columns.
    """
    sample = [line for line in lines if line.strip()][:_ROWS_LOOKED_AT]
    told = _DELIMITER_LINE.fullmatch(sample[0].strip()) if sample else None
    best: tuple[int, int] = (0, 0)
    found: Layout | None = None
    for delimiter in _DELIMITERS if told is None else (told[1],):
        split = [split_line(line, delimiter) for line in sample]
        for decimal_comma in (False, True) if delimiter != "," or any('"' in line for line in sample) else (False,):
            rows = [fields for fields in split if _is_row(fields, decimal_comma)]
            if not rows:
                continue
            columns = Counter(len(row) for row in rows).most_common(1)[0][0]
            stamps = Counter(_stamp_columns(row) for row in rows).most_common(1)[0][0]
            score = (len(rows), columns - stamps)
            if score > best:
                best, found = score, Layout(delimiter, decimal_comma, columns, 0, stamps)
    if found is None or (2 * best[0] < len(sample) and best[0] < 8):
        return None
    header = _header(lines, found)
    if found.delimiter == "," and found.columns == 2 and _is_one_column(lines[:header], sample):
        return Layout(None, True, 1, header, 0)
    return Layout(found.delimiter, found.decimal_comma, found.columns, header, found.stamps)


def _is_one_column(header: Sequence[str], sample: Sequence[str]) -> bool:
    """Whether the commas are decimal ones: a title without any stands above whole numbers with a fraction each."""
    titles = [line for line in header if line.strip()]
    rows = sample[len(titles) :]
    return bool(titles) and "," not in titles[-1] and all(DECIMAL_COMMA.fullmatch(line.strip()) for line in rows)


def _header(lines: Sequence[str], layout: Layout) -> int:
    """Return the number of lines before the first row of numbers that has (at least) the usual number of columns."""
    for number, line in enumerate(lines):
        fields = split_line(line, layout.delimiter)
        if len(fields) >= layout.columns and line.strip() and _is_row(fields, layout.decimal_comma):
            return number
    return 0


def split_line(line: str, delimiter: str | None) -> list[str]:
    """Return the fields of ``line`` without blanks, quotes and the empty field after a closing delimiter."""
    line = line.strip(" ")
    parts = next(csv.reader([line], delimiter=delimiter)) if delimiter and '"' in line else line.split(delimiter)
    fields = [field.strip().strip("\"'") for field in parts]
    return fields[:-1] if len(fields) > 1 and not fields[-1] else fields


def _is_row(fields: Sequence[str], decimal_comma: bool) -> bool:
    """Return whether ``fields`` are numbers (at least one of them there), the first ones possibly a moment."""
    number = DECIMAL_COMMA if decimal_comma else DECIMAL_POINT
    filled = [field for field in fields[_stamp_columns(fields) :] if field.lower() not in ABSENT]
    return bool(filled) and all(number.fullmatch(field) for field in filled)


def _stamp_columns(fields: Sequence[str]) -> int:
    """Return how many of the first ``fields`` together tell a moment; those of a table that holds nothing else do not
    count.
    """
    if len(fields) > 2 and DATE.fullmatch(fields[0]) and TIME_OF_DAY.fullmatch(fields[1]):
        return 2
    return int(len(fields) > 1 and bool(STAMP.fullmatch(fields[0]) or TIME_OF_DAY.fullmatch(fields[0])))


def check_unambiguous(lines: Sequence[str], layout: Layout, name: str) -> None:
    """Raise `RecordingError` (recording_text_ambiguous) where the commas in the first ``lines`` of the file ``name``
    may part columns, decimals or thousands, and the numbers would differ.
    """
    rows = [line.strip() for line in lines[layout.header :] if line.strip()][:_ROWS_LOOKED_AT]
    if layout.decimal_comma:
        fields = [field for row in rows for field in split_line(row, layout.delimiter)[layout.stamps :]]
        filled = [field for field in fields if field.lower() not in ABSENT]
        seen = next((field for field in filled if "," in field), None)
        if seen is not None and all(_THOUSANDS.fullmatch(field) for field in filled):
            raise _ambiguous(name, layout, seen, (seen.replace(",", "."), seen.replace(",", "")))
    elif layout.delimiter == "," and not layout.stamps and _may_be_decimals(lines[: layout.header], rows, layout):
        pairs = rows[0].split(",")[: layout.columns]
        decimals = [".".join(pairs[at : at + 2]) for at in range(0, len(pairs), 2)]
        raise _ambiguous(name, layout, rows[0], (", ".join(pairs), ", ".join(decimals)))


def _may_be_decimals(header: Sequence[str], rows: Sequence[str], layout: Layout) -> bool:
    """Return whether every second comma of the ``rows`` may be a decimal one: titles over half of the columns say so,
    or two untitled columns leave it open unless the first one rises evenly, as only time does.
    """
    titles = [len(split_line(line, ",")) for line in header if line.strip()]
    if layout.columns % 2 or layout.columns in titles:
        return False
    if not all(re.fullmatch(r"[-+]?\d+,\d+(?:,[-+]?\d+,\d+)*,?", row) for row in rows):
        return False
    if titles:
        return titles[-1] == layout.columns // 2
    first = np.array([float(row.split(",")[0]) for row in rows])
    return layout.columns == 2 and not is_steady(first)


def _ambiguous(name: str, layout: Layout, content: str, choices: Sequence[str]) -> RecordingError:
    listed = " | ".join(choice[:60] for choice in choices)
    line = layout.header + 1
    return recording_error("recording_text_ambiguous", name=name, line=line, content=content[:60], choices=listed)
