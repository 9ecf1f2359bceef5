"""The speed of the main shaft: as given and sharpened by the signal, from a tachometer, or found in the signal alone.

An unclear answer is no answer: then the speed stays unknown, and nothing that needs it is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.spectrum import power_spectrum

__all__ = [
    "BLIND_RANGE_HZ",
    "LEAST_EDGES",
    "ShaftSpeed",
    "estimate_speed",
    "motor_speed_ranges_hz",
    "refine_speed",
    "tachometer_edges",
    "tachometer_speed",
]

HARMONICS = 8
"""Shaft harmonics that are added up (rulebook §4.5)."""
EVIDENCE_CAP = 20.0
"""Most that one harmonic may count, so that the answer rests on several (u − 1 − ln u of a line 24 times its floor)."""
LINES_BETWEEN = 0.75
"""Evidence of lines between the multiples, in full lines, that proves the lower speed (four lines of noise
reach 0.6 once in 1000)."""
CLEAR_LEAD = 1.3
"""How much the best speed must lead the runner-up (rulebook §4.5)."""
LEAST_HARMONICS = 3.0
"""At least so many full harmonics must be there in a channel before a speed is believed (measured: 3 random
lines never are)."""
MOTOR_POLES = (2, 4, 6, 8)
LARGEST_MOTOR_SLIP = 0.06
"""Slip of an induction motor from no load to full load (rulebook §4.5)."""
NEIGHBOURHOOD_LINES = 2.0
"""A strong line of the Hann window reaches this far: speeds closer than this are the same answer."""
LINE_LOG = 3.0
"""Logarithm of the ratio from which a line is one: twenty times its floor, p = 2·10⁻⁹."""
MAINS_GUARD_LINES = 2.0
"""Half the main lobe of the Hann window: a mains line reaches no further."""
LEAST_EDGES = 5
"""Edges of a tachometer without which it gives no speed (a convention)."""
BLIND_RANGE_HZ = (4.0, 120.0)
"""Speeds that are searched without any prior: 240 to 7200 rpm."""


@dataclass(frozen=True)
class ShaftSpeed:
    """A shaft speed in Hz, how sure it is, and where it comes from (``given``, ``estimated``, ``tachometer``)."""

    shaft_hz: float
    uncertainty_hz: float
    source: str
    refined: bool
    """Whether the signal itself confirms it, so that bearing lines need only be searched within their slip."""


@dataclass(frozen=True, eq=False)
class _Ratios:
    """Line power over its floor, one row a channel; lines near the mains' harmonics are hidden and count
    neither way."""

    ratio: NDArray[np.float64]
    hidden: NDArray[np.bool_]
    step_hz: float

    def comb(self, shaft_hz: NDArray[np.float64], harmonics: Sequence[int]) -> NDArray[np.float64]:
        """Sum the capped evidence of harmonics at each speed over channels [shape=(m,)], scaled up for hidden ones.

        A speed with more than half of its harmonics hidden scores nothing.
        """
        evidence = np.minimum(self.ratio - 1.0 - np.log(self.ratio), EVIDENCE_CAP)
        wide = evidence.copy()
        wide[:, 1:] = np.maximum(wide[:, 1:], evidence[:, :-1])
        wide[:, :-1] = np.maximum(wide[:, :-1], evidence[:, 1:])
        wide[:, -1] = 0.0
        total, visible = np.zeros(shaft_hz.size), np.zeros(shaft_hz.size)
        for harmonic in harmonics:
            nearest = np.minimum(np.rint(harmonic * shaft_hz / self.step_hz), wide.shape[1] - 1)
            position = nearest.astype(np.intp)
            seen = ~self.hidden[position]
            total += np.where(seen, np.sum(wide[:, position], axis=0), 0.0)
            visible += seen
        enough = visible >= 0.5 * len(harmonics)
        return np.where(enough, total * len(harmonics) / np.maximum(visible, 1.0), 0.0)

    def sharpened(self, shaft_hz: float, half_width_hz: float) -> float:
        """Return ``shaft_hz`` moved to the centre of its lines, within ``half_width_hz``.

        The lowest harmonics set the speed, the higher ones, whose spacing magnifies it, sharpen it within what is left
        open; otherwise a foreign line near a high harmonic could pull it away. Hidden and absent lines do not vote.
        """
        logs = np.log(self.ratio)
        axis_hz = np.arange(logs.shape[1]) * self.step_hz
        for highest in (1, 2, 4, HARMONICS):
            fine = shaft_hz + np.linspace(-half_width_hz, half_width_hz, 101) / highest
            summed = np.zeros(fine.size)
            for harmonic in range(1, highest + 1):
                if np.any(np.interp(harmonic * fine, axis_hz, self.hidden.astype(np.float64))):
                    continue
                voices = np.array([np.interp(harmonic * fine, axis_hz, row) for row in logs])
                summed += np.sum(np.where(np.max(voices, axis=1, keepdims=True) > LINE_LOG, voices, 0.0), axis=0)
            if np.any(summed > 0.0):
                shaft_hz = float(fine[np.argmax(summed)])
        return shaft_hz


def motor_speed_ranges_hz(mains_hz: float, poles: int | None) -> list[tuple[float, float]]:
    """Return the speeds that an induction motor with ``poles`` (any usual number when None) can have on ``mains_hz``.

    >>> motor_speed_ranges_hz(50.0, 4)
    [(23.5, 25.0)]
    """
    synchronous = [2.0 * mains_hz / p for p in ((poles,) if poles else MOTOR_POLES)]
    return [(n * (1.0 - LARGEST_MOTOR_SLIP), n) for n in synchronous]


def refine_speed(
    channels: Sequence[NDArray[np.float64]],
    *,
    sampling_rate_hz: float,
    given_hz: float,
    tolerance: float,
    mains_hz: float | None,
    least_harmonics: float = LEAST_HARMONICS,
) -> ShaftSpeed:
    """Return the given speed, moved to the shaft's own harmonics where at least ``least_harmonics`` of them show
    clearly within ``tolerance`` (relative).

    Without a clear answer the given speed stands as it is, with its tolerance as uncertainty.
    """
    unclear = ShaftSpeed(given_hz, tolerance * given_hz, "given", refined=False)
    duration_s = len(channels[0]) / sampling_rate_hz
    if duration_s * given_hz < 20.0:
        return unclear
    ratios = _line_ratios(channels, sampling_rate_hz, (1.0 + tolerance) * given_hz, mains_hz)
    ranges = [((1.0 - tolerance) * given_hz, (1.0 + tolerance) * given_hz)]
    found = _best(ratios, ranges, duration_s, least_harmonics)
    if found is None:
        return unclear
    return ShaftSpeed(found, _resolution_hz(duration_s), "given", refined=True)


def estimate_speed(
    channels: Sequence[NDArray[np.float64]],
    *,
    sampling_rate_hz: float,
    mains_hz: float | None,
    ranges_hz: Iterable[tuple[float, float]] = (BLIND_RANGE_HZ,),
) -> ShaftSpeed | None:
    """Return the speed whose harmonics stand out in ``channels`` (each [shape=(n,)]), or None when no answer
    leads clearly.

    Sum of the robust line evidence at 1 … 8 times the speed; the best must lead every other by 1.3, multiples of itself
    excepted when its own odd harmonics are there (rulebook §4.5).
    """
    ranges = list(ranges_hz)
    duration_s = len(channels[0]) / sampling_rate_hz
    if not ranges or duration_s * min(low for low, _ in ranges) < 20.0:
        return None
    ratios = _line_ratios(channels, sampling_rate_hz, max(high for _, high in ranges), mains_hz)
    found = _best(ratios, ranges, duration_s, LEAST_HARMONICS)
    if found is None:
        return None
    return ShaftSpeed(found, _resolution_hz(duration_s), "estimated", refined=True)


def tachometer_edges(samples: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp], float]:
    """Return for each rising edge of a tachometer's ``samples`` [shape=(n,)] the last sample below 40 % and the first
    above 60 % of its range [shape=(edges,)], and the middle of the range, which goes from the 1st to the 99th
    percentile."""
    low, high = np.percentile(samples, [1.0, 99.0])
    middle = float(0.5 * (low + high))
    if high <= low:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp), middle
    state = np.where(samples >= low + 0.6 * (high - low), 1, np.where(samples <= low + 0.4 * (high - low), 0, -1))
    known = np.flatnonzero(state >= 0)
    rising = (state[known[1:]] == 1) & (state[known[:-1]] == 0)
    return known[:-1][rising], known[1:][rising], middle


def tachometer_speed(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, pulses_per_rev: float
) -> ShaftSpeed | None:
    """Return the mean speed from the rising edges of a tachometer's ``samples`` [shape=(n,)], None with
    fewer than 5 edges."""
    _, edges, _ = tachometer_edges(samples)
    if edges.size < LEAST_EDGES:
        return None
    period_s = np.diff(edges) / sampling_rate_hz
    shaft_hz = float((edges.size - 1) / (edges[-1] - edges[0]) * sampling_rate_hz / pulses_per_rev)
    return ShaftSpeed(
        shaft_hz, float(shaft_hz * np.std(period_s) / np.mean(period_s) / np.sqrt(period_s.size)), "tachometer", True
    )


def _resolution_hz(duration_s: float) -> float:
    """How well the sum over eight harmonics fixes the speed: 0.3/(h·T) (rulebook §4.5) at the mean harmonic."""
    return 0.3 / (HARMONICS / 2.0 * duration_s)


def _line_ratios(
    channels: Sequence[NDArray[np.float64]], sampling_rate_hz: float, highest_hz: float, mains_hz: float | None
) -> _Ratios:
    rows = []
    step_hz = 1.0
    for samples in channels:
        frequency_hz, density = power_spectrum(samples, sampling_rate_hz=sampling_rate_hz)
        step_hz = float(frequency_hz[1])
        count = min(frequency_hz.size, int(HARMONICS * highest_hz / step_hz) + 4)
        density = density[:count]
        ratio = np.maximum(density / local_floor(density, width=max(60, int(15.0 / step_hz))), 1.0)
        rows.append(ratio)
    hidden = np.zeros(len(rows[0]), dtype=np.bool_)
    if mains_hz:
        axis_hz = np.arange(hidden.size) * step_hz
        nearest = np.rint(axis_hz / mains_hz) * mains_hz
        guard_hz = MAINS_GUARD_LINES * sampling_rate_hz / channels[0].size
        hidden = (nearest > 0) & (np.abs(axis_hz - nearest) <= guard_hz)
    return _Ratios(np.array(rows), hidden, step_hz)


def _best(
    ratios: _Ratios, ranges_hz: Sequence[tuple[float, float]], duration_s: float, least_harmonics: float
) -> float | None:
    spacing_hz = 1.0 / (2.0 * HARMONICS * duration_s)
    grid = np.concatenate([np.arange(low, high + spacing_hz, spacing_hz) for low, high in ranges_hz])
    score = ratios.comb(grid, list(range(1, HARMONICS + 1)))
    best = _prefer_fundamental(ratios, grid, score, int(np.argmax(score)), duration_s)
    near = np.abs(grid - grid[best]) <= NEIGHBOURHOOD_LINES / duration_s
    for multiple in (2.0, 3.0, 4.0):
        near |= np.abs(grid - multiple * grid[best]) <= multiple / duration_s
    rival = float(np.max(score[~near])) if np.any(~near) else 0.0
    if score[best] < least_harmonics * EVIDENCE_CAP or score[best] < CLEAR_LEAD * rival:
        return None
    return ratios.sharpened(float(grid[best]), 0.75 / duration_s)


def _prefer_fundamental(
    ratios: _Ratios, grid: NDArray[np.float64], score: NDArray[np.float64], best: int, duration_s: float
) -> int:
    """Step down from a multiple to the speed it is a multiple of, when lines between the multiples are there too."""
    for divisor in (2.0, 3.0):
        near = np.flatnonzero(np.abs(grid - grid[best] / divisor) <= 1.0 / duration_s)
        if near.size == 0:
            continue
        lower = int(near[np.argmax(score[near])])
        between = [h for h in range(1, HARMONICS + 1) if h % int(divisor)]
        own = ratios.comb(grid[lower : lower + 1], between)[0]
        if own >= LINES_BETWEEN * EVIDENCE_CAP:
            return lower
    return best
