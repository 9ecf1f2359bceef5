"""Park's vector of three currents and the spectrum of its squared length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.electrical.sequences import TURN
from diagnostics.spectra.windows import hann

__all__ = ["ParkSpectrum", "extended_park", "space_vector"]


@dataclass(frozen=True, eq=False)
class ParkSpectrum:
    """Lines of |i|² over its mean."""

    frequency_hz: NDArray[np.float64]
    """[shape=(m,)]"""
    relative: NDArray[np.float64]
    """Amplitude of each line over the mean of |i|² [shape=(m,)]."""

    def at(self, frequency_hz: float, *, reach_lines: float = 1.5) -> float:
        """Return the largest amplitude within ``reach_lines`` of ``frequency_hz``; 0 outside the spectrum."""
        step_hz = float(self.frequency_hz[1])
        near = np.abs(self.frequency_hz - frequency_hz) <= reach_lines * step_hz
        return float(np.max(self.relative[near], initial=0.0))


def space_vector(samples: NDArray[np.float64]) -> NDArray[np.complex128]:
    """Return (2/3)·(a + α·b + α²·c) of three phases [shape=(3, n)], same unit [shape=(n,)].

    Clarke's α and β as real and imaginary part, amplitude kept: balanced sines of amplitude A make a circle of radius
    A, in the sense of the rotation a, b, c. What the three have in common drops out.
    """
    return np.asarray((2.0 / 3.0) * (samples[0] + TURN * samples[1] + TURN**2 * samples[2]), dtype=np.complex128)


def extended_park(samples: NDArray[np.float64], *, sampling_rate_hz: float) -> ParkSpectrum:
    """Return the spectrum of the squared length of Park's vector of three currents [shape=(3, n)].

    Balanced sines give a constant; the negative sequence a line 2·I₁I₂/(I₁² + I₂²) at 2·f_L, a modulation of depth m at
    f one of about 2·m at f, clear of the supply frequency (Cruz & Cardoso, IEEE Trans. Ind. Appl. 37 (2001)). Hann
    window.
    """
    squared = np.abs(space_vector(samples - np.mean(samples, axis=-1, keepdims=True))) ** 2
    mean = float(np.mean(squared))
    count = squared.size
    window = hann(count)
    lines = scipy.fft.rfft((squared - mean) * window)
    relative = 2.0 * np.abs(lines) / (float(np.sum(window)) * mean) if mean > 0.0 else np.zeros(count // 2 + 1)
    return ParkSpectrum(np.arange(count // 2 + 1) * sampling_rate_hz / count, relative)
