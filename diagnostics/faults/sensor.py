"""Sensors: can a calibrated level be that of a machine, and does a slow drift of the sensor drown the velocity?

Defects of the recording are no findings; they appear among the quality notes.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from diagnostics.examination import ChannelMeasurement, QualityNote
from diagnostics.faults.family import Subject
from diagnostics.quality.checks import TEXTS

__all__ = ["implausible_signals"]

PLAUSIBLE_RMS: Final = {"acceleration": (0.01 * 9.80665, 50.0 * 9.80665), "velocity": (0.05e-3, 50e-3)}
"""RMS of running machines in m/s² and m/s (rulebook §7: 0.01–50 g, 0.05–50 mm/s)."""
USUAL_MISTAKES: Final = (9.80665, 1000.0, 25.4, 2.0 * np.sqrt(2.0), np.sqrt(2.0))
"""Factors by which units are mistaken: g and m/s², milli, inch and mm, peak to peak and RMS (rulebook §7)."""
SLOPE_RATIO: Final = 3.0
"""Velocity of 2–10 Hz over that of 10–1000 Hz from which the low end is the sensor's own (rulebook §7, ski-slope)."""
LEAST_SECONDS: Final = 5.0
"""Ten periods of 2 Hz."""


def implausible_signals(subject: Subject) -> list[QualityNote]:
    """Return a warning for each channel whose level no machine has, or whose velocity is a slow drift."""
    notes = []
    for channel in subject.prepared.channels:
        if channel.sensor.calibrated and channel.sensor.quantity in PLAUSIBLE_RMS:
            measured = subject.measurements.get(channel.key, ChannelMeasurement())
            note = _scale(channel.key, channel.sensor.quantity, measured.rms, channel.sensor.si_unit)
            notes += [] if note is None else [note]
    if subject.prepared.duration_s < LEAST_SECONDS:
        return notes
    for lines in subject.velocity:
        low = float(np.sqrt(lines.band_energy(2.0, 10.0)))
        usual = float(np.sqrt(lines.band_energy(10.0, 1000.0)))
        shaft_hz = None if subject.speed is None else subject.speed.shaft_hz
        if low > SLOPE_RATIO * usual and (shaft_hz is None or shaft_hz > 10.0):
            text = TEXTS("bias", channel=lines.channel, ratio=low / usual if usual > 0.0 else np.inf)
            notes.append(QualityNote("sensor.bias", lines.channel, "warning", text))
    return notes


def _scale(channel: str, quantity: str, rms: float | None, unit: str | None) -> QualityNote | None:
    low, high = PLAUSIBLE_RMS[quantity]
    if rms is None or low <= rms <= high:
        return None
    wrong = high / rms if rms > high else rms / low
    fitting = [factor for factor in USUAL_MISTAKES if factor >= 1.0 / wrong]
    factor = min(fitting, default=max(USUAL_MISTAKES))
    text = TEXTS("scale", channel=channel, rms=rms, unit=unit or "", low=low, high=high, factor=factor)
    return QualityNote("sensor.scale", channel, "warning", text)
