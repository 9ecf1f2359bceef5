"""By when something is due, in words and as what is left."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import streamlit as st

from dashboard.words import Words, plain

__all__ = ["show_deadline", "span"]


def show_deadline(words: Words, until: datetime | None, due_on: date | None, *, is_late: bool, is_due: bool) -> None:
    """Draw by when, with what is left of it; colour, sign and word say together whether it is late or near."""
    if until is None:
        return
    when = words.day(due_on) if due_on is not None else words.date(until)
    if due_on is not None and not is_late:
        text = words("doctor.by_day", day=when)
    elif is_late:
        text = words("doctor.late", span=span(words, datetime.now(UTC) - until), date=when)
    else:
        text = words("doctor.left", span=span(words, until - datetime.now(UTC)), date=when)
    if is_late:
        st.badge(plain(text), color="red", icon=":material/alarm:")
    elif is_due:
        st.badge(plain(text), color="orange", icon=":material/hourglass_bottom:")
    else:
        st.caption(f":material/schedule: {plain(text)}")


def span(words: Words, length: timedelta) -> str:
    """Return a length of time by its two largest units."""
    minutes = max(int(length.total_seconds() // 60), 0)
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return words("doctor.days_hours", days=days, hours=hours) if hours else words("doctor.days", days=days)
    if hours:
        return words("doctor.hours_minutes", hours=hours, minutes=minutes % 60)
    return words("doctor.minutes", minutes=minutes)
