"""The path from an impact to the sensor: damped resonances that ring when they are struck."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import signal

from sample_signals.shaft import FloatArray


@dataclass(frozen=True)
class Resonance:
    """One mode of the housing: a damped oscillator with one degree of freedom.

    `natural_hz` is the undamped natural frequency f_n, `damping_ratio` ζ (0 < ζ < 1), `gain` the share of this
    mode in the answer to a unit impact.
    """

    natural_hz: float
    damping_ratio: float
    gain: float = 1.0

    def __post_init__(self) -> None:
        if not self.natural_hz > 0:
            raise ValueError(f"natural_hz must be above 0, not {self.natural_hz}")
        if not 0 < self.damping_ratio < 1:
            raise ValueError(f"damping_ratio must lie between 0 and 1, not {self.damping_ratio}")

    @property
    def damped_hz(self) -> float:
        """Frequency of the ringing, f_n·√(1 − ζ²) (Inman, Engineering Vibration, §1.3)."""
        return float(self.natural_hz * np.sqrt(1 - self.damping_ratio**2))

    @property
    def decay_per_s(self) -> float:
        """Rate of the exponential decay, ζ·2π·f_n (Inman, Engineering Vibration, §1.3)."""
        return float(self.damping_ratio * 2 * np.pi * self.natural_hz)


def ring(
    impact_times_s: FloatArray,
    impact_m_s2: FloatArray,
    resonances: tuple[Resonance, ...],
    samples: int,
    sampling_rate_hz: float,
) -> FloatArray:
    """Acceleration in m/s², shape (samples,), of resonances struck at `impact_times_s` with `impact_m_s2`.

    Both inputs have shape (k,); times need not fall on samples. Each impact of size A adds
    A·gain·exp(−ζω_n·t)·sin(ω_d·t), t ≥ 0, sampled exactly: the impact is a complex weight on the next sample,
    and the decaying rotation is a one-pole recursion. Impacts outside the record are left out.
    """
    weights = np.zeros(samples, dtype=np.complex128)
    answer = np.zeros(samples, dtype=np.float64)
    first = np.ceil(impact_times_s * sampling_rate_hz).astype(np.int64)
    inside = (impact_times_s >= 0) & (first < samples)
    first, times_s, sizes = first[inside], impact_times_s[inside], impact_m_s2[inside]
    for resonance in resonances:
        exponent = complex(-resonance.decay_per_s, 2 * np.pi * resonance.damped_hz)
        weights[:] = 0
        np.add.at(weights, first, sizes * np.exp(exponent * (first / sampling_rate_hz - times_s)))
        rotation = np.exp(exponent / sampling_rate_hz)
        answer += resonance.gain * np.imag(signal.lfilter([1.0], [1.0, -rotation], weights))
    return answer
