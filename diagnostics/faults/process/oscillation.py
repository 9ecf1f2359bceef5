"""Slow oscillations of a control loop: whether there is one, its period, and the shape of its half cycles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import signal

__all__ = [
    "HalfCycles",
    "Oscillation",
    "aligned",
    "find_oscillation",
    "half_cycles",
    "odd_correlation",
    "surrogate",
    "triangle_index",
]

LEAST_CROSSINGS: Final = 8
"""Zero crossings of the autocorrelation that a period is read from: ten are usual, eight are four periods (Thornhill,
Huang & Zhang, J. Process Control 13 (2003) 91-100)."""
REGULAR: Final = 1.0
"""Regularity r = mean/(3·deviation) of the crossings' spacing from which there is an oscillation (same source)."""
LEAST_SHARE: Final = 0.3
"""Share of what varies faster than two periods that has to lie around the period and its third harmonic (a
convention)."""
THIRD_OCTAVE: Final = 2.0 ** (1.0 / 6.0)
"""From the middle of a third of an octave to its edge: cycles of a sticking valve are not quite alike."""
LEAST_STEPS: Final = 12.0
"""Rows of a period below which triangle and sine cannot be told apart (a convention: six points a half cycle)."""
POINTS: Final = 24
"""Points that each half cycle is brought to."""

TOPS: Final = np.linspace(0.2, 0.8, 25)
"""Places of a triangle's top that are tried."""

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class Oscillation:
    """A steady oscillation."""

    period: float
    """In rows."""
    regularity: float
    share: float
    """Of what varies faster than two periods."""


def find_oscillation(values: _Array) -> Oscillation | None:
    """Return the oscillation of ``values`` [shape=(n,)], evenly spaced and without gaps; None where there is none."""
    n = len(values)
    if n < LEAST_CROSSINGS * LEAST_STEPS / 2 or not np.ptp(values) > 0.0:
        return None
    flat = signal.detrend(values)
    spectrum = np.abs(np.fft.rfft(flat * signal.windows.hann(n))) ** 2
    lowest = LEAST_CROSSINGS // 2
    highest = int(n / LEAST_STEPS)
    if highest <= lowest + 1:
        return None
    lines = np.arange(len(spectrum))
    running = np.concatenate([[0.0], np.cumsum(spectrum)])
    tried = np.arange(lowest, highest + 1)
    edges = [np.rint(tried * factor).astype(np.intp) for factor in (1.0 / THIRD_OCTAVE, THIRD_OCTAVE)]
    peak = int(tried[int(np.argmax(running[np.minimum(edges[1] + 1, len(spectrum))] - running[edges[0]]))])
    near = np.zeros(len(spectrum), dtype=bool)
    for multiple in (1, 3):
        near |= (lines >= multiple * peak / THIRD_OCTAVE - 1) & (lines <= multiple * peak * THIRD_OCTAVE + 1)
    share = float(np.sum(spectrum[near]) / np.sum(spectrum[lines >= 0.5 * peak]))
    crossings = _crossings(flat, peak)
    if len(crossings) < LEAST_CROSSINGS:
        return None
    spacing = np.diff(crossings[: 3 * LEAST_CROSSINGS])
    deviation = float(np.std(spacing))
    regularity = float(np.mean(spacing)) / (3.0 * deviation) if deviation > 0.0 else np.inf
    if regularity < REGULAR or share < LEAST_SHARE:
        return None
    return Oscillation(2.0 * float(np.mean(spacing)), regularity, share)


def _crossings(flat: _Array, peak: int) -> _Array:
    """Return the lags at which the autocorrelation of the band around line ``peak`` crosses zero, while it lasts."""
    n = len(flat)
    spectrum = np.fft.rfft(flat, 2 * n)
    lines = np.arange(len(spectrum))
    band = (lines >= 2.0 * peak / 1.5) & (lines <= 2.0 * peak * 4.0)
    power = np.where(band, np.abs(spectrum) ** 2, 0.0)
    correlation = np.fft.irfft(power)[: n // 2]
    sign = np.signbit(correlation)
    at = np.flatnonzero(sign[1:] != sign[:-1])
    return at + correlation[at] / (correlation[at] - correlation[at + 1])


@dataclass(frozen=True, eq=False)
class HalfCycles:
    """Half cycles of two signals over each other, brought to the same length and turned upright by the first."""

    first: _Array
    """[shape=(half cycles, POINTS)]"""
    second: _Array
    """[shape=(half cycles, POINTS)]"""

    @property
    def count(self) -> int:
        """Number of half cycles."""
        return len(self.first)


def half_cycles(first: _Array, second: _Array, period: float) -> HalfCycles:
    """Return the half cycles of ``first`` between its zero crossings and of ``second`` at the same times, both
    [shape=(n,)], with a period in rows; what is slower than two periods is taken out first."""
    slow_window = max(3, round(period)) | 1
    kernel = np.ones(slow_window) / slow_window
    half = slow_window // 2
    one, two = (x[half:-half] - np.convolve(x, kernel, mode="valid") for x in (first, second))
    smooth_window = max(1, round(period / 8.0)) | 1
    smooth = np.convolve(one, np.ones(smooth_window) / smooth_window, mode="same")
    sign = np.signbit(smooth)
    at = np.flatnonzero(sign[1:] != sign[:-1])
    crossings = at + smooth[at] / (smooth[at] - smooth[at + 1])
    lengths = np.diff(crossings)
    usual = (lengths > 0.25 * period) & (lengths < 0.75 * period)
    starts, lengths = crossings[:-1][usual], lengths[usual]
    where = starts[:, np.newaxis] + (np.arange(POINTS) + 0.5) / POINTS * lengths[:, np.newaxis]
    upright = np.where(smooth[(starts + 0.5 * lengths).astype(np.intp)] > 0.0, 1.0, -1.0)[:, np.newaxis]
    rows = np.arange(len(one))
    return HalfCycles(upright * np.interp(where, rows, one), upright * np.interp(where, rows, two))


def aligned(halves: _Array) -> _Array:
    """Return the half cycles ``halves`` [shape=(n, POINTS)] warped so that the top of each is in its middle: where a
    load wanders, one side of a limit cycle is steeper, and means of such triangles would be round."""
    count = halves.shape[1]
    phase = (np.arange(count) + 0.5) / count
    models = (np.minimum(phase / top, (1.0 - phase) / (1.0 - top)) for top in TOPS)
    top = TOPS[np.argmin([_misfit(halves, model) for model in models], axis=0)][:, np.newaxis]
    whence = np.where(phase < 0.5, 2.0 * phase * top, 1.0 - 2.0 * (1.0 - phase) * (1.0 - top))
    place = np.clip(whence * count - 0.5, 0.0, count - 1.0)
    left = np.minimum(place.astype(np.intp), count - 2)
    rows = np.arange(len(halves))[:, np.newaxis]
    share = place - left
    return np.asarray((1.0 - share) * halves[rows, left] + share * halves[rows, left + 1])


def triangle_index(shapes: _Array) -> _Array:
    """Return how much better a triangle fits the half cycles ``shapes`` [shape=(..., POINTS)] than a sine does
    [shape=(...,)].

    MSE_sine/(MSE_sine + MSE_triangle), the triangle's top anywhere: 1 is a triangle, 0 a sine, and from 0.6 on a
    valve sticks, below 0.4 it does not (He, Wang, Pottmann & Qin, Ind. Eng. Chem. Res. 46 (2007) 4549-4560).
    """
    phase = (np.arange(shapes.shape[-1]) + 0.5) / shapes.shape[-1]
    sine = _misfit(shapes, np.sin(np.pi * phase))
    fits = [_misfit(shapes, np.minimum(phase / top, (1.0 - phase) / (1.0 - top))) for top in TOPS]
    triangle = np.min(fits, axis=0)
    total = sine + triangle
    return np.where(total > 0.0, sine / np.where(total > 0.0, total, 1.0), 0.5)


def _misfit(shapes: _Array, model: _Array) -> _Array:
    scales = shapes @ model / (model @ model)
    return np.asarray(np.mean((shapes - scales[..., np.newaxis] * model) ** 2, axis=-1))


def surrogate(values: _Array, generator: np.random.Generator) -> _Array:
    """Return a series with the spectrum of ``values`` [shape=(n,)] and random phases: what a linear process of this
    spectrum might have done as well (Theiler et al., Physica D 58 (1992) 77-94; of control loops Thornhill, J. Process
    Control 15 (2005) 313-325)."""
    spectrum = np.fft.rfft((values - np.mean(values)) * signal.windows.tukey(len(values), 0.1))
    turned = np.abs(spectrum) * np.exp(2j * np.pi * generator.random(len(spectrum)))
    return np.asarray(np.fft.irfft(turned, len(values)))


def odd_correlation(output: _Array, process: _Array, period: float) -> tuple[float, float]:
    """Return Δτ and Δρ of the cross-correlation of controller ``output`` and ``process`` [shape=(n,)] about lag zero.

    With τ_l and τ_r the zero crossings on either side and ρ₀, ρ_opt the correlation at zero and its extreme between
    them: Δτ = |τ_l − τ_r|/(τ_l + τ_r), Δρ = |ρ₀ − ρ_opt|/|ρ₀ + ρ_opt|; an odd function has both near 1, an even one
    near 0 (Horch, Control Eng. Practice 7 (1999) 1221-1231).
    """
    n = len(output)
    one, two = (signal.detrend(x) for x in (output, process))
    full = np.fft.irfft(np.fft.rfft(one, 2 * n).conj() * np.fft.rfft(two, 2 * n))
    reach = min(n - 1, round(0.75 * period) + 1)
    correlation = np.concatenate([full[-reach:], full[: reach + 1]])
    sign = np.signbit(correlation)
    at = np.flatnonzero(sign[1:] != sign[:-1])
    lags = at + correlation[at] / (correlation[at] - correlation[at + 1]) - reach
    left, right = lags[lags <= 0.0], lags[lags > 0.0]
    if not (left.size and right.size):
        return 0.0, 0.0
    before, after = -float(left[-1]), float(right[0])
    inner = correlation[int(np.ceil(reach - before)) : int(np.floor(reach + after)) + 1]
    extreme = float(inner[int(np.argmax(np.abs(inner)))]) if inner.size else 0.0
    zero = float(correlation[reach])
    sharp = abs(zero - extreme) / abs(zero + extreme) if zero + extreme != 0.0 else 1.0
    return abs(before - after) / (before + after), sharp
