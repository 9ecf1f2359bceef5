"""The first lines of an examination: which machine, what was found, how urgent it is, and whether it is signed."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import EquipmentRead, ExaminationRead
from dashboard.components.machine import machine_name
from dashboard.components.urgency import show_urgency, show_verdict
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_head"]


def show_head(visit: Visit, examination: ExaminationRead, machine: EquipmentRead | None) -> None:
    """Draw the machine with its number and place, verdict, urgency and signature, and the ways to case and next."""
    words = visit.words
    title, ways = st.columns([5, 2], vertical_alignment="center")
    with title:
        st.title(plain(machine_name(words, examination)), anchor=False)
    with ways, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        if examination.case_id is not None:  # a routine measurement belongs to no case
            visit.link("case", words("examination.case"), icon=":material/description:", case=examination.case_id)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        show_verdict(words, examination.verdict)
        show_urgency(words, examination.urgency)
        if examination.status == "signed":
            st.badge(words("examination.signed"), icon=":material/verified:", color="green")
        else:
            st.badge(words("examination.unsigned"), icon=":material/smart_toy:", color="gray")
        st.markdown(plain(words.pick(examination.document.to_dict()["summary"])))
    of_machine = [machine.asset_number, machine.location] if machine else []
    facts = [
        *(fact for fact in of_machine if fact),
        words.pick(examination.factory_name),
        words("examination.made", recording=examination.recording_filename, date=words.date(examination.created_at)),
    ]
    st.caption(plain(" · ".join(facts)))
