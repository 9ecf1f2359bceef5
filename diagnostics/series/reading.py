"""Reads a series from text, block by block: any usual delimiter and encoding, the first column the time.

Nothing in it is parsed but text by Python itself, so it needs no sandbox; a field that is no number is a missing value,
and a file of any length takes the memory of one block.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import error, recording_error
from diagnostics.readers.content import HEAD_BYTES, FileContent
from diagnostics.readers.encodings import text_encoding
from diagnostics.readers.layout import ABSENT, DECIMAL_COMMA, Layout, find_layout, split_line
from diagnostics.readers.preamble import read_preamble
from diagnostics.readers.stamps import STAMP
from diagnostics.readers.timebase import time_unit_s
from diagnostics.series.series import Series

__all__ = ["SeriesFile", "open_series", "read_series"]

BLOCK_ROWS: Final = 16_384
LONGEST_LINE: Final = 1 << 20
"""Characters of a row; a row of measurements is never that long."""
MOST_COLUMNS: Final = 1_000
_MONTHS: Final = 12
_LOOKED_AT: Final = 50
"""Lines by which a table with other things than numbers in it is recognised."""


@dataclass(frozen=True)
class SeriesFile:
    """A series in a file: its columns, and its rows to be read in blocks as often as wanted."""

    content: FileContent
    encoding: str
    layout: Layout
    time_unit_s: float
    names: tuple[str, ...]
    """Of the columns that are read."""
    fields: tuple[int, ...]
    """Which fields of a row they are."""

    def blocks(self, rows: int = BLOCK_ROWS) -> Iterator[Series]:
        """Yield the series in blocks of at most ``rows`` rows, seconds counted on from the first of all.

        Raises `RecordingError` (recording_damaged) for text that cannot be decoded or a line without an end.
        """
        clock = _Clock(self.time_unit_s)
        block: list[list[str]] = []
        for row in self._rows():
            block.append(row)
            if len(block) == rows:
                yield self._series(block, clock)
                block = []
        if block:
            yield self._series(block, clock)

    def _rows(self) -> Iterator[list[str]]:
        """Yield the fields of each row below the header; empty lines are no rows."""
        with self.content.path.open(encoding=self.encoding, newline="") as file:
            lines = _lines(file, self.content.name)
            try:
                for _ in range(self.layout.header):
                    next(lines, "")
                delimiter = self.layout.delimiter
                if delimiter is None:
                    yield from (line.split() for line in lines if line.strip())
                else:
                    yield from (row for row in csv.reader(lines, delimiter=delimiter) if any(row))
            except UnicodeError as wrong:
                raise recording_error("recording_damaged.text", name=self.content.name) from wrong
            except csv.Error as wrong:
                raise recording_error("recording_damaged", name=self.content.name, reason=wrong) from wrong

    def _series(self, rows: Sequence[Sequence[str]], clock: _Clock) -> Series:
        comma, after = self.layout.decimal_comma, self.layout.stamps - 1 if self.layout.stamps else 0
        width = max(self.fields, default=0) + 1
        values = np.full((len(rows), len(self.fields)), np.nan)
        stamps: list[str] = []
        for number, row in enumerate(rows):
            stamps.append(" ".join(part.strip() for part in row[: after + 1]))
            if len(row) < width:
                row = [*row, *[""] * (width - len(row))]
            try:
                values[number] = [float(row[field]) for field in self.fields]
            except ValueError:
                values[number] = [_number(row[field], comma) for field in self.fields]
        values[np.isinf(values)] = np.nan
        times, seconds = clock.read(stamps, comma)
        return Series(self.names, values, seconds, times)


def open_series(path: str | Path, *, ignore: Sequence[str] = ()) -> SeriesFile:
    """Return the series in the text file at ``path`` without the columns ``ignore``.

    Raises `DiagnosticsError`: recording_not_found, recording_unreadable, recording_empty, series_no_table,
    series_column_unknown, series_no_columns.
    """
    content = FileContent(Path(path))
    with content.open() as file:
        head = file.read(HEAD_BYTES)
    if not head.strip():
        raise recording_error("recording_empty", name=content.name)
    encoding = text_encoding(head)
    try:
        text = head.decode(encoding, errors="strict" if len(head) < HEAD_BYTES else "ignore")
    except UnicodeError as wrong:
        raise error("series_no_table", name=content.name) from wrong
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    layout = None if "\0" in text else find_layout(lines) or _labelled_layout(lines)
    if layout is None or not 1 < layout.columns <= MOST_COLUMNS:
        raise error("series_no_table", name=content.name)
    preamble = read_preamble(lines[: layout.header], layout)
    after = max(1, layout.stamps)
    titles = _titles(preamble.titles, layout.columns)
    unknown = next((name for name in ignore if name not in titles[after:]), None)
    if unknown is not None:
        near = get_close_matches(unknown, titles[after:], 1)
        listed = ", ".join(near or titles[after:][:12])
        raise error("series_column_unknown", name=content.name, column=unknown[:60], known=listed)
    fields = tuple(at for at in range(after, layout.columns) if titles[at] not in ignore)
    if not fields:
        raise error("series_no_columns", name=content.name)
    unit_s = time_unit_s(titles[0]) or 1.0
    return SeriesFile(content, encoding, layout, unit_s, tuple(titles[at] for at in fields), fields)


def read_series(path: str | Path, *, ignore: Sequence[str] = ()) -> Series:
    """Return the whole series in the text file at ``path``; raises like `open_series` and its blocks."""
    blocks = list(open_series(path, ignore=ignore).blocks())
    if not blocks:
        raise error("series_no_table", name=Path(path).name)
    return Series.joined(blocks)


class _Clock:
    """Reads the times of one block after another as seconds after the first of all."""

    def __init__(self, unit_s: float) -> None:
        self._unit_s = unit_s
        self._origin: float | datetime | None = None
        self._month_first: bool | None = None

    def read(self, stamps: Sequence[str], decimal_comma: bool) -> tuple[tuple[str | float, ...], NDArray[np.float64]]:
        """Return each time as it is given on (a number where it is one) and in seconds, NaN where it is none."""
        if self._month_first is None:
            self._month_first = _month_stands_first(stamps)
        month_first = self._month_first
        moments = [_moment(stamp, decimal_comma, month_first) for stamp in stamps]
        seconds = np.array([self._seconds(moment) for moment in moments])
        times = tuple(
            moment if isinstance(moment, float) and math.isfinite(moment) else stamp
            for moment, stamp in zip(moments, stamps, strict=True)
        )
        return times, seconds

    def _seconds(self, moment: float | datetime | None) -> float:
        if moment is None or (isinstance(moment, float) and not math.isfinite(moment)):
            return math.nan
        if self._origin is None:
            self._origin = moment
        if isinstance(moment, datetime) and isinstance(self._origin, datetime):
            if (moment.tzinfo is None) != (self._origin.tzinfo is None):
                return math.nan
            return (moment - self._origin).total_seconds()
        if isinstance(moment, float) and isinstance(self._origin, float):
            return (moment - self._origin) * self._unit_s
        return math.nan


def _moment(stamp: str, decimal_comma: bool, month_first: bool) -> float | datetime | None:
    """Return the number or the moment that ``stamp`` says, None when it says neither."""
    try:
        return float(stamp)
    except ValueError:
        pass
    if decimal_comma and DECIMAL_COMMA.fullmatch(stamp):
        return float(stamp.replace(",", "."))
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        match = STAMP.fullmatch(stamp)
        return None if match is None else _dated(match, month_first)


def _month_stands_first(stamps: Sequence[str]) -> bool:
    """Return whether the dates among ``stamps`` name the month before the day: a second number above twelve says so.
    Where nothing tells, the day stands first: only the steps between rows are used, and within a day both readings
    give the same."""
    matches = [match for match in map(STAMP.fullmatch, stamps) if match is not None and match["two"]]
    return any(int(match["two"]) > _MONTHS for match in matches) and all(
        int(match["one"]) <= _MONTHS for match in matches
    )


def _dated(match: re.Match[str], month_first: bool) -> datetime | None:
    """Return the moment of a stamp in a spelling of its own, None for a day that there is not."""
    part = match.groupdict()
    if part["year"]:
        year, month, day = int(part["year"]), int(part["month"]), int(part["day"])
    else:
        year, day, month = int(part["last"]), int(part["one"]), int(part["two"])
        day, month = (month, day) if month_first else (day, month)
    hour = int(part["hour"] or 0)
    if part["half"]:
        hour = hour % 12 + 12 * (part["half"] in "Pp")
    try:
        moment = datetime(year, month, day, hour, int(part["minute"] or 0), int(part["second"] or 0))  # noqa: DTZ001  (as written: steps count)
    except ValueError:
        return None
    moment += timedelta(seconds=float(f"0.{part['fraction'] or 0}"))
    if not part["zone"]:
        return moment
    offset = timedelta(hours=int(part["zone_hour"] or 0), minutes=int(part["zone_minute"] or 0))
    return moment.replace(tzinfo=timezone(-offset if part["sign"] == "-" else offset))


def _number(field: str, decimal_comma: bool) -> float:
    """Return the number in ``field``, NaN where it is none."""
    text = field.strip().strip("\"'")
    if text.lower() in ABSENT:
        return math.nan
    try:
        return float(text.replace(",", ".") if decimal_comma else text)
    except ValueError:
        return math.nan


def _lines(file: io.TextIOBase, name: str) -> Iterator[str]:
    """Yield the lines of ``file``; raises `RecordingError` for one that does not end."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise recording_error("recording_damaged", name=name, reason="a line without an end")
        yield line.replace("\0", "")


def _labelled_layout(lines: Sequence[str]) -> Layout | None:
    """Return how a table is written that has words among its numbers (states, remarks), None when it is none: the same
    number of fields in most lines, and a number beside the first field in one of the rows."""
    sample = [line for line in lines if line.strip()][:_LOOKED_AT]
    for delimiter in (";", "\t", ","):
        counts = Counter(len(split_line(line, delimiter)) for line in sample)
        columns, often = counts.most_common(1)[0] if counts else (0, 0)
        if columns < 2 or 2 * often < len(sample):
            continue
        for header, line in enumerate(lines):
            fields = split_line(line, delimiter)
            if len(fields) == columns and any(_is_number(field) for field in fields[1:]):
                comma = delimiter != "," and any("," in field and _is_number(field) for field in fields[1:])
                return Layout(delimiter, comma, columns, header, 0)
    return None


def _is_number(field: str) -> bool:
    return math.isfinite(_number(field, decimal_comma=True))


def _titles(titles: Sequence[str], columns: int) -> list[str]:
    """Return a name for each column, no two alike: its number where it has no title."""
    named: list[str] = []
    for number in range(columns):
        title = (titles[number] if number < len(titles) else "").strip() or str(number)
        same = sum(name == title or name.startswith(f"{title} (") for name in named)
        named.append(f"{title} ({same + 1})" if same else title)
    return named
