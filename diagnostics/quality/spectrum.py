"""The spectrum that the checks of a signal share: one transform a channel, fine enough for the lines of the mains."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.spectra.spectrum import padded_length
from diagnostics.spectra.windows import hann

__all__ = ["SignalSpectrum", "signal_spectrum"]

TINY: Final = float(np.finfo(np.float64).tiny)
MEDIAN_OF: Final = 512
"""Lines, evenly chosen, of which a median is taken at most: it is then known to 6 % (1/(ln 2·√512)), 0.3 dB."""


@dataclass(frozen=True, eq=False)
class SignalSpectrum:
    """Energy of the lines of one channel."""

    energy: NDArray[np.float32]
    """Mean square in each line, from 0 to half the sampling rate [shape=(m,)]; the sum is the variance."""
    step_hz: float
    duration_s: float

    @property
    def nyquist_hz(self) -> float:
        """Half the sampling rate."""
        return (self.energy.size - 1) * self.step_hz

    def lines(self, low_hz: float, high_hz: float) -> NDArray[np.float32]:
        """Return the energies from ``low_hz`` up to ``high_hz`` [shape=(k,)]."""
        return self.energy[int(np.ceil(low_hz / self.step_hz)) : int(np.ceil(high_hz / self.step_hz))]

    def level_db(self, low_hz: float, high_hz: float) -> float:
        """Return the median energy of a line between two frequencies in dB; only differences count. −inf without
        lines."""
        lines = self.lines(low_hz, high_hz)
        if lines.size == 0:
            return -math.inf
        some = lines[:: 1 + lines.size // MEDIAN_OF]
        middle = float(np.partition(some, some.size // 2)[some.size // 2])
        return 10.0 * math.log10(max(middle, TINY))

    def velocity_energy(self, low_hz: float, high_hz: float, *, integrations: int) -> float:
        """Return the sum between two frequencies, divided by (2πf)² for each of ``integrations``."""
        lines = self.lines(low_hz, high_hz)
        frequency_hz = (np.arange(lines.size) + np.ceil(low_hz / self.step_hz)) * self.step_hz
        return float(np.sum(lines / (2.0 * np.pi * frequency_hz) ** (2 * integrations)))


def signal_spectrum(samples: NDArray[np.float64], *, sampling_rate_hz: float) -> SignalSpectrum:
    """Return the spectrum of ``samples`` [shape=(n,)] under a Hann window, in single precision (−140 dB)."""
    window = hann(samples.size)
    padded = padded_length(samples.size)
    tapered = ((samples - np.mean(samples)) * window).astype(np.float32)
    lines = scipy.fft.rfft(tapered, n=padded)
    energy = (lines.real**2 + lines.imag**2) * np.float32(2.0 / (padded * float(np.sum(window**2))))
    return SignalSpectrum(energy, sampling_rate_hz / padded, samples.size / sampling_rate_hz)
