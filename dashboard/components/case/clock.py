"""The clocks of a case, the same for both sides: what the hospital promised by when, and why one stands still."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import CaseRead, ClockRead
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["next_promise", "show_clocks"]


def next_promise(words: Words, case: CaseRead) -> str | None:
    """Return the promise that ends next, as Markdown; None when every one is kept or the case is closed."""
    if case.closed_at is not None:
        return None
    running = next((clock for clock in case.clocks or () if clock.met_at is None), None)
    return None if running is None else _line(words, running)


def show_clocks(visit: Visit, case: CaseRead) -> None:
    """Draw every promise with whether it is kept, running, late or standing still, and why."""
    words = visit.words
    st.markdown(f"**{words('clocks.heading')}**")
    for clock in case.clocks or ():
        st.markdown(_line(words, clock))
    reasons = {words.pick(clock.stopped_because) for clock in case.clocks or () if clock.stopped_because}
    for reason in sorted(reasons):
        st.caption(plain(reason))


def _line(words: Words, clock: ClockRead) -> str:
    name, due = plain(words.pick(clock.name)), plain(words.date(clock.due_at))
    if clock.met_at is not None:
        kept = words("clocks.met_late" if clock.is_late else "clocks.met", date=words.date(clock.met_at))
        return f":material/check: {name}: {plain(kept)}"
    if clock.stopped_at is not None:
        return f":material/pause_circle: {name}: {plain(words('clocks.stopped', date=words.date(clock.stopped_at)))}"
    if clock.is_late:
        return f":red[:material/alarm: **{name}: {words('clocks.late', date=due)}**]"
    return f":material/timer: {name}: **{words('clocks.until', date=due)}**"
