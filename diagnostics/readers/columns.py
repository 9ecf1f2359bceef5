"""Tables of named columns, as text, spreadsheets and column stores hold them: which column is time, which one merely
counts, and which ones are signals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.readers.labels import measured_quantity, split_label
from diagnostics.readers.signals import Rate, Signal, SignalGroup
from diagnostics.readers.timebase import is_counter, is_steady, time_unit_s, timebase

__all__ = ["Stamps", "column_group"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_NAME: Final = re.compile(r"(unix|posix|epoch)?[ _]?(time|time_?stamp|时间戳|epoch|unix)([ _]?(s|ms|us|ns))?")
_EPOCH_UNITS_S: Final = (1.0, 1e-3, 1e-6, 1e-9)
_EPOCH_YEARS_S: Final = (9.0e8, 4.2e9)
"""Seconds since 1970 of July 1998 and of February 2103: the moments that a number without a unit may stand for."""
_BRACKETS: Final = re.compile(r"[\[(（【](.*)[\])）】]")


@dataclass(frozen=True, eq=False)
class Stamps:
    """A column of moments."""

    seconds: NDArray[np.float64]
    """Seconds since any one moment [shape=(rows,)]."""
    start: datetime | None = None
    """The moment of the first row, None where the stamps leave it open."""


def column_group(
    name: str,
    titles: Sequence[str],
    units: Sequence[str],
    columns: Sequence[NDArray[np.float64] | Stamps],
    file_name: str,
    *,
    rates: Sequence[Rate] = (),
    start: datetime | None = None,
    details: tuple[tuple[str, str], ...] = (),
) -> SignalGroup:
    """Return the table ``name`` of the file ``file_name`` as a group of signals.

    ``titles``, ``units`` ("" where there are none) and ``columns`` (each [shape=(rows,)], or `Stamps`) belong
    together one by one. The first column of moments, else the first one with the name of a time, else an unnamed first
    one that rises evenly is the time: it gives a rate and the gaps, and is no signal. Neither are further columns of
    moments, nor a first one that only counts the rows. ``rates`` and ``start`` are what the file says besides.
    Raises `RecordingError` (recording_rate_ambiguous) when a time column does not rise.
    """
    labels = [_label(title, unit) for title, unit in zip(titles, units, strict=True)]
    counts = len(columns) > 1 and not isinstance(columns[0], Stamps) and is_counter(titles[0], columns[0])
    time = _time_column(labels, columns, counts)
    stated = list(rates)
    gaps: tuple[int, ...] = ()
    if time is not None:
        stamps = _stamps(columns[time], labels[time])
        place = titles[time] or str(time + 1)
        timing = timebase(stamps.seconds, place, file_name)
        stated.append(Rate(timing.sampling_rate_hz, "time_column", place))
        gaps, start = timing.gaps, stamps.start or start
    signals = tuple(
        _signal(labels[index], column)
        for index, column in enumerate(columns)
        if not isinstance(column, Stamps) and index != time and not (counts and index == 0)
    )
    return SignalGroup(name, signals, tuple(stated), gaps, start, details)


def _signal(label: tuple[str, str], column: NDArray[np.float64]) -> Signal:
    name, unit = label[0], label[1] or None
    return Signal(name, len(column), lambda: column, unit, measured_quantity(unit))


def _label(title: str, unit: str) -> tuple[str, str]:
    """Return name and unit of a column; a unit of its own wins over one in the title, which then stays as it is."""
    bracketed = _BRACKETS.fullmatch(unit.strip())
    unit = (bracketed[1] if bracketed else unit).strip()
    name, own = split_label(title)
    return (name, own) if own and unit in ("", own) else (title.strip(), unit)


def _time_column(
    labels: Sequence[tuple[str, str]], columns: Sequence[NDArray[np.float64] | Stamps], counts: bool
) -> int | None:
    """Return which column is the time, None where none is; ``counts`` says that the first one numbers the rows."""
    moments = [index for index, column in enumerate(columns) if isinstance(column, Stamps)]
    if moments:
        return moments[0]
    if len(columns) < 2:
        return None
    named = [index for index, label in enumerate(labels) if _named_unit_s(label) is not None]
    if named:
        return named[0]
    first = columns[0]
    unnamed = not labels[0][0] and not isinstance(first, Stamps)
    return 0 if unnamed and not counts and is_steady(np.asarray(first)) else None


def _named_unit_s(label: tuple[str, str]) -> float | None:
    """Return the unit in seconds of a column whose name is one of a time, else None."""
    name, unit = label
    unit_s = time_unit_s(f"{name} {unit}") or time_unit_s(name)
    return 1.0 if unit_s is None and _EPOCH_NAME.fullmatch(name.strip().lower()) else unit_s


def _stamps(column: NDArray[np.float64] | Stamps, label: tuple[str, str]) -> Stamps:
    """Return a time column in seconds; with the name of a time stamp and as many units since 1970 as our days are
    away, it tells the moment too.
    """
    if isinstance(column, Stamps):
        return column
    if _EPOCH_NAME.fullmatch(label[0].strip().lower()) and len(column):
        for unit_s in _EPOCH_UNITS_S:
            since = float(column[0]) * unit_s
            if _EPOCH_YEARS_S[0] <= since <= _EPOCH_YEARS_S[1]:
                return Stamps((column - column[0]) * unit_s, _EPOCH + timedelta(seconds=since))
    return Stamps(column * (_named_unit_s(label) or 1.0))
