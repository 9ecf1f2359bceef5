"""Rolling bearings: test every fault of every bearing against the record's own null, then explain away what
rides on a stronger one.

Two keys (rulebook §4.2): the family is certainly there (false-alarm probability), and it is large (modulation depth).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.bearing_search import (
    FAULT_DEPTH,
    SLIP_AGREEMENT,
    WATCH_DEPTH,
    BearingSearch,
    TestedHypothesis,
)
from diagnostics.faults.envelope_lines import EnvelopeLines, EnvelopeView, KnownLine, evidence, masked
from diagnostics.faults.hypotheses import Hypothesis

__all__ = ["BearingVerdict", "Owner", "examine_bearings", "family"]

Owner = Callable[[TestedHypothesis, NDArray[np.float32], float | None], TestedHypothesis]
"""From a family, the evidence that is left and the slip of its bearing where another of its faults has shown it, to the
family as that of the bearing that makes it."""

TWIN_AGREEMENT = 0.005
"""Families closer than this (relative) cannot be told apart by frequency: less than any slip that could part them."""


@dataclass(frozen=True)
class BearingVerdict:
    """What holds (strongest first) and what was tested and does not hold."""

    accepted: tuple[TestedHypothesis, ...] = ()
    rejected: tuple[TestedHypothesis, ...] = ()
    explained: tuple[tuple[TestedHypothesis, TestedHypothesis], ...] = ()
    """Pairs (hypothesis, the accepted one whose lines it rode on)."""
    tested: tuple[TestedHypothesis, ...] = ()
    """Every hypothesis as it was before any was accepted."""


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
    owner: Owner = lambda tested, shown, slip: tested,
    searches: int = 1,
    test_all: bool = False,
) -> BearingVerdict:
    """Test ``hypotheses`` within ± ``window`` (relative) of their fundamentals in ``lines``, with ``known``
    lines masked.

    The hypothesis with the strongest claim (the energy it explains, less what speaks against it) wins; its family is
    removed and the rest is tested again (rulebook §2.8). ``cage_in_waveform`` says for each bearing whether its cage
    line shows in the waveform (taken as yes where not said); ``loudness(bearing, view)`` is the level at the bearing's
    own sensor in the band of a view, None without a sensor: of two bearings of one type the louder one has the fault.
    ``own_channels`` names the channels that sit at a bearing. ``owner`` gives a family to a bearing of unknown type
    where that is likelier to make it; the known one is looked for once more in what is left. ``searches`` says at how
    many speeds the same bearings are searched for. The false-alarm probability of a family too small to matter is
    worked out only with ``test_all``; it stays 1 otherwise.
    """
    search = BearingSearch(
        lines, tuple(hypotheses), known, main_shaft_hz, window, searches, cage_in_waveform or {}, own_channels or {}
    )
    shown = masked(evidence(lines), lines, known)
    first = search.measure(shown, hypotheses)
    doubtful = [t for t in first if t.depth >= WATCH_DEPTH]
    quiet = masked(shown, lines, [line for t in doubtful for line in family(t, lines.duration_s)])
    nulls = search.nulls(quiet, [t.hypothesis for t in (first if test_all else doubtful)])
    first = [search.judged(t, nulls) for t in first]
    waiting = [t for t in first if t.depth >= WATCH_DEPTH]
    accepted: list[TestedHypothesis] = []
    explained: list[tuple[TestedHypothesis, TestedHypothesis]] = []
    passed_on: set[Hypothesis] = set()
    while standing := [t for t in waiting if t.significant and t.depth >= WATCH_DEPTH]:
        winner = max(
            standing, key=lambda t: (t.depth >= FAULT_DEPTH, not _accompanies(t, standing, lines.duration_s), t.claim)
        )
        before = [t for t in waiting if t is not winner]
        winner, before = _at_louder_twin(winner, before, hypotheses, loudness)
        named = winner
        winner = owner(named, shown, _slips(accepted).get(named.hypothesis.component))
        if winner.hypothesis is not named.hypothesis and named.hypothesis not in passed_on:
            passed_on.add(named.hypothesis)
            before.append(named)
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
    return BearingVerdict(tuple(accepted), rejected, tuple(explained), tuple(first))


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


def _accompanies(tested: TestedHypothesis, standing: Sequence[TestedHypothesis], duration_s: float) -> bool:
    """Whether ``tested`` is a cage's line that another fault of its bearing, standing too, accounts for.

    Elements that carry different loads strike a damaged race differently, once a turn of the cage, while a damaged cage
    has no race line deeper than its own. In a short record the cage's line may also be a race's, whole turns of the
    shaft away: BPFO of nine elements less four turns lies 4 % beside it.
    """
    if tested.hypothesis.fault != "bearing.cage":
        return False
    others = [t for t in standing if t.hypothesis.component == tested.hypothesis.component and t is not tested]
    return any(t.depth > tested.depth or _turns_apart(t, tested, duration_s) for t in others)


def _turns_apart(race: TestedHypothesis, cage: TestedHypothesis, duration_s: float) -> bool:
    """Whether the line of a ``race`` worth acting on lies whole turns of the shaft from the ``cage``'s, as far as the
    record can tell."""
    if race.depth < FAULT_DEPTH:
        return False
    shaft_hz = race.hypothesis.shaft_hz
    for line_hz in (race.frequency_hz + cage.frequency_hz, race.frequency_hz - cage.frequency_hz):
        if abs(line_hz - round(line_hz / shaft_hz) * shaft_hz) <= 2.0 / duration_s:
            return True
    return False


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
