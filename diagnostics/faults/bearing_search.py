"""The search for the lines of bearing faults in the envelope spectra of one recording: what each hypothesis finds, and
how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.carrier import CarrierSearch
from diagnostics.faults.comb import Comb, CombScores, comb_scores, reachable_evidence
from diagnostics.faults.envelope_lines import EnvelopeLines, EnvelopeView, KnownLine, masked
from diagnostics.faults.hypotheses import Hypothesis
from diagnostics.faults.null import exceedance_probability, invented_scores
from diagnostics.spectra.envelope import modulation_depth

__all__ = [
    "FAULT_DEPTH",
    "LINE_EVIDENCE",
    "SIGNIFICANCE",
    "SLIP_AGREEMENT",
    "USUAL_SAMPLE",
    "WATCH_DEPTH",
    "BearingSearch",
    "TestedHypothesis",
]

SIGNIFICANCE = 0.01
"""Key 1: largest corrected false-alarm probability per bearing (rulebook §4.2)."""
FAULT_DEPTH = 0.5
"""Key 2: modulation depth worth acting on (rulebook §4.2)."""
WATCH_DEPTH = 0.2
"""Modulation depth worth repeating the measurement (rulebook §4.2)."""
OWN_SENSOR_SHARE = 0.75
"""The sensor at the bearing itself decides when it sees at least this share of the largest depth."""
SLIP_AGREEMENT = 0.004
"""All lines of one bearing share one slip; found lines differ by less than this (slips measured on public
rigs scatter by 0.3 %)."""
LINE_EVIDENCE = 4.0
"""Evidence from which a harmonic or sideband counts as seen: u − 1 − ln u = 4 is a line 7 times its floor, p = 10⁻³."""
USUAL_SAMPLE = 1000
"""Fundamentals whose scores give a view's median and spread."""
DECIDING_SHARE = 0.3
"""Views that reach this share of the best score are open to be the deciding one; the largest depth among
them decides."""
UNLIKELY_SHARE = 0.5
"""What a claim counts for when something that usually goes with it is missing: the sidebands of a race or rolling
element that passes the load zone, or the direct line of a fault that is inferred from the cage's (a convention)."""
PULSED_SHARE = 0.6
"""Depth of the fourth harmonic over the fundamental from which a cage line is a train of knocks. The passage through a
load zone 0.15 turns wide, narrower than any real one, makes sinc(0.6)/sinc(0.15) = 0.52; a knock shorter than a tenth
of a turn makes over 0.76."""
LEAST_SIDEBANDS = 2
"""Sidebands that a family next to a shaft harmonic must show to be told from it (rulebook §2.3, inner race)."""


@dataclass(frozen=True)
class TestedHypothesis:
    """A hypothesis with what the recording says about it; frequencies in Hz."""

    hypothesis: Hypothesis
    frequency_hz: float
    score: float
    """Robust standard deviations above the usual score of a family (`comb_scores`)."""
    view_index: int
    view: EnvelopeView
    depth: float
    """Modulation depth m of the fundamental in the deciding view: of the line at `frequency_hz`, or at `spin_hz`."""
    energy: float
    """Sum of ρ − ρ₀ over the seen harmonics and sidebands in the deciding view."""
    harmonics_hz: tuple[float, ...]
    sidebands_hz: tuple[float, ...]
    probability: float = 1.0
    """Corrected false-alarm probability, 1 while not tested."""
    near_shaft_order: int | None = None
    """The whole shaft order within the search window, if there is one."""
    plausibility: float = 1.0
    """How well the slip fits: exp(−½(slip/σ)²) with σ half the search window."""
    carrier_hz: float | None = None
    """The fundamental of a stronger family, a whole number of turns of a shaft away, whose sideband this one is."""
    in_waveform: bool = True
    """Whether the waveform itself shows the line; asked of cages only."""
    spin_hz: float | None = None
    """The line at the spin of a rolling element, where it is deeper than the one at twice the spin: a defect that
    strikes only one race (rulebook §2.3: 2·BSF and/or BSF)."""
    pulsed: bool = False
    """Whether the envelope knocks rather than swells at the fundamental (`PULSED_SHARE`)."""
    twin: str | None = None
    """Another bearing that would make the same lines, if there is one."""
    share: float = 1.0
    """Probability that the family is this bearing's where bearings of unknown type may make it, too."""
    rival: TestedHypothesis | None = None
    """The same family as that of the other bearing that may make it: one of unknown type beside a known one, or the
    other way round."""

    @property
    def fault(self) -> str:
        """What the family stands for: a smooth modulation at the cage's speed that the waveform does not show is a
        rolling element's.

        A damaged cage knocks, or throws the rotor about and shows in the waveform; a damaged rolling element only
        passes the load zone once per turn of the cage (rulebook §2.3).
        """
        swells = self.hypothesis.fault == "bearing.cage" and not self.in_waveform and not self.pulsed
        return "bearing.rolling_element" if swells else self.hypothesis.fault

    @property
    def claim(self) -> float:
        """Energy that the hypothesis explains, less what speaks against it: an odd slip, no sidebands, inference."""
        share = self.plausibility
        if self.hypothesis.comb.sideband_hz > 0.0 and not self.sidebands_hz:
            share *= UNLIKELY_SHARE
        return self.energy * share * (UNLIKELY_SHARE if self.indirect else 1.0)

    @property
    def indirect(self) -> bool:
        """Whether the fault is inferred from the cage's line alone."""
        return self.fault != self.hypothesis.fault

    @property
    def significant(self) -> bool:
        """Key 1, inner evidence where the line could be a shaft harmonic, and no sideband of a stronger line."""
        return self.probability <= SIGNIFICANCE and (self.near_shaft_order is None or self.has_inner_evidence)

    @property
    def has_inner_evidence(self) -> bool:
        """Whether the family shows what a shaft harmonic cannot: its own sidebands, or a harmonic where it
        has none (rulebook §1.1)."""
        if self.hypothesis.comb.sideband_hz > 0.0:
            return len(self.sidebands_hz) >= LEAST_SIDEBANDS
        return len(self.harmonics_hz) >= 2

    @property
    def strength_db(self) -> float:
        """Height of the family over its floor as a single figure for people: 10·lg of the score."""
        return float(10.0 * np.log10(max(self.score, 1.0)))


@dataclass(frozen=True, eq=False)
class BearingSearch:
    """The search for families in one set of envelope lines."""

    lines: EnvelopeLines
    hypotheses: tuple[Hypothesis, ...]
    known: Sequence[KnownLine]
    """Lines that something else than a bearing makes."""
    main_shaft_hz: float
    window: float
    """Relative half-width of the search around each fundamental."""
    searches: int
    """How often the same bearings are searched for, at other speeds."""
    cage_in_waveform: Mapping[str, bool]
    own_channels: Mapping[str, frozenset[int]]

    @cached_property
    def carriers(self) -> CarrierSearch:
        """The energy of line families, without the known lines."""
        power, floor = self.lines.power, self.lines.floor
        excess = np.maximum(np.where(np.isfinite(floor), power - floor, np.float32(0.0)), np.float32(0.0))
        return CarrierSearch(masked(excess, self.lines, self.known), self.lines.step_hz)

    @cached_property
    def grid_hz(self) -> NDArray[np.float64]:
        """Fundamentals from half the lowest hypothesis to 1.5 times the highest, a quarter of the record's line apart
        [shape=(m,)]."""
        low_hz = 0.5 * min(h.expected_hz for h in self.hypotheses)
        high_hz = 1.5 * max(h.expected_hz for h in self.hypotheses)
        return np.arange(low_hz, high_hz, 0.5 * self.lines.step_hz)

    @cached_property
    def usual(self) -> NDArray[np.intp]:
        """Positions in `grid_hz` that show how families usually score, evenly spaced."""
        return np.arange(0, self.grid_hz.size, max(1, self.grid_hz.size // USUAL_SAMPLE))

    def scores(
        self, shown: NDArray[np.float32], hypotheses: Sequence[Hypothesis], *, whole: bool
    ) -> dict[Comb, CombScores]:
        """Score each comb that ``hypotheses`` need, over the ``whole`` grid or only where they are looked for."""
        if whole:
            positions, usual = np.arange(self.grid_hz.size), self.usual
        else:
            windows = [self._window(h, -self.window, self.window) for h in hypotheses]
            positions = np.unique(np.concatenate([self.usual, *windows]))
            usual = np.searchsorted(positions, self.usual)
        reachable = reachable_evidence(shown)
        return {
            comb: comb_scores(
                reachable, step_hz=self.lines.step_hz, fundamental_hz=self.grid_hz[positions], comb=comb, usual=usual
            )
            for comb in dict.fromkeys(h.comb for h in hypotheses)
        }

    def _window(self, hypothesis: Hypothesis, low: float, high: float) -> NDArray[np.intp]:
        """Return the positions in `grid_hz` where ``hypothesis`` is looked for, one to each side more."""
        edges_hz = [hypothesis.expected_hz * (1.0 + low), hypothesis.expected_hz * (1.0 + high)]
        first, last = np.searchsorted(self.grid_hz, edges_hz)
        return np.arange(max(0, first - 1), min(self.grid_hz.size, last + 2))

    def measure(
        self,
        shown: NDArray[np.float32],
        hypotheses: Sequence[Hypothesis],
        *,
        slips: dict[str, float] | None = None,
    ) -> list[TestedHypothesis]:
        """Find each hypothesis' best family in what is ``shown``, near the slip already known for its bearing."""
        scores = self.scores(shown, hypotheses, whole=False)
        found = []
        for hypothesis in hypotheses:
            low, high = -self.window, self.window
            if slips and hypothesis.component in slips:
                slip = slips[hypothesis.component]
                open_ = max(SLIP_AGREEMENT, self.lines.step_hz / hypothesis.expected_hz)
                low, high = max(low, slip - open_), min(high, slip + open_)
            found.append(self._measure_one(shown, scores[hypothesis.comb], hypothesis, low, high))
        return found

    def nulls(
        self, quiet: NDArray[np.float32], hypotheses: Sequence[Hypothesis]
    ) -> dict[Hypothesis, NDArray[np.float64]]:
        """Return the scores of invented families for each hypothesis, in what no hypothesis accounts for."""
        scores = self.scores(quiet, hypotheses, whole=True)
        expected = [h.expected_hz for h in self.hypotheses]
        return {
            h: invented_scores(
                scores[h.comb],
                expected_hz=h.expected_hz,
                shaft_hz=self.main_shaft_hz,
                half_width=self.window,
                excluded_hz=expected,
            )
            for h in hypotheses
        }

    def judged(self, tested: TestedHypothesis, nulls: dict[Hypothesis, NDArray[np.float64]]) -> TestedHypothesis:
        """Add the false-alarm probability, corrected for the hypotheses tested on the same bearing and for the
        speeds tried (Bonferroni).

        A sideband of a stronger family, which the null of a record without that family cannot judge, keeps 1; so does
        what there is no null for.
        """
        if tested.hypothesis not in nulls or tested.carrier_hz is not None:
            return tested
        own = sum(h.component == tested.hypothesis.component for h in self.hypotheses)
        single = exceedance_probability(tested.score, nulls[tested.hypothesis])
        return replace(tested, probability=min(1.0, own * self.searches * single))

    def _measure_one(
        self,
        shown: NDArray[np.float32],
        scores: CombScores,
        hypothesis: Hypothesis,
        low: float,
        high: float,
    ) -> TestedHypothesis:
        expected_hz = hypothesis.expected_hz
        stretch = scores.window(expected_hz * (1.0 + low), expected_hz * (1.0 + high))
        at = stretch.start + int(np.argmax(scores.score[stretch]))
        base_hz, best = float(scores.fundamental_hz[at]), float(scores.score[at])
        index, depth = self._deciding_view(scores.views[at], best, base_hz, hypothesis.component)
        harmonics = tuple(k * base_hz for k in range(1, hypothesis.comb.harmonics + 1))
        seen = tuple(f for f in harmonics if f == base_hz or self._evidence(shown, f, index) >= LINE_EVIDENCE)
        spin_hz = self._spin(shown, hypothesis, base_hz, index, depth)
        if spin_hz is not None:
            depth = modulation_depth(self._excess(spin_hz, index), 0.0)
        side_hz = hypothesis.comb.sideband_hz
        beside = [f + s for f in harmonics for s in (-side_hz, side_hz) if side_hz > 0.0 and f + s > 0.0]
        sidebands = tuple(f for f in beside if self._evidence(shown, f, index) >= LINE_EVIDENCE)
        order = round(base_hz / self.main_shaft_hz)
        near = order >= 1 and abs(base_hz / (order * self.main_shaft_hz) - 1.0) <= self.window
        return TestedHypothesis(
            hypothesis=hypothesis,
            frequency_hz=base_hz,
            score=best,
            view_index=index,
            view=self.lines.views[index],
            depth=depth,
            energy=sum(self._excess(f, index) for f in (*seen, *sidebands)),
            harmonics_hz=seen,
            sidebands_hz=sidebands,
            near_shaft_order=order if near else None,
            carrier_hz=self._carrier(hypothesis, base_hz, self.lines.views[index].channel),
            plausibility=float(np.exp(-0.5 * ((base_hz / expected_hz - 1.0) / (0.5 * self.window)) ** 2)),
            spin_hz=spin_hz,
            pulsed=modulation_depth(self._excess(harmonics[-1], index), 0.0) >= PULSED_SHARE * depth,
            in_waveform=hypothesis.fault != "bearing.cage" or self.cage_in_waveform.get(hypothesis.component, True),
        )

    def _spin(
        self, shown: NDArray[np.float32], hypothesis: Hypothesis, base_hz: float, view: int, depth: float
    ) -> float | None:
        """Return half of ``base_hz`` where a rolling element's line there is seen and deeper than ``depth``."""
        half_hz = 0.5 * base_hz
        if hypothesis.fault != "bearing.rolling_element" or self._evidence(shown, half_hz, view) < LINE_EVIDENCE:
            return None
        return half_hz if modulation_depth(self._excess(half_hz, view), 0.0) > depth else None

    def _carrier(self, hypothesis: Hypothesis, base_hz: float, channel: int) -> float | None:
        """Return the stronger family that ``base_hz`` is a sideband of, over all squared envelopes of ``channel``."""
        views = [i for i, v in enumerate(self.lines.views) if v.channel == channel and not v.logarithmic]
        spin = [0.5 * base_hz] if hypothesis.fault == "bearing.rolling_element" else []
        shafts = sorted({hypothesis.shaft_hz, self.main_shaft_hz})
        return self.carriers.carrier_hz(base_hz, spacings_hz=shafts, views=np.array(views), spared_hz=spin)

    def _deciding_view(
        self, views: NDArray[np.float32], best: float, base_hz: float, component: str
    ) -> tuple[int, float]:
        """Return the squared-envelope view with the largest depth among those that see the family, and that depth.

        A sensor at the bearing itself is preferred where it sees nearly as much.
        """
        squared = [i for i, view in enumerate(self.lines.views) if not view.logarithmic]
        open_ = [i for i in squared if views[i] >= DECIDING_SHARE * best]
        if not open_:
            open_ = [max(squared, key=lambda i: float(views[i]))]
        depths = {i: modulation_depth(self._excess(base_hz, i), 0.0) for i in open_}
        winner = max(open_, key=lambda i: depths[i])
        own = self.own_channels.get(component, frozenset())
        near = [i for i in open_ if self.lines.views[i].channel in own]
        if near:
            nearest = max(near, key=lambda i: depths[i])
            if depths[nearest] >= OWN_SENSOR_SHARE * depths[winner]:
                winner = nearest
        return winner, depths[winner]

    def _near(self, frequency_hz: float) -> slice:
        centre = min(round(frequency_hz / self.lines.step_hz), self.lines.line_count - 1)
        return slice(max(0, centre - 2), centre + 3)

    def _excess(self, frequency_hz: float, view: int) -> float:
        """ρ − ρ₀ of the strongest line within one line of the record, 0 beyond the axis or below the floor."""
        near = self._near(frequency_hz)
        if frequency_hz > self.lines.line_count * self.lines.step_hz:
            return 0.0
        power, floor = self.lines.power[near, view], self.lines.floor[near, view]
        finite = np.isfinite(floor)
        return float(max(0.0, np.max(np.where(finite, power - floor, 0.0))))

    def _evidence(self, shown: NDArray[np.float32], frequency_hz: float, view: int) -> float:
        if frequency_hz > self.lines.line_count * self.lines.step_hz:
            return 0.0
        return float(np.max(shown[self._near(frequency_hz), view]))
