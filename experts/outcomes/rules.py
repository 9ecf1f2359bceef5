"""The record of the fault rules: how often what they stated was confirmed when the machine was opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from experts.outcomes.beta import BetaPosterior, share_record

__all__ = [
    "BIN_EDGES",
    "CalibrationBin",
    "Judged",
    "RuleRecord",
    "brier_score",
    "calibration_bins",
    "rule_records",
]

BIN_EDGES: Final = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98)
"""Lower edges of the bins of stated probability: those of ``benchmarks/calibration.py``, narrow where most findings
are."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One predicted finding that somebody looked for in the opened machine."""

    fault: str
    probability: float
    """The stated probability, 0 … 1."""
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """What became of the findings of one fault code."""

    fault: str
    confirmed: int
    refuted: int
    mean_stated: float
    brier: float
    """Mean squared difference of stated probability and outcome (Brier, Monthly Weather Review 78 (1950)); 0 is best,
    0.25 is what a constant 0.5 gets."""
    share: BetaPosterior
    """The share confirmed, from Jeffreys' prior."""


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """The findings whose stated probability lies from ``low`` (included) to ``high`` (excluded; 1 included)."""

    low: float
    high: float
    confirmed: int
    count: int
    mean_stated: float
    share: BetaPosterior


def brier_score(judged: Sequence[Judged]) -> float:
    """Return the Brier score of one or more findings, 0 … 1; raises ValueError for none."""
    if not judged:
        raise ValueError("no finding, no score")
    return fsum((one.probability - one.confirmed) ** 2 for one in judged) / len(judged)


def rule_records(judged: Sequence[Judged]) -> tuple[RuleRecord, ...]:
    """Return the record of each fault code that occurs, by code."""
    by_fault: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_fault[one.fault].append(one)
    return tuple(_rule(fault, by_fault[fault]) for fault in sorted(by_fault))


def calibration_bins(judged: Sequence[Judged]) -> tuple[CalibrationBin, ...]:
    """Return the bins that hold any finding, from low to high."""
    bins = []
    for low, high in zip(BIN_EDGES, (*BIN_EDGES[1:], 1.0), strict=True):
        inside = [one for one in judged if low <= one.probability < high or one.probability == high == 1.0]
        if inside:
            confirmed = sum(one.confirmed for one in inside)
            share = share_record(confirmed, len(inside) - confirmed)
            bins.append(CalibrationBin(low, high, confirmed, len(inside), _mean_stated(inside), share))
    return tuple(bins)


def _rule(fault: str, judged: Sequence[Judged]) -> RuleRecord:
    confirmed = sum(one.confirmed for one in judged)
    refuted = len(judged) - confirmed
    return RuleRecord(
        fault, confirmed, refuted, _mean_stated(judged), brier_score(judged), share_record(confirmed, refuted)
    )


def _mean_stated(judged: Sequence[Judged]) -> float:
    return fsum(one.probability for one in judged) / len(judged)
