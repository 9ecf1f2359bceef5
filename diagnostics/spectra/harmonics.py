"""The neighbourhoods of a shaft's harmonics, each turned to zero frequency and thinned, without the mains' lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.spectra.spectrum import transform

__all__ = ["HARMONICS", "SEARCH", "HarmonicBands", "harmonic_bands"]

HARMONICS = 8
"""Shaft harmonics that are looked at (rulebook §4.5)."""
SEARCH = 0.03
"""How far the speed may stray from the given one, relative: 2 % of tolerance and 1 % of drift (rulebook §1.1, §4.5)."""
ROOM = 2.5
"""Width of the thinned band over ``SEARCH`` times the highest harmonic: both sides and a quarter to spare (a convention
of ours)."""
MAINS_HZ = (50.0, 60.0)
"""Supply frequencies whose multiples are taken out when the machine's own is not known."""
MAINS_TOLERANCE = 4e-4
"""How far the supply's frequency may be from its nominal value, relative: ±0.02 Hz in normal operation of a large grid
(a convention of ours)."""
MAINS_SKIRT = 4.0
"""Lines on both sides of a mains line that tell its amplitude and frequency: 95 % of its power (sinc², a convention of
ours)."""


@dataclass(frozen=True, eq=False)
class HarmonicBands:
    """Complex envelopes of the harmonics h·``shaft_hz``."""

    values: NDArray[np.complex128]
    """[shape=(channels, harmonics, m)], scaled so that |Σ z|² over time is 1 on average where there is only noise."""
    times_s: NDArray[np.float64]
    """Equally spaced from 0 [shape=(m,)]."""
    shaft_hz: float

    @property
    def orders(self) -> NDArray[np.float64]:
        """Number of each harmonic, 1 … [shape=(harmonics,)]."""
        return np.arange(1.0, self.values.shape[1] + 1.0)

    @property
    def duration_s(self) -> float:
        """Length of the record."""
        return float(self.times_s[-1] + self.times_s[1])


def harmonic_bands(
    channels: Sequence[NDArray[np.float64]], *, sampling_rate_hz: float, shaft_hz: float, mains_hz: float | None
) -> HarmonicBands | None:
    """Return the bands of ±3 % around the first eight harmonics in ``channels`` (each [shape=(n,)]), None when not even
    two lie below the Nyquist frequency.

    The noise is the median of the lines within half an order (rulebook §4.1). One steady tone at each multiple of the
    mains (``mains_hz``, else 50 and 60 Hz) is taken away first.
    """
    count = min(HARMONICS, int(0.5 * sampling_rate_hz / shaft_hz - 0.5))
    if count < 2:
        return None
    rows = []
    times_s = np.zeros(0)
    for samples in channels:
        transformed, padded = transform(samples)
        step_hz = sampling_rate_hz / padded
        lines = _without_tones(
            transformed[: int((count + 0.5) * shaft_hz / step_hz) + 2],
            sample_count=samples.size,
            sampling_rate_hz=sampling_rate_hz,
            padded=padded,
            ranges_hz=_mains_ranges_hz(shaft_hz, count, (mains_hz,) if mains_hz else MAINS_HZ),
        )
        length = int(scipy.fft.next_fast_len(int(ROOM * SEARCH * count * shaft_hz / step_hz) + 8))
        times_s = np.arange(int(length * samples.size / padded)) / (length * step_hz)
        bands = [_band(lines, harmonic, shaft_hz, step_hz, length) for harmonic in range(1, count + 1)]
        rows.append([band[: times_s.size] for band in bands])
    return HarmonicBands(np.array(rows), times_s, shaft_hz)


def _band(
    lines: NDArray[np.complex128], harmonic: int, shaft_hz: float, step_hz: float, length: int
) -> NDArray[np.complex128]:
    """Return one harmonic's neighbourhood over the padded record [shape=(length,)]."""
    centre_hz = harmonic * shaft_hz
    around = np.abs(lines[int((centre_hz - 0.5 * shaft_hz) / step_hz) : int((centre_hz + 0.5 * shaft_hz) / step_hz)])
    floor = float(np.median(around**2)) / np.log(2.0)
    first = int(np.ceil(centre_hz * (1.0 - SEARCH) / step_hz))
    last = int(centre_hz * (1.0 + SEARCH) / step_hz)
    placed = np.zeros(length, dtype=np.complex128)
    centre = round(centre_hz / step_hz)
    placed[np.arange(first, last + 1) - centre] = lines[first : last + 1]
    moments_s = np.arange(length) / (length * step_hz)
    band = scipy.fft.ifft(placed) * np.exp(2j * np.pi * (centre * step_hz - centre_hz) * moments_s)
    return np.asarray(band / np.sqrt(max(floor, np.finfo(np.float64).tiny)))


def _mains_ranges_hz(shaft_hz: float, count: int, mains_hz: Sequence[float]) -> list[tuple[float, float]]:
    """Return where the multiples of the mains lie that fall into the neighbourhood of a shaft harmonic."""
    ranges = []
    for supply_hz in mains_hz:
        for multiple in range(1, int((count + 0.5) * shaft_hz / supply_hz) + 1):
            line_hz = multiple * supply_hz
            harmonic = max(1, round(line_hz / shaft_hz))
            if abs(line_hz / (harmonic * shaft_hz) - 1.0) <= SEARCH + MAINS_TOLERANCE:
                ranges.append((line_hz * (1.0 - MAINS_TOLERANCE), line_hz * (1.0 + MAINS_TOLERANCE)))
    return ranges


def _without_tones(
    lines: NDArray[np.complex128],
    *,
    sample_count: int,
    sampling_rate_hz: float,
    padded: int,
    ranges_hz: Sequence[tuple[float, float]],
) -> NDArray[np.complex128]:
    """Return lines of a transform [shape=(m,)] without one steady tone in each of ``ranges_hz``: fitted to the lines
    next to it by least squares, and taken away with all its leakage."""
    lines = lines.copy()
    step_hz = sampling_rate_hz / padded
    frequency_hz = np.arange(lines.size) * step_hz
    for low_hz, high_hz in ranges_hz:
        skirt_hz = MAINS_SKIRT * step_hz
        near = np.flatnonzero((frequency_hz >= low_hz - skirt_hz) & (frequency_hz <= high_hz + skirt_hz))
        tried_hz = np.linspace(low_hz, high_hz, 2 + int(20.0 * (high_hz - low_hz) / step_hz))
        tones = _tone((tried_hz[:, None] - frequency_hz[near]) / sampling_rate_hz, sample_count)
        power = np.sum(np.abs(tones) ** 2, axis=1)
        amplitude = np.conj(tones) @ lines[near] / power
        best = int(np.argmax(np.abs(amplitude) ** 2 * power))
        lines -= amplitude[best] * _tone((tried_hz[best] - frequency_hz) / sampling_rate_hz, sample_count)
    return lines


def _tone(turns_per_sample: NDArray[np.float64], sample_count: int) -> NDArray[np.complex128]:
    """Return the transform of ``sample_count`` samples of a unit tone at a distance from it (Dirichlet's kernel), same
    shape."""
    half = np.exp(1j * np.pi * turns_per_sample * (sample_count - 1))
    return np.asarray(half * sample_count * np.sinc(turns_per_sample * sample_count) / np.sinc(turns_per_sample))
