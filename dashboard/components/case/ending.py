"""Taking an open case back, and taking up a discharged one again; the API says which is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.acting import act, draw_anew_after_action, may, show_outcome
from dashboard.components.fields import Form
from dashboard.visit import Visit

__all__ = ["show_ending"]

_LONGEST: Final = 1000


def show_ending(visit: Visit, case: CaseRead) -> None:
    """Draw what may be done about the case as a whole, folded; nothing where nothing may."""
    if may(case, "cancel") or may(case, "reopen"):
        st.fragment(_show_choices)(visit, case)


def _show_choices(visit: Visit, case: CaseRead) -> None:
    draw_anew_after_action()
    words, care = visit.words, visit.hospital.care
    if may(case, "reopen"):
        with st.popover(words("ending.reopen"), icon=":material/restart_alt:"):
            _show_form(visit, f"reopen:{case.id}", words("ending.reopened"), lambda why: care.reopen(case, why))
    if may(case, "cancel"):
        with st.popover(words("ending.cancel"), icon=":material/block:", type="tertiary"):
            _show_form(visit, f"cancel:{case.id}", words("ending.cancelled"), lambda why: care.cancel(case, why))


def _show_form(visit: Visit, place: str, done: str, do: Callable[[str], None]) -> None:
    words = visit.words
    form = Form(visit, place)
    form.area("reason", words("ending.reason"), height=80, most=_LONGEST)
    show_outcome(visit, place)
    st.button(words("ending.confirm"), key=f"{place}:send", on_click=_end, args=(form, done, do))


def _end(form: Form, done: str, do: Callable[[str], None]) -> None:
    reason = form.text("reason")
    if reason and act(form.name, done, lambda: do(reason)):
        form.sent()
