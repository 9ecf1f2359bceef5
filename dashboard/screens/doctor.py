"""One doctor: what is written down, what cases have confirmed, when they are away; changed by those who may."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.components.address import text_in_address
from dashboard.components.doctors import show_absences, show_doctor_change, show_file
from dashboard.components.live import is_dialog_open, open_dialog, show_dialog
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_doctor"]

_WRITERS: Final = frozenset({"coordinator", "admin"})
_CHANGE: Final = "change_doctor"


def show_doctor(visit: Visit) -> None:
    """Draw the doctor that the address names (``?doctor=doc_…``)."""
    words = visit.words
    visit.link("doctors", words("doctor_file.to_the_list"), icon=":material/arrow_back:")
    doctor_id = text_in_address("doctor")
    if not doctor_id:
        st.title(words.of("pages", "doctor"), anchor=False)
        st.info(words("doctor_file.not_chosen"))
        return
    doctor = visit.hospital.directory.doctor(doctor_id)
    may_write = visit.role in _WRITERS
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(plain(words.name(doctor)), anchor=False, width="content")
        if may_write:
            st.button(
                words("doctor_file.change"), key="change", icon=":material/edit:", on_click=open_dialog, args=(_CHANGE,)
            )
    st.caption(plain(words.name(doctor, "title")))
    show_file(visit, doctor, visit.hospital.directory.outcomes(doctor_id) if may_write else None)
    st.subheader(words("doctor_file.absences"), anchor=False)
    show_absences(visit, doctor, may_write=may_write)
    if is_dialog_open(_CHANGE):
        show_dialog(visit, words("doctor_file.change"), show_doctor_change, doctor)
