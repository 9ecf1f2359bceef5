"""A doctor as the matching sees one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from diagnostics.texts import Text

__all__ = ["Doctor"]


@dataclass(frozen=True, slots=True)
class Doctor:
    """One expert: what they may take, how much room they have and where they start from.

    ``specialties`` grades tags from 0 to 1; ``category`` 1 … 4 is that of ISO 18436-2; ``capacity_minutes``
    and ``load_minutes`` describe the same planning period; ``home`` is latitude, longitude in degrees or
    None where unknown; ``unavailable`` holds closed intervals of aware datetimes; ``conflicts`` are ids of
    factories the doctor must not treat. ``recent_load`` is the mean relative load of the weeks before. ``records``
    says how a grade came about where confirmed cases have changed it from what was stated.

    ``off_duty`` names the departments in which somebody else is on call while this doctor is neither at work nor on
    call, until ``back_on_duty`` (None: not known); ``travel_limit_km`` is how far from home the doctor goes.
    """

    id: str
    name: Text
    departments: tuple[str, ...]
    specialties: Mapping[str, float]
    category: int
    capacity_minutes: float
    languages: tuple[str, ...]
    home: tuple[float, float] | None
    unavailable: tuple[tuple[datetime, datetime], ...] = ()
    conflicts: frozenset[str] = field(default_factory=frozenset)
    load_minutes: float = 0.0
    recent_load: float = 0.0
    travel_limit_km: float | None = None
    off_duty: frozenset[str] = frozenset()
    back_on_duty: datetime | None = None
    records: Mapping[str, Text] = field(default_factory=dict)

    @property
    def free_minutes(self) -> float:
        """Minutes left in the planning period; negative where the doctor is booked beyond the capacity."""
        return self.capacity_minutes - self.load_minutes

    def absence_at(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """Return the absence that contains ``moment`` (both ends belong to it), the longest lasting one, or
        None.
        """
        containing = [interval for interval in self.unavailable if interval[0] <= moment <= interval[1]]
        return max(containing, key=lambda interval: interval[1], default=None)
