"""The measuring chain and its defects: filter against aliasing, own noise, clipping, dropout, quantisation.

The order is that of a real chain: the sensor's noise, the amplifier's limit, the converter's steps, then what the
logger loses. All functions return new arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import signal

from sample_signals.shaft import FloatArray

PASSBAND_SHARE = 1 / 2.56
"""Usable band over sampling rate: the 2.56 of vibration analysers (ISO 13373-2)."""


@dataclass(frozen=True)
class Gap:
    """A hole in the record: `duration_s` of zeros from `start_s`."""

    start_s: float
    duration_s: float


@dataclass(frozen=True)
class MeasuringChain:
    """One channel. `full_scale_m_s2` and `bits` are the converter's; `clip_m_s2` the amplifier's limit if lower."""

    full_scale_m_s2: float
    bits: int = 24
    noise_rms_m_s2: float = 0.0
    clip_m_s2: float | None = None
    gaps: tuple[Gap, ...] = ()

    def __post_init__(self) -> None:
        if not self.full_scale_m_s2 > 0:
            raise ValueError(f"full_scale_m_s2 must be above 0, not {self.full_scale_m_s2}")
        if not 2 <= self.bits <= 24:
            raise ValueError(f"bits must be from 2 to 24, not {self.bits}")

    @property
    def step_m_s2(self) -> float:
        """One step of the converter: full scale / 2^(bits − 1)."""
        return float(self.full_scale_m_s2 / 2 ** (self.bits - 1))


def decimate(values: FloatArray, factor: int) -> FloatArray:
    """Every `factor`-th sample (2 or more) after a linear-phase filter against aliasing, shape (n // factor,).

    Passes up to 1/2.56 of the new rate and stops from half the new rate on, by 80 dB (Kaiser window).
    """
    nyquist_share = 1 / factor
    edge = 2 * PASSBAND_SHARE / factor
    taps, beta = signal.kaiserord(80.0, nyquist_share - edge)
    taps |= 1
    kernel = signal.firwin(taps, (nyquist_share + edge) / 2, window=("kaiser", beta))
    filtered = signal.oaconvolve(values, kernel, mode="full")[taps // 2 :]
    return np.asarray(filtered[: values.size : factor][: values.size // factor], dtype=np.float64)


def add_noise(values: FloatArray, noise_rms: float, rng: np.random.Generator) -> FloatArray:
    """`values` plus white Gaussian noise of `noise_rms` (same unit)."""
    return np.asarray(values + noise_rms * rng.standard_normal(values.size))


def clip(values: FloatArray, limit: float) -> FloatArray:
    """`values` held within ±`limit` (same unit)."""
    return np.clip(values, -limit, limit)


def drop_out(values: FloatArray, sampling_rate_hz: float, gaps: tuple[Gap, ...]) -> FloatArray:
    """`values` with zeros in the gaps."""
    lossy = values.copy()
    for gap in gaps:
        start = round(gap.start_s * sampling_rate_hz)
        lossy[max(start, 0) : start + round(gap.duration_s * sampling_rate_hz)] = 0.0
    return lossy


def quantise(values: FloatArray, full_scale: float, bits: int) -> FloatArray:
    """`values` on the converter's grid: multiples of full_scale / 2^(bits−1), two's complement range."""
    half = 2 ** (bits - 1)
    return np.asarray(np.clip(np.round(values / full_scale * half), -half, half - 1) * (full_scale / half))


def measure(
    acceleration_m_s2: FloatArray, sampling_rate_hz: float, chain: MeasuringChain, rng: np.random.Generator
) -> FloatArray:
    """What the logger stores, in m/s², shape (n,), of an acceleration of the same rate and shape."""
    limit = chain.full_scale_m_s2 if chain.clip_m_s2 is None else chain.clip_m_s2
    limited = clip(add_noise(acceleration_m_s2, chain.noise_rms_m_s2, rng), limit)
    digital = quantise(limited, chain.full_scale_m_s2, chain.bits)
    return drop_out(digital, sampling_rate_hz, chain.gaps)
