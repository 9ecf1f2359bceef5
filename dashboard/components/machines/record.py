"""The health record of a machine, to show to a bank or an insurer, who check it without an account."""

from __future__ import annotations

from functools import partial

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.visit import Visit

__all__ = ["show_record"]


def show_record(visit: Visit, machine: EquipmentRead) -> None:
    """Draw what the record is and the ways to get it, in either language."""
    words, machines = visit.words, visit.hospital.machines
    st.caption(words("record.explanation"))
    with st.container(horizontal=True):
        for language in ("zh", "en") if words.language == "zh" else ("en", "zh"):
            st.download_button(
                words.of("record_language", language),
                partial(machines.record, machine.id, "zh" if language == "zh" else "en"),
                file_name=f"health-record-{language}.pdf",
                mime="application/pdf",
                icon=":material/picture_as_pdf:",
                key=f"record:{machine.id}:{language}",
                on_click="ignore",
            )
