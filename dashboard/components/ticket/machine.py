"""The first step: which machine it is. A few are all in sight, many are searched for."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.components.ticket.ticket import NOT_LISTED, Ticket
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["machine_line", "show_machine"]

_MOST: Final = 8
_NO_WORDS: Final = "search_without_words"


def machine_line(visit: Visit, machine: EquipmentRead) -> str:
    """Return a machine's name, number and place, and for the hospital's people whose it is, for Markdown."""
    words = visit.words
    about = [machine.asset_number or "", machine.location]
    about += [] if visit.is_factory else [words.pick(machine.factory_name)]
    return " · ".join([f"**{plain(words.name(machine))}**", *(plain(part) for part in about if part)])


def show_machine(visit: Visit, ticket: Ticket) -> None:
    """Draw the machines to choose from."""
    words = visit.words
    machines = _found(visit, "")
    if len(machines) > _MOST:
        text = st.text_input(
            words("new_ticket.find_machine"),
            key="ticket_find",
            placeholder=words("machines.filter_hint"),
            icon=":material/search:",
        ).strip()
        machines = _found(visit, text) if text else machines
        if len(machines) > _MOST:
            st.caption(words("new_ticket.more_machines", count=_MOST))
        elif not machines:
            st.info(words("new_ticket.no_such_machine"))
    shown = {machine.id: machine for machine in machines[:_MOST]}
    if ticket.machine is not None:
        shown = {ticket.machine.id: ticket.machine} | shown
    options = [*shown, *([NOT_LISTED] if visit.is_factory else [])]
    if not options:
        st.info(words("new_ticket.no_factory_machines"))
        return

    def name(machine_id: str) -> str:
        return machine_line(visit, shown[machine_id]) if machine_id else words("new_ticket.not_listed")

    with st.container(key="ticket_machines"):
        ticket.form.radio("machine", words("new_ticket.machine"), options, name)
    if ticket.is_unlisted:
        st.caption(words("new_ticket.not_listed_means"))


def _found(visit: Visit, text: str) -> list[EquipmentRead]:
    """Return one machine more than are shown, so that it can be said that there are more."""
    try:
        return visit.hospital.tickets.machines(text, _MOST + 1)
    except HospitalProblem as problem:
        if problem.code != _NO_WORDS:
            raise
        return []
