"""The last step: everything once more, what is missing, and the button that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.components.acting import show_failure
from dashboard.components.recording_facts import Missing, fact_lines, facts_to_tell, missing_facts, tell_facts
from dashboard.components.ticket.machine import machine_line
from dashboard.components.ticket.notice import tile_label
from dashboard.components.ticket.steps import go_to
from dashboard.components.ticket.ticket import Ticket
from dashboard.components.upload import chosen_photos, photo_batch, show_recording_on_its_way
from dashboard.problems import HospitalProblem, HospitalUnreachable
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_check"]


def show_check(visit: Visit, ticket: Ticket) -> None:
    """Draw what will be sent, part by part with the way back to it, and the button that sends it."""
    words = visit.words
    ticket.begin_to_send()
    missing = _missing_of_recording(visit, ticket)
    _show_part(visit, "machine", _machine_lines(visit, ticket), words("new_ticket.machine_missing"))
    _show_part(visit, "notice", _notice_lines(visit, ticket), words("new_ticket.complaint_missing"))
    _show_part(visit, "recording", _recording_lines(visit, ticket, missing), "")
    if ticket.machine is not None:
        show_recording_on_its_way(visit, ticket.form, ticket.machine.id, words("new_ticket.recording"))
    pressed = st.button(
        words("new_ticket.send"),
        key="ticket_send",
        type="primary",
        icon=":material/send:",
        width="stretch",
        disabled=not (ticket.has_machine and ticket.says_something),
    )
    st.caption(words("new_ticket.sent_once"))
    if pressed:
        _send(visit, ticket, missing)


def _show_part(visit: Visit, step: str, lines: Sequence[str], when_empty: str) -> None:
    words = visit.words
    with st.container(border=True), st.container(horizontal=True, vertical_alignment="top"):
        with st.container(gap="small", width="stretch"):
            st.markdown(f":gray[{words.of('ticket_step', step)}]")
            for line in lines:
                st.markdown(line)
            if not lines and when_empty:
                st.warning(when_empty)
        st.button(
            words("new_ticket.change"),
            key=f"ticket_change_{step}",
            icon=":material/edit:",
            type="tertiary",
            on_click=go_to,
            args=(step,),
        )


def _machine_lines(visit: Visit, ticket: Ticket) -> list[str]:
    if ticket.machine is not None:
        return [machine_line(visit, ticket.machine)]
    return [visit.words("new_ticket.not_listed")] if ticket.is_unlisted else []


def _notice_lines(visit: Visit, ticket: Ticket) -> list[str]:
    words, form = visit.words, ticket.form
    if not ticket.says_something:
        return []
    said = [f"**{' '.join(tile_label(visit, tile) for tile in ticket.tiles)}**"] if ticket.tiles else []
    since, running = form.text("since") or "unknown", form.text("running") or "unknown"
    said.append(plain(f"{words('new_ticket.since')} {words.of('since', since)}"))
    said.append(plain(f"{words('new_ticket.running')} {words.of('running', running)}"))
    if form.value("danger"):
        said.append(f":red[:material/emergency: **{words('new_ticket.danger')}**]")
    return [*said, f"> {plain(ticket.words)}"] if ticket.words else said


def _recording_lines(visit: Visit, ticket: Ticket, missing: Missing | None) -> list[str]:
    words, lines = visit.words, []
    if ticket.recording is None:
        lines.append(words("new_ticket.no_recording"))
    else:
        lines.append(f":material/graphic_eq: **{plain(ticket.recording['name'])}**")
    if missing is not None:
        lines += [plain(line) for line in fact_lines(words, facts_to_tell(ticket.form, missing), missing)]
    photos = chosen_photos(ticket.form)
    if photos:
        lines.append(plain(words("new_ticket.photo_count", count=len(photos), names=", ".join(photos))))
    return lines


def _missing_of_recording(visit: Visit, ticket: Ticket) -> Missing | None:
    if ticket.recording is None or ticket.machine is None:
        return None
    return missing_facts(visit, ticket.machine, ticket.recording["id"])


def _send(visit: Visit, ticket: Ticket, missing: Missing | None) -> None:
    """Send the ticket and go on to its receipt, or say here what is wrong with everything still there."""
    try:
        with st.spinner(visit.words("new_ticket.sending")):
            case_id = _open(visit, ticket, {} if missing is None else facts_to_tell(ticket.form, missing))
    except (HospitalProblem, HospitalUnreachable) as failure:
        show_failure(visit, failure, changed_meanwhile="")
        st.caption(visit.words("new_ticket.nothing_lost"))
        return
    st.query_params.pop("step", None)
    st.query_params["sent"] = case_id
    if chosen_photos(ticket.form):
        st.query_params["photos"] = photo_batch(ticket.form)
    ticket.form.sent()
    st.rerun()


def _open(visit: Visit, ticket: Ticket, facts: dict[str, Any]) -> str:
    form, recording = ticket.form, ticket.recording
    equipment_id = None if ticket.machine is None else ticket.machine.id
    recording_id = None if recording is None else str(recording["id"])
    since, running, danger = form.text("since"), form.text("running"), bool(form.value("danger"))
    content = (equipment_id, ticket.words, ticket.tiles, since, running, danger, recording_id)
    key = ticket.key(*content)
    if recording_id is not None:
        tell_facts(visit, form, recording_id, facts)
    case = visit.hospital.tickets.open(
        equipment_id,
        ticket.words or None,
        tiles=ticket.tiles,
        since=since or "unknown",
        running=running or "unknown",
        danger=danger,
        recording_id=recording_id,
        idempotency_key=key,
    )
    return case.id
