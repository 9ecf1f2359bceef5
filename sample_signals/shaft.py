"""The shaft: how fast it turns, and its angle at every sample. All else is a function of that angle or of time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import signal

FloatArray = NDArray[np.float64]


class Direction(StrEnum):
    """The direction in which a sensor measures."""

    RADIAL = "radial"
    AXIAL = "axial"


@dataclass(frozen=True)
class ShaftSpeed:
    """Mean speed of the main shaft and its slow random wander.

    `wander_relative` is the RMS of (speed − mean)/mean; `wander_corner_hz` is the corner of the first-order
    low-pass that shapes it. 0 gives a perfectly steady shaft, for which the closed forms of the tests hold.
    """

    speed_rpm: float
    wander_relative: float = 0.0
    wander_corner_hz: float = 0.2

    def __post_init__(self) -> None:
        if not self.speed_rpm > 0:
            raise ValueError(f"speed_rpm must be above 0, not {self.speed_rpm}")
        if not 0 <= self.wander_relative < 0.1:
            raise ValueError(f"wander_relative must be from 0 to 0.1, not {self.wander_relative}")

    @property
    def shaft_hz(self) -> float:
        """Mean turns a second."""
        return self.speed_rpm / 60.0


@dataclass(frozen=True, eq=False)
class ShaftMotion:
    """The angle of the main shaft, sampled.

    `turns` has shape (n,): revolutions since the first sample, increasing. `shaft_hz` is the mean speed.
    """

    sampling_rate_hz: float
    shaft_hz: float
    turns: FloatArray

    @property
    def samples(self) -> int:
        """Number of samples n."""
        return int(self.turns.size)

    @property
    def time_s(self) -> FloatArray:
        """Time of every sample, shape (n,), from 0."""
        return np.arange(self.samples, dtype=np.float64) / self.sampling_rate_hz

    def times_of(self, turns: FloatArray) -> FloatArray:
        """Times in seconds at which the shaft passes the angles `turns` (revolutions), same shape."""
        return np.interp(turns, self.turns, self.time_s)


def turn_shaft(speed: ShaftSpeed, duration_s: float, sampling_rate_hz: float, rng: np.random.Generator) -> ShaftMotion:
    """Turn the shaft for `duration_s`.

    Raises ValueError when the duration holds fewer than two samples.
    """
    samples = round(duration_s * sampling_rate_hz)
    if samples < 2:
        raise ValueError(f"{duration_s} s at {sampling_rate_hz} Hz hold fewer than two samples")
    turns = np.arange(samples, dtype=np.float64) * (speed.shaft_hz / sampling_rate_hz)
    if speed.wander_relative > 0:
        turns = turns + _wander_turns(speed, samples, sampling_rate_hz, rng)
    return ShaftMotion(sampling_rate_hz=sampling_rate_hz, shaft_hz=speed.shaft_hz, turns=turns)


def _wander_turns(speed: ShaftSpeed, samples: int, sampling_rate_hz: float, rng: np.random.Generator) -> FloatArray:
    """Integral of the wander, shape (samples,), starting at 0; the mean speed of the record stays exact."""
    pole = np.exp(-2 * np.pi * speed.wander_corner_hz / sampling_rate_hz)
    wander = np.asarray(signal.lfilter([1 - pole], [1, -pole], rng.standard_normal(samples)))
    wander = wander - wander.mean()
    rms = float(np.sqrt(np.mean(wander**2)))
    relative = np.clip(wander / rms * speed.wander_relative, -0.5, 0.5)
    integral = np.cumsum(relative) * (speed.shaft_hz / sampling_rate_hz)
    return np.asarray(integral - integral[0], dtype=np.float64)
