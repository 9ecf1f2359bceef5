"""Random vibration: coloured noise, and structures that noise makes ring."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import signal

from sample_signals.resonance import Resonance
from sample_signals.shaft import FloatArray, ShaftMotion


@dataclass(frozen=True)
class ColouredNoise:
    """Gaussian noise of `rms_m_s2` whose power density is flat below `corner_hz` and falls as f^(−slope) above."""

    rms_m_s2: float
    slope: float = 1.0
    corner_hz: float = 100.0

    def __post_init__(self) -> None:
        if self.rms_m_s2 < 0 or not self.corner_hz > 0:
            raise ValueError(f"impossible noise: {self.rms_m_s2} m/s², corner {self.corner_hz} Hz")


@dataclass(frozen=True)
class StructureNoise:
    """Friction and flow make a mode of the housing ring all the time: a hump of `rms_m_s2` at the resonance."""

    rms_m_s2: float
    resonance: Resonance


def coloured_noise_m_s2(noise: ColouredNoise, motion: ShaftMotion, rng: np.random.Generator) -> FloatArray:
    """Acceleration in m/s², shape (n,), zero mean, with exactly the stated RMS.

    White noise is shaped in the frequency domain (Timmer & König, On generating power law noise, Astron.
    Astrophys. 300 (1995) 707–710).
    """
    spectrum = np.fft.rfft(rng.standard_normal(motion.samples))
    frequency_hz = np.fft.rfftfreq(motion.samples, 1 / motion.sampling_rate_hz)
    spectrum *= np.maximum(frequency_hz / noise.corner_hz, 1.0) ** (-noise.slope / 2)
    spectrum[0] = 0
    return _with_rms(np.fft.irfft(spectrum, motion.samples), noise.rms_m_s2)


def structure_noise_m_s2(noise: StructureNoise, motion: ShaftMotion, rng: np.random.Generator) -> FloatArray:
    """Acceleration in m/s², shape (n,), with exactly the stated RMS: white noise through the mode's ringing."""
    resonance = noise.resonance
    exponent = complex(-resonance.decay_per_s, 2 * np.pi * resonance.damped_hz) / motion.sampling_rate_hz
    drive = rng.standard_normal(motion.samples).astype(np.complex128)
    answer = np.imag(signal.lfilter([1.0], [1.0, -np.exp(exponent)], drive))
    return _with_rms(np.asarray(answer, dtype=np.float64), noise.rms_m_s2)


def _with_rms(values: FloatArray, rms: float) -> FloatArray:
    """`values` without mean, scaled to `rms`."""
    centred = values - values.mean()
    return np.asarray(centred * (rms / np.sqrt(np.mean(centred**2))))
