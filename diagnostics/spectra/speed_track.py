"""How a shaft's speed runs through a record, read from the neighbourhoods of its harmonics.

First a path through blocks in which the speed may rise or fall evenly; then a spline along which the harmonics become
sharp lines over ever longer stretches, up to the whole record.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.interpolate
import scipy.optimize
from numpy.typing import NDArray

from diagnostics.spectra.harmonics import SEARCH, HarmonicBands

__all__ = ["SpeedSpline", "coarse_path", "line_power"]

BLOCK_TURNS = 48.0
"""Turns in one block of the coarse path: foreign lines 1 % beside a third harmonic are told apart (Hann window, two
lines), and 100 turns hold several overlapping blocks (a convention of ours)."""
BLOCKS_OVERLAP = 4
"""Blocks begin a quarter of their length apart (a convention of ours)."""
SPEEDS = np.linspace(-SEARCH, SEARCH, 121)
"""Relative deviations tried; 0.05 % is a fifth of a line of the eighth harmonic over a block."""
SLOPES_PER_TURN = np.linspace(-5e-4, 5e-4, 11)
"""Changes of speed tried, relative, a turn; a step shifts the phase of the eighth harmonic by a quarter of a turn at
the ends of a block. 0.05 % a turn is 1.2 % a second at 1500 rpm."""
STEEPER, BESIDE = 2, 1
"""Steps by which the slope may change from one block to the next, and the speed may miss what the slopes promise (a
convention of ours)."""
BEND_COST = 0.3
"""Cost of one such step, squared, in units of log evidence; keeps the path straight through silence (a convention of
ours)."""
KNOT_TURNS, MOST_INTERVALS = 24.0, 16
"""The spline has a knot every 24 turns, in long records 16 in all: slow drift is meant (a convention of ours)."""
BEND_DEVIATION = 0.03
"""Usual second difference of the spline's coefficients, relative, so that a stretch without evidence stays straight (a
convention of ours)."""
PATH_DEVIATION = 0.03
"""Usual distance of the spline's coefficients from the coarse path, relative: the range that is searched at all (a
convention of ours)."""
ZOOMS = 3
"""Steps by a factor of 16 towards the top of a line."""


def coarse_path(bands: HarmonicBands) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``(relative deviation of the speed [shape=(m,)], mean power of each harmonic along it [shape=(channels,
    harmonics)], 1 for noise)``.

    The path of most log evidence ln(1 + P), summed over channels and harmonics, less what its bends cost.
    """
    spacing_s = float(bands.times_s[1])
    size = max(4, min(bands.times_s.size, round(BLOCK_TURNS / bands.shaft_hz / spacing_s)))
    hop = max(1, size // BLOCKS_OVERLAP)
    starts = np.arange(0, bands.times_s.size - size + 1, hop)
    window = np.hanning(size + 2)[1:-1]
    turn = (np.arange(size) - 0.5 * (size - 1)) * spacing_s * bands.shaft_hz
    ahead = SPEEDS[:, None, None] * turn + 0.5 * SLOPES_PER_TURN[:, None] * turn**2
    blocks = bands.values[..., starts[:, None] + np.arange(size)] * window
    power = np.empty((*bands.values.shape[:2], starts.size, SPEEDS.size * SLOPES_PER_TURN.size))
    for i, order in enumerate(bands.orders):
        power[:, i] = np.abs(blocks[:, i] @ np.exp(-2j * np.pi * order * ahead.reshape(-1, size)).T) ** 2
    power *= bands.times_s.size / np.sum(window**2)
    evidence = np.sum(np.log1p(power), axis=(0, 1)).reshape(starts.size, SPEEDS.size, SLOPES_PER_TURN.size)
    states = _smoothest(evidence, SLOPES_PER_TURN * hop * spacing_s * bands.shaft_hz)
    along = np.mean(power[:, :, np.arange(starts.size), states], axis=-1)
    centres_s = bands.times_s[starts] + 0.5 * (size - 1) * spacing_s
    return _joined(bands, centres_s, states), along


class SpeedSpline:
    """A cubic spline of the relative speed deviation that starts from a coarse path [shape=(m,)]."""

    def __init__(self, bands: HarmonicBands, path: NDArray[np.float64]) -> None:
        self._bands = bands
        duration_s = bands.duration_s
        intervals = int(np.clip(duration_s * bands.shaft_hz / KNOT_TURNS, 4, MOST_INTERVALS))
        knots = np.concatenate([np.zeros(3), np.linspace(0.0, duration_s, intervals + 1), np.full(3, duration_s)])
        basis = scipy.interpolate.BSpline(knots, np.eye(intervals + 3), 3)
        self._speeds = np.asarray(basis(bands.times_s), dtype=np.float64)
        turns = np.asarray(basis.antiderivative()(bands.times_s), dtype=np.float64)
        self._angles = 2.0 * np.pi * bands.shaft_hz * turns
        self._scale = float(np.max(np.abs(self._angles)))
        self._start = np.linalg.lstsq(self._speeds, path, rcond=None)[0]

    def deviation(self, coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the relative deviation of the speed [shape=(m,)]."""
        return np.asarray(self._speeds @ coefficients)

    def angle(self, coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return by how many radians the shaft is ahead of a steady one [shape=(m,)]."""
        return np.asarray(self._angles @ coefficients)

    def best(self, harmonics: Sequence[int], *, start: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Return the coefficients [shape=(k,)] that make the lines of some harmonics (by position) stand out most: from
        the coarse path over ever longer stretches, or from the coefficients ``start`` over the whole record at once."""
        scaled = self._scale * (self._start if start is None else start)
        stretches = self._speeds.shape[1] // 2 if start is None else 1
        while stretches >= 1:
            found = scipy.optimize.minimize(
                self._cost, scaled, args=(list(harmonics), stretches), jac=True, method="BFGS"
            )
            scaled = np.asarray(found.x, dtype=np.float64)
            stretches //= 2
        return np.asarray(scaled / self._scale, dtype=np.float64)

    def _cost(
        self, scaled: NDArray[np.float64], harmonics: list[int], stretches: int
    ) -> tuple[float, NDArray[np.float64]]:
        """Return minus the log evidence of the lines, each summed over equal ``stretches`` of the record, plus the cost
        of bends and of leaving the path, and its gradient."""
        coefficients = scaled / self._scale
        orders = self._bands.orders[harmonics, None]
        turned = self._bands.values[:, harmonics] * np.exp(-1j * orders * self.angle(coefficients))
        moments = turned.shape[-1]
        bounds = (np.arange(stretches) * moments) // stretches
        stretch = np.searchsorted(bounds, np.arange(moments), side="right") - 1
        sums = np.add.reduceat(turned, bounds, axis=-1)
        power = np.abs(sums) ** 2 * stretches
        pull = np.conj(sums) * stretches / (1.0 + power)
        slope = np.sum(2.0 * orders * np.imag(pull[..., stretch] * turned), axis=(0, 1)) @ self._angles
        bends = np.diff(coefficients, 2) / BEND_DEVIATION
        away = (coefficients - self._start) / PATH_DEVIATION
        cost = 0.5 * float(bends @ bends + away @ away) - float(np.sum(np.log1p(power)))
        uphill = np.convolve(bends, [1.0, -2.0, 1.0]) / BEND_DEVIATION + away / PATH_DEVIATION - slope
        return cost, uphill / self._scale


def line_power(
    bands: HarmonicBands,
    harmonics: Sequence[int],
    *,
    deviation: NDArray[np.float64],
    angle: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the line power of some harmonics (by position) in units of the noise's, ``(turned back by a track's angle,
    strongest at any steady speed between the slowest and the fastest of the track)``, both [shape=(channels,
    harmonics)]."""
    chosen = bands.values[:, list(harmonics)]
    orders = bands.orders[list(harmonics)]
    followed = np.abs(np.sum(chosen * np.exp(-1j * orders[:, None] * angle), axis=-1)) ** 2
    steady = np.zeros(followed.shape)
    for i, order in enumerate(orders):
        low_hz = order * bands.shaft_hz * float(np.min(deviation)) - 1.0 / bands.duration_s
        high_hz = order * bands.shaft_hz * float(np.max(deviation)) + 1.0 / bands.duration_s
        for row, values in enumerate(chosen[:, i]):
            steady[row, i] = _strongest(values, bands.times_s, low_hz, high_hz)
    return followed, steady


def _strongest(values: NDArray[np.complex128], times_s: NDArray[np.float64], low_hz: float, high_hz: float) -> float:
    """Return the power of the strongest line between two frequencies, to a millionth."""
    power = np.zeros(1)
    for _ in range(ZOOMS):
        tried_hz = np.linspace(low_hz, high_hz, max(33, 2 + int(8.0 * (high_hz - low_hz) * times_s[-1])))
        power = np.abs(np.exp(-2j * np.pi * np.outer(tried_hz, times_s)) @ values) ** 2
        best = int(np.argmax(power))
        low_hz, high_hz = tried_hz[max(0, best - 1)], tried_hz[min(tried_hz.size - 1, best + 1)]
    return float(np.max(power))


def _smoothest(evidence: NDArray[np.float64], rise: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the state of each block (speed and slope in one number) [shape=(b,)] along the best path (Viterbi).

    ``evidence`` [shape=(b, speeds, slopes)]; ``rise`` [shape=(slopes,)] is what each slope adds to the speed from one
    block to the next.
    """
    blocks, speeds, slopes = evidence.shape
    speed, slope = np.divmod(np.arange(speeds * slopes), slopes)
    origins, costs = [], []
    for steeper in range(-STEEPER, STEEPER + 1):
        before = slope - steeper
        known = np.clip(before, 0, slopes - 1)
        gone = np.rint(0.5 * (rise[known] + rise[slope]) / (SPEEDS[1] - SPEEDS[0])).astype(np.intp)
        for beside in range(-BESIDE, BESIDE + 1):
            start = speed - gone - beside
            possible = (before == known) & (start >= 0) & (start < speeds)
            origins.append(np.clip(start, 0, speeds - 1) * slopes + known)
            costs.append(np.where(possible, BEND_COST * (steeper**2 + beside**2), np.inf))
    origin, cost = np.array(origins), np.array(costs)
    flat = evidence.reshape(blocks, -1)
    came = np.zeros(flat.shape, dtype=np.intp)
    total = flat[0]
    for block in range(1, blocks):
        offers = total[origin] - cost
        chosen = np.argmax(offers, axis=0)
        came[block] = origin[chosen, np.arange(flat.shape[1])]
        total = np.max(offers, axis=0) + flat[block]
    path = np.empty(blocks, dtype=np.intp)
    path[-1] = int(np.argmax(total))
    for block in range(blocks - 1, 0, -1):
        path[block - 1] = came[block, path[block]]
    return path


def _joined(bands: HarmonicBands, centres_s: NDArray[np.float64], states: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the path at every moment [shape=(m,)]: straight between the blocks' centres, and along the slope of the
    first and the last block before and after."""
    speed, slope = np.divmod(states, SLOPES_PER_TURN.size)
    path = np.interp(bands.times_s, centres_s, SPEEDS[speed])
    first = np.minimum(bands.times_s - centres_s[0], 0.0) * SLOPES_PER_TURN[slope[0]]
    last = np.maximum(bands.times_s - centres_s[-1], 0.0) * SLOPES_PER_TURN[slope[-1]]
    return np.asarray(path + (first + last) * bands.shaft_hz)
