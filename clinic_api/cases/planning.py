"""The clocks of a case and the time it takes a doctor, from ``planning.toml``."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

__all__ = ["diagnosis_due", "effort_minutes"]

_DATA: Final = tomllib.loads(Path(__file__).with_name("planning.toml").read_text(encoding="utf-8"))
_CHINA: Final = timezone(timedelta(hours=8))  # one zone, no summer time
_SATURDAY: Final = 5


def diagnosis_due(urgency: int, opened_at: datetime) -> datetime:
    """Return until when a case of ``urgency`` 1 … 5 opened at ``opened_at`` (aware) is to be diagnosed, in UTC+8."""
    clock: dict[str, int] = _DATA["diagnosis_clock"][str(urgency)]
    due = opened_at.astimezone(_CHINA) + timedelta(hours=clock.get("hours", 0))
    days_left = clock.get("working_days", 0)
    while days_left > 0:
        due += timedelta(days=1)
        days_left -= due.weekday() < _SATURDAY
    return due


def effort_minutes(mode: str) -> float:
    """Return the minutes of a doctor's time that a case handled by ``mode`` is planned with."""
    return float(_DATA["effort_minutes"][mode])
