"""Days that become free or working days, said in a sentence."""

from __future__ import annotations

from typing import Final

from clinic_client.models import CalendarDay
from dashboard.words import Words

__all__ = ["days_said"]

_MOST_DAYS: Final = 40


def days_said(words: Words, days: list[CalendarDay]) -> str:
    """Return which of ``days`` become free and which are worked from now on."""
    off = [words.day(each.day) for each in days if each.worked_before]
    worked = [words.day(each.day) for each in days if each.worked_after]
    said = []
    if off:
        said.append(words("calendar.become_off", count=len(off), days=_some(off)))
    if worked:
        said.append(words("calendar.become_worked", count=len(worked), days=_some(worked)))
    return " ".join(said)


def _some(days: list[str]) -> str:
    return ", ".join(days[:_MOST_DAYS]) + (" …" if len(days) > _MOST_DAYS else "")
