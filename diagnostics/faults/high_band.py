"""The noise above a few kHz: how strong it is, and what makes it swell and fade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.velocity_lines import CERTAIN
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.spectra.envelope import band_envelope, envelope_spectrum, modulation_depth
from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.spectrum import transform

__all__ = ["HighBand", "high_band", "level_between"]

FLOOR_LINES: Final = 201
"""Lines whose median is the floor of the envelope spectrum (rulebook §4.1)."""


@dataclass(frozen=True, eq=False)
class HighBand:
    """The squared envelope spectrum of one band of one channel."""

    step_hz: float
    power_ratio: NDArray[np.float64]
    """ρ of each line [shape=(m,)], two lines for one of the record."""
    floor: NDArray[np.float64]
    """[shape=(m,)]"""
    kurtosis: float
    """Of the band's own samples: 3 for Gaussian noise, from the envelope as 3/2 of E|z|⁴/E|z|²²."""

    def depth(self, at_hz: float) -> float:
        """Return the modulation depth of a certain line within one line of the record of ``at_hz``, else 0."""
        first, last = round(at_hz / self.step_hz) - 2, round(at_hz / self.step_hz) + 3
        if first < 1 or last > self.power_ratio.size:
            return 0.0
        peak = first + int(np.argmax(self.power_ratio[first:last]))
        if self.power_ratio[peak] < CERTAIN * self.floor[peak]:
            return 0.0
        return modulation_depth(float(self.power_ratio[peak]), float(self.floor[peak]))

    @property
    def deepest(self) -> float:
        """Modulation depth of the strongest line anywhere."""
        peak = 1 + int(np.argmax(self.power_ratio[1:]))
        return modulation_depth(float(self.power_ratio[peak]), float(self.floor[peak]))


def high_band(
    channel: PreparedChannel, *, sampling_rate_hz: float, band_hz: tuple[float, float], highest_hz: float
) -> HighBand:
    """Return the envelope of ``band_hz`` of an acceleration channel, with its lines up to ``highest_hz``."""
    lines, padded = transform(channel.samples)
    squared, length = band_envelope(
        lines,
        padded_length=padded,
        sample_count=channel.samples.size,
        sampling_rate_hz=sampling_rate_hz,
        band_hz=band_hz,
        highest_hz=highest_hz,
    )
    envelope = np.asarray(squared, dtype=np.float64)
    step_hz = 0.5 * sampling_rate_hz / padded
    ratio = envelope_spectrum(envelope, length=length, line_count=int(highest_hz / step_hz) + 4)
    mean = max(float(np.mean(envelope)), float(np.finfo(np.float64).tiny))
    return HighBand(step_hz, ratio, local_floor(ratio, width=FLOOR_LINES), 1.5 * float(np.mean(envelope**2)) / mean**2)


def level_between(
    frequency_hz: NDArray[np.float64], density: NDArray[np.float64], band_hz: tuple[float, float]
) -> float:
    """Return the mean of ``density`` [shape=(m,)] between two frequencies; 0 where there is none."""
    inside = (frequency_hz >= band_hz[0]) & (frequency_hz <= band_hz[1])
    return float(np.mean(density[inside])) if np.any(inside) else 0.0
