"""Rolling bearings: test every fault of every bearing against the record's own null, then explain away what
rides on a stronger one.

Two keys (rulebook §4.2): the family is certainly there (false-alarm probability), and it is large (modulation depth).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.comb import Comb, CombScores, comb_scores
from diagnostics.faults.envelope_lines import EnvelopeLines, EnvelopeView, KnownLine, evidence, masked
from diagnostics.faults.hypotheses import Hypothesis
from diagnostics.faults.null import exceedance_probability, invented_scores
from diagnostics.spectra.envelope import modulation_depth

__all__ = ["FAULT_DEPTH", "WATCH_DEPTH", "BearingVerdict", "TestedHypothesis", "examine_bearings"]

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
TWIN_AGREEMENT = 0.005
"""Families closer than this (relative) cannot be told apart by frequency: less than any slip that could part them."""
DECIDING_SHARE = 0.5
"""Views that reach this share of the best score are open to be the deciding one; the largest depth among
them decides."""
UNLIKELY_SHARE = 0.5
"""What a claim counts for when something that usually goes with it is missing: the sidebands of a race or rolling
element that passes the load zone, or the direct line of a fault that is inferred from the cage's (a convention)."""
PULSED_SHARE = 0.6
"""Depth of the fourth harmonic over the fundamental from which a cage line is a train of knocks. The passage through a
load zone 0.15 turns wide, narrower than any real one, makes sinc(0.6)/sinc(0.15) = 0.52; a knock shorter than a tenth
of a turn makes over 0.76."""
CARRIER_OVER = 1.25
"""How much deeper a line one or two turns of the shaft away must be for this one to be its sideband: a carrier stands
above its own sidebands (Randall & Antoni, MSSP 25 (2011), §2); the quarter allows for the scatter of two lines."""
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
    """Modulation depth m of the fundamental in the deciding view."""
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
    """A deeper line one or two turns of the shaft away, whose sideband this one is."""
    in_waveform: bool = True
    """Whether the waveform itself shows the line; asked of cages only."""
    pulsed: bool = False
    """Whether the envelope knocks rather than swells at the fundamental (`PULSED_SHARE`)."""
    twin: str | None = None
    """Another bearing that would make the same lines, if there is one."""

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
        if self.carrier_hz is not None:
            return False
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


@dataclass(frozen=True)
class BearingVerdict:
    """What holds (strongest first) and what was tested and does not hold."""

    accepted: tuple[TestedHypothesis, ...]
    rejected: tuple[TestedHypothesis, ...]
    explained: tuple[tuple[TestedHypothesis, TestedHypothesis], ...]
    """Pairs (hypothesis, the accepted one whose lines it rode on)."""


def examine_bearings(
    lines: EnvelopeLines,
    hypotheses: Sequence[Hypothesis],
    known: Sequence[KnownLine],
    *,
    main_shaft_hz: float,
    window: float,
    cage_in_waveform: Mapping[str, bool] | None = None,
    loudness: Callable[[str, EnvelopeView], float | None] = lambda component, view: None,
    own_channels: Mapping[str, frozenset[int]] | None = None,
) -> BearingVerdict:
    """Test ``hypotheses`` within ± ``window`` (relative) of their fundamentals in ``lines``, with ``known``
    lines masked.

    The hypothesis with the strongest claim (the energy it explains, less what speaks against it) wins; its family is
    removed and the rest is tested again (rulebook §2.8). ``cage_in_waveform`` says for each bearing whether its cage
    line shows in the waveform (taken as yes where not said); ``loudness(bearing, view)`` is the level at the bearing's
    own sensor in the band of a view, None without a sensor: of two bearings of one type the louder one has the fault.
    ``own_channels`` names the channels that sit at a bearing.
    """
    search = _Search(lines, tuple(hypotheses), main_shaft_hz, window, cage_in_waveform or {}, own_channels or {})
    shown = masked(evidence(lines), lines, known)
    first = search.measure(shown, hypotheses)
    doubtful = [t for t in first if t.depth >= WATCH_DEPTH]
    quiet = masked(shown, lines, [line for t in doubtful for line in family(t, lines.duration_s)])
    nulls = search.nulls(quiet, [t.hypothesis for t in doubtful])
    waiting = [search.judged(t, nulls) for t in doubtful]
    accepted: list[TestedHypothesis] = []
    explained: list[tuple[TestedHypothesis, TestedHypothesis]] = []
    while standing := [t for t in waiting if t.significant and t.depth >= WATCH_DEPTH]:
        winner = max(standing, key=lambda t: (t.depth >= FAULT_DEPTH, t.claim))
        before = [t for t in waiting if t is not winner]
        winner, before = _at_louder_twin(winner, before, hypotheses, loudness)
        accepted.append(winner)
        shown = masked(shown, lines, family(winner, lines.duration_s))
        again = search.measure(shown, [t.hypothesis for t in before], slips=_slips(accepted))
        waiting = []
        for old, new in zip(before, [search.judged(t, nulls) for t in again], strict=True):
            stands = new.significant and new.depth >= WATCH_DEPTH and not _rides_on(new, winner, lines.duration_s)
            if old.significant and not stands:
                explained.append((old, winner))
            else:
                waiting.append(new)
    settled = {t.hypothesis for t in accepted} | {t.hypothesis for t, _ in explained}
    left = {t.hypothesis: t for t in waiting}
    rejected = tuple(left.get(t.hypothesis, t) for t in first if t.hypothesis not in settled)
    return BearingVerdict(tuple(accepted), rejected, tuple(explained))


def family(tested: TestedHypothesis, duration_s: float) -> list[KnownLine]:
    """Return the lines that ``tested`` accounts for: its harmonics with three shaft and cage sidebands a side,
    and halves, thirds, quarters.

    Harmonics are left out as wide as the slips of one bearing scatter, the rest 0.2 %.
    """
    base_hz, hypothesis = tested.frequency_hz, tested.hypothesis
    shifts = {0.0}
    for k in (1, 2, 3):
        shifts |= {k * hypothesis.shaft_hz, -k * hypothesis.shaft_hz, k * hypothesis.cage_hz, -k * hypothesis.cage_hz}
    own = _own_harmonics(tested)
    beside = [f + shift for f in own[:8] for shift in sorted(shifts)]
    beside += [base_hz * a / b for b in (2, 3, 4) for a in (1, 2, 3)]
    beside += [k * hypothesis.cage_hz * base_hz / hypothesis.expected_hz for k in range(1, 5)]
    narrow = [KnownLine(abs(f), max(2.0 / duration_s, 0.002 * abs(f))) for f in beside]
    return narrow + [KnownLine(f, max(2.0 / duration_s, SLIP_AGREEMENT * f)) for f in own]


def _own_harmonics(tested: TestedHypothesis) -> list[float]:
    """Return the harmonics that ``tested`` accounts for in Hz; a cage line's reach twice the ball pass of 12 balls."""
    return [h * tested.frequency_hz for h in range(1, 25 if tested.hypothesis.fault == "bearing.cage" else 9)]


def _rides_on(tested: TestedHypothesis, winner: TestedHypothesis, duration_s: float) -> bool:
    """Whether the fundamental of ``tested`` lies in the foot of a harmonic of ``winner``, which random slip widens."""
    foot_hz = max(2.0 / duration_s, 2.0 * SLIP_AGREEMENT * tested.frequency_hz)
    return any(abs(tested.frequency_hz - harmonic_hz) <= foot_hz for harmonic_hz in _own_harmonics(winner))


def _at_louder_twin(
    winner: TestedHypothesis,
    others: list[TestedHypothesis],
    hypotheses: Sequence[Hypothesis],
    loudness: Callable[[str, EnvelopeView], float | None],
) -> tuple[TestedHypothesis, list[TestedHypothesis]]:
    """Return ``winner`` moved to the bearing that hears it louder, where another makes the same lines, and
    the others without that twin."""
    own = winner.hypothesis
    twins = [
        h
        for h in hypotheses
        if h.fault == own.fault
        and h.component != own.component
        and abs(h.expected_hz / own.expected_hz - 1.0) < TWIN_AGREEMENT
    ]
    if not twins:
        return winner, others
    heard = {h: loudness(h.component, winner.view) for h in (own, *twins)}
    loudest = max(heard, key=lambda h: (-1.0 if heard[h] is None else heard[h] or 0.0, h is own))
    twin = next(h.component for h in (own, *twins) if h is not loudest)
    left = [t for t in others if t.hypothesis is not loudest]
    if loudest is not own:
        left.append(winner)
    return replace(winner, hypothesis=loudest, twin=twin), left


def _slips(accepted: Sequence[TestedHypothesis]) -> dict[str, float]:
    slips: dict[str, float] = {}
    for tested in accepted:
        slips.setdefault(tested.hypothesis.component, tested.frequency_hz / tested.hypothesis.expected_hz - 1.0)
    return slips


@dataclass(frozen=True, eq=False)
class _Search:
    """The search for families in one set of envelope lines."""

    lines: EnvelopeLines
    hypotheses: tuple[Hypothesis, ...]
    main_shaft_hz: float
    window: float
    cage_in_waveform: Mapping[str, bool]
    own_channels: Mapping[str, frozenset[int]]

    def scores(self, shown: NDArray[np.float32], hypotheses: Sequence[Hypothesis]) -> dict[Comb, CombScores]:
        """Score each comb that ``hypotheses`` need over all fundamentals from half the lowest to 1.5 times
        the highest."""
        low_hz = 0.5 * min(h.expected_hz for h in self.hypotheses)
        high_hz = 1.5 * max(h.expected_hz for h in self.hypotheses)
        grid = np.arange(low_hz, high_hz, 0.5 * self.lines.step_hz)
        return {
            comb: comb_scores(shown, step_hz=self.lines.step_hz, fundamental_hz=grid, comb=comb)
            for comb in dict.fromkeys(h.comb for h in hypotheses)
        }

    def measure(
        self,
        shown: NDArray[np.float32],
        hypotheses: Sequence[Hypothesis],
        *,
        slips: dict[str, float] | None = None,
    ) -> list[TestedHypothesis]:
        """Find each hypothesis' best family in what is ``shown``, near the slip already known for its bearing."""
        scores = self.scores(shown, hypotheses)
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
        scores = self.scores(quiet, hypotheses)
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
        """Add the false-alarm probability, corrected for the hypotheses tested on the same bearing (Bonferroni)."""
        own = sum(h.component == tested.hypothesis.component for h in self.hypotheses)
        single = exceedance_probability(tested.score, nulls[tested.hypothesis])
        return replace(tested, probability=min(1.0, own * single))

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
            carrier_hz=self._carrier(base_hz, hypothesis.shaft_hz, index, depth),
            plausibility=float(np.exp(-0.5 * ((base_hz / expected_hz - 1.0) / (0.5 * self.window)) ** 2)),
            pulsed=modulation_depth(self._excess(harmonics[-1], index), 0.0) >= PULSED_SHARE * depth,
            in_waveform=hypothesis.fault != "bearing.cage" or self.cage_in_waveform.get(hypothesis.component, True),
        )

    def _carrier(self, base_hz: float, shaft_hz: float, view: int, depth: float) -> float | None:
        """Return the deepest line one or two turns of the shaft away, where it stands clearly above ``depth``.

        Only the deciding view is asked: between views, sound carriers and their sidebands trade places.
        """
        beside = [base_hz + k * shaft_hz for k in (-2, -1, 1, 2) if base_hz + k * shaft_hz > 0.5 * shaft_hz]
        depths = {f: modulation_depth(self._excess(f, view), 0.0) for f in beside}
        deepest = max(depths, key=lambda f: depths[f])
        return deepest if depths[deepest] > CARRIER_OVER * max(depth, WATCH_DEPTH) else None

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
