"""A doctor's home: what needs the doctor now first, one row a case, with what is next and until when."""

from __future__ import annotations

from typing import Final, TypedDict

import streamlit as st

from clinic_client.models import WorkListRead, WorkRead
from dashboard.components.doctor.deadline import show_deadline
from dashboard.components.machine import excerpt, machine_name
from dashboard.components.urgency import show_urgency, show_verdict
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_my_cases"]

_PORTION: Final = 15
_WAITING: Final = ("await_answers", "await_repair", "await_follow_up", "on_team")
_EVERY: Final = ""


class _Narrowed(TypedDict, total=False):
    needs_me: bool | None
    only_due: bool


_FILTERS: Final[dict[str, _Narrowed]] = {
    "mine": {"needs_me": True},
    "due": {"only_due": True},
    "waiting": {"needs_me": False},
    "all": {},
}


def show_my_cases(visit: Visit) -> None:
    """Draw the work list; filter, search and portion are in the address."""
    words = visit.words
    st.title(words.of("pages", "my_cases"), anchor=False)
    asked = st.query_params
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = st.segmented_control(
            words("cases.show"),
            list(_FILTERS),
            default=asked.get("show") if asked.get("show") in _FILTERS else "mine",
            required=True,
            format_func=lambda code: words.of("work_filter", code),
            key=f"work_shown_{words.language}",
        )
        kinds = [_EVERY, *words.codes("need")]
        kind = st.selectbox(
            words("my_cases.kinds"),
            kinds,
            index=kinds.index(asked["need"]) if asked.get("need") in kinds else 0,
            format_func=lambda code: words.of("need", code) if code else words("my_cases.every_kind"),
            key=f"work_need_{words.language}",
            width=280,
        )
        text = st.text_input(
            words("my_cases.find"),
            value=asked.get("find", ""),
            placeholder=words("my_cases.find_hint"),
            key="work_find",
        ).strip()
        st.button(words("my_cases.refresh"), icon=":material/refresh:", key="work_refresh")
    asked.update({"show": shown or "mine", "need": kind, "find": text})
    narrowed: _Narrowed = {} if kind else _FILTERS[shown or "mine"]
    page = _page()
    listed = visit.hospital.attending.work_list(
        text=text,
        needs=[kind] if kind else [],  # type: ignore[list-item]
        offset=(page - 1) * _PORTION,
        limit=_PORTION,
        **narrowed,
    )
    _show_counts(visit, listed)
    for work in listed.items:
        _show_row(visit, work)
    if not listed.items:
        _show_empty(visit, narrowed_down=bool(kind or text or shown != "mine"))
    pages = -(-listed.total // _PORTION)
    if pages > 1:
        st.pagination(pages, key="work_page")
    st.caption(words("my_cases.closed"))


def _page() -> int:
    """Return the portion to show: back to the first one when other cases are asked for."""
    asked = {name: st.query_params.get(name) for name in ("show", "need", "find")}
    if st.session_state.get("work_asked") != asked:
        st.session_state["work_asked"] = asked
        st.session_state.pop("work_page", None)
    page: int = st.session_state.get("work_page", 1)
    return page


def _show_counts(visit: Visit, listed: WorkListRead) -> None:
    words, counts = visit.words, listed.counts.additional_properties
    waiting = sum(counts.get(need, 0) for need in _WAITING)
    mine, due, others, shown = st.columns(4)
    mine.metric(words("my_cases.metric_mine"), sum(counts.values()) - waiting)
    due.metric(words("my_cases.metric_due"), listed.total_due)
    others.metric(words("my_cases.metric_waiting"), waiting)
    shown.metric(words("my_cases.shown"), listed.total)


def _show_row(visit: Visit, work: WorkRead) -> None:
    words, case = visit.words, work.case
    with st.container(border=True, key=f"work_{case.id}"):
        about, ahead = st.columns([5, 3], vertical_alignment="center")
        with about, st.container(gap="xsmall"):
            with st.container(horizontal=True, gap="small"):
                show_urgency(words, case.urgency)
                if case.opinion:
                    show_verdict(words, case.opinion.verdict)
            number = words("my_cases.number", number=case.equipment_asset_number) if case.equipment_asset_number else ""
            where = " · ".join(
                part for part in (number, case.equipment_location, words.pick(case.factory_name)) if part
            )
            st.markdown(f"**{plain(machine_name(words, case))}**  \n{plain(where)}")
            st.text(excerpt(case.complaint))
        with ahead, st.container(gap="xsmall"):
            visit.link("case", words.of("need", work.need), icon=":material/arrow_forward:", case=case.id)
            show_deadline(words, work.until, work.due_on, is_late=work.is_late, is_due=work.is_due)
            if work.until is None and work.since is not None:
                st.caption(words("my_cases.since", date=words.date(work.since)))


def _show_empty(visit: Visit, *, narrowed_down: bool) -> None:
    words = visit.words
    if not narrowed_down:
        st.success(words("my_cases.empty_mine"), icon=":material/task_alt:")
        return
    st.info(words("my_cases.empty_filter"))
    visit.link("my_cases", words("my_cases.show_all"), icon=":material/filter_alt_off:", show="all")
