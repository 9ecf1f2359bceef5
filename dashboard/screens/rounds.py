"""Rounds: a day is asked for, its plan looked at on a map and agreed on; or one that was planned before."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import RoundRead
from dashboard.components.address import text_in_address
from dashboard.components.live import show_live
from dashboard.components.rounds import show_day_form, show_plan_of_day
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_rounds"]


def show_rounds(visit: Visit) -> None:
    """Draw the rounds that the address names (``?round=…``), or the form for a new day and the newest ones."""
    words = visit.words
    st.title(words.of("pages", "rounds"), anchor=False)
    round_id = text_in_address("round")
    if round_id:
        visit.link("rounds", words("rounds.another_day"), icon=":material/arrow_back:")
        show_plan_of_day(visit, visit.hospital.rounds.round(round_id))
        return
    st.caption(words("rounds.explanation"))
    with st.container(border=True):
        show_live(visit, show_day_form)
    newest = visit.hospital.rounds.newest()
    st.subheader(words("rounds.newest"), anchor=False)
    if not newest:
        st.caption(words("rounds.none_yet"))
    for made in newest:
        _show_line(visit, made)


def _show_line(visit: Visit, made: RoundRead) -> None:
    words = visit.words
    stops, left_out = sum(len(route.stops) for route in made.routes), len(made.unplanned)
    with st.container(horizontal=True, vertical_alignment="center"):
        visit.link("rounds", words("rounds.of_day", day=made.day.isoformat()), icon=":material/route:", round=made.id)
        st.badge(words.of("round_state", made.state), color="green" if made.state == "accepted" else "blue")
        said = words("rounds.line", stops=stops, left_out=left_out, km=f"{made.travel_km:.0f}")
        st.caption(plain(f"{said} · {words.date(made.created_at)}"), width="content")
