"""The third step: a recording and photos, both optional. A recording is uploaded at once, so that nothing loses it."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from clinic_client.models import EquipmentRead
from dashboard.components.acting import show_failure
from dashboard.components.facts import size_of
from dashboard.components.measuring import show_measuring_hints
from dashboard.components.ticket.facts import show_facts
from dashboard.components.ticket.photos import show_photos
from dashboard.components.ticket.ticket import Ticket
from dashboard.components.uploads import name_upload_button
from dashboard.problems import HospitalProblem, HospitalUnreachable
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_recording"]

_REFUSED: Final = "ticket_refused"
_TURN: Final = "ticket_file_turn"
_OF_THE_SERVICE: Final = 500


def show_recording(visit: Visit, ticket: Ticket) -> None:
    """Draw how to measure, the recording with what is still to be known of it, and the photos."""
    words = visit.words
    if ticket.machine is None:
        st.info(words("new_ticket.recording_needs_machine"), icon=":material/graphic_eq:")
    elif ticket.recording is None:
        _show_how(visit, ticket.machine)
        _show_upload(visit, ticket, ticket.machine)
    else:
        _show_uploaded(visit, ticket, ticket.recording["name"], ticket.recording["size_bytes"])
        show_facts(visit, ticket, ticket.machine, ticket.recording["id"])
    show_photos(visit, ticket)


def _show_how(visit: Visit, machine: EquipmentRead) -> None:
    words = visit.words
    st.markdown(words("new_ticket.recording_helps"))
    st.info(
        f"**{words('new_ticket.for_this', kind=words.of('kind', machine.kind))}** "
        + words.of("measuring_for", machine.kind),
        icon=":material/sensors:",
    )
    show_measuring_hints(words)


def _show_upload(visit: Visit, ticket: Ticket, machine: EquipmentRead) -> None:
    words = visit.words
    name_upload_button(words)
    file = st.file_uploader(words("new_ticket.recording"), key=f"ticket_file:{st.session_state.get(_TURN, 0)}")
    st.caption(words("new_ticket.recording_help"))
    if file is None:
        st.session_state.pop(_REFUSED, None)
        return
    refused: tuple[str, HospitalProblem | HospitalUnreachable] | None = st.session_state.get(_REFUSED)
    if refused is None or refused[0] != file.file_id:
        _upload(visit, ticket, machine, file)
        return
    show_failure(visit, refused[1], changed_meanwhile="")
    st.caption(words("new_ticket.nothing_lost"))
    if isinstance(refused[1], HospitalUnreachable) or refused[1].status >= _OF_THE_SERVICE:
        st.button(words("new_ticket.try_again"), key="ticket_try_again", on_click=_try_again)


def _try_again() -> None:
    """Send the file again that the service could not take."""
    st.session_state.pop(_REFUSED, None)


def _upload(visit: Visit, ticket: Ticket, machine: EquipmentRead, file: UploadedFile) -> None:
    try:
        with st.spinner(visit.words("new_ticket.uploading", name=plain(file.name))):
            recording = visit.hospital.tickets.upload(machine.id, file.name, file)
    except (HospitalProblem, HospitalUnreachable) as failure:
        st.session_state[_REFUSED] = (file.file_id, failure)
    else:
        st.session_state.pop(_REFUSED, None)
        kept = {"id": recording.id, "name": file.name, "size_bytes": recording.size_bytes, "machine": machine.id}
        ticket.form.change("recording", kept)
    st.rerun()


def _show_uploaded(visit: Visit, ticket: Ticket, name: str, size_bytes: int) -> None:
    words = visit.words
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/check_circle: **{plain(name)}** · {plain(size_of(size_bytes))}  \n"
            f":gray[{words('new_ticket.recording_kept')}]",
            width="stretch",
        )
        st.button(
            words("new_ticket.remove"),
            key="ticket_remove_recording",
            icon=":material/close:",
            type="tertiary",
            on_click=_remove,
            args=(ticket,),
        )


def _remove(ticket: Ticket) -> None:
    """Leave the recording out; the field begins empty."""
    ticket.form.change("recording", None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
