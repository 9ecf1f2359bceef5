"""One rule that turns anybody's envelope spectra into an answer, with a threshold chosen in hindsight.

The rule knows the true speed and the bearings. A line's prominence is the highest value within 1 % of where it belongs
over the median of the spectrum around it; a fault's is the mean of its first three harmonics, in the channel where it
is largest. The most prominent fault of the most prominent bearing is the answer when it exceeds the threshold, else
"healthy". The threshold is the lowest at which no healthy machine is accused: chosen knowing the answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.kinematics import bearing_orders
from diagnostics.machine import Machine

__all__ = ["Answer", "Score", "answer_from", "hindsight", "reach_hz"]

HARMONICS: Final = 3
WINDOW: Final = 0.01
"""Relative half-width searched around a line: the slip of rolling bearings is 1 to 2 % (Randall & Antoni, MSSP 25
(2011), §2)."""
AROUND: Final = 0.3
"""Relative half-width of the surroundings whose median is the floor (a convention)."""

Spectrum = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Frequency in Hz and value [shape=(m,) each]."""


@dataclass(frozen=True)
class Answer:
    """The most prominent fault of a recording."""

    fault: str
    component: str
    prominence: float


@dataclass(frozen=True)
class Score:
    """What a method reaches with its threshold chosen in hindsight."""

    faults: int
    of_faults: int
    healthy: int
    of_healthy: int
    threshold: float


def reach_hz(machine: Machine, shaft_hz: float) -> float:
    """Return how far spectra must reach for the rule."""
    highest = max(order for _, _, order in _families(machine))
    return (1.0 + AROUND) * HARMONICS * highest * shaft_hz


def answer_from(spectra: Sequence[Spectrum], machine: Machine, shaft_hz: float) -> Answer:
    """Return the most prominent fault in the ``spectra`` of a recording's channels."""
    answers = [
        Answer(fault, component, max(_prominence(spectrum, order * shaft_hz) for spectrum in spectra))
        for fault, component, order in _families(machine)
    ]
    return max(answers, key=lambda answer: answer.prominence)


def hindsight(answers: Mapping[str, Answer], truth: Mapping[str, tuple[str, str]]) -> Score:
    """Return the score of ``answers`` by case against the ``truth`` (fault and component, by case)."""
    healthy = [case for case in answers if truth[case][0] == "healthy"]
    faulty = [case for case in answers if truth[case][0] != "healthy"]
    threshold = max((answers[case].prominence for case in healthy), default=0.0)
    right = [c for c in faulty if (answers[c].fault, answers[c].component) == truth[c]]
    hits = sum(answers[case].prominence > threshold for case in right)
    return Score(hits, len(faulty), len(healthy), len(healthy), threshold)


def _families(machine: Machine) -> list[tuple[str, str, float]]:
    found = []
    for bearing in machine.bearings:
        orders = bearing_orders(machine, bearing)
        found += [
            ("bearing.outer_race", bearing.id, orders.bpfo),
            ("bearing.inner_race", bearing.id, orders.bpfi),
            ("bearing.rolling_element", bearing.id, 2.0 * orders.bsf),
            ("bearing.cage", bearing.id, orders.ftf),
        ]
    return found


def _prominence(spectrum: Spectrum, line_hz: float) -> float:
    frequency_hz, value = spectrum
    total = 0.0
    for k in range(1, HARMONICS + 1):
        at = _between(frequency_hz, k * line_hz, max(WINDOW * k * line_hz, float(frequency_hz[1])))
        around = _between(frequency_hz, k * line_hz, AROUND * k * line_hz)
        floor = float(np.median(value[around])) if value[around].size else 0.0
        if value[at].size and floor > 0.0:
            total += float(np.max(value[at])) / floor
    return total / HARMONICS


def _between(frequency_hz: NDArray[np.float64], centre_hz: float, half_width_hz: float) -> slice:
    first = int(np.searchsorted(frequency_hz, centre_hz - half_width_hz))
    return slice(first, int(np.searchsorted(frequency_hz, centre_hz + half_width_hz, side="right")))
