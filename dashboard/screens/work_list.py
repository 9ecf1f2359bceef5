"""The engineer's home: opinions that nobody has signed, what needs an eye first, and why."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import ExaminationWork, WorkClock
from dashboard.components.clocks import time_span
from dashboard.components.machine import machine_name
from dashboard.components.urgency import urgency_badge, verdict_badge
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_work_list"]

_PORTION: Final = 10


def show_work_list(visit: Visit) -> None:
    """Draw one portion of the list; the address says behind which examination it begins (``?after=exam_…``)."""
    words, after = visit.words, st.query_params.get("after")
    listed = visit.hospital.examining.work_list(after, _PORTION)
    st.title(words.of("pages", "work_list"), anchor=False)
    if not listed.items:
        st.success(words("work_list.empty"), icon=":material/task_alt:")
        visit.link("examinations", words("work_list.all"), icon=":material/graphic_eq:")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if st.button(
            words("work_list.next"), type="primary", icon=":material/skip_next:", key="work_list_next", shortcut="n"
        ):
            visit.go("examination", examination=listed.items[0].id)
        st.markdown(f"**{words('work_list.waiting', count=listed.waiting)}**")
    st.caption(words("work_list.explanation"))
    for work in listed.items:
        _show_row(visit, work)
    with st.container(horizontal=True, gap="small"):
        if after:
            visit.link("work_list", words("work_list.first"), icon=":material/first_page:")
        if listed.next_cursor:
            visit.link(
                "work_list", words("work_list.further"), icon=":material/arrow_forward:", after=listed.next_cursor
            )


def _show_row(visit: Visit, work: ExaminationWork) -> None:
    """Draw one opinion; few elements make a row, for a list is as slow as it has elements."""
    words = visit.words
    with st.container(border=True, key=f"work_{work.id}"):
        about, reasons, ahead = st.columns([4, 6, 3], gap="medium")
        about.markdown(_about(words, work))
        with reasons.container(gap="xsmall"):
            _show_reasons(visit, work)
        with ahead.container(gap="xsmall"):
            visit.link("examination", words("work_list.open"), icon=":material/query_stats:", examination=work.id)
            badge, due = _clock(words, work.clock)
            examined = words("work_list.examined", date=words.date(work.created_at))
            st.markdown("  \n".join(line for line in (badge, f":small[:gray[{plain(examined)}]]") if line), help=due)


def _about(words: Words, work: ExaminationWork) -> str:
    badges = f"{urgency_badge(words, work.act_by)} {verdict_badge(words, work.verdict)}"
    where = " · ".join(part for part in (work.asset_number, work.location, words.pick(work.factory_name)) if part)
    return f"{badges}  \n**{plain(machine_name(words, work))}**  \n:small[{plain(where)}]"


def _show_reasons(visit: Visit, work: ExaminationWork) -> None:
    """Draw why this is to be looked at; what is to be seen in a plot leads there."""
    words, told = visit.words, []
    for reason in work.reasons:
        text = plain(words.pick(reason.text))
        if isinstance(reason.finding_index, int):
            finding = str(reason.finding_index)
            visit.link("examination", text, icon=":material/troubleshoot:", examination=work.id, finding=finding)
        else:
            told.append(text)
    if not work.reasons:
        told.append(words("work_list.only_unsigned"))
    if told:
        st.markdown("  \n".join(f":small[:material/chevron_right: {text}]" for text in told))


def _clock(words: Words, clock: WorkClock | None) -> tuple[str, str | None]:
    """Return the badge of the clock and, as a hint, when it ends; "" where none runs."""
    if clock is None or clock.seconds_left is None:
        return "", None
    what = words.of("clock_short", "diagnosis")
    span = time_span(words, abs(clock.seconds_left), working=clock.counts == "working_time")
    due = plain(words("clock_badge.due", date=words.date(clock.due_at)))
    if clock.stopped_at is not None:
        return f":gray-badge[:material/pause_circle: {words('clock_badge.paused', what=what, span=span)}]", due
    if clock.is_late:
        return f":red-badge[:material/alarm: {words('clock_badge.late', what=what, span=span)}]", due
    return f":gray-badge[:material/timer: {words('clock_badge.left', what=what, span=span)}]", due
