"""The clock of a case that ends next: what for, how much is left as the service counts it, and why it stands still."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, ClockRead
from dashboard.words import Words, plain

__all__ = ["next_clock", "show_clock", "time_span"]

_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400


def next_clock(case: CaseRead) -> ClockRead | None:
    """Return the clock that is not met yet and ends first; they come in that order."""
    return next((clock for clock in case.clocks or () if clock.met_at is None), None)


def show_clock(words: Words, case: CaseRead) -> None:
    """Draw the badge of the next clock, with the moment it ends as a hint; nothing where all are met."""
    clock = next_clock(case)
    if clock is None or clock.seconds_left is None:
        return
    what = words.of("clock_short", clock.kind)
    span = time_span(words, abs(clock.seconds_left), working=clock.counts == "working_time")
    due = plain(words("clock_badge.due", date=words.date(clock.due_at)))
    if clock.stopped_at is not None:
        because = plain(words.pick(clock.stopped_because)) if clock.stopped_because else due
        st.badge(words("clock_badge.paused", what=what, span=span), icon=":material/pause_circle:", help=because)
    elif clock.is_late:
        st.badge(words("clock_badge.late", what=what, span=span), icon=":material/alarm:", color="red", help=due)
    else:
        st.badge(words("clock_badge.left", what=what, span=span), icon=":material/timer:", color="gray", help=due)


def time_span(words: Words, seconds: int, *, working: bool = False) -> str:
    """Return a span in its two largest units; a day of a clock in ``working`` time is a working day."""
    days, hours, minutes = seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // _MINUTE
    if days:
        day = words("span.working_days", count=days) if working else words("span.days", count=days)
        return f"{day} {words('span.hours', count=hours)}" if hours and days < 10 else day
    if hours:
        hour = words("span.hours", count=hours)
        return f"{hour} {words('span.minutes', count=minutes)}" if minutes else hour
    return words("span.minutes", count=minutes)
