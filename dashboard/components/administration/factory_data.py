"""What becomes of a factory's data: put into one file, or deleted by two administrators."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import FactoryDeletionRead, FactoryRead
from dashboard.components.acting import act, press
from dashboard.components.exported import show_export
from dashboard.components.facts import show_fact
from dashboard.components.reason import show_confirmed
from dashboard.visit import Visit

__all__ = ["show_deletion", "show_exports"]

_OPEN_DELETION: Final = frozenset({"requested", "confirmed"})


def show_exports(visit: Visit, factory: FactoryRead, place: str) -> None:
    """Draw the exports of ``factory`` and the way to another one."""
    words, calls = visit.words, visit.hospital.connections
    st.subheader(words("factory_desk.exports"), anchor=False)
    st.caption(words("factory_desk.exports_explained"))
    st.button(
        words("factory_desk.export"),
        key="factory_export",
        icon=":material/archive:",
        on_click=press,
        args=(place, words("factory_desk.export_asked"), lambda: calls.export(factory.id)),
    )
    for export in calls.exports(factory.id):
        show_export(visit, export, says_who=True)


def show_deletion(visit: Visit, factory: FactoryRead, deletion: FactoryDeletionRead | None, place: str) -> None:
    """Draw how far the deletion of ``factory`` is, and what may be done to it."""
    words, calls = visit.words, visit.hospital.connections
    st.subheader(words("factory_desk.deletion"), anchor=False)
    if deletion is None or deletion.state not in _OPEN_DELETION:
        if deletion is not None:
            show_fact(words("factory_desk.last_deletion"), words.of("deletion_state", deletion.state))
        _show_request(visit, factory, place)
        return
    with st.container(border=True):
        due = words.date(deletion.due_at) if deletion.due_at else words("factory_desk.not_confirmed")
        st.warning(words.of("deletion_state", deletion.state), icon=":material/delete_forever:")
        st.text(words("factory_desk.due", date=due))
        with st.container(horizontal=True):
            if deletion.state == "requested":
                show_confirmed(
                    visit,
                    place,
                    "deletion_confirm",
                    label=words("factory_desk.confirm"),
                    explanation=words("factory_desk.confirm_explained"),
                    done=words("factory_desk.confirmed"),
                    icon=":material/gavel:",
                    do=lambda: calls.confirm_deletion(factory.id),
                )
            st.button(
                words("factory_desk.cancel"),
                key="deletion_cancel",
                icon=":material/undo:",
                on_click=press,
                args=(place, words("factory_desk.cancelled"), lambda: calls.cancel_deletion(factory.id)),
            )


def _show_request(visit: Visit, factory: FactoryRead, place: str) -> None:
    words = visit.words
    with st.expander(words("factory_desk.ask_deletion"), icon=":material/delete:"):
        st.write(words("factory_desk.ask_explained"))
        st.text_input(words("factory_desk.type_name"), key="deletion_name", placeholder=words.name(factory))
        st.button(
            words("factory_desk.ask_deletion"),
            key="deletion_ask",
            on_click=_ask_deletion,
            args=(visit, factory, place),
        )


def _ask_deletion(visit: Visit, factory: FactoryRead, place: str) -> None:
    name = str(st.session_state.get("deletion_name") or "")
    done = visit.words("factory_desk.asked")
    if act(place, done, lambda: visit.hospital.connections.request_deletion(factory.id, name)):
        st.session_state.pop("deletion_name", None)
