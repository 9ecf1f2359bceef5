"""What matching works on and hands back: the case, one proposal, the plan of a whole instance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from diagnostics.texts import Text

__all__ = ["LEVELS", "Alternative", "Assignment", "CaseRequest", "Plan", "Proposal", "Unassigned"]

LEVELS = (
    "assigned_urgency_1",
    "assigned_urgency_2",
    "assigned_urgency_3",
    "assigned_urgency_4",
    "assigned_urgency_5",
    "specialty_fit",
    "on_time",
    "minus_largest_relative_load",
    "minus_distance_km",
)
"""The nine aims, each to be maximised, the earlier one always before the later one."""


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """What a case asks for: ``minutes`` of work until ``due`` (aware), at ``site`` (latitude, longitude in
    degrees).

    ``current`` is the doctor who has it already, ``barred`` are those who have declined it or were taken off it.
    """

    id: str
    department: str
    specialties: tuple[str, ...]
    urgency: int
    minutes: float
    site: tuple[float, float] | None
    on_site: bool
    languages: tuple[str, ...]
    due: datetime
    factory: str
    current: str | None = None
    barred: frozenset[str] = frozenset()

    def minutes_until_due(self, now: datetime) -> float:
        """Return the minutes between ``now`` and ``due``; negative for a case that is late already."""
        return (self.due - now).total_seconds() / 60.0


@dataclass(frozen=True, slots=True)
class Alternative:
    """A doctor who was not chosen and the true reason; ``eligible`` is False where a hard rule speaks
    against.
    """

    doctor_id: str
    score: float
    why_not: Text
    eligible: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return the agreed form of an alternative."""
        return {
            "doctor": self.doctor_id,
            "score": self.score,
            "why_not": self.why_not.to_json(),
            "eligible": self.eligible,
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """The doctor proposed for one case, or ``doctor_id`` None and the reason with the smallest change that
    would help.
    """

    doctor_id: str | None
    score: float
    reasons: tuple[Text, ...]
    alternatives: tuple[Alternative, ...]
    reason_unassigned: Text | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One case given to one doctor in a plan."""

    case_id: str
    doctor_id: str
    score: float
    reasons: tuple[Text, ...]
    alternatives: tuple[Alternative, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the agreed form of an assignment."""
        return {
            "case": self.case_id,
            "doctor": self.doctor_id,
            "score": self.score,
            "reasons": [reason.to_json() for reason in self.reasons],
            "alternatives": [alternative.to_json() for alternative in self.alternatives],
        }


@dataclass(frozen=True, slots=True)
class Unassigned:
    """One case nobody takes in a plan, and why."""

    case_id: str
    reason: Text

    def to_json(self) -> dict[str, Any]:
        """Return the agreed form of an unassigned case."""
        return {"case": self.case_id, "reason": self.reason.to_json()}


@dataclass(frozen=True, slots=True)
class Plan:
    """The matching of a whole instance: ``objective`` and ``gap`` hold one number for each of `LEVELS`, in
    that order.

    A gap is how much better the best solution of that level could still be, given what the earlier levels
    reached and which cases keep their doctors; 0 means that the level is proved optimal.
    """

    assignments: tuple[Assignment, ...]
    unassigned: tuple[Unassigned, ...]
    objective: tuple[float, ...]
    gap: tuple[float, ...]

    @property
    def proved(self) -> bool:
        """Tell whether every level is proved optimal."""
        return not any(self.gap)

    def to_json(self) -> dict[str, Any]:
        """Return the agreed form of a match."""
        return {
            "assignments": [assignment.to_json() for assignment in self.assignments],
            "unassigned": [unassigned.to_json() for unassigned in self.unassigned],
            "objective": dict(zip(LEVELS, self.objective, strict=True)),
            "gap": dict(zip(LEVELS, self.gap, strict=True)),
            "proved": self.proved,
        }
