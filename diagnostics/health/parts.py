"""What each part of an examination costs: the table of rules.

All costs are conventions, ordered by what the rulebook says is to be done (§3.1 for zones, urgency 1 stop now … 5
routine), and every one grows with what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np

from diagnostics.health.facts import Facts, FoundFault
from diagnostics.texts import Catalogue, Text
from diagnostics.trend.slope import FEWEST_POINTS, SIGNIFICANT, kendall_chance
from diagnostics.vocabulary import FAULTS

__all__ = ["TEXTS", "Part", "parts_of_age", "parts_of_round", "parts_of_trend"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))

URGENCY_COST: Final = {1: 90, 2: 70, 3: 50, 4: 30, 5: 15}
LEVEL_COST: Final = {"slight": 20, "moderate": 45, "severe": 70, "critical": 90}
ZONE_COST: Final = {"A": 0, "B": 5, "C": 30, "D": 70}
"""Zone C asks for what urgency 4 does, zone D for what urgency 2 does (rulebook §3.1)."""
CHANGE_COST: Final = ((0.001, 30), (0.01, 20), (0.05, 10))
"""By the p-value that the change is not larger than."""
AGE_COST: Final = ((timedelta(days=180), 20), (timedelta(days=90), 10))
"""By the age that the last examination exceeds: a quarter and half a year."""
_WATCH_COST, _FURTHER_WATCH_COST, _MOST_WATCH_COST = 10, 2, 20
_WARNING_COST: Final = 5
_UNASSESSED_POINT_COST: Final = 20
_RISING_COST, _FAST_RISING_COST = 15, 30
_FAST_A_MONTH: Final = 0.25
"""Rise a month from which zones count as rising (rulebook §3.1)."""
_MONTH: Final = timedelta(days=30.4)
_LEAST_SHARE: Final = 0.6
"""Of the cost of a finding that is not urgent, severe or critical, however improbable; the rest grows with its
probability."""


@dataclass(frozen=True)
class Part:
    """One part of the make-up of a score."""

    name: str
    text: Text
    cost: int
    """What it would take away if it were the worst."""
    points: int = 0
    """What it adds to the score."""

    def to_json(self) -> dict[str, Any]:
        """Return the form of ``health/1``."""
        return {"name": self.name, "text": self.text.to_json(), "points": self.points}


def parts_of_round(members: Sequence[Facts]) -> Iterator[Part]:
    """Yield the parts of one round of examinations; of the same finding twice the worse one."""
    assessable = [facts for facts in members if facts.assessable]
    worst: dict[tuple[str, str], Part] = {}
    for finding in sorted({finding for facts in assessable for finding in facts.findings}, key=repr):
        part = _finding(finding)
        key = finding.fault, finding.component or ""
        if key not in worst or part.cost > worst[key].cost:
            worst[key] = part
    yield from worst.values()
    zone = max((facts.zone for facts in assessable if facts.zone is not None), default=None)
    if zone is not None and ZONE_COST[zone]:
        yield Part("zone", TEXTS("part_zone", zone=zone), ZONE_COST[zone])
    p_value = min((facts.change_p for facts in assessable if facts.change_p is not None), default=1.0)
    cost = next((cost for limit, cost in CHANGE_COST if p_value <= limit), 0)
    if cost:
        yield Part("change", TEXTS("part_change", p=p_value), cost)
    watched = sum(facts.watched for facts in assessable)
    if watched:
        cost = min(_WATCH_COST + _FURTHER_WATCH_COST * (watched - 1), _MOST_WATCH_COST)
        yield Part("watch", TEXTS("part_watch", count=watched), cost)
    if any(facts.warned for facts in assessable):
        yield Part("quality", TEXTS("part_quality"), _WARNING_COST)
    if len(assessable) < len(members):
        yield Part("unassessed_point", TEXTS("part_unassessed_point"), _UNASSESSED_POINT_COST)


def parts_of_trend(levels: Sequence[tuple[datetime, float]]) -> Iterator[Part]:
    """Yield what a rise of the velocity costs (mm/s RMS with its time, ascending).

    Mann-Kendall's test without the correction for autocorrelation, and the Theil-Sen slope over the median of the first
    half: both can only grow with the last level, so that a worse measurement never makes a better figure.
    """
    if len(levels) < FEWEST_POINTS:
        return
    months = np.array([(time - levels[0][0]) / _MONTH for time, _ in levels])
    values = np.array([level for _, level in levels])
    if kendall_chance(values) >= SIGNIFICANT:
        return
    later, earlier = np.tril_indices(values.size, -1)
    slope = float(np.median((values[later] - values[earlier]) / (months[later] - months[earlier])))
    usual = float(np.median(values[: values.size // 2]))
    share = slope / usual if usual > 0.0 else 1.0
    cost = _FAST_RISING_COST if share > _FAST_A_MONTH else _RISING_COST
    yield Part("trend", TEXTS("part_trend", share=100.0 * share), cost)


def parts_of_age(age: timedelta) -> Iterator[Part]:
    """Yield what the ``age`` of the last examination costs."""
    cost = next((cost for limit, cost in AGE_COST if age > limit), 0)
    if cost:
        yield Part("age", TEXTS("part_age", days=age.days), cost)


def _finding(finding: FoundFault) -> Part:
    cost = max(URGENCY_COST[finding.urgency], LEVEL_COST[finding.level])
    if finding.urgency > 2 and finding.level in ("slight", "moderate"):
        cost = int(cost * (_LEAST_SHARE + (1.0 - _LEAST_SHARE) * finding.probability) + 1e-9)
    kind = FAULTS.get(finding.fault)
    return Part(
        "finding",
        TEXTS(
            "part_finding" if finding.component is None else "part_finding_at",
            fault=Text(finding.fault, finding.fault) if kind is None else kind.name,
            component=finding.component or "",
            level=TEXTS(f"level_{finding.level}"),
            urgency=finding.urgency,
            probability=100.0 * finding.probability,
        ),
        cost,
    )
