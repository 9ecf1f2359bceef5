"""A machine's data changed, and a machine added: typed in, or many from a table."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.components.acting import act, act_once, draw_anew_after_action, show_outcome
from dashboard.components.case.files import attach_files, choose_files
from dashboard.components.fields import Form
from dashboard.components.machines.chosen import machine_in_address
from dashboard.components.machines.form import beginning_of, fields_to_send, is_complete, show_fields
from dashboard.components.machines.importing import show_import
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_machine_add", "show_machine_edit"]

_ADDED: Final = "machine_added"


def show_machine_add(visit: Visit) -> None:
    """Draw the form of a new machine, and beside it the way to import many."""
    words = visit.words
    st.title(words.of("pages", "machine_add"), anchor=False)
    one, many = st.tabs([words("machine_form.one"), words("machine_form.many")])
    with one:
        st.fragment(_show_new)(visit)
    with many:
        st.fragment(show_import)(visit)


def show_machine_edit(visit: Visit) -> None:
    """Draw the data of the machine that the address names (``?equipment=eqp_…``) to be changed."""
    words = visit.words
    machine = machine_in_address(visit)
    if machine is None:
        return
    st.title(plain(words.name(machine)), anchor=False)
    visit.link("machine", words("machine_form.back"), icon=":material/arrow_back:", equipment=machine.id)
    st.fragment(_show_known)(visit, machine)


def _show_new(visit: Visit) -> None:
    words, place = visit.words, "machine:new"
    added: str | None = st.session_state.pop(_ADDED, None)
    if added is not None:
        visit.go("machine", equipment=added)
    form = Form(visit, place, **beginning_of(None))
    show_fields(visit, form, with_status=False)
    show_outcome(visit, place)
    st.button(
        words("machine_form.add"),
        type="primary",
        key=f"{place}:save",
        icon=":material/add:",
        disabled=not is_complete(form),
        on_click=_add,
        args=(visit, form),
    )
    if not is_complete(form):
        st.caption(words("machine_form.needed"))


def _add(visit: Visit, form: Form) -> None:
    def send(key: str) -> None:
        fields = fields_to_send(visit, form, None)
        st.session_state[_ADDED] = visit.hospital.machines.add(fields, idempotency_key=key).id

    if act_once(form.name, visit.words("machine_form.added"), send):
        form.sent()


def _show_known(visit: Visit, machine: EquipmentRead) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"machine:{machine.id}"
    form = Form(visit, place, **beginning_of(machine))
    show_fields(visit, form, with_status=True)
    photos = choose_files(visit, f"{place}:photos", words("machine_form.photo"))
    show_outcome(visit, place)

    def save() -> None:
        def send() -> None:
            attach_files(visit, machine.id, photos)
            visit.hospital.machines.change(machine, fields_to_send(visit, form, machine))

        if act(place, words("machine_form.saved"), send):
            form.sent()

    st.button(
        words("machine_form.save"),
        type="primary",
        key=f"{place}:save",
        icon=":material/check:",
        disabled=not is_complete(form),
        on_click=save,
    )
