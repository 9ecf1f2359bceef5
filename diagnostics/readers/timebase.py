"""Time columns: recognising one by its name or its course, and the sampling rate and gaps it tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import recording_error

__all__ = ["Timebase", "is_counter", "is_steady", "time_unit_s", "timebase"]

_UNIT_S: Final = {
    "": 1.0,
    "s": 1.0,
    "sec": 1.0,
    "seconds": 1.0,
    "秒": 1.0,
    "ms": 1e-3,
    "毫秒": 1e-3,
    "us": 1e-6,
    "微秒": 1e-6,
    "ns": 1e-9,
    "min": 60.0,
}
_TIME_NAME: Final = re.compile(
    r"(?:date_?time|time_?stamp|elapsed[_ ]?time|time|t|zeit|采样时间|时间戳|时间|时刻)"
    r"[\s_]*[\[(（/]?\s*(s|sec|seconds|ms|us|ns|min|秒|毫秒|微秒)?\s*[\])）]?"
)
_COUNTER_NAMES: Final = frozenset({"", "#", "index", "idx", "sample", "samples", "n", "no", "no.", "nr", "row", "序号"})
_STEADY: Final = 0.25
"""Largest distance from an even grid, in steps, of an unnamed column that counts as time: rounded stamps stay
within half of their last digit.
"""
_ROWS_FOR_A_COURSE: Final = 8
"""Fewer rows may rise evenly by chance."""
_CLOCK_SET_BACK: Final = 0.01
"""Largest share of steps backwards that counts as a clock that was set (summer time, say) and not as a column that
is no time.
"""
_ONE_STEP: Final = 1.75
"""Steps up to so many times the middle one count for the mean: rounded to half a step they are 1.5 times as long, two
steps are twice as long.
"""
_SIGNIFICANT_DIGITS: Final = 9
"""Digits kept of a rate computed from stamps: beyond them is rounding of 64-bit floats, and 1/0.00005 is to give 20
000.
"""


@dataclass(frozen=True)
class Timebase:
    """Sampling rate in Hz, and the 0-based rows before which stamps are left out."""

    sampling_rate_hz: float
    gaps: tuple[int, ...]


def time_unit_s(name: str) -> float | None:
    """Return the unit in seconds of a column called ``name`` when that is a time column, else None.

    >>> time_unit_s("Time (ms)"), time_unit_s("时间(s)"), time_unit_s("torque")
    (0.001, 1.0, None)
    """
    match = _TIME_NAME.fullmatch(name.strip().lower().replace("µ", "u").replace("μ", "u"))
    return None if match is None else _UNIT_S[match[1] or ""]


def is_steady(column: NDArray[np.float64]) -> bool:
    """Return whether ``column`` [shape=(n,)] rises from row to row on an even grid, as only time does."""
    if len(column) < _ROWS_FOR_A_COURSE or not np.all(np.isfinite(column)) or not np.all(np.diff(column) > 0):
        return False
    step = (column[-1] - column[0]) / (len(column) - 1)
    grid = column[0] + step * np.arange(len(column))
    return bool(np.max(np.abs(column - grid)) <= _STEADY * step)


def is_counter(name: str, column: NDArray[np.float64]) -> bool:
    """Return whether ``column`` called ``name`` merely numbers the samples: 0, 1, 2, … or 1, 2, 3, …"""
    if name.strip().lower() not in _COUNTER_NAMES or len(column) < _ROWS_FOR_A_COURSE:
        return False
    return bool(column[0] in (0.0, 1.0) and np.all(np.diff(column) == 1.0))


def timebase(times_s: NDArray[np.float64], column: str, name: str) -> Timebase:
    """Return the rate and gaps of the stamps ``times_s`` [shape=(n,)] in seconds, of the column called ``column``
    in the file ``name``.

    A gap is a step more than half a step too long, or a clock set back. Raises `RecordingError`
    (recording_rate_ambiguous) when stamps go back more often than a clock is set, or stand still.
    """
    steps = np.diff(times_s)
    backward = ~(steps >= 0)
    if len(steps) == 0 or np.sum(backward) > _CLOCK_SET_BACK * len(steps) or not np.any(steps > 0):
        row = int(np.argmax(backward)) + 2 if np.any(backward) else len(times_s)
        raise recording_error("recording_rate_ambiguous.time", name=name, column=column, row=row)
    onward = steps[~backward]
    middle = float(np.median(onward))
    typical = float(np.mean(onward[onward <= _ONE_STEP * middle] if middle else onward))
    gap = backward | (steps > typical + max(0.5 * typical, 1.01 * _stamp_resolution_s(onward, typical)))
    if np.any(gap):
        regular = steps[~gap]
        rate_hz = _rounded(len(regular) / float(np.sum(regular)), 0.0)
    else:
        rate_hz = _fitted_rate_hz(times_s)
    return Timebase(rate_hz, tuple(int(index) + 1 for index in np.flatnonzero(gap)))


def _fitted_rate_hz(times_s: NDArray[np.float64]) -> float:
    """Return the rate of stamps without gaps: the roundest one that fits them as well as the line of least squares.

    Stamps rounded by up to r scatter by r/√3 about the line, and the slope of a line over n points by 2·r/(√n·span)
    (Draper and Smith, *Applied Regression Analysis*, section 1.4); three times that counts as the same rate.
    """
    count = len(times_s)
    rows = np.arange(count) - (count - 1) / 2
    since = times_s - times_s[0]
    step = float(rows @ since) / (count * (count**2 - 1) / 12)
    line = rows * step
    line += np.mean(since)
    line -= since
    scatter = float(max(line.max(), -line.min()))
    return _rounded(1.0 / step, 3 * 2 * scatter / (np.sqrt(count) * step * count))


def _rounded(rate_hz: float, tolerance: float) -> float:
    """Return ``rate_hz`` with the fewest digits that leave it within the relative ``tolerance``."""
    for digits in range(1, _SIGNIFICANT_DIGITS):
        rounded = float(f"{rate_hz:.{digits}g}")
        if abs(rounded - rate_hz) <= tolerance * rate_hz:
            return rounded
    return float(f"{rate_hz:.{_SIGNIFICANT_DIGITS}g}")


def _stamp_resolution_s(steps: NDArray[np.float64], typical: float) -> float:
    """Return the last digit in seconds of coarsely rounded stamps, whose ``steps`` vary by it; 0 where rounding
    does not show.
    """
    if not np.any(steps < 0.75 * typical):
        return 0.0
    return float(np.min(steps[steps > 1e-6 * typical]))
