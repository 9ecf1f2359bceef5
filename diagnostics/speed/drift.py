"""A shaft whose speed drifts slowly while it is recorded: follow it, and resample the record as if it had not.

A drift smears every line by its share of the frequency, so that the high ones vanish first (rulebook §1.3). The track
is read from the shaft's own harmonics and believed only when harmonics that were not used to find it become sharper by
it; otherwise there is no track, and the record stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.spectra.harmonics import harmonic_bands
from diagnostics.spectra.orders import interpolated, shaft_angle_turns
from diagnostics.spectra.speed_track import SpeedSpline, coarse_path, line_power
from diagnostics.speed.estimation import LEAST_EDGES, tachometer_edges

__all__ = ["SpeedProfile", "follow_drift", "levelled", "tachometer_profile"]

LEAST_TURNS = 100.0
"""Fewer turns show no drift that a spline could follow (a convention of ours)."""
VISIBLE = 3.0
"""Mean power of a harmonic along the coarse track, in units of the noise, from which it counts (the
strongest of eight harmonics of pure noise reaches 2.8 in one record of twenty)."""
LEAST_GAIN = 20.0
"""Power, in units of the noise, that lines not used for the track must gain by it in all: e⁻²⁰ of a chance, since the
line power of noise is exponentially distributed (rulebook §4.1). Lines weaker than this have no say."""
LEAST_LOG_GAIN, LOSS_WEIGHT, MOST_LOG_LOSS = 0.2, 1.5, 1.0
"""The logarithms of these gains must add up to 1 dB more than one and a half times the losses, of which none counts for
more than 4 dB: foreign lines do not follow the shaft, and should not outvote it (measured: none of 89 steady real
recordings gives a track; of eleven of them bent by ±1 %, six give one within 0.07 turns, one within 0.2, four none)."""


@dataclass(frozen=True, eq=False)
class SpeedProfile:
    """The speed of a shaft over time."""

    times_s: NDArray[np.float64]
    """From the first sample on, rising [shape=(k,)]."""
    shaft_hz: NDArray[np.float64]
    """Turns a second at these times [shape=(k,)]."""

    @property
    def mean_hz(self) -> float:
        """Turns over time between the first and the last of the times."""
        return float(np.trapezoid(self.shaft_hz, self.times_s) / (self.times_s[-1] - self.times_s[0]))

    @property
    def relative_span(self) -> float:
        """Highest less lowest speed over the mean [no unit]."""
        return float(np.ptp(self.shaft_hz) / self.mean_hz)

    def angle_turns(self, *, sampling_rate_hz: float, sample_count: int) -> NDArray[np.float64]:
        """Return the angle in turns at each sample [shape=(sample_count,)], 0 at the first."""
        return shaft_angle_turns(
            self.times_s, self.shaft_hz, sampling_rate_hz=sampling_rate_hz, sample_count=sample_count
        )


def follow_drift(
    channels: Sequence[NDArray[np.float64]],
    *,
    sampling_rate_hz: float,
    shaft_hz: float,
    highest_hz: float,
    mains_hz: float | None = None,
) -> SpeedProfile | None:
    """Return the speed over time in ``channels`` (each [shape=(n,)]) of a shaft of about ``shaft_hz`` (within 3 %), or
    None when there is no clear track or nothing to correct.

    A path through blocks of 48 turns is found along which the first eight harmonics stand out, then a spline near it
    that makes them sharp lines of the whole record (maximum likelihood of lines in noise, in the manner of Leclère,
    André & Antoni, MSSP 81 (2016)). Lines of the mains (``mains_hz``, else 50 and 60 Hz) are taken out first. No track
    is returned when

    - the record has fewer than 100 turns, or fewer than two harmonics stand out in it;
    - neither half of these harmonics is sharpened by the track of the other half;
    - a line at ``highest_hz`` stays whole as it is: relative span below 1/(``highest_hz``·T) (rulebook §1.3).
    """
    duration_s = len(channels[0]) / sampling_rate_hz
    if duration_s * shaft_hz < LEAST_TURNS:
        return None
    bands = harmonic_bands(channels, sampling_rate_hz=sampling_rate_hz, shaft_hz=shaft_hz, mains_hz=mains_hz)
    if bands is None:
        return None
    path, power = coarse_path(bands)
    visible = [int(i) for i in np.flatnonzero(np.max(power, axis=0) >= VISIBLE)]
    if len(visible) < 2:
        return None
    spline = SpeedSpline(bands, path)
    for used, left_out in ((visible[0::2], visible[1::2]), (visible[1::2], visible[0::2])):
        track = spline.best(used)
        followed, steady = line_power(bands, visible, deviation=spline.deviation(track), angle=spline.angle(track))
        judges = [visible.index(i) for i in left_out]
        if _sharper(followed[:, judges], steady[:, judges]):
            agreeing = [visible[i] for i in np.flatnonzero(np.sum(followed - steady, axis=0) > 0.0)]
            refined = spline.best(agreeing or used, start=track)
            profile = SpeedProfile(bands.times_s, shaft_hz * (1.0 + spline.deviation(refined)))
            return profile if profile.relative_span * highest_hz * duration_s >= 1.0 else None
    return None


def levelled(samples: NDArray[np.float64], *, sampling_rate_hz: float, profile: SpeedProfile) -> NDArray[np.float64]:
    """Return ``samples`` [shape=(..., n)] as if the shaft had turned at ``profile.mean_hz`` all the time, same sampling
    rate, [shape=(..., k)]; k is n, or a few less where the profile ends before the record.

    A line at order o of the shaft then lies at o·mean_hz. What does not follow the shaft, such as the mains or a
    resonance, is smeared instead.
    """
    n = samples.shape[-1]
    angle = profile.angle_turns(sampling_rate_hz=sampling_rate_hz, sample_count=n)
    step = profile.mean_hz / sampling_rate_hz
    wanted = np.arange(min(n, int(angle[-1] / step + 1e-6) + 1)) * step
    return interpolated(samples, np.interp(wanted, angle, np.arange(n, dtype=np.float64)))


def tachometer_profile(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, pulses_per_rev: float
) -> SpeedProfile | None:
    """Return the speed over time from the rising edges of a tachometer's ``samples`` [shape=(n,)], None with fewer than
    5 edges or less than two turns.

    An edge counts when the signal has come from below 40 % to above 60 % of its range; its moment is interpolated at
    50 %. Where the pulses make a whole number a turn, each speed is taken over one full turn, so that unequal spaces
    between the marks do not matter.
    """
    last_below, first_above, middle = tachometer_edges(samples)
    if first_above.size < LEAST_EDGES:
        return None
    pairs = zip(last_below, first_above, strict=True)
    edges = np.array([_crossing(samples, int(below), int(above), middle) for below, above in pairs])
    whole = round(pulses_per_rev)
    apart = whole if whole >= 1 and abs(pulses_per_rev - whole) < 1e-9 else 1
    if edges.size <= 2 * apart:
        return None
    times_s = edges / sampling_rate_hz
    speed_hz = apart / pulses_per_rev / (times_s[apart:] - times_s[:-apart])
    return SpeedProfile(0.5 * (times_s[apart:] + times_s[:-apart]), speed_hz)


def _crossing(samples: NDArray[np.float64], below: int, above: int, level: float) -> float:
    """Return the fractional sample number at which the signal passes ``level`` between two samples."""
    at = below + int(np.argmax(samples[below : above + 1] >= level))
    return at - 1 + float((level - samples[at - 1]) / (samples[at] - samples[at - 1]))


def _sharper(followed: NDArray[np.float64], steady: NDArray[np.float64]) -> bool:
    """Return whether lines stand out more when a track is followed than at any steady speed, both in units of the
    noise's power [shape=(channels, harmonics)]."""
    strong = np.maximum(followed, steady) >= LEAST_GAIN
    gain = np.where(strong, followed - steady, 0.0)
    log_gain = np.where(strong, np.log1p(followed) - np.log1p(steady), 0.0)
    losses = np.sum(np.clip(-log_gain, 0.0, MOST_LOG_LOSS))
    worth = np.sum(np.maximum(log_gain, 0.0)) - LOSS_WEIGHT * losses
    return bool(np.sum(np.maximum(gain, -LEAST_GAIN)) >= LEAST_GAIN and worth >= LEAST_LOG_GAIN)
