"""What the factory can show or hand out: the health record of a machine for a bank, the questionnaire's code."""

from __future__ import annotations

import io
from typing import Final

import segno
import streamlit as st

from clinic_client.models import EquipmentRead, SheetRead
from dashboard.components.machines.record import show_record
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_papers"]

_MOST: Final = 200
_SCALE: Final = 8


def show_papers(visit: Visit) -> None:
    """Draw the health record of a machine to choose, and the codes of open questionnaires."""
    _show_records(visit)
    _show_questionnaires(visit)


def _show_records(visit: Visit) -> None:
    words = visit.words
    st.subheader(words("my_factory.records"), anchor=False)
    machines = visit.hospital.tickets.machines("", _MOST)
    if not machines:
        st.info(words("my_factory.no_machines"))
        return
    chosen: EquipmentRead | None = st.selectbox(
        words("my_factory.machine"),
        machines,
        index=None,
        format_func=lambda machine: " · ".join(
            part for part in (words.name(machine), machine.asset_number, machine.location) if part
        ),
        placeholder=words("my_factory.choose_machine"),
        key=f"record_machine_{words.language}",
    )
    if chosen is None:
        st.caption(words("record.explanation"))
    else:
        show_record(visit, chosen)


def _show_questionnaires(visit: Visit) -> None:
    words = visit.words
    st.subheader(words("my_factory.questionnaire"), anchor=False)
    st.caption(words("my_factory.questionnaire_means"))
    sheets = [sheet for sheet in visit.hospital.inbox.sheets() if sheet.closed_at is None]
    if not sheets:
        st.info(words("my_factory.no_questionnaire"), icon=":material/qr_code_2:")
    for sheet in sheets:
        _show_sheet(visit, sheet)


def _show_sheet(visit: Visit, sheet: SheetRead) -> None:
    words, drawn = visit.words, io.BytesIO()
    segno.make_qr(sheet.url, error="m").save(drawn, kind="png", border=4, scale=_SCALE)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.image(drawn.getvalue(), caption=words("my_factory.scan"), width=180)
        with st.container(width="stretch"):
            st.markdown(f"**{plain(sheet.name)}**")
            st.badge(words("my_factory.answers", count=sheet.submitted), color="blue")
            st.link_button(words("my_factory.fill_in"), sheet.url, icon=":material/open_in_new:")
            st.download_button(
                words("my_factory.download_code"),
                drawn.getvalue(),
                file_name=f"questionnaire-{sheet.id}.png",
                mime="image/png",
                icon=":material/download:",
                key=f"code_{sheet.id}",
                on_click="ignore",
            )
