"""Hazard observations: seen, seen to, and closed with a word to whoever reported them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import HazardRead
from dashboard.components.case.files import show_files
from dashboard.components.fields import Form
from dashboard.components.live import is_dialog_open, open_dialog, show_dialog, try_to
from dashboard.components.notices import show_notice, telling_failures
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_hazards"]

_OUTCOMES: Final = ("removed", "no_hazard")
_OPEN: Final = frozenset({"seen", "under_way"})
_MOST_CHARACTERS: Final = 2000


def show_hazards(visit: Visit) -> None:
    """Draw the newest observations, those that wait first."""
    words = visit.words
    show_notice(words)
    hazards = sorted(visit.hospital.inbox.hazards(), key=lambda each: each.state not in _OPEN)
    if not hazards:
        st.info(words("inbox.no_hazards"), icon=":material/health_and_safety:")
    for hazard in hazards:
        _show_hazard(visit, hazard)


def _show_hazard(visit: Visit, hazard: HazardRead) -> None:
    words = visit.words
    factories = {each.id: words.name(each) for each in visit.kept("factories", visit.hospital.factories)}
    name = f"hazard:{hazard.id}"
    with st.container(border=True, key=f"hazard_{hazard.id}"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            is_open = hazard.state in _OPEN
            st.badge(
                plain(words.pick(hazard.state_text)),
                icon=":material/warning:" if is_open else ":material/check_circle:",
                color="orange" if is_open else "gray",
            )
            st.markdown(f"**{plain(factories.get(hazard.factory_id, ''))}** · {plain(hazard.place)}", width="content")
        st.text(hazard.what)
        st.caption(plain(f"{hazard.reporter_name} · {words.date(hazard.created_at)} · {hazard.number}"))
        if is_open:
            show_files(visit, [hazard.id])
        if hazard.feedback:
            st.markdown(f":material/reply: {plain(hazard.feedback)}")
        if hazard.state in _OPEN:
            with st.container(horizontal=True, gap="small"):
                if hazard.state == "seen":
                    st.button(
                        words("inbox.see_to_it"),
                        key=f"begin_{hazard.id}",
                        icon=":material/back_hand:",
                        on_click=_begin,
                        args=(visit, hazard),
                    )
                st.button(
                    words("inbox.close_hazard"),
                    key=f"close_{hazard.id}",
                    type="primary",
                    icon=":material/reply:",
                    on_click=open_dialog,
                    args=(name,),
                )
        if is_dialog_open(name):
            show_dialog(visit, words("inbox.close_hazard"), _show_answer, hazard)


def _begin(visit: Visit, hazard: HazardRead) -> None:
    with telling_failures():
        visit.hospital.inbox.begin_hazard(hazard)


def _show_answer(visit: Visit, hazard: HazardRead) -> None:
    words = visit.words
    form = Form(visit, f"hazard:{hazard.id}", outcome=_OUTCOMES[0])
    st.text(hazard.what)
    form.radio("outcome", words("inbox.outcome"), _OUTCOMES, lambda code: words.of("hazard_outcome", code))
    form.area("feedback", words("inbox.feedback"), most=_MOST_CHARACTERS, help=words("inbox.feedback_means"))
    outcome = form.value("outcome")
    if outcome == "no_hazard":
        form.line("reason", words("inbox.why_no_hazard"), most=_MOST_CHARACTERS)
    if not st.button(words("inbox.close_hazard"), key="hazard_close_now", type="primary"):
        return
    feedback, reason = form.text("feedback"), form.text("reason")
    if not feedback or (outcome == "no_hazard" and not reason):
        st.warning(words("desk.incomplete_text"))
        return

    def close() -> None:
        visit.hospital.inbox.close_hazard(hazard, str(outcome), feedback, reason or None)
        form.sent()

    try_to(visit, close, words("inbox.hazard_closed"))
