"""Sensors: can a calibrated level be that of a machine, and does a slow drift of the sensor drown the velocity?

Defects of the recording are no findings; they appear among the quality notes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from diagnostics.examination import ChannelMeasurement, QualityNote
from diagnostics.faults.family import Subject
from diagnostics.faults.velocity_lines import VelocityLines
from diagnostics.machine.units import STANDARD_GRAVITY_M_S2
from diagnostics.quality.checks import TEXTS

__all__ = ["implausible_signals"]

PLAUSIBLE_RMS: Final = {
    "acceleration": (0.01 * STANDARD_GRAVITY_M_S2, 50.0 * STANDARD_GRAVITY_M_S2),
    "velocity": (0.05e-3, 50e-3),
}
"""RMS of running machines in m/s² and m/s (rulebook §7: 0.01–50 g, 0.05–50 mm/s)."""
USUAL_MISTAKES: Final = (STANDARD_GRAVITY_M_S2, 1000.0, 25.4, 2.0 * np.sqrt(2.0), np.sqrt(2.0))
"""Factors by which units are mistaken: g and m/s², milli, inch and mm, peak to peak and RMS (rulebook §7)."""
SLOPE_RATIO: Final = 3.0
"""Velocity of 2–10 Hz over that of 10–1000 Hz from which the low end is the sensor's own (rulebook §7, ski-slope)."""
HUMP_HZ: Final = (800.0, 3000.0)
"""Where a loose sensor rings (rulebook §7)."""
ABOVE_HZ: Final = (5000.0, 8000.0)
BELOW_HZ: Final = (200.0, 600.0)
"""The bands that the hump is compared with."""
HUMP_OVER_ABOVE_DB: Final = 45.0
"""A mass on a loose spring that rings at 1 kHz with a gain of 10 lets 6.3 kHz through 52 dB lower than its hump:
40·lg 6.3 + 20·lg 10. The most on 50 firmly mounted channels of the shared recordings is 39 dB."""
HUMP_OVER_BELOW_DB: Final = 10.0
"""A gain of three at resonance (a convention)."""
LEAST_SECONDS: Final = 5.0
"""Ten periods of 2 Hz."""


def implausible_signals(subject: Subject) -> list[QualityNote]:
    """Return a warning for each channel whose level no machine has, that sits loosely, or whose velocity is a slow
    drift."""
    notes = []
    for channel in subject.prepared.channels:
        if channel.sensor.calibrated and channel.sensor.quantity in PLAUSIBLE_RMS:
            measured = subject.measurements.get(channel.key, ChannelMeasurement())
            note = _scale(channel.key, channel.sensor.quantity, measured.rms, channel.sensor.si_unit)
            notes += [] if note is None else [note]
    if subject.prepared.sampling_rate_hz >= 2.5 * ABOVE_HZ[1]:
        accelerometers = {c.key for c in subject.prepared.of("acceleration")}
        notes += [note for lines in subject.velocity if lines.channel in accelerometers for note in _mounting(lines)]
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


def _mounting(lines: VelocityLines) -> list[QualityNote]:
    """Return a warning where one broad hump carries the whole signal and nothing comes through above it."""
    above, below = _level_db(lines, *ABOVE_HZ), _level_db(lines, *BELOW_HZ)
    edges_hz = np.geomspace(*HUMP_HZ, 7)
    hump = max(_level_db(lines, low, high) for low, high in pairwise(edges_hz))
    if hump - above < HUMP_OVER_ABOVE_DB or hump - below < HUMP_OVER_BELOW_DB:
        return []
    text = TEXTS("mounting", channel=lines.channel, above=hump - above, below=hump - below)
    return [QualityNote("sensor.mounting", lines.channel, "warning", text)]


def _level_db(lines: VelocityLines, low_hz: float, high_hz: float) -> float:
    """Return the median level of the acceleration's lines between two frequencies in dB; only differences count."""
    first, last = np.searchsorted(lines.frequency_hz, [low_hz, high_hz])
    energy = lines.energy[first:last] * lines.frequency_hz[first:last] ** 2
    return float(10.0 * np.log10(max(float(np.median(energy)), np.finfo(np.float64).tiny)))
