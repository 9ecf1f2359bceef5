"""The engineer's home: opinions that nobody has signed, what needs an eye first, and why."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import ExaminationWork, WorkClock
from dashboard.components.clocks import time_span
from dashboard.components.machine import machine_name
from dashboard.components.urgency import show_urgency, show_verdict
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_work_list"]

_PORTION: Final = 15


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
    words = visit.words
    with st.container(border=True, key=f"work_{work.id}"):
        about, reasons, ahead = st.columns([4, 6, 3], gap="medium")
        with about, st.container(gap="xsmall"):
            with st.container(horizontal=True, gap="small"):
                show_urgency(words, work.act_by)
                show_verdict(words, work.verdict)
            where = [work.asset_number, work.location, words.pick(work.factory_name)]
            st.markdown(
                f"**{plain(machine_name(words, work))}**  \n:small[{plain(' · '.join(part for part in where if part))}]"
            )
        with reasons, st.container(gap="xsmall"):
            _show_reasons(visit, work)
        with ahead, st.container(gap="xsmall"):
            visit.link("examination", words("work_list.open"), icon=":material/query_stats:", examination=work.id)
            _show_clock(words, work.clock)
            st.caption(words("work_list.examined", date=words.date(work.created_at)))


def _show_reasons(visit: Visit, work: ExaminationWork) -> None:
    """Draw why this is to be looked at; what is to be seen in a plot leads there."""
    words = visit.words
    for reason in work.reasons:
        text = plain(words.pick(reason.text))
        if isinstance(reason.finding_index, int):
            visit.link(
                "examination",
                text,
                icon=":material/troubleshoot:",
                examination=work.id,
                finding=str(reason.finding_index),
            )
        else:
            st.markdown(f":small[:material/chevron_right: {text}]")
    if not work.reasons:
        st.markdown(f":small[:material/chevron_right: {words('work_list.only_unsigned')}]")


def _show_clock(words: Words, clock: WorkClock | None) -> None:
    if clock is None or clock.seconds_left is None:
        return
    what = words.of("clock_short", "diagnosis")
    span = time_span(words, abs(clock.seconds_left), working=clock.counts == "working_time")
    due = plain(words("clock_badge.due", date=words.date(clock.due_at)))
    if clock.stopped_at is not None:
        st.badge(words("clock_badge.paused", what=what, span=span), icon=":material/pause_circle:", help=due)
    elif clock.is_late:
        st.badge(words("clock_badge.late", what=what, span=span), icon=":material/alarm:", color="red", help=due)
    else:
        st.badge(words("clock_badge.left", what=what, span=span), icon=":material/timer:", color="gray", help=due)
