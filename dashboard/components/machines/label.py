"""The QR label of a machine: printed, replaced, taken out of use."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.components.acting import act, draw_anew_after_action, show_outcome
from dashboard.hospital.machines import LabelLayout
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_label"]

_LAYOUT: Final[LabelLayout] = "2x4"


def show_label(visit: Visit, machine: EquipmentRead) -> None:
    """Draw the sheet to print, the code in letters, and what becomes of a lost label."""
    st.fragment(_show_label)(visit, machine)


def _show_label(visit: Visit, machine: EquipmentRead) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"label:{machine.id}"
    st.caption(words("label.explanation"))
    st.download_button(
        words("label.print"),
        partial(visit.hospital.machines.label_sheet, [machine.id], _LAYOUT, words.language),
        file_name="label.pdf",
        mime="application/pdf",
        icon=":material/qr_code_2:",
        key=f"{place}:print",
        on_click="ignore",
    )
    if st.toggle(words("label.more"), key=f"{place}:more"):
        label = visit.hospital.machines.label(machine.id)
        st.markdown(f"{words('label.code')} `{plain(label.short_code)}`")
        st.caption(words("label.made", date=words.date(label.created_at), number=label.generation))
        with st.container(horizontal=True):
            st.button(
                words("label.replace"),
                key=f"{place}:rotate",
                icon=":material/autorenew:",
                on_click=_replace,
                args=(visit, machine.id),
            )
            st.button(
                words("label.revoke"),
                key=f"{place}:revoke",
                icon=":material/block:",
                type="tertiary",
                on_click=_revoke,
                args=(visit, machine.id),
            )
        st.caption(words("label.replace_means"))
    show_outcome(visit, place)


def _replace(visit: Visit, equipment_id: str) -> None:
    place = f"label:{equipment_id}"
    act(place, visit.words("label.replaced"), lambda: visit.hospital.machines.rotate_label(equipment_id))


def _revoke(visit: Visit, equipment_id: str) -> None:
    place = f"label:{equipment_id}"
    if act(place, visit.words("label.revoked"), lambda: visit.hospital.machines.revoke_label(equipment_id)):
        st.session_state[f"{place}:more"] = False
