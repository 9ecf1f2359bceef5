"""A new ticket: which machine, what is noticed, and a recording when there is one. Sent twice it opens one case."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from clinic_client.models import EquipmentRead
from dashboard.components.measuring import show_measuring_hints
from dashboard.components.problems import show_problem
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_new_ticket"]

_NOT_LISTED: Final = ""
_NONCE: Final = "ticket_nonce"
_SENT: Final = "ticket_sent"
_UPLOADED: Final = "ticket_uploaded"
_MAX_COMPLAINT: Final = 4000
_UPLOAD_BUTTON: Final = """<style>
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after {{
  content: "{label}"; font-size: 1rem;
}}
</style>"""
"""Streamlit's button says “Upload” in every language; this puts our word in its place."""


def show_new_ticket(visit: Visit) -> None:
    """Draw the form, or the case number when the ticket was sent."""
    words = visit.words
    st.title(words.of("pages", "new_ticket"), anchor=False)
    sent = st.session_state.get(_SENT)
    if sent:
        _show_sent(visit, sent)
        return
    st.session_state.setdefault(_NONCE, secrets.token_urlsafe(16))
    machines = {machine.id: machine for machine in visit.hospital.equipment()}
    if not machines and not visit.is_factory:
        st.info(words("new_ticket.no_factory_machines"))
        return
    st.markdown(words("new_ticket.explanation"))
    show_measuring_hints(words)
    st.html(_UPLOAD_BUTTON.format(label=words("new_ticket.choose_file")))
    with st.form("new_ticket", enter_to_submit=False):
        options = [*machines, _NOT_LISTED] if visit.is_factory else list(machines)
        asked = st.query_params.get("equipment")
        equipment_id = st.selectbox(
            words("new_ticket.machine"),
            options,
            index=options.index(asked) if asked in machines else None,
            placeholder=words("new_ticket.choose_machine"),
            format_func=lambda identity: _option(visit, machines.get(identity)),
            key="ticket_machine",
        )
        complaint = st.text_area(
            words("new_ticket.complaint"),
            placeholder=words("new_ticket.complaint_hint"),
            max_chars=_MAX_COMPLAINT,
            height=140,
            key="ticket_complaint",
        )
        file = st.file_uploader(words("new_ticket.recording"), key="ticket_recording")
        st.caption(words("new_ticket.recording_help"))
        sends = st.form_submit_button(
            words("new_ticket.send"), type="primary", icon=":material/send:", key="ticket_send"
        )
    if sends and equipment_id is None:
        st.warning(words("new_ticket.machine_missing"))
    elif sends and not complaint.strip():
        st.warning(words("new_ticket.complaint_missing"))
    elif sends and file and not equipment_id:
        st.warning(words("new_ticket.recording_needs_machine"))
    elif sends and equipment_id is not None:
        _send(visit, equipment_id, complaint.strip(), file)


def _option(visit: Visit, machine: EquipmentRead | None) -> str:
    if machine is None:
        return visit.words("new_ticket.not_listed")
    parts = [visit.words.name(machine), machine.location]
    parts += [] if visit.is_factory else [visit.words.pick(machine.factory_name)]
    return " · ".join(part for part in parts if part)


def _send(visit: Visit, equipment_id: str, complaint: str, file: UploadedFile | None) -> None:
    try:
        with st.spinner(visit.words("new_ticket.sending")):
            recording_id = _upload_once(visit, equipment_id, file) if file else None
            key = _idempotency_key(equipment_id, complaint, recording_id)
            case = visit.hospital.open_ticket(equipment_id or None, complaint, recording_id, idempotency_key=key)
            st.session_state[_SENT] = case.id
    except HospitalProblem as problem:
        show_problem(visit.words, problem)
        return
    st.rerun()


def _upload_once(visit: Visit, equipment_id: str, file: UploadedFile) -> str:
    """Return the id of the uploaded recording; the same file for the same machine is sent one time only."""
    ticket = (file.file_id, equipment_id)
    uploaded: tuple[tuple[str, str], str] | None = st.session_state.get(_UPLOADED)
    if uploaded and uploaded[0] == ticket:
        return uploaded[1]
    recording_id = visit.hospital.upload(equipment_id, file.name, file)
    st.session_state[_UPLOADED] = (ticket, recording_id)
    return recording_id


def _idempotency_key(equipment_id: str, complaint: str, recording_id: str | None) -> str:
    """Return the key of this ticket: pressing the button again sends the same key, changed words a new one."""
    content = json.dumps([st.session_state[_NONCE], equipment_id, complaint, recording_id])
    return hashlib.sha256(content.encode()).hexdigest()


def _show_sent(visit: Visit, case_id: str) -> None:
    words: Words = visit.words
    st.success(words("new_ticket.sent"), icon=":material/check_circle:")
    st.subheader(plain(case_id), anchor=False)
    st.markdown(words("new_ticket.sent_explanation"))
    visit.link("case", words("new_ticket.follow"), icon=":material/description:", case=case_id)
    if st.button(words("new_ticket.another"), icon=":material/add_circle:", key="ticket_another"):
        for key in (_SENT, _NONCE, _UPLOADED):
            st.session_state.pop(key, None)
        st.rerun()
