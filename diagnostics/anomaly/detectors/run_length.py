"""Limits of charts by the average run length: how many healthy rows pass, on average, until a false alarm.

The limits of the textbooks hold for independent rows only. For rows that follow each other slowly they alarm ten times
too often (rulebook §5), so the limit is found on the machine's own healthy rows, drawn again in blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.calibration.independence import correlation_time_rows

__all__ = ["RUN_LENGTH_ROWS", "RunLengthLimit", "block_length_rows", "limit_for_run_length"]

RUN_LENGTH_ROWS: Final = 370
"""Run length that the three-sigma limits of a Shewhart chart have with independent normal rows (1/0.0027)."""
HORIZON: Final = 3.0
"""Run lengths that a run is followed for: 95 % of the runs have alarmed by then (1 − e⁻³)."""
MOST_RUNS: Final = 400
"""Runs that are simulated at most; 400 leave 5 % of uncertainty in the run length (1/√400)."""
FEWEST_RUNS: Final = 16
MOST_VALUES: Final = 16_000_000
"""Rows × columns that are simulated at most (a convention; about half a second)."""
CHUNK_VALUES: Final = 1_000_000
CORRELATION_TIMES: Final = 20.0
"""Correlation times in a block: long enough for an excursion to rise and fall within it (a convention; see the tests
with autoregressive rows)."""
FEWEST_BLOCKS: Final = 10
"""Blocks that the healthy rows are cut into at least (a convention)."""

_Array = NDArray[np.float64]
Chart = Callable[[_Array], _Array]
"""Standardised rows [shape=(time, runs, columns)] to the chart's statistic [shape=(time, runs)], each run from its
start."""


@dataclass(frozen=True)
class RunLengthLimit:
    """A chart's limit and what it rests on."""

    limit: float
    run_length_rows: float
    block_rows: int
    beyond_history: bool
    """Whether the run length is longer than the healthy rows: then it is reached by drawing them again and again, and
    what happens once in so many rows may not have been among them."""
    slow: bool
    """Whether the rows follow each other so slowly that they hold too few independent blocks; the limit is then too
    low rather than too high."""


def limit_for_run_length(
    residuals: _Array, chart: Chart, *, run_length_rows: float = RUN_LENGTH_ROWS, seed: int = 0
) -> RunLengthLimit:
    """Return the limit of ``chart`` at which healthy ``residuals`` [shape=(rows, columns)] alarm once in
    ``run_length_rows`` on average.

    The runs are moving blocks of the healthy rows, drawn with replacement (Künsch, *The jackknife and the bootstrap for
    general stationary observations*, Ann. Statist. 17 (1989)), all columns together. Runs without alarm are counted as
    censored: the run length is rows observed over alarms seen, as for exponential life times.
    """
    rows, columns = residuals.shape
    block, slow = block_length_rows(residuals)
    horizon = int(np.ceil(HORIZON * run_length_rows))
    runs = int(np.clip(MOST_VALUES // (horizon * columns), FEWEST_RUNS, MOST_RUNS))
    records = [record for part in _chunks(residuals, chart, block, horizon, runs, seed) for record in part]
    low, high = 0.0, max(float(values[-1]) for _, values in records)
    for _ in range(50):
        middle = 0.5 * (low + high)
        if _run_length_rows(records, middle, horizon) < run_length_rows:
            low = middle
        else:
            high = middle
    return RunLengthLimit(high, float(run_length_rows), block, run_length_rows > rows, slow)


def block_length_rows(residuals: _Array) -> tuple[int, bool]:
    """Return the length of the blocks that ``residuals`` [shape=(rows, columns)] are drawn in, and whether the healthy
    rows hold too few of them."""
    rows, columns = residuals.shape
    slowest = max(2.0 * correlation_time_rows(residuals[:, column]) for column in range(columns))
    wanted = int(np.ceil(max(rows ** (1.0 / 3.0), CORRELATION_TIMES * slowest)))
    most = max(1, rows // FEWEST_BLOCKS)
    return min(wanted, most), wanted > most


def _chunks(
    residuals: _Array, chart: Chart, block: int, horizon: int, runs: int, seed: int
) -> Iterator[list[tuple[NDArray[np.int64], _Array]]]:
    """Yield, some runs at a time, the rows at which each run's statistic rose above all before, and how far."""
    rows, columns = residuals.shape
    draws = np.random.default_rng(seed)
    blocks = -(-horizon // block)
    within = np.arange(block)
    at_once = max(1, CHUNK_VALUES // (horizon * columns))
    for first in range(0, runs, at_once):
        starts = draws.integers(0, rows - block + 1, size=(blocks, min(at_once, runs - first)))
        drawn = (starts[:, None, :] + within[None, :, None]).reshape(blocks * block, -1)[:horizon]
        highest = np.maximum.accumulate(chart(residuals[drawn]), axis=0)
        yield [_records(run) for run in highest.T]


def _records(highest: _Array) -> tuple[NDArray[np.int64], _Array]:
    rises = np.flatnonzero(np.diff(highest, prepend=-np.inf) > 0.0)
    return rises, highest[rises]


def _run_length_rows(records: list[tuple[NDArray[np.int64], _Array]], limit: float, horizon: int) -> float:
    observed, alarms = 0, 0
    for rises, values in records:
        first = int(np.searchsorted(values, limit))
        alarmed = first < len(values)
        observed += int(rises[first]) + 1 if alarmed else horizon
        alarms += alarmed
    return observed / alarms if alarms else np.inf
