"""Channels that carry each other's signals, as far as the signals tell it.

Two accelerometers that changed places look like two accelerometers; only what they measure, or a direction that no
machine prefers everywhere, gives a swap away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.machine import Sensor
from diagnostics.quality.notes import note
from diagnostics.quality.spectrum import SignalSpectrum

__all__ = ["axial_everywhere", "swapped_current", "swapped_tachometer"]

PULSE_SHARE: Final = 0.8
"""Of the samples that lie near the lowest or the highest level of a pulse train: its edges are short (a convention)."""
LEVEL_WIDTH: Final = 0.1
"""Of the span, around its two ends."""
LEAST_DUTY: Final = 0.002
"""Of the turn that a pulse lasts at least: 2 mm of a shaft of 300 mm."""
SUPPLIED: Final = 0.9
UNSUPPLIED: Final = 0.1
"""Share of the energy at the mains frequency, over which a signal is a current, and under which none is (a convention:
a loaded motor's current holds over 95 % there, IEEE 519 allows 8 % of harmonics)."""
LOBE_LINES: Final = 2.0
"""Half the main lobe of the Hann window."""
ELECTRICAL: Final = ("current", "voltage")


def swapped_tachometer(sensors: Sequence[Sensor], channels: Sequence[NDArray[np.float64]]) -> list[QualityNote]:
    """Tell that the tachometer's channel carries no pulses while another one does; ``channels`` [shape=(n,)] are
    those of the ``sensors`` in order."""
    tachometers = [i for i, sensor in enumerate(sensors) if sensor.quantity == "tachometer"]
    if not tachometers:
        return []
    pulses = [_has_pulses(samples) for samples in channels]
    others = [i for i in range(len(sensors)) if i not in tachometers and pulses[i]]
    return [
        note("sensor.swapped", sensors[i].channel, "warning", "swapped_tachometer", other=sensors[others[0]].channel)
        for i in tachometers
        if others and not pulses[i]
    ]


def _has_pulses(samples: NDArray[np.float64]) -> bool:
    """Whether nearly all ``samples`` lie at one of two levels, and some at each."""
    there = samples[np.isfinite(samples)]
    if there.size == 0 or np.ptp(there) == 0.0:
        return False
    bottom, top = float(np.min(there)), float(np.max(there))
    width = LEVEL_WIDTH * (top - bottom)
    low, high = float(np.mean(there < bottom + width)), float(np.mean(there > top - width))
    return low + high > PULSE_SHARE and min(low, high) > LEAST_DUTY


def swapped_current(
    sensors: Sequence[Sensor], spectra: Sequence[SignalSpectrum], *, mains_hz: float
) -> list[QualityNote]:
    """Tell that a current or voltage holds no mains frequency while a channel that is neither holds nothing else."""
    shares = [_mains_share(spectrum, mains_hz) for spectrum in spectra]
    silent = [i for i, s in enumerate(sensors) if s.quantity in ELECTRICAL and shares[i] < UNSUPPLIED]
    humming = [i for i, s in enumerate(sensors) if s.quantity not in ELECTRICAL and shares[i] > SUPPLIED]
    return [
        note("sensor.swapped", sensors[i].channel, "warning", "swapped_current", other=sensors[humming[0]].channel)
        for i in silent
        if humming
    ]


def _mains_share(spectrum: SignalSpectrum, mains_hz: float) -> float:
    reach_hz = LOBE_LINES / spectrum.duration_s + 0.01 * mains_hz
    total = max(float(np.sum(spectrum.energy)), np.finfo(np.float64).tiny)
    return float(np.sum(spectrum.lines(mains_hz - reach_hz, mains_hz + reach_hz))) / total


def axial_everywhere(sensors: Sequence[Sensor], velocity: Mapping[str, float]) -> QualityNote | None:
    """Tell that at every one of several positions the axial ``velocity`` (by channel, any unit) exceeds every radial
    one: a bent or angled shaft does so at its ends, a wrong channel list everywhere (rulebook §7, swapped)."""
    places: dict[str, tuple[list[float], list[float]]] = {}
    for sensor in sensors:
        if sensor.channel in velocity and sensor.position and sensor.direction:
            radial, axial = places.setdefault(sensor.position, ([], []))
            (axial if sensor.direction == "axial" else radial).append(velocity[sensor.channel])
    both = [(radial, axial) for radial, axial in places.values() if radial and axial]
    if len(both) < 2 or not all(min(axial) > max(radial) for radial, axial in both):
        return None
    return note("sensor.swapped", None, "warning", "axial_everywhere", count=len(both))
