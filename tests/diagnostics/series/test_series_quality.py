"""What is wrong with the rows of a series is named, with its place."""

from __future__ import annotations

import math

import numpy as np
import pytest

from diagnostics.series.quality import SeriesChecks
from diagnostics.series.series import Series


def series(values, *, seconds=None, first=0):
    rows = np.asarray(values, dtype=float)
    rows = rows[:, np.newaxis] if rows.ndim == 1 else rows
    seconds = np.arange(first, first + len(rows), dtype=float) if seconds is None else np.asarray(seconds, dtype=float)
    names = tuple(f"c{at}" for at in range(rows.shape[1]))
    return Series(names, rows, seconds, tuple(float(s) if math.isfinite(s) else "?" for s in seconds))


def noise(rows, seed=1):
    return np.random.default_rng(seed).standard_normal(rows)


def texts(learned, *blocks):
    checks = SeriesChecks(learned)
    for block in blocks:
        checks.look(block)
    return " | ".join(note.text.en for note in checks.notes())


def test_sound_rows_raise_nothing():
    checks = SeriesChecks(series(noise(200)))
    checks.look(series(noise(500, 2), first=200))

    assert checks.notes() == []


def test_a_gap_between_blocks_is_found_with_its_length():
    found = texts(series(noise(200)), series(noise(50, 2), first=320))

    assert "1 gap(s)" in found
    assert "before 320.0" in found
    assert "121 s" in found


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([200, 200, 201], "repeat the time"),
        ([200, 150, 151], "goes back 1 time(s), first at 150.0"),
        ([200, math.nan, 202], "The time of 1 row(s) cannot be read"),
    ],
)
def test_doubled_backward_and_unreadable_times_are_named(seconds, said):
    assert said in texts(series(noise(200)), series(noise(3, 2), seconds=seconds))


def test_missing_values_are_named_by_share_and_place():
    values = noise(300, 2)
    values[100:200] = math.nan

    found = texts(series(noise(100)), series(values, first=100))

    assert "c0: 25.0 % of the values are missing" in found
    assert "first at 200.0" in found


def test_a_column_without_numbers_is_named():
    rows = np.column_stack([noise(100), np.full(100, math.nan)])

    assert "Column c1 holds no numbers" in texts(series(rows))


@pytest.mark.parametrize("cut", [150, 30, 299])
def test_a_sensor_that_stands_still_is_found_across_blocks(cut):
    values = noise(400, 2)
    values[100:250] = 0.5

    found = texts(series(noise(200)), series(values[:cut], first=200), series(values[cut:], first=200 + cut))

    assert "c0 repeats one value exactly for more than 60 rows, 1 time(s), first noticed at 360.0" in found


def test_a_coarsely_rounded_sensor_does_not_stand_still():
    steps = np.repeat(np.arange(40.0) % 2, 50)

    assert texts(series(steps[:1000]), series(steps[1000:], first=1000)) == ""
