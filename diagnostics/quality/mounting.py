"""Does the sensor sit loosely? Then it rings low, and little comes through above."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from diagnostics.examination import QualityNote
from diagnostics.quality.notes import note
from diagnostics.quality.spectrum import SignalSpectrum

__all__ = ["mounting"]

PARTS_HZ: Final = 200.0 * 2.0 ** (np.arange(33) / 6.0)
"""Edges of parts of a sixth of an octave, from 200 Hz to 8 kHz: resonances of machines are narrower than an octave."""
HUMP_HZ: Final = (600.0, 2250.0)
"""Where a loose sensor rings (rulebook §7: 0.8–3 kHz); above 2.25 kHz a rate of 12 kHz shows too little of the fall."""
USED: Final = 0.92
"""Of the Nyquist frequency: beyond lies the filter against aliasing, even of converters that pass 0.907 of it."""
ABOVE_HUMP: Final = 1.7
"""From here on a mass on a spring lets less than half through: 1/(1.7² − 1) = 0.53."""
BELOW_HUMP: Final = 1.6
LOW_QUARTER: Final = 0.25
"""The level of what lies above is the lower quartile of its parts: machines ring there themselves, in some parts."""
OVER_ABOVE_DB: Final = 20.0
"""Level of the hump over what lies above it (rulebook §7: falls by over 20 dB). A mass on a spring with a gain of 10
falls by 26 dB from its resonance to 1.7 times of it; 3 of 175 channels of real recordings exceed 20 dB, the most has
22."""
OVER_BELOW_DB: Final = 3.0
"""Level of the hump over the middle of what lies below, otherwise it is just a fall with frequency (a convention)."""
UNDER_LOUDEST_DB: Final = 10.0
"""Most that any other part may exceed the hump, a convention: a loose sensor hears nothing better."""
LEAST_RATE_HZ: Final = 10_500.0
"""The hump at its highest and a third of an octave of what lies above it: 2·2250·1.7·2^⅓/0.92."""


def mounting(spectrum: SignalSpectrum, *, channel: str) -> QualityNote | None:
    """Tell that a hump between 0.6 and 2.25 kHz carries the signal of an accelerometer and little lies above it."""
    if 2.0 * spectrum.nyquist_hz < LEAST_RATE_HZ:
        return None
    edges_hz = PARTS_HZ[: np.searchsorted(PARTS_HZ, USED * spectrum.nyquist_hz, side="right")]
    middles_hz = np.sqrt(edges_hz[1:] * edges_hz[:-1])
    levels = np.array([spectrum.level_db(low, high) for low, high in pairwise(edges_hz)])
    where = (middles_hz >= HUMP_HZ[0]) & (middles_hz <= HUMP_HZ[1])
    top = int(np.argmax(np.where(where, levels, -np.inf)))
    above = levels[top] - float(np.quantile(levels[middles_hz > ABOVE_HUMP * middles_hz[top]], LOW_QUARTER))
    below = levels[top] - float(np.median(levels[middles_hz < middles_hz[top] / BELOW_HUMP]))
    if above < OVER_ABOVE_DB or below < OVER_BELOW_DB or np.max(levels) - levels[top] > UNDER_LOUDEST_DB:
        return None
    hump_khz = middles_hz[top] / 1000.0
    return note("sensor.mounting", channel, "warning", "mounting", above=above, below=below, hump=hump_khz)
