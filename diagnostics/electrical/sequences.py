"""Symmetrical components of three phasors, and the two common figures of unbalance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.electrical.fundamental import phasors

__all__ = ["Sequences", "equal_gain_negative", "nema_unbalance", "symmetrical_components", "windowed_sequences"]

TURN: Final = complex(np.exp(2j * np.pi / 3.0))
"""Fortescue's operator α: a third of a turn ahead."""
WINDOW_CYCLES: Final = 10
"""Cycles of the supply in one window (IEC 61000-4-30: 10 at 50 Hz)."""
GAIN_RANGE: Final = (0.3, 3.0)
"""Gains outside of it, relative to their mean, are no calibration error (a convention)."""


@dataclass(frozen=True)
class Sequences:
    """Zero, positive and negative sequence of three phasors, referred to the first of them; same unit."""

    zero: complex
    positive: complex
    negative: complex

    @property
    def negative_ratio(self) -> complex:
        """Negative over positive sequence; its angle tells which phase differs. 0 without a positive sequence."""
        return self.negative / self.positive if self.positive else 0j

    @property
    def zero_ratio(self) -> complex:
        """Zero over positive sequence; 0 without a positive sequence."""
        return self.zero / self.positive if self.positive else 0j


def symmetrical_components(three: NDArray[np.complex128]) -> Sequences:
    """Return the sequences of ``three`` phasors a, b, c [shape=(3,)]; positive is the rotation a, b, c.

    Fortescue, Trans. AIEE 37 (1918): X₁ = (a + α·b + α²·c)/3, X₂ = (a + α²·b + α·c)/3, X₀ = (a + b + c)/3.

    >>> balanced = np.exp(-2j * np.pi * np.arange(3) / 3)
    >>> round(abs(symmetrical_components(balanced).positive), 12)
    1.0
    """
    a, b, c = (complex(value) for value in three)
    return Sequences((a + b + c) / 3.0, (a + TURN * b + TURN**2 * c) / 3.0, (a + TURN**2 * b + TURN * c) / 3.0)


def windowed_sequences(
    samples: NDArray[np.float64], frequency_hz: float, *, sampling_rate_hz: float
) -> tuple[Sequences, float]:
    """Return the sequences of three phases ``samples`` [shape=(3, n)] and how far |X₂/X₁| strays between windows.

    Each window holds ten cycles (all there are in a shorter record). The ratios are medians over the windows, so that a
    start or a knock in some of them does not count; the positive sequence is the mean of its magnitude, at angle 0. The
    spread is half the distance between the quartiles of the windows' |X₂/X₁|, 0 for a single one.
    """
    length = round(WINDOW_CYCLES * sampling_rate_hz / frequency_hz)
    starts = range(0, max(1, samples.shape[-1] - length + 1), length)
    each = [
        symmetrical_components(phasors(samples[:, s : s + length], frequency_hz, sampling_rate_hz=sampling_rate_hz))
        for s in starts
    ]
    positive = float(np.mean([abs(item.positive) for item in each]))
    negative = _median(np.array([item.negative_ratio for item in each]))
    zero = _median(np.array([item.zero_ratio for item in each]))
    low, high = np.quantile([abs(item.negative_ratio) for item in each], (0.25, 0.75))
    return Sequences(positive * zero, positive, positive * negative), 0.5 * float(high - low)


def equal_gain_negative(three: NDArray[np.complex128]) -> float | None:
    """Return |I₂/I₁| that is left of ``three`` currents of a three-wire machine [shape=(3,)] once the gains of the
    clamps are chosen so that the currents add up to nothing; None where no plausible gains do that.

    Two gains follow from the two parts of one complex sum. To first order gains 1 + ε_k on balanced currents give
    I₀/I₁ = (ε_a + α²·ε_b + α·ε_c)/3 and I₂/I₁ its conjugate: a wrong gain makes I₂ as large as I₀, a real unbalance
    makes no I₀. Errors of phase are not taken out.
    """
    largest = float(np.max(np.abs(three)))
    if largest == 0.0:
        return None
    unit = three / largest
    equations = np.array([unit.real, unit.imag, np.ones(3)])
    if abs(np.linalg.det(equations)) < 1e-6:
        return None
    gains = np.linalg.solve(equations, np.array([0.0, 0.0, 3.0]))
    if np.min(gains) < GAIN_RANGE[0] or np.max(gains) > GAIN_RANGE[1]:
        return None
    return abs(symmetrical_components(gains * three).negative_ratio)


def nema_unbalance(line_voltages: NDArray[np.float64]) -> float:
    """Return the unbalance of three line voltages [shape=(3,)] after NEMA MG 1: largest deviation from their mean over
    that mean.

    >>> round(nema_unbalance(np.array([398.0, 400.0, 408.0])), 4)
    0.0149
    """
    mean = float(np.mean(line_voltages))
    return float(np.max(np.abs(line_voltages - mean))) / mean if mean > 0.0 else 0.0


def _median(values: NDArray[np.complex128]) -> complex:
    return complex(np.median(values.real), np.median(values.imag))
