"""What modulates the current: pairs of lines at equal distances on both sides of the supply frequency.

The fundamental is taken to zero frequency, its slow drift in phase and size divided out (a grid wanders by some
millihertz, which a pure sine subtracted by least squares would leave as a skirt), and what is left is searched.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.electrical.park import space_vector
from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.windows import hann

__all__ = ["SidebandPair", "Sidebands", "find_sidebands"]

REACH: Final = 1.2
"""Distance from the supply frequency that is looked at, in multiples of it: two poles turn nearly as fast."""
DRIFT_DEGREE: Final = 5
"""Of the polynomial that follows the fundamental: at most 2.5 swings in the record, against the 8 that a pole pass
needs to be judged (rulebook §2.1)."""
DRIFT_BLOCKS: Final = 64
FLOOR_LINES: Final = 80
"""Lines of the record around each one that make its floor (rulebook §4.1, local floor)."""
PADDED: Final = 2
"""Lines are read at half their spacing: a tone between two lines then loses 0.4 dB under a Hann window, not 1.4."""
HANN_SPAN: Final = 1.5
"""Lines of the record that share one independent value under the Hann window (its noise bandwidth)."""
MEDIAN_WORTH: Final = float(np.log(2.0) ** 2)
"""Independent values that a median of M is worth, over M (rulebook §4.1)."""
MOST_TRIED: Final = 200
"""Peaks, the largest first: a bound on the time."""
EACH_CHANCE: Final = 0.01
"""Each of the two lines has to stand out by itself: one strong line cannot stand for both (rulebook §4.1)."""


@dataclass(frozen=True)
class SidebandPair:
    """Two lines at supply frequency − and + ``spacing_hz``."""

    spacing_hz: float
    lower_db: float
    upper_db: float
    """Over the fundamental."""
    lower_chance: float
    upper_chance: float
    """Probability that noise makes such a line at one given place."""

    @property
    def below_db(self) -> float:
        """Mean of the two in dB below the fundamental: the Δ of the rotor bar tables (rulebook §2.6)."""
        return -0.5 * (self.lower_db + self.upper_db)

    @property
    def chance(self) -> float:
        """Probability that noise makes both, at one given spacing."""
        return self.lower_chance * self.upper_chance


@dataclass(frozen=True, eq=False)
class Sidebands:
    """The neighbourhood of the supply frequency, in amplitudes over the fundamental's."""

    offset_hz: NDArray[np.float64]
    """Distance from the supply frequency, ascending about 0 [shape=(m,)]."""
    relative: NDArray[np.float64]
    """Amplitude over the fundamental's [shape=(m,)]."""
    floor: NDArray[np.float64]
    """RMS-like level of the noise around each line, as `relative` [shape=(m,)]."""
    supply_hz: float
    duration_s: float

    @property
    def least_spacing_hz(self) -> float:
        """Spacing from which a pair is judged: 8/T (rulebook §2.1, T ≥ 8/f_pp)."""
        return 8.0 / self.duration_s

    def pair(self, spacing_hz: float, *, reach_hz: float | None = None) -> SidebandPair:
        """Return the strongest pair within ``reach_hz`` (one line of the record) of ``spacing_hz``, whether or not its
        lines stand out."""
        step_hz = float(self.offset_hz[1] - self.offset_hz[0])
        reach = max(1, round((1.0 / self.duration_s if reach_hz is None else reach_hz) / step_hz))
        centre, away = self.offset_hz.size // 2, round(spacing_hz / step_hz)
        spacings = np.arange(max(1, away - reach), min(away + reach, centre - 1) + 1)
        if spacings.size == 0:
            return SidebandPair(spacing_hz, -300.0, -300.0, 1.0, 1.0)
        both = self._both(spacings)
        best = int(spacings[int(np.argmax(both))])
        return self._pair(best, centre, step_hz)

    def largest_pair(self, low_hz: float, high_hz: float, *, chance: float) -> SidebandPair | None:
        """Return the pair with the largest mean in dB between two spacings, of those that noise makes at any of them
        with less than ``chance`` and whose two lines each stand out; the flank of a stronger pair outside is none."""
        step_hz = float(self.offset_hz[1] - self.offset_hz[0])
        centre = self.offset_hz.size // 2
        first = max(1, int(np.ceil(max(low_hz, self.least_spacing_hz) / step_hz)))
        last = min(centre - 1, int(high_hz / step_hz))
        if last < first:
            return None
        spacings = np.arange(first, last + 1)
        both = self._both(np.arange(first - 1, last + 2))
        peaks = np.flatnonzero((both[1:-1] >= both[:-2]) & (both[1:-1] > both[2:]))
        places = max(1.0, spacings.size / PADDED)
        for index in peaks[np.argsort(-both[1:-1][peaks], kind="stable")][:MOST_TRIED]:
            pair = self._pair(int(spacings[index]), centre, step_hz)
            if pair.chance * places <= chance and max(pair.lower_chance, pair.upper_chance) <= EACH_CHANCE:
                return pair
        return None

    def _both(self, away: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the product of the two amplitudes so many steps from the supply frequency, same shape."""
        centre = self.offset_hz.size // 2
        away = np.clip(away, 0, centre - 1)
        return np.asarray(self.relative[centre - away] * self.relative[centre + away])

    def _pair(self, away: int, centre: int, step_hz: float) -> SidebandPair:
        chances, levels = [], []
        for at in (centre - away, centre + away):
            # The two lines of a pair may fall between lines of the transform to different sides.
            near = slice(at - 1, at + 2)
            peak = at - 1 + int(np.argmax(self.relative[near]))
            levels.append(20.0 * float(np.log10(max(float(self.relative[peak]), 1e-15))))
            chances.append(_chance(float(self.relative[peak]) ** 2 / max(float(self.floor[peak]) ** 2, 1e-30)))
        around = np.log(np.maximum(self._both(np.arange(away - 1, away + 2)), 1e-300))
        bend = around[0] - 2.0 * around[1] + around[2]
        shift = float(np.clip(0.5 * (around[0] - around[2]) / bend, -0.5, 0.5)) if bend < 0.0 else 0.0
        return SidebandPair((away + shift) * step_hz, levels[0], levels[1], chances[0], chances[1])


def find_sidebands(samples: NDArray[np.float64], supply_hz: float, *, sampling_rate_hz: float) -> Sidebands | None:
    """Return the surroundings of the supply frequency in currents ``samples`` [shape=(1, n) or (3, n)]; None where the
    rate does not hold half of them or the record has no fundamental.

    Three phases are turned into Park's vector, which leaves out the negative sequence; they have to rotate a, b, c.
    """
    count = samples.shape[-1]
    reach_hz = min(REACH * supply_hz, 0.5 * sampling_rate_hz - supply_hz)
    lines = int(reach_hz * count / sampling_rate_hz)
    carrier = round(supply_hz * count / sampling_rate_hz)
    if reach_hz < 0.5 * supply_hz or lines < DRIFT_BLOCKS:
        return None
    near = _around_carrier(samples - np.mean(samples, axis=-1, keepdims=True), carrier, lines)
    left_over = _without_drift(near)
    if left_over is None:
        return None
    size = PADDED * left_over.size
    window = hann(left_over.size)
    spectrum = np.abs(np.fft.fftshift(scipy.fft.fft(left_over * window, n=size))) / float(np.sum(window))
    floor = np.sqrt(local_floor(spectrum**2, width=PADDED * FLOOR_LINES))
    duration_s = count / sampling_rate_hz
    offsets = (np.arange(size) - size // 2) / (PADDED * duration_s)
    return Sidebands(offsets, spectrum, floor, supply_hz, duration_s)


def _around_carrier(samples: NDArray[np.float64], carrier: int, lines: int) -> NDArray[np.complex128]:
    """Return the complex signal within ``lines`` of line ``carrier``, that line at zero frequency."""
    if samples.shape[0] == 3:
        spectrum = scipy.fft.fft(space_vector(samples))
        indices = np.arange(carrier - lines, carrier + lines + 1)
        kept = spectrum[indices % spectrum.size]
    else:
        one_sided = scipy.fft.rfft(samples[0])
        indices = np.arange(carrier - lines, carrier + lines + 1)
        inside = (indices > 0) & (indices < one_sided.size)
        kept = np.where(inside, 2.0 * one_sided[np.clip(indices, 0, one_sided.size - 1)], 0.0)
    return np.asarray(scipy.fft.ifft(np.fft.ifftshift(kept)) * (kept.size / samples.shape[-1]), dtype=np.complex128)


def _without_drift(near: NDArray[np.complex128]) -> NDArray[np.complex128] | None:
    """Return ``near`` [shape=(m,)] over its own slow course, less one; None where that course is not to be followed."""
    count = near.size
    edges = np.linspace(0, count, DRIFT_BLOCKS + 1).astype(int)
    blocks = np.array([np.mean(near[a:b]) for a, b in pairwise(edges)])
    sizes = np.abs(blocks)
    if np.min(sizes) <= 0.1 * float(np.max(sizes)):
        return None
    at = np.linspace(-1.0, 1.0, DRIFT_BLOCKS)
    fine = np.linspace(-1.0, 1.0, count)
    phase = np.polynomial.Chebyshev.fit(at, np.unwrap(np.angle(blocks)), DRIFT_DEGREE)
    size = np.polynomial.Chebyshev.fit(at, np.log(sizes), DRIFT_DEGREE)
    course = np.exp(size(fine) + 1j * phase(fine))
    left_over = near / course - 1.0
    return np.asarray(left_over - np.mean(left_over), dtype=np.complex128)


def _chance(prominence: float) -> float:
    """Return the probability of a line ``prominence`` times as strong as the noise around it: (1 + u/M)^(−M)
    (rulebook §4.1, median over the neighbours)."""
    neighbours = MEDIAN_WORTH * FLOOR_LINES / HANN_SPAN
    return float((1.0 + prominence / neighbours) ** (-neighbours))
