"""Signs in the upper end of the spectrum: no filter against aliasing, or the cut of a lossy codec."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from diagnostics.examination import QualityLevel, QualityNote
from diagnostics.quality.notes import note
from diagnostics.quality.spectrum import SignalSpectrum

__all__ = ["aliasing", "codec_cut"]

TOP: Final = (0.97, 1.0)
MIDDLE: Final = (0.6, 0.8)
"""Of the Nyquist frequency: a filter falls in the top fifth (rulebook §7, aliasing)."""
FALL_DB: Final = 15.0
"""Least fall of a filtered signal. The 140 channels of real recordings with a filter fall by 19 dB and more, 95 % of
the channels that were decimated without one by less than 14 dB."""
HEARD_DB: Final = 60.0
"""Below the loudest part, what folds back no longer matters: 0.1 % of its amplitude."""
PARTS: Final = 32
SLOW_HZ: Final = 4000.0
"""Sampling rate below which phones and MEMS loggers without a filter are usual (rulebook §7)."""

CODEC_RATE_HZ: Final = 40_000.0
CODEC_EDGES_HZ: Final = np.arange(15_000.0, 19_600.0, 250.0)
"""Lossy codecs cut at 15–19.5 kHz (rulebook §7: above 16 kHz); filters of 44.1 kHz converters from 20 kHz on."""
CODEC_DROP_DB: Final = 20.0
CODEC_WIDTH_HZ: Final = 1000.0
CODEC_GAP_HZ: Final = 200.0
"""A drop of a hundredfold within 400 Hz, 240 dB an octave, is no property of a room or a microphone (a convention)."""


def aliasing(spectrum: SignalSpectrum, *, channel: str) -> QualityNote | None:
    """Tell that the spectrum does not fall towards the Nyquist frequency.

    A flat spectrum is a sign, no proof, for noise is flat too: an info, a warning below a rate of 4 kHz.
    """
    nyquist_hz = spectrum.nyquist_hz
    top = spectrum.level_db(TOP[0] * nyquist_hz, TOP[1] * nyquist_hz)
    fall = spectrum.level_db(MIDDLE[0] * nyquist_hz, MIDDLE[1] * nyquist_hz) - top
    edges_hz = np.linspace(0.0, nyquist_hz, PARTS + 1)
    loudest = max(spectrum.level_db(low, high) for low, high in pairwise(edges_hz))
    if not fall < FALL_DB or loudest - top > HEARD_DB:
        return None
    level: QualityLevel = "warning" if 2.0 * nyquist_hz < SLOW_HZ else "info"
    return note("sensor.aliasing", channel, level, "aliasing", fall=fall, nyquist=nyquist_hz / 1000.0)


def codec_cut(spectrum: SignalSpectrum, *, channel: str) -> QualityNote | None:
    """Tell that a sound ends at an edge between 15 and 19.5 kHz, as lossy codecs leave it."""
    if 2.0 * spectrum.nyquist_hz < CODEC_RATE_HZ:
        return None
    drops = [
        spectrum.level_db(edge - CODEC_WIDTH_HZ, edge - CODEC_GAP_HZ)
        - spectrum.level_db(edge + CODEC_GAP_HZ, edge + CODEC_WIDTH_HZ)
        for edge in CODEC_EDGES_HZ
    ]
    steepest = int(np.argmax(drops))
    if drops[steepest] < CODEC_DROP_DB:
        return None
    edge_khz = float(CODEC_EDGES_HZ[steepest]) / 1000.0
    return note("sound", channel, "warning", "codec", edge=edge_khz, drop=drops[steepest])
