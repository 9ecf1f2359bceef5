"""The third step: a recording and photos, both optional. A recording is uploaded at once, so that nothing loses it."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.components.measuring import show_measuring_hints
from dashboard.components.recording_facts import show_facts
from dashboard.components.ticket.ticket import Ticket
from dashboard.components.upload import show_photo_field, show_recording_field
from dashboard.visit import Visit

__all__ = ["show_recording"]


def show_recording(visit: Visit, ticket: Ticket) -> None:
    """Draw how to measure, the recording with what is still to be known of it, and the photos."""
    words = visit.words
    if ticket.machine is None:
        st.info(words("new_ticket.recording_needs_machine"), icon=":material/graphic_eq:")
    else:
        if ticket.recording is None:
            _show_how(visit, ticket.machine)
        kept = show_recording_field(
            visit, ticket.form, ticket.machine.id, words("new_ticket.recording"), words("new_ticket.recording_help")
        )
        if kept:
            show_facts(visit, ticket.form, ticket.machine, kept["id"])
    show_photo_field(visit, ticket.form, words("new_ticket.photos"))


def _show_how(visit: Visit, machine: EquipmentRead) -> None:
    words = visit.words
    st.markdown(words("new_ticket.recording_helps"))
    st.info(
        f"**{words('new_ticket.for_this', kind=words.of('kind', machine.kind))}** "
        + words.of("measuring_for", machine.kind),
        icon=":material/sensors:",
    )
    show_measuring_hints(words)
