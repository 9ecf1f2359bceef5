"""The rule that turns a routine examination into an alarm; its figures are in ``alarms.toml``."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from clinic_api.proactive.pushes import TEXTS
from diagnostics.texts import Text
from diagnostics.trend import History, assess_trend

__all__ = ["EXAMINATIONS_AT_MOST", "RULE", "AlarmCause", "alarm_cause"]

RULE: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("alarms.toml").read_text(encoding="utf-8"))
_TREND: Final = RULE["trend"]
EXAMINATIONS_AT_MOST: Final[int] = _TREND["examinations_at_most"]
"""How many earlier routine examinations a trend is looked for in."""
_LEVEL: Final = "velocity_rms_mm_s"


@dataclass(frozen=True)
class AlarmCause:
    """Why somebody has to look: the rule that was met, how soon, and in words."""

    rule: str
    urgency: int
    text: Text


def alarm_cause(
    document: Mapping[str, Any], *, at: datetime, earlier: Sequence[tuple[datetime, Mapping[str, Any]]]
) -> AlarmCause | None:
    """Return why the examination ``document`` made ``at`` is an alarm, the most urgent reason, or None.

    ``earlier`` are the measurements of the machine's earlier routine examinations with their times, in any order. A
    recording that cannot be judged is no alarm: it is told to the gateway and shown in the list of examinations.
    """
    if document["verdict"] == "not_assessable":
        return None
    causes = [cause for cause in (_by_finding(document), _by_zone(document), _by_trend(document, at, earlier)) if cause]
    return min(causes, key=lambda cause: cause.urgency, default=None)


def _by_finding(document: Mapping[str, Any]) -> AlarmCause | None:
    urgencies = [finding["urgency"] for finding in document["findings"]]
    if not urgencies or min(urgencies) > RULE["finding"]["urgency_at_most"]:
        return None
    return AlarmCause("finding", min(urgencies), TEXTS("rule_finding"))


def _by_zone(document: Mapping[str, Any]) -> AlarmCause | None:
    zones = {channel.get("zone") for channel in document["measurements"].values()}
    if zones.isdisjoint(RULE["zone"]["zones"]):
        return None
    return AlarmCause("zone", min(RULE["zone"]["urgency"], document["urgency"]), TEXTS("rule_zone"))


def _by_trend(
    document: Mapping[str, Any], at: datetime, earlier: Sequence[tuple[datetime, Mapping[str, Any]]]
) -> AlarmCause | None:
    levels: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for moment, measurements in (*earlier, (at, document["measurements"])):
        for channel, figures in measurements.items():
            level = figures.get(_LEVEL)
            if isinstance(level, int | float) and not isinstance(level, bool):
                levels[channel].append((moment.timestamp() / 86_400, float(level)))
    for channel in sorted(document["measurements"]):
        risen = _risen(levels.get(channel, []))
        if risen is not None:
            before, now = risen
            text = TEXTS("rule_trend", channel=channel, before=before, now=now)
            return AlarmCause("trend", _TREND["urgency"], text)
    return None


def _risen(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the level before and now where it has risen enough to be an alarm."""
    if len(points) < _TREND["examinations_at_least"]:
        return None
    trend = assess_trend(History.of([day for day, _ in points], [level for _, level in points]))
    values = trend.history.values
    now = float(values[-1])
    if now < _TREND["level_at_least_mm_s"]:
        return None
    since = trend.since
    if since > 0 and len(values) - since <= _TREND["step_within"]:
        before = float(sum(values[:since]) / since)
        return (before, now) if now >= _TREND["factor"] * before else None
    if trend.slope is None or trend.slope.direction != "rising":
        return None
    days = trend.history.days[-1] - trend.history.days[since]
    before = max(trend.slope.level_now - trend.slope.per_day * float(days), 0.0)
    return (before, now) if trend.slope.level_now >= _TREND["factor"] * before else None
