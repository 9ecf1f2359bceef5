"""A recording of a shaft whose speed drifted, as if it had turned steadily: the drift is followed and taken out before
anything that depends on the speed is looked for.

By the tachometer where there is one, else by the shaft's own harmonics; a steady shaft, or one that cannot be followed
for certain, is left alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.faults.hypotheses import bearing_hypotheses
from diagnostics.machine import Machine
from diagnostics.quality.checks import TEXTS
from diagnostics.quality.preparation import VIBRATION, Prepared
from diagnostics.spectra.spectrum import power_spectrum
from diagnostics.speed import ShaftSpeed
from diagnostics.speed.drift import SpeedProfile, follow_drift, levelled, tachometer_profile

__all__ = ["with_steady_speed"]

SHAFT_HARMONICS: Final = 10.0
"""Order up to which the lines of shafts matter (rulebook §2.2, looseness)."""
FOLLOWED_WITHIN: Final = 0.03
"""Relative uncertainty of the speed up to which a drift is looked for around it (see `follow_drift`)."""
SMEARED: Final = 0.01
"""Relative distance to each side that a drift of 2 % spreads a line over."""
CLEAR: Final = 200.0
"""Power of a harmonic over the median around it from which it is asked (a convention)."""
SHARP_SHARE: Final = 0.7
"""Share of the power around a harmonic that lies in one line of the window from which it is sharp (a convention)."""
LEAST_SPAN: Final = 0.002
"""Relative span below which the speed by a tachometer counts as steady: the jitter of its edges (a convention)."""


def with_steady_speed(
    prepared: Prepared, machine: Machine, speeds: tuple[ShaftSpeed, ...]
) -> tuple[Prepared, tuple[ShaftSpeed, ...]]:
    """Return ``prepared`` resampled to constant speed, with a note that says so, and the mean speed; both as they were
    where nothing was to be followed, or where several speeds are possible."""
    if len(speeds) != 1:
        return prepared, speeds
    profile = _profile(prepared, machine, speeds[0])
    if profile is None:
        return prepared, speeds
    rate_hz = prepared.sampling_rate_hz
    channels = tuple(
        replace(c, samples=levelled(c.samples, sampling_rate_hz=rate_hz, profile=profile))
        if c.sensor.quantity in VIBRATION
        else c
        for c in prepared.channels
    )
    text = TEXTS("speed_followed", span=100.0 * profile.relative_span, rpm=60.0 * profile.mean_hz)
    notes = (*prepared.notes, QualityNote("speed", None, "info", text))
    return replace(prepared, channels=channels, notes=notes), (
        replace(speeds[0], shaft_hz=profile.mean_hz, uncertainty_hz=_left_open(profile), refined=True),
    )


def _sharp(samples: NDArray[np.float64], rate_hz: float, shaft_hz: float, mains_hz: float) -> bool:
    """Return whether the highest clear harmonic of the shaft is one line of the record: then the shaft was steady.

    Harmonics near the mains' own are passed over, because their lines are always sharp.
    """
    frequency_hz, density = power_spectrum(samples, sampling_rate_hz=rate_hz)
    lines_per_hz = samples.size / rate_hz
    for harmonic in range(int(SHAFT_HARMONICS), 1, -1):
        at_hz = harmonic * shaft_hz
        if abs(at_hz - round(at_hz / mains_hz) * mains_hz) < 0.02 * at_hz:
            continue
        first, last = np.searchsorted(frequency_hz, [(1.0 - SMEARED) * at_hz, (1.0 + SMEARED) * at_hz])
        near = density[first:last]
        if near.size == 0:
            continue
        floor = float(np.median(near))
        top = int(np.argmax(near))
        if near[top] < CLEAR * floor:
            continue
        reach = int(np.ceil(2.0 / lines_per_hz / float(frequency_hz[1])))
        line = float(np.sum(near[max(0, top - reach) : top + reach + 1] - floor))
        return line >= SHARP_SHARE * float(np.sum(np.maximum(near - floor, 0.0)))
    return False


def _left_open(profile: SpeedProfile) -> float:
    """Return how well the mean speed is known in Hz: a tenth of a turn over the record, several times what the track
    of a drift was found to be off by (0.02–0.03 turns on simulated machines)."""
    return 0.1 / float(profile.times_s[-1] - profile.times_s[0])


def _profile(prepared: Prepared, machine: Machine, speed: ShaftSpeed) -> SpeedProfile | None:
    rate_hz = prepared.sampling_rate_hz
    vibration = [c.samples for c in prepared.channels if c.sensor.quantity in VIBRATION]
    if not vibration:
        return None
    if speed.source == "tachometer":
        tachometer = prepared.of("tachometer")[0]
        measured = tachometer_profile(
            tachometer.samples, sampling_rate_hz=rate_hz, pulses_per_rev=tachometer.sensor.pulses_per_rev or 1.0
        )
        return None if measured is None or measured.relative_span < LEAST_SPAN else measured
    if speed.uncertainty_hz > FOLLOWED_WITHIN * speed.shaft_hz:
        return None
    if any(_sharp(c, rate_hz, speed.shaft_hz, machine.mains_hz) for c in vibration):
        return None
    lines_hz = [h.comb.harmonics * h.expected_hz for h in bearing_hypotheses(machine, speed.shaft_hz)]
    return follow_drift(
        vibration,
        sampling_rate_hz=rate_hz,
        shaft_hz=speed.shaft_hz,
        highest_hz=max(SHAFT_HARMONICS * speed.shaft_hz, *lines_hz, 0.0),
        mains_hz=machine.mains_hz,
    )
