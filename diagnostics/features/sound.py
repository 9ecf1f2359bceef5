"""Features of microphones: sound levels and third octaves."""

from __future__ import annotations

from typing import Final

import numpy as np

from diagnostics.features.measuring import made
from diagnostics.features.table import Feature
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.severity.sound_level import REFERENCE_PA, level_db, sound_level_db
from diagnostics.spectra.spectrum import power_spectrum

__all__ = ["NOMINAL_HZ", "sound_features"]

_DECADE: Final = (10.0, 12.5, 16.0, 20.0, 25.0, 31.5, 40.0, 50.0, 63.0, 80.0)
NOMINAL_HZ: Final = {step: _DECADE[step % 10] * 10.0 ** (step // 10) for step in range(4, 41)}
"""Nominal midbands of the third octaves 25 Hz to 100 kHz by their step; the exact ones are 10·10^(step/10) Hz
(IEC 61260-1, base ten)."""
LEAST_LINES: Final = 10.0
"""Resolved lines in a third octave; the relative error of a mean square over n of them is 1/√n."""


def sound_features(channel: PreparedChannel, *, sampling_rate_hz: float) -> list[Feature]:
    """Return the levels of a microphone in dB: plain, A-weighted, and of the third octaves that fit below the Nyquist
    frequency, whose edges are taken as sharp, not as those of a filter.

    Over 20 µPa when calibrated, else over one unit of the samples.
    """
    place = {"channel": channel.key, "quantity": channel.sensor.quantity}
    reference = REFERENCE_PA if channel.sensor.calibrated else 1.0
    plain_db, weighted_db = sound_level_db(channel.samples, sampling_rate_hz=sampling_rate_hz, reference=reference)
    found = [*made("sound_level", plain_db, **place), *made("sound_level_a", weighted_db, **place)]
    frequency_hz, density = power_spectrum(channel.samples, sampling_rate_hz=sampling_rate_hz)
    duration_s = channel.samples.size / sampling_rate_hz
    for step, nominal_hz in NOMINAL_HZ.items():
        low_hz, high_hz = (10.0 * 10.0 ** ((step + side) / 10.0) for side in (-0.5, 0.5))
        if high_hz > 0.5 * sampling_rate_hz or (high_hz - low_hz) * duration_s < LEAST_LINES:
            continue
        first, last = np.searchsorted(frequency_hz, (low_hz, high_hz))
        energy = float(np.sum(density[first:last]) * frequency_hz[1])
        if energy > 0.0:
            name = f"third_octave_{nominal_hz:g}_hz".replace(".", "_")
            level = level_db(energy, reference=reference)
            found += made("third_octave", level, **place, own_name=name, middle=nominal_hz)
    return found
