"""``diagnose trend HISTORY.csv``: how a level has changed, and when it will reach a limit."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.commands.common import OneLineParser, add_output_options, tell
from diagnostics.errors import DiagnosticsError, error
from diagnostics.examination import QualityNote
from diagnostics.machine import Machine
from diagnostics.readers.stamps import one_moment
from diagnostics.series.reading import SeriesFile, open_series, read_series
from diagnostics.series.series import Series
from diagnostics.severity.iso20816 import choose_standard
from diagnostics.texts import Text
from diagnostics.trend import History, Limit, assess_trend
from diagnostics.trend.history import TEXTS, trend_note
from diagnostics.trend.report import TrendReport

__all__ = ["run"]

_UNITS_S: Final = {"days": 86_400.0, "hours": 3600.0, "minutes": 60.0, "seconds": 1.0}
_DAY_S: Final = 86_400.0
_BOUNDARIES: Final = ("A/B", "B/C", "C/D")
_LATEST: Final = 3
"""Points whose median is the level of now, for the next zone boundary: one wild point does not decide."""


def run(arguments: Sequence[str]) -> int:
    """Tell the trend of one column; returns 0 whatever it is, 2 for bad input."""
    options = _parser().parse_args(arguments)
    try:
        report = _report(options)
    except DiagnosticsError as wrong:
        return tell(wrong, options.lang)
    if options.format == "json":
        print(json.dumps(report.to_json(), ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join(line.in_language(options.lang) for line in report.lines()))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="diagnose trend",
        description="Tell how the level in one column has changed and when it will reach a limit from below, with an "
        "80 %% interval, or why that is not predictable. Exit status: 0, or 2 for bad input.",
    )
    parser.add_argument(
        "history", type=Path, metavar="HISTORY.csv", help="one row a measurement, the first column its time"
    )
    parser.add_argument("--column", metavar="NAME", help="which level; may be left out where there is only one")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--limit", type=_finite, metavar="LEVEL", help="the level that is asked for")
    limit.add_argument(
        "--machine", type=Path, help="machine description: the limit is the next zone boundary, levels in mm/s RMS"
    )
    parser.add_argument("--limit-name", metavar="TEXT", help='what the limit is, "zone C/D" for example')
    parser.add_argument("--time-unit", choices=tuple(_UNITS_S), help="of times that are numbers (default: as titled)")
    parser.add_argument(
        "--healthy-points", type=_count, metavar="N", help="the first N points are known to be healthy (10 at least)"
    )
    add_output_options(parser)
    return parser


def _report(options: argparse.Namespace) -> TrendReport:
    file, series = open_series(options.history), read_series(options.history)
    column = _column(options.column, series, options.history.name)
    days, notes = _days(file, series, options.time_unit)
    values = series.column(column)
    usable = np.isfinite(days) & np.isfinite(values)
    first = float(days[usable].min()) if usable.any() else 0.0
    history = History.of(days - first, values)
    if not len(history):
        notes.append(trend_note("empty", "blocking"))
    origin, is_dated = _origin(series)
    if not is_dated:
        notes.append(trend_note("undated", "warning"))
    trend = assess_trend(history, limit=_limit(options, history), healthy_points=options.healthy_points)
    return TrendReport(trend, column, None if origin is None else origin + timedelta(days=first), tuple(notes))


def _column(wanted: str | None, series: Series, name: str) -> str:
    if wanted is None and len(series.names) == 1:
        return series.names[0]
    known = ", ".join(series.names[:12])
    if wanted is None:
        raise error("trend_column_missing", name=name, known=known)
    if wanted not in series.names:
        raise error("series_column_unknown", name=name, column=wanted[:60], known=known)
    return wanted


def _days(file: SeriesFile, series: Series, unit: str | None) -> tuple[NDArray[np.float64], list[QualityNote]]:
    """Return the time of each row in days after the first row, and what is to be said about them."""
    numbered = any(isinstance(stamp, float) for stamp in series.stamps)
    seconds = series.seconds
    if numbered and unit is not None:
        seconds = seconds / file.time_unit_s * _UNITS_S[unit]
    unsaid = numbered and unit is None and file.time_unit_s == 1.0
    return seconds / _DAY_S, [trend_note("seconds", "info")] if unsaid else []


def _origin(series: Series) -> tuple[datetime | None, bool]:
    """Return the moment of second 0 of the series (None where its times are no dates), and False where they are dates
    that can be read in two ways."""
    for stamp, seconds in zip(series.stamps, series.seconds, strict=True):
        if not isinstance(stamp, str) or not math.isfinite(seconds):
            continue
        moment = one_moment(stamp)
        if isinstance(moment, datetime):
            return moment - timedelta(seconds=float(seconds)), True
        if isinstance(moment, date):
            midnight = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001  (as written, without a zone)
            return midnight - timedelta(seconds=float(seconds)), True
    return None, all(not isinstance(stamp, str) for stamp in series.stamps)


def _limit(options: argparse.Namespace, history: History) -> Limit | None:
    if options.limit is not None:
        named = options.limit_name
        return Limit(options.limit, TEXTS("limit_plain") if named is None else Text(named, named))
    if options.machine is None or not len(history):
        return None
    machine = Machine.load(options.machine)
    standard = choose_standard(machine)
    if standard is None:
        raise error("trend_no_zones", name=options.machine.name)
    level = float(np.median(history.values[-_LATEST:]))
    finite = [
        (value, boundary)
        for value, boundary in zip(standard.velocity_mm_s, _BOUNDARIES, strict=True)
        if math.isfinite(value)
    ]
    value, boundary = next((pair for pair in finite if pair[0] > level), finite[-1])
    return Limit(value, TEXTS("limit_zone", boundary=boundary, standard=standard.name))


def _finite(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no level")
    return value


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) < 1:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a number of points")
    return int(text[:9])
