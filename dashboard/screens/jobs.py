"""The hospital's work in the background: what waits, what gave up and why, who is at work, what leaves the house."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import JobKindRead, JobRead, JobsOverview, OutboxItem, ServiceProcessRead
from dashboard.components.acting import press, show_outcome
from dashboard.components.address import chosen_in_address, put
from dashboard.components.cursor import cursor_in_address, narrow, show_pages
from dashboard.components.facts import span_of
from dashboard.components.reason import show_reasoned
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_jobs"]

_PLACE: Final = "jobs"
_VIEWS: Final = ("dead", "queued", "running", "done", "outbox")
_CHANNELS: Final = ("mail", "webhook", "chat")
_DELIVERY_STATES: Final = ("dead", "waiting", "delivered")
_ROWS: Final = 20
_STATE_LOOK: Final = {
    "queued": (":material/hourglass_empty:", "blue"),
    "running": (":material/sync:", "blue"),
    "done": (":material/check:", "green"),
    "dead": (":material/error:", "red"),
    "waiting": (":material/hourglass_empty:", "blue"),
    "delivered": (":material/check:", "green"),
}


def show_jobs(visit: Visit) -> None:
    """Draw the counts, the processes, and the list that the address asks for."""
    words = visit.words
    st.title(words.of("pages", "jobs"), anchor=False)
    st.caption(words("jobs.explanation"))
    show_outcome(visit, _PLACE)
    overview = visit.hospital.operation.jobs_overview()
    outbox_dead = sum(each.dead for each in visit.hospital.operation.outbox_counts())
    _show_sums(words, overview, outbox_dead)
    _show_processes(words, overview)
    _show_kinds(words, overview)
    view = chosen_in_address("view", _VIEWS, _VIEWS[0])
    key = f"jobs_view_{words.language}"
    st.segmented_control(
        words("jobs.view"),
        _VIEWS,
        required=True,
        format_func=lambda code: words.of("jobs_view", code),
        key=put(key, view),
        on_change=narrow,
        args=("view", key),
        label_visibility="collapsed",
    )
    if view == "outbox":
        _show_outbox(visit)
    else:
        _show_list(visit, view, overview)


def _show_sums(words: Words, overview: JobsOverview, outbox_dead: int) -> None:
    oldest = max((kind.oldest_queued_seconds or 0.0 for kind in overview.kinds), default=0.0)
    with st.container(horizontal=True):
        st.metric(words("jobs.queued"), sum(kind.queued for kind in overview.kinds), border=True)
        st.metric(words("jobs.running"), sum(kind.running for kind in overview.kinds), border=True)
        st.metric(words("jobs.oldest"), span_of(words, oldest) if oldest else "–", border=True)
        st.metric(words("jobs.dead"), sum(kind.dead for kind in overview.kinds), border=True)
        st.metric(words("jobs.outbox_dead"), outbox_dead, border=True)


def _show_processes(words: Words, overview: JobsOverview) -> None:
    if not any(process.at_work for process in overview.processes if process.kind == "worker"):
        st.warning(words("jobs.no_worker"), icon=":material/engineering:")
    if not any(process.at_work for process in overview.processes if process.kind == "deliverer"):
        st.warning(words("jobs.no_deliverer"), icon=":material/outgoing_mail:")
    with st.container(horizontal=True):
        for process in overview.processes:
            _show_process(words, process, (overview.at - process.seen_at).total_seconds())


def _show_process(words: Words, process: ServiceProcessRead, seconds: float) -> None:
    name = f"{words.of('process', process.kind)} · {process.host} · {process.pid}"
    if process.at_work:
        st.badge(words("jobs.at_work", name=plain(name)), icon=":material/check_circle:", color="green")
    else:
        seen = words("jobs.last_seen", name=plain(name), span=span_of(words, seconds))
        st.badge(seen, icon=":material/pause_circle:", color="grey")


def _show_kinds(words: Words, overview: JobsOverview) -> None:
    busy = [kind for kind in overview.kinds if kind.queued or kind.running or kind.dead]
    if not busy:
        return
    st.dataframe(
        [_kind_row(words, kind) for kind in busy],
        hide_index=True,
        column_config={
            "kind": st.column_config.TextColumn(words("jobs.kind"), width="large"),
            "queued": st.column_config.NumberColumn(words("jobs.queued"), width="small"),
            "running": st.column_config.NumberColumn(words("jobs.running"), width="small"),
            "dead": st.column_config.NumberColumn(words("jobs.dead"), width="small"),
            "oldest": st.column_config.TextColumn(words("jobs.oldest"), width="small"),
        },
    )


def _kind_row(words: Words, kind: JobKindRead) -> dict[str, Any]:
    oldest = kind.oldest_queued_seconds
    return {
        "kind": words.of("job_kind", kind.kind),
        "queued": kind.queued,
        "running": kind.running,
        "dead": kind.dead,
        "oldest": span_of(words, oldest) if oldest else "–",
    }


def _show_list(visit: Visit, state: str, overview: JobsOverview) -> None:
    words = visit.words
    kinds = tuple(kind.kind for kind in overview.kinds)
    key = f"jobs_kind_{words.language}"
    st.selectbox(
        words("jobs.kind"),
        ("", *kinds),
        format_func=lambda code: words.of("job_kind", code) if code else words("jobs.every_kind"),
        key=put(key, chosen_in_address("kind", kinds, "")),
        on_change=narrow,
        args=("kind", key),
        width=320,
    )
    wanted = {"state": state}
    if kind := chosen_in_address("kind", kinds, ""):
        wanted["kind"] = kind
    page = visit.hospital.operation.jobs(wanted, cursor=cursor_in_address(), limit=_ROWS)
    if not page.items:
        st.info(words.of("jobs_empty", state))
    for job in page.items:
        _show_job(visit, job)
    show_pages(visit, page.next_cursor, "jobs")


def _show_job(visit: Visit, job: JobRead) -> None:
    words = visit.words
    with st.container(border=True, key=f"job_{job.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            icon, color = _STATE_LOOK[job.state]
            st.badge(words.of("job_state", job.state), icon=icon, color=color)  # type: ignore[arg-type]
            st.markdown(f"**{plain(words.of('job_kind', job.kind))}**", width="content")
            if job.factory_name:
                st.text(words.pick(job.factory_name), width="content")
            if job.case_id:
                visit.link("case", words("cases.open_case"), icon=":material/description:", case=str(job.case_id))
        if job.error_text:
            st.markdown(plain(words.pick(job.error_text)))
        attempts = words("jobs.attempts", attempt=job.attempt, of=job.max_attempts)
        told = [words("jobs.since", date=words.date(job.created_at)), attempts, job.subject_id, job.error_code]
        st.caption(plain(" · ".join(str(part) for part in told if part)))
        _show_decision(visit, job)


def _show_decision(visit: Visit, job: JobRead) -> None:
    words, operation = visit.words, visit.hospital.operation
    if job.state == "dead":
        show_reasoned(
            visit,
            _PLACE,
            f"retry_{job.id}",
            label=words("jobs.retry"),
            explanation=words("jobs.retry_explained"),
            done=words("jobs.retried"),
            icon=":material/replay:",
            do=lambda reason: operation.retry(job.id, reason),
        )
    elif job.state == "queued":
        show_reasoned(
            visit,
            _PLACE,
            f"give_up_{job.id}",
            label=words("jobs.give_up"),
            explanation=words("jobs.give_up_explained"),
            done=words("jobs.given_up"),
            icon=":material/cancel:",
            do=lambda reason: operation.give_up(job.id, reason),
        )


def _show_outbox(visit: Visit) -> None:
    words = visit.words
    with st.container(horizontal=True):
        state = _outbox_filter(visit, "delivery", _DELIVERY_STATES, words("jobs.delivery_state"))
        channel = _outbox_filter(visit, "channel", _CHANNELS, words("jobs.channel"))
    wanted = {name: value for name, value in (("state", state), ("channel", channel)) if value}
    page = visit.hospital.operation.outbox(wanted, cursor=cursor_in_address(), limit=_ROWS)
    if not page.items:
        st.info(words("jobs.outbox_empty"))
    for item in page.items:
        _show_item(visit, item)
    show_pages(visit, page.next_cursor, "outbox")


def _outbox_filter(visit: Visit, name: str, options: tuple[str, ...], label: str) -> str:
    words = visit.words
    chosen, key = chosen_in_address(name, options, ""), f"outbox_{name}_{words.language}"
    family = {"delivery": "delivery_state", "channel": "channel"}[name]

    def said(code: str) -> str:
        if not code:
            return words("jobs.all")
        return words.of("delivery_state", code) if family == "delivery_state" else words.of("channel", code)

    st.selectbox(
        label, ("", *options), format_func=said, key=put(key, chosen), on_change=narrow, args=(name, key), width=220
    )
    return chosen


def _show_item(visit: Visit, item: OutboxItem) -> None:
    words = visit.words
    with st.container(border=True, key=f"outbox_{item.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            icon, color = _STATE_LOOK[item.state]
            st.badge(words.of("delivery_state", item.state), icon=icon, color=color)  # type: ignore[arg-type]
            st.text(words.of("channel", item.channel), width="content")
            st.text(item.target, width="content")
            if item.case_id:
                visit.link("case", words("cases.open_case"), icon=":material/description:", case=str(item.case_id))
        if item.subject or item.event_kind:
            st.text(item.subject or item.event_kind or "")
        if item.last_text:
            st.markdown(plain(words.pick(item.last_text)))
        st.caption(
            words("jobs.since", date=words.date(item.created_at)) + " · " + words("jobs.tried", count=item.attempts)
        )
        if item.state == "dead":
            st.button(
                words("jobs.send_again"),
                key=f"again_{item.id}",
                icon=":material/replay:",
                on_click=press,
                args=(_PLACE, words("jobs.sent_again"), lambda: visit.hospital.operation.send_again(item.id)),
            )
