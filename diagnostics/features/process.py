"""Features of slow channels beside a recording: temperature, pressure, flow, openings and outputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.features.measuring import made
from diagnostics.features.table import Feature
from diagnostics.machine import Machine, Sensor
from diagnostics.recording import Recording

__all__ = ["PROCESS", "process_features"]

PROCESS: Final = ("temperature", "pressure", "flow", "ratio")
BLOCK_SAMPLES: Final = 100_000
LEAST_SHARE: Final = 0.5
"""Of the samples that have to be there (a convention)."""
LEAST_SLOPE_S: Final = 60.0
"""Shorter records say nothing about a slope per hour (a convention)."""
SECONDS_PER_HOUR: Final = 3600.0

_Array = NDArray[np.float64]


def process_features(recording: Recording, machine: Machine) -> list[Feature]:
    """Return mean, standard deviation and, over a minute and more, slope of temperatures, pressures, flows and ratios
    in SI units (°C or K, Pa, m³/s; the stated unit where it is not known).

    Lost samples are left out; a channel that has lost more than half is absent. Raises `RecordingError`.
    """
    sensors = [sensor for sensor in machine.sensors if sensor.quantity in PROCESS]
    if not sensors:
        return []
    indices = [recording.channel_index(sensor.channel) for sensor in sensors]
    rate_hz = recording.known_rate_hz()
    sums = _sums(recording, indices, rate_hz)
    found: list[Feature] = []
    for sensor, row in zip(sensors, sums, strict=True):
        found += _of_channel(sensor, row, recording.sample_count, recording.sample_count / rate_hz)
    return found


def _sums(recording: Recording, indices: Sequence[int], rate_hz: float) -> _Array:
    """Return count, Σ(x − x₀), Σ(x − x₀)², Σt, Σt², Σt(x − x₀) and x₀ of each channel [shape=(channels, 7)], block by
    block; x₀ is the first sample that is there, t in seconds from the middle of the record."""
    sums = np.zeros((len(indices), 7))
    origin: _Array = np.full(len(indices), np.nan)
    middle, start = 0.5 * recording.sample_count, 0
    for block in recording.blocks(BLOCK_SAMPLES):
        values = block[indices]
        there = np.isfinite(values)
        for row in np.flatnonzero(np.isnan(origin) & there.any(axis=1)):
            origin[row] = values[row, int(np.argmax(there[row]))]
        moved = np.where(there, values - origin[:, np.newaxis], 0.0)
        time_s = np.where(there, (start + np.arange(values.shape[1]) - middle) / rate_hz, 0.0)
        parts = (there, moved, moved**2, time_s, time_s**2, time_s * moved)
        sums[:, :6] += np.stack([part.sum(axis=1) for part in parts], axis=1)
        start += values.shape[1]
    sums[:, 6] = origin
    return sums


def _of_channel(sensor: Sensor, sums: _Array, sample_count: int, duration_s: float) -> list[Feature]:
    count, first, second, times, squares, products, origin = (float(value) for value in sums)
    if count < 2.0 or count < LEAST_SHARE * sample_count:
        return []
    factor = sensor.to_si_factor if sensor.to_si_factor is not None else sensor.raw_factor
    unit = sensor.si_unit if sensor.calibrated else sensor.unit or ""
    place = {"channel": sensor.channel, "quantity": sensor.quantity, "si_unit": unit}
    mean = first / count
    found = made("mean", factor * (origin + mean), **place)
    found += made("sd", abs(factor) * float(np.sqrt(max(0.0, second / count - mean**2))), **place)
    spread = squares - times**2 / count
    if duration_s >= LEAST_SLOPE_S and spread > 0.0:
        slope = (products - times * mean) / spread
        found += made("slope", factor * slope * SECONDS_PER_HOUR, **place)
    return found
