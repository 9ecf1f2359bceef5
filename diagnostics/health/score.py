"""The figure: 100 less what the worst part costs in full and every other part a tenth.

The worst decides, because a machine with one bearing that must be stopped is no better for its many sound parts. Good
news expires, bad news does not: without a recent examination that could be assessed the health is unknown, unless the
last one that could be found what must not wait; that stays until another one disproves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from diagnostics.health.facts import DatedExamination, Facts, facts_of
from diagnostics.health.parts import TEXTS, Part, parts_of_age, parts_of_round, parts_of_trend
from diagnostics.texts import Text

__all__ = ["EXAMINATIONS_USED", "Health", "Part", "machine_health"]

SCHEMA: Final = "health/1"
EXAMINATIONS_USED: Final = 12
"""The newest so many examinations decide: a year of monthly ones (a convention)."""
_LONGEST_HISTORY: Final = 200
"""Entries of a history (a convention)."""
_ROUND: Final = timedelta(hours=8)
"""Examinations of one shift are one round: several points of one machine, each a recording (a convention)."""
_EXPIRES: Final = timedelta(days=365)
"""Age from which good news says nothing any more (a convention; ISO 17359 leaves the interval to the programme)."""
_UNDENIED: Final = 70
"""Points from which bad news does not expire: a finding of urgency 2, a severe one, zone D."""


@dataclass(frozen=True)
class Health:
    """The health of a machine."""

    score: int | None
    """0 to 100, None where it is not known."""
    reason: Text | None
    """Why it is not known."""
    parts: tuple[Part, ...]
    """What makes up the score; the points add up to it."""
    history: tuple[tuple[datetime, int | None], ...] = ()
    """The score after each round of examinations, the oldest first."""

    def to_json(self) -> dict[str, Any]:
        """Return ``health/1``."""
        return {
            "schema": SCHEMA,
            "score": self.score,
            "reason": None if self.reason is None else self.reason.to_json(),
            "parts": [part.to_json() for part in self.parts],
            "history": [{"time": time.isoformat(), "score": score} for time, score in self.history],
        }


@dataclass(frozen=True)
class _Dated:
    time: datetime
    facts: Facts


def machine_health(examinations: Iterable[DatedExamination], *, now: datetime, with_history: bool = True) -> Health:
    """Return the health at the time ``now`` (with its zone) of the machine that ``examinations``, in any order, are
    of.

    Raises `DiagnosticsError` (health_examination_invalid) for what is no examination.
    """
    dated = [_Dated(examination.time, facts_of(examination.document)) for examination in examinations]
    dated.sort(key=lambda item: (item.time, repr(item.facts)))
    health = _health(dated, now)
    if not with_history:
        return health
    ends = [members[-1].time for members in _rounds(dated)][-_LONGEST_HISTORY:]
    history = tuple((end, _health([item for item in dated if item.time <= end], end).score) for end in ends)
    return Health(health.score, health.reason, health.parts, history)


def _health(dated: Sequence[_Dated], now: datetime) -> Health:
    rounds = _rounds(dated[-EXAMINATIONS_USED:])
    told = [members for members in rounds if any(item.facts.assessable for item in members)]
    if not told:
        return Health(None, TEXTS("unknown_none" if not rounds else "unknown_never_assessable"), ())
    last = told[-1]
    parts = [*parts_of_round([item.facts for item in last]), *parts_of_trend(_levels(told))]
    is_undenied = max((part.cost for part in parts), default=0) >= _UNDENIED
    age = now - last[-1].time
    is_last = last is rounds[-1]
    if not is_undenied and (not is_last or age > _EXPIRES):
        key = "unknown_old" if is_last else "unknown_not_assessable"
        date = f"{last[-1].time:%Y-%m-%d}"
        return Health(None, TEXTS(key, date=date, score=_made_up(parts)[0]), ())
    if not is_last:
        parts.append(Part("not_assessable", TEXTS("part_not_assessable"), cost=20))
    parts += parts_of_age(age)
    score, made_up = _made_up(parts)
    return Health(score, None, made_up)


def _rounds(dated: Sequence[_Dated]) -> list[list[_Dated]]:
    rounds: list[list[_Dated]] = []
    for item in dated:
        if rounds and item.time - rounds[-1][0].time <= _ROUND:
            rounds[-1].append(item)
        else:
            rounds.append([item])
    return rounds


def _levels(rounds: Sequence[Sequence[_Dated]]) -> list[tuple[datetime, float]]:
    """Return the largest velocity of each round that has one, with its time."""
    levels = []
    for members in rounds:
        known = [item.facts.velocity_mm_s for item in members if item.facts.velocity_mm_s is not None]
        if known:
            levels.append((members[0].time, max(known)))
    return levels


def _made_up(parts: Iterable[Part]) -> tuple[int, tuple[Part, ...]]:
    """Return the score and the parts with their points: the worst in full, the others a tenth, never below 0."""
    score = 100
    made_up = [Part("start", TEXTS("part_start"), cost=0, points=100)]
    for number, part in enumerate(sorted(parts, key=lambda part: (-part.cost, part.name, part.text.en))):
        points = min(part.cost if number == 0 else part.cost // 10, score)
        score -= points
        made_up.append(Part(part.name, part.text, cost=part.cost, points=-points))
    return score, tuple(made_up)
