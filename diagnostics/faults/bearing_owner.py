"""Whose line is it? A known bearing's, or that of a bearing whose type is not stated.

Whatever line a known bearing would make, another bearing on the machine may make as well, and where its type is not
known no frequency excludes it. Bayes weighs the two, every part of every bearing as likely to be damaged as any other:

- Where the line lies. About its place the line of a known bearing scatters with slip and with what the speed leaves
  open, and beyond the bounds of both (rulebook §1.1) it is not that bearing's; that of an unknown one lies wherever the
  catalogue's bearings have theirs (`catalogue.line_density`), scattered likewise.
- What it looks like. Sidebands speak for one part (`unknown_bearing`), and being right about that is as likely as
  stated there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.catalogue import DefectKind, line_density
from diagnostics.faults.bearing import Owner
from diagnostics.faults.bearing_search import SLIP_AGREEMENT, TestedHypothesis
from diagnostics.faults.envelope_lines import EnvelopeLines, KnownLine
from diagnostics.faults.slip import line_spread, search_window
from diagnostics.faults.unknown_bearing import KINDS, ORDER_RANGE, PATTERN_SHARE, pattern_at
from diagnostics.machine import Machine
from diagnostics.speed import ShaftSpeed, refine_speed

__all__ = ["UnknownShaft", "bearing_owner", "unknown_shafts"]

LEAST_RIVAL: Final = 0.05
"""Probability from which a bearing is named beside the likelier one (a convention: one case in twenty)."""
OTHER_PARTS: Final = 2.0
"""Parts that are left where the pattern does not name the right one: two of outer race, inner race, rolling element."""
TOLD_BY: Final = 2.0
"""Harmonics of the shaft that tell whose a line is where there are too few to confirm a stated speed: of 80 simulated
machines with two of them, 37 more had their speed told, one of these wrong by more than 0.7 %."""


@dataclass(frozen=True)
class UnknownShaft:
    """A shaft with bearings of unknown type, which cannot be told apart."""

    component: str
    """The first of them."""
    bearings: int
    shaft_hz: float


def unknown_shafts(machine: Machine, main_shaft_hz: float) -> tuple[UnknownShaft, ...]:
    """Return the shafts of ``machine`` that have bearings of unknown type, at a main shaft speed in Hz."""
    bearings: dict[str, list[str]] = {}
    for bearing in machine.bearings:
        if not bearing.known:
            bearings.setdefault(bearing.shaft, []).append(bearing.id)
    return tuple(
        UnknownShaft(own[0], len(own), abs(machine.shaft_ratio(shaft)) * main_shaft_hz)
        for shaft, own in bearings.items()
    )


def bearing_owner(
    lines: EnvelopeLines,
    known: Sequence[KnownLine],
    machine: Machine,
    speed: ShaftSpeed,
    *,
    channels: Sequence[NDArray[np.float64]],
    sampling_rate_hz: float,
) -> Owner:
    """Return what gives a family, found at ``speed`` with ``known`` lines left out, to the bearing of ``machine`` that
    makes it; ``channels`` (each [shape=(n,)]) are what ``lines`` were made from.

    Without a bearing of unknown type every family stays where it is.
    """
    if all(bearing.known for bearing in machine.bearings):
        return lambda tested, shown, slip: tested
    told = _told(speed, channels, sampling_rate_hz, machine.mains_hz)
    return _Owners(
        lines,
        known,
        unknown_shafts(machine, told.shaft_hz),
        told.shaft_hz,
        shift=told.shaft_hz / speed.shaft_hz - 1.0,
        window=search_window(told),
        spread=line_spread(told),
    ).owner


def _told(
    speed: ShaftSpeed, channels: Sequence[NDArray[np.float64]], sampling_rate_hz: float, mains_hz: float | None
) -> ShaftSpeed:
    """Return ``speed``; where it is stated and too few lines of the shaft confirm it, by those that there are."""
    if speed.refined or speed.source != "given":
        return speed
    return refine_speed(
        channels,
        sampling_rate_hz=sampling_rate_hz,
        given_hz=speed.shaft_hz,
        tolerance=speed.uncertainty_hz / speed.shaft_hz,
        mains_hz=mains_hz,
        least_harmonics=TOLD_BY,
    )


@dataclass(frozen=True, eq=False)
class _Owners:
    """The bearings of unknown type as rivals of the known ones."""

    lines: EnvelopeLines
    known: Sequence[KnownLine]
    """Lines that something else than a bearing makes."""
    shafts: tuple[UnknownShaft, ...]
    main_shaft_hz: float
    shift: float
    """By how much (relative) the speed differs from that which the known bearings' places were worked out with."""
    window: float
    """How far (relative) slip and what the speed leaves open can put a line beside its place."""
    spread: float
    """Relative standard deviation of a line about its place, for the same reasons."""

    def owner(self, tested: TestedHypothesis, shown: NDArray[np.float32], slip: float | None) -> TestedHypothesis:
        """Return ``tested`` with the probability that it is its bearing's own, or, where a bearing of unknown type is
        likelier, the family as that one's.

        ``shown`` is the evidence that is left [shape=(lines, views)]; ``slip`` that of the bearing where another of its
        faults has shown it.
        """
        rivals = [(self._as_of(shaft, tested, shown), shaft) for shaft in self.shafts]
        weights = [self._weight_unknown(rival, shaft) for rival, shaft in rivals]
        if not any(weights):
            return tested
        own = self._weight_known(tested, shown, slip)
        share = own / (own + sum(weights))
        rival = rivals[int(np.argmax(weights))][0]
        if share >= 0.5:
            return replace(tested, share=share, rival=rival if 1.0 - share >= LEAST_RIVAL else None)
        return replace(rival, share=1.0 - share, rival=tested if share >= LEAST_RIVAL else None)

    def _as_of(self, shaft: UnknownShaft, tested: TestedHypothesis, shown: NDArray[np.float32]) -> TestedHypothesis:
        """Return the family of ``tested`` as one that a bearing of unknown type on ``shaft`` makes."""
        if tested.hypothesis.fault == "bearing.cage":
            hypothesis = replace(
                tested.hypothesis,
                component=shaft.component,
                expected_hz=tested.frequency_hz,
                shaft_hz=shaft.shaft_hz,
                cage_hz=tested.frequency_hz,
            )
            return replace(tested, hypothesis=hypothesis)
        found = self._pattern(tested, shown, component=shaft.component, shaft_hz=shaft.shaft_hz)
        return replace(
            found,
            view_index=tested.view_index,
            view=tested.view,
            depth=tested.depth,
            spin_hz=tested.spin_hz,
            probability=tested.probability,
            near_shaft_order=tested.near_shaft_order,
        )

    def _weight_known(self, tested: TestedHypothesis, shown: NDArray[np.float32], slip: float | None) -> float:
        """Return the likelihood of the line's place and looks for the known bearing, per unit of ln frequency."""
        hypothesis = tested.hypothesis
        place, spread = (self.shift, self.spread) if slip is None else (slip, 0.5 * SLIP_AGREEMENT)
        away = math.log(tested.frequency_hz / (hypothesis.expected_hz * (1.0 + place)))
        if slip is None and abs(away) > self.window:
            return 0.0
        density = math.exp(-0.5 * (away / spread) ** 2) / (spread * math.sqrt(2.0 * math.pi))
        if hypothesis.fault == "bearing.cage":
            return density
        said = self._pattern(tested, shown, component=hypothesis.component, shaft_hz=hypothesis.shaft_hz)
        return density * _looks(hypothesis.fault, "bearing.rolling_element" if tested.spin_hz else said.fault)

    def _weight_unknown(self, rival: TestedHypothesis, shaft: UnknownShaft) -> float:
        """Return the same for all parts of the bearings of unknown type on ``shaft``."""
        order = rival.frequency_hz / shaft.shaft_hz
        if rival.hypothesis.fault == "bearing.cage":
            return shaft.bearings * line_density(order, kind="cage", spread=self.spread)
        if not ORDER_RANGE[0] <= order <= ORDER_RANGE[1]:
            return 0.0
        parts: list[tuple[str, DefectKind]] = [(f, kind) for f, kind in KINDS.items() if kind != "cage"]
        places = (_looks(f, rival.fault) * line_density(order, kind=kind, spread=self.spread) for f, kind in parts)
        return shaft.bearings * sum(places)

    def _pattern(
        self, tested: TestedHypothesis, shown: NDArray[np.float32], *, component: str, shaft_hz: float
    ) -> TestedHypothesis:
        return pattern_at(
            self.lines,
            self.known,
            shown,
            tested.frequency_hz,
            component=component,
            shaft_hz=shaft_hz,
            main_shaft_hz=self.main_shaft_hz,
        )


def _looks(fault: str, said: str) -> float:
    """Return how likely a ``fault`` has the pattern that was ``said``."""
    return PATTERN_SHARE if fault == said else (1.0 - PATTERN_SHARE) / OTHER_PARTS
