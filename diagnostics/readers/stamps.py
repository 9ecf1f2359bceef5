"""Dates and times of day in text, in the spellings of ISO 8601 and of the loggers and spreadsheets that keep their own.

Stamps of one shape are taken apart together, digit by digit, so that a million of them cost little more than a
million numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.readers.columns import Stamps

__all__ = ["DATE", "STAMP", "TIME_OF_DAY", "StampError", "one_moment", "read_stamps"]

_DATE: Final = (
    r"(?:(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"|(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})[-/.](?P<last>\d{4}))"
)
_HOUR: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})"
_SECOND: Final = r":(?P<second>\d{2})(?:[.,:](?P<fraction>\d{1,9}))?"
_REST: Final = (
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"(?P<zone>Z| ?UTC| ?(?P<sign>[-+])(?P<zone_hour>\d{2}):?(?P<zone_minute>\d{2}))?"
)

DATE: Final = re.compile(_DATE)
"""A day without a time of day."""
TIME_OF_DAY: Final = re.compile(_HOUR + _SECOND + _REST)
"""A time of day, with its seconds: 10:30 alone may be minutes and seconds."""
STAMP: Final = re.compile(rf"{_DATE}(?:(?: +|T){_HOUR}(?:{_SECOND})?{_REST})?")
"""A day, with or without a time of day."""

_SECOND_NS: Final = 1_000_000_000
_DAY_NS: Final = 86_400 * _SECOND_NS
_MONTHS: Final = 12
_HALF_DAY_HOURS: Final = 12
_YEARS: Final = (1900, 2200)
"""Years of stamps; 64-bit nanoseconds since 1970 end in 2262."""
_LIMITS: Final = {"hour": 23, "minute": 59, "second": 60, "zone_hour": 23, "zone_minute": 59}
"""Largest numbers in a stamp; a leap second has the number 60 (ISO 8601)."""

_Numbers = dict[str, NDArray[np.int64]]


class StampError(ValueError):
    """A stamp that cannot be read; `row` is its 0-based place."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def one_moment(text: str) -> datetime | date | time | None:
    """Return the moment, the day or the time of day that ``text`` says; None when it is none of them, or leaves open
    which number is the month.

    >>> one_moment("05.01.2026 10:00:00,5"), one_moment("12/05/2026"), one_moment("2026-01-05")
    (datetime.datetime(2026, 1, 5, 10, 0, 0, 500000), None, datetime.date(2026, 1, 5))
    """
    text = text.strip()
    match = STAMP.fullmatch(text) or TIME_OF_DAY.fullmatch(text)
    if match is None:
        return None
    chars = np.frombuffer(_plain(text).encode(), dtype=np.uint8)[np.newaxis]
    try:
        start = _stamps(_numbers([(slice(None), chars)], 1), day=date(1970, 1, 1)).start
    except StampError:
        return None
    if start is None or match.re is TIME_OF_DAY:
        return None if start is None else start.timetz()
    return start.date() if match["hour"] is None else start


def read_stamps(columns: Sequence[Any], *, day: date | None = None) -> Stamps:
    """Return the moments that ``columns`` of strings in Arrow tell of: one, or two with the date apart.

    ``day`` is that of times of day without a date. A start has a zone only where the stamps have one. Where day and
    month cannot be told apart the steps still count, but there is no start. Times of day run on past midnight. Raises
    `StampError`.
    """
    numbers: _Numbers = {}
    for column in columns:
        for key, values in _numbers(_shapes(column), len(column)).items():
            numbers[key] = numbers[key] + values if key in numbers else values
    return _stamps(numbers, day)


def _stamps(numbers: _Numbers, day: date | None) -> Stamps:
    _check(numbers["zoned"] == numbers["zoned"][0])
    of_day = _of_day_ns(numbers)
    if numbers["dated"].any():
        _check(numbers["dated"] == 1)
        days, sure = _days(numbers)
    else:
        origin = 0 if day is None else (day - date(1970, 1, 1)).days
        midnights = np.cumsum(np.diff(of_day) < -_DAY_NS // 2)
        days, sure = origin + np.concatenate([[0], midnights]), day is not None
    zone_ns = (numbers["zone_hour"] * 60 + numbers["zone_minute"]) * numbers["sign"] * 60 * _SECOND_NS
    local = days * _DAY_NS + of_day
    moments = local - zone_ns
    start = _moment(int(local[0]), int(zone_ns[0]), has_zone=bool(numbers["zoned"][0])) if sure else None
    return Stamps((moments - moments[0]) / _SECOND_NS, start)


def _moment(local_ns: int, zone_ns: int, *, has_zone: bool) -> datetime:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=local_ns // 1000)
    zone = timezone(timedelta(microseconds=zone_ns // 1000)) if zone_ns else UTC
    return moment.replace(tzinfo=zone if has_zone else None)


def _check(right: NDArray[np.bool_]) -> None:
    if not right.all():
        raise StampError(int(np.argmin(right)))


def _numbers(shapes: Iterable[tuple[Any, NDArray[np.uint8]]], count: int) -> _Numbers:
    """Return the numbers in ``count`` stamps by their names in the patterns [shape=(count,) each], 0 where there are
    none.
    """
    keys = {*STAMP.groupindex, "dated", "zoned", "dotted"}
    numbers = {key: np.zeros(count, dtype=np.int64) for key in sorted(keys)}
    for rows, chars in shapes:
        first = bytes(chars[0]).decode()
        match = STAMP.fullmatch(first) or TIME_OF_DAY.fullmatch(first)
        if match is None:
            raise StampError(int(np.arange(count)[rows][0]))
        groups = match.groupdict()
        for key, digits in groups.items():
            if digits is not None and digits.isdecimal():
                scale = 10 ** (9 - len(digits)) if key == "fraction" else 1
                numbers[key][rows] = scale * _number(chars[:, slice(*match.span(key))])
        numbers["dated"][rows] = int(match.re is STAMP)
        numbers["dotted"][rows] = int(groups.get("mark") == ".")
        numbers["zoned"][rows] = int(groups["zone"] is not None)
        numbers["sign"][rows] = {"+": 1, "-": -1}.get(groups["sign"] or "", 0)
        numbers["half"][rows] = {"a": 1, "p": 2}.get((groups["half"] or "").lower(), 0)
    return numbers


def _number(digits: NDArray[np.uint8]) -> NDArray[np.int64]:
    number = np.zeros(len(digits), dtype=np.int64)
    for column in digits.T:
        number *= 10
        number += column
    return number - int("1" * digits.shape[1]) * ord("0")


def _plain(text: str) -> str:
    return text.replace("年", "-").replace("月", "-").replace("日", "")


def _shapes(texts: Any) -> Iterator[tuple[Any, NDArray[np.uint8]]]:
    """Yield the rows with stamps of one shape (which differ in digits only) and their characters [shape=(n, width)]."""
    import pyarrow.compute as pc

    texts = pc.utf8_trim_whitespace(texts.combine_chunks())
    if "年" in texts[0].as_py():
        for sign, plain in (("年", "-"), ("月", "-"), ("日", "")):
            texts = pc.replace_substring(texts, sign, plain)
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    chars = np.frombuffer(data or b"", dtype=np.uint8)
    widths = np.diff(ends)
    if np.all(widths == widths[0]):
        block = chars[ends[0] : ends[-1]].reshape(len(texts), widths[0])
        if _is_one_shape(block):
            yield slice(None), block
            return
    shapes = pc.dictionary_encode(pc.replace_substring_regex(texts, "[0-9]", "0")).indices
    kinds = np.frombuffer(shapes.buffers()[1], dtype=np.int32)[: len(texts)]
    for kind in range(int(kinds.max()) + 1):
        rows = np.flatnonzero(kinds == kind)
        yield rows, chars[ends[rows][:, np.newaxis] + np.arange(widths[rows[0]])]


def _is_one_shape(block: NDArray[np.uint8]) -> bool:
    first = bytes(block[0])
    return all(
        bool(np.all(column - ord("0") <= 9)) if char in b"0123456789" else bool(np.all(column == char))
        for char, column in zip(first, block.T, strict=True)
    )


def _of_day_ns(numbers: _Numbers) -> NDArray[np.int64]:
    """Return nanoseconds since midnight [shape=(n,)]."""
    for key, limit in _LIMITS.items():
        _check(numbers[key] <= limit)
    halves = numbers["half"] > 0
    _check(~halves | ((numbers["hour"] >= 1) & (numbers["hour"] <= _HALF_DAY_HOURS)))
    twelve = numbers["hour"] % _HALF_DAY_HOURS + _HALF_DAY_HOURS * (numbers["half"] == 2)
    hours = np.where(halves, twelve, numbers["hour"])
    return ((hours * 60 + numbers["minute"]) * 60 + numbers["second"]) * _SECOND_NS + numbers["fraction"]


def _days(numbers: _Numbers) -> tuple[NDArray[np.int64], bool]:
    """Return days since 1970 [shape=(n,)], and whether it is sure which number is the month.

    Dots stand between day, month and year in this order (DIN 5008); between slashes only a number above 12 tells.
    """
    if not numbers["last"].any():
        return _days_of(numbers["year"], numbers["month"], numbers["day"]), True
    _check(numbers["last"] > 0)
    one, two, year = numbers["one"], numbers["two"], numbers["last"]
    if numbers["dotted"].all() or (one > _MONTHS).any():
        return _days_of(year, two, one), True
    if (two > _MONTHS).any():
        return _days_of(year, one, two), True
    day_first, month_first = _days_of(year, two, one), _days_of(year, one, two)
    return (day_first if np.ptp(day_first) <= np.ptp(month_first) else month_first), bool(np.all(one == two))


def _days_of(year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return days since 1970 [shape=(n,)]; raises `StampError` for a day that the month does not have."""
    _check((month >= 1) & (month <= _MONTHS) & (day >= 1) & (year >= _YEARS[0]) & (year <= _YEARS[1]))
    months = ((year - 1970) * _MONTHS + month - 1).astype("datetime64[M]")
    first, following = ((months + later).astype("datetime64[D]").astype(np.int64) for later in (0, 1))
    _check(first + day <= following)
    return first + day - 1
