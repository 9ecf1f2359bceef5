"""A bearing whose type is not known: the strongest family of lines that no shaft makes, and what it looks like.

Without a type there is no expected frequency, so every order is searched and the false-alarm probability pays for it.
What the family is follows from its sidebands: one turn of the shaft apart on the ring that turns, one turn of the cage
apart on a rolling element, none on the ring that stands still (rulebook §1.1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.catalogue.candidates import DefectKind, candidate_bearings
from diagnostics.examination import Against, Evidence, Finding
from diagnostics.faults.bearing import family
from diagnostics.faults.bearing_search import (
    LINE_EVIDENCE,
    SIGNIFICANCE,
    USUAL_SAMPLE,
    WATCH_DEPTH,
    BearingSearch,
    TestedHypothesis,
)
from diagnostics.faults.comb import Comb, CombScores, comb_scores, reachable_evidence
from diagnostics.faults.envelope_lines import EnvelopeLines, KnownLine, evidence, masked
from diagnostics.faults.findings import TEXTS, SensorPlace, bearing_finding, part_name
from diagnostics.faults.hypotheses import Hypothesis
from diagnostics.faults.null import exceedance_probability, invented_scores
from diagnostics.texts import Text

__all__ = ["KINDS", "ORDER_RANGE", "PATTERN_SHARE", "find_unknown", "pattern_at", "strongest_family", "unknown_finding"]

ORDER_RANGE: Final = (1.6, 15.0)
"""Orders of the shaft between which races and rolling elements of 5 to 25 elements have their lines (rulebook §1.1)."""
WINDOW: Final = 0.015
"""Relative half-width of the windows that the null counts, the usual search for slip (rulebook §1.1)."""
INTEGER_GUARD: Final = 0.01
"""Families closer than this (relative) to a whole order may be the shaft's own; less than the slip that parts them."""
RACE_SIDEBANDS: Final = 0.1
"""Energy of a pair of sidebands over their line from which the ring is taken to turn through the load zone; a loose
fit lets the other ring do the same, so the part stays doubtful (a convention)."""
LOWEST_INNER_ORDER: Final = 4.2
"""Below it an inner race would need fewer than seven elements: BPFI = n/2·(1 + γ) with γ up to 0.3 is at most 0.65·n
(rulebook §1.1), and the lowest of the catalogue is 4.38. A loose fit gives outer races the sidebands of the shaft."""
GUARD_LINES: Final = 4.0
"""Lines of the record around a whole order that may be the foot of the shaft's own."""
CAGE_ORDERS: Final = (0.33, 0.48)
"""Speeds of cages with a turning inner ring (rulebook §1.1: 0.40–0.45 usually)."""
AS_STRONG: Final = 0.8
"""A multiple of the family that holds this share of its energy is the family itself."""
CAGE_SIDEBANDS: Final = 0.3
"""Energy of a pair of sidebands one turn of the cage apart over their line that names a rolling element: their spacing
is searched for, so it takes more than the pair of a race (a convention)."""
PATTERN_SHARE: Final = 0.6
"""How much of the probability stays with a part that only the pattern names (a convention)."""
CANDIDATE_TOLERANCE: Final = 0.01
"""Bearings of the catalogue are named up to this distance (a convention: slip and rounding of geometry)."""
KINDS: Final[dict[str, DefectKind]] = {
    "bearing.outer_race": "outer",
    "bearing.inner_race": "inner",
    "bearing.rolling_element": "rolling",
    "bearing.cage": "cage",
}


def find_unknown(
    lines: EnvelopeLines, known: Sequence[KnownLine], *, component: str, shaft_hz: float, main_shaft_hz: float
) -> TestedHypothesis | None:
    """Return the family that stands out most in ``lines`` (`strongest_family`); None where none is both sure and large
    enough to be watched."""
    found = strongest_family(lines, known, component=component, shaft_hz=shaft_hz, main_shaft_hz=main_shaft_hz)
    return None if found is None or found.probability > SIGNIFICANCE else found


def strongest_family(
    lines: EnvelopeLines, known: Sequence[KnownLine], *, component: str, shaft_hz: float, main_shaft_hz: float
) -> TestedHypothesis | None:
    """Return the family that stands out most in ``lines`` between the orders `ORDER_RANGE` of the bearing's own shaft,
    with ``known`` lines left out, and how often chance makes one as strong somewhere in that range; None where it is
    too small to be watched, or another's sideband."""
    shown = masked(evidence(lines), lines, known)
    low_hz = ORDER_RANGE[0] * shaft_hz
    high_hz = min(ORDER_RANGE[1] * shaft_hz, 0.5 * lines.line_count * lines.step_hz)
    if high_hz <= 2.0 * low_hz:
        return None
    grid_hz = np.arange(low_hz, high_hz, 0.5 * lines.step_hz)
    search = _Search(lines, tuple(known), shown, grid_hz, component, shaft_hz, main_shaft_hz)
    base_hz = search.fundamental()
    if base_hz is None:
        return None
    found = search.measured(base_hz)
    plain = search.plain(base_hz)
    quiet = masked(shown, lines, [*family(found, lines.duration_s), *search.lattice(found)])
    null = invented_scores(
        search.scores(quiet), expected_hz=base_hz, shaft_hz=shaft_hz, half_width=WINDOW, excluded_hz=[]
    )
    windows = math.log(high_hz / low_hz) / (2.0 * WINDOW)
    found = replace(found, probability=min(1.0, windows * exceedance_probability(plain.score, null)))
    return None if found.depth < WATCH_DEPTH or found.carrier_hz is not None else found


def pattern_at(
    lines: EnvelopeLines,
    known: Sequence[KnownLine],
    shown: NDArray[np.float32],
    base_hz: float,
    *,
    component: str,
    shaft_hz: float,
    main_shaft_hz: float,
) -> TestedHypothesis:
    """Return the family at ``base_hz`` as one of a bearing of unknown type, of the part that its sidebands speak for.

    ``shown`` is the evidence in ``lines`` that nothing else explains [shape=(lines, views)].
    """
    search = _Search(lines, tuple(known), shown, np.array([base_hz]), component, shaft_hz, main_shaft_hz)
    return search.measured(base_hz)


def unknown_finding(
    tested: TestedHypothesis, places: Sequence[SensorPlace], *, in_velocity: bool, speed_open: float = 0.0
) -> Finding:
    """Return the finding for the family ``tested`` on a bearing of unknown type, with the bearings it would fit.

    ``speed_open`` is the relative uncertainty of the speed, by which the bearings may lie further away.
    """
    plain = bearing_finding(replace(tested, rival=None), places, in_velocity=in_velocity)
    order = tested.frequency_hz / tested.hypothesis.shaft_hz
    fits = candidate_bearings(order, kind=KINDS[tested.hypothesis.fault], tolerance=CANDIDATE_TOLERANCE + speed_open)
    listed = ", ".join(f"{c.bearing.designation} ({c.multiple:.3f})" for c in fits)
    first = plain.evidence[0]
    text = TEXTS(
        "unknown_family",
        channel=first.channel,
        low_khz=tested.view.band_hz[0] / 1000.0,
        high_khz=tested.view.band_hz[1] / 1000.0,
        frequency=tested.frequency_hz,
        order=order,
        harmonics=len(tested.harmonics_hz) - 1,
        sidebands=len(tested.sidebands_hz),
        part=part_name(tested.hypothesis.fault),
        depth=tested.depth,
        candidates=Text(listed or "none", listed or "无"),
    )
    own = Evidence(
        "envelope_line",
        text,
        channel=first.channel,
        frequency_hz=tested.frequency_hz,
        harmonics_hz=tested.harmonics_hz,
        sidebands_hz=tested.sidebands_hz,
        band_hz=tested.view.band_hz,
        strength=first.strength,
        modulation_depth=tested.depth,
    )
    return replace(
        plain,
        probability=PATTERN_SHARE * plain.probability,
        evidence=(own, *plain.evidence[1:]),
        against=(
            Against(TEXTS("unknown_type", component=tested.hypothesis.component)),
            *(() if tested.rival is None else (Against(_known_rival(tested, tested.rival)),)),
            *plain.against,
        ),
    )


def _known_rival(tested: TestedHypothesis, rival: TestedHypothesis) -> Text:
    """Say which part of a bearing of known type may make the line of ``tested``, and how likely that is."""
    expected_hz = rival.hypothesis.expected_hz
    return TEXTS(
        "rival_known",
        part=part_name(rival.hypothesis.fault),
        component=rival.hypothesis.component,
        expected=expected_hz,
        difference=100.0 * (tested.frequency_hz / expected_hz - 1.0),
        own=tested.share,
        rival=1.0 - tested.share,
    )


@dataclass(frozen=True, eq=False)
class _Search:
    """The search for one family without an expected frequency."""

    lines: EnvelopeLines
    known: tuple[KnownLine, ...]
    shown: NDArray[np.float32]
    grid_hz: NDArray[np.float64]
    component: str
    shaft_hz: float
    main_shaft_hz: float

    def scores(self, shown: NDArray[np.float32]) -> CombScores:
        """Return the score of a family at every fundamental."""
        usual = np.arange(0, self.grid_hz.size, max(1, self.grid_hz.size // USUAL_SAMPLE))
        return comb_scores(
            reachable_evidence(shown), step_hz=self.lines.step_hz, fundamental_hz=self.grid_hz, comb=Comb(), usual=usual
        )

    def fundamental(self) -> float | None:
        """Return the fundamental of the highest-scoring family that is neither a shaft's nor another's sideband."""
        free = self._between_orders(self.grid_hz)
        if not np.any(free):
            return None
        score = np.where(free, self.scores(self.shown).score, -np.inf)
        base_hz = float(self.grid_hz[int(np.argmax(score))])
        search = self._at("bearing.outer_race", base_hz, sideband_hz=0.0)
        channel = search.measure(self.shown, search.hypotheses)[0].view.channel
        views = np.array([i for i, v in enumerate(self.lines.views) if v.channel == channel and not v.logarithmic])
        carrier_hz = search.carriers.carrier_hz(
            base_hz, spacings_hz=sorted({self.shaft_hz, self.main_shaft_hz}), views=views
        )
        base_hz = carrier_hz or base_hz
        for multiple in (3.0, 2.0):
            own, higher = search.carriers.energy(np.array([base_hz, multiple * base_hz]), views)
            if multiple * base_hz < self.grid_hz[-1] and higher >= AS_STRONG * own:
                base_hz *= multiple
                break
        inside = self.grid_hz[0] <= base_hz <= self.grid_hz[-1]
        return base_hz if inside and bool(self._between_orders(np.array([base_hz]))[0]) else None

    def _between_orders(self, frequency_hz: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say of each frequency whether it is clear of the shaft's whole orders."""
        orders = frequency_hz / self.shaft_hz
        guard = np.maximum(INTEGER_GUARD * orders, GUARD_LINES / self.lines.duration_s / self.shaft_hz)
        return np.asarray(np.abs(orders - np.rint(orders)) > guard)

    def measured(self, base_hz: float) -> TestedHypothesis:
        """Return the family at ``base_hz`` with the part that its sidebands speak for."""
        outer = self.plain(base_hz)
        shaft = self._sidebands(outer, self.shaft_hz)
        spacing_hz = self._cage_spacing(outer)
        cage = self._sidebands(outer, spacing_hz)
        if cage >= CAGE_SIDEBANDS and cage > shaft:
            return self._measure("bearing.rolling_element", base_hz, spacing_hz)
        inner = shaft >= RACE_SIDEBANDS and base_hz >= LOWEST_INNER_ORDER * self.shaft_hz
        return self._measure("bearing.inner_race", base_hz, self.shaft_hz) if inner else outer

    def plain(self, base_hz: float) -> TestedHypothesis:
        """Return the family at ``base_hz`` without sidebands, as the null has it."""
        return self._measure("bearing.outer_race", base_hz, 0.0)

    def lattice(self, found: TestedHypothesis) -> list[KnownLine]:
        """Return the lines seen in the deciding view that ``found`` makes together with its shaft and its cage, far out
        on both sides."""
        base_hz, lines = found.frequency_hz, []
        seen = self.shown[:, found.view_index] >= LINE_EVIDENCE
        for spacing_hz, most in ((self.shaft_hz, 12), (self._cage_spacing(found), 24)):
            for harmonic in range(9):
                for f in np.abs(harmonic * base_hz + spacing_hz * np.arange(-most, most + 1)):
                    half_width_hz = max(2.0 / self.lines.duration_s, 0.002 * float(f))
                    first, last = ((f + side * half_width_hz) / self.lines.step_hz for side in (-1.0, 1.0))
                    if np.any(seen[max(0, int(first)) : int(last) + 1]):
                        lines.append(KnownLine(float(f), half_width_hz))
        return lines

    def _sidebands(self, found: TestedHypothesis, spacing_hz: float) -> float:
        """Return the energy of the stronger pair of sidebands, one or two spacings away, over the line's."""
        places = np.abs(found.frequency_hz + spacing_hz * np.array([0.0, -1.0, 1.0, -2.0, 2.0]))
        search = self._at(found.hypothesis.fault, found.frequency_hz, sideband_hz=0.0)
        line, *beside = search.carriers.energy(places, np.array([found.view_index]), harmonics=1)
        return float(max(sum(beside[:2]), sum(beside[2:])) / 2.0 / line) if line > 0.0 else 0.0

    def _cage_spacing(self, found: TestedHypothesis) -> float:
        """Return the spacing within `CAGE_ORDERS` at which the strongest sidebands stand in the deciding view."""
        step_hz = self.lines.step_hz
        spacings_hz = np.arange(CAGE_ORDERS[0] * self.shaft_hz, CAGE_ORDERS[1] * self.shaft_hz, step_hz)
        search = self._at(found.hypothesis.fault, found.frequency_hz, sideband_hz=0.0)
        view = np.array([found.view_index])
        energy = sum(
            search.carriers.energy(np.abs(found.frequency_hz + turns * spacings_hz), view, harmonics=1)
            for turns in (-2.0, -1.0, 1.0, 2.0)
        )
        return float(spacings_hz[int(np.argmax(energy))])

    def _measure(self, fault: str, base_hz: float, sideband_hz: float) -> TestedHypothesis:
        search = self._at(fault, base_hz, sideband_hz=sideband_hz)
        return search.measure(self.shown, search.hypotheses)[0]

    def _at(self, fault: str, base_hz: float, *, sideband_hz: float) -> BearingSearch:
        hypothesis = Hypothesis(
            fault, self.component, base_hz, self.shaft_hz, 0.4 * self.shaft_hz, Comb(sideband_hz=sideband_hz)
        )
        window = max(2.0 * self.lines.step_hz / base_hz, 1e-4)
        return BearingSearch(self.lines, (hypothesis,), self.known, self.main_shaft_hz, window, 1, {}, {})
