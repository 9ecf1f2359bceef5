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
    """Draw the work list; what is asked for is in the address."""
    words = visit.words
    st.title(words.of("pages", "my_cases"), anchor=False)
    shown, kind, text = _show_choices(visit)
    narrowed: _Narrowed = {} if kind else _FILTERS[shown]
    page: int = st.session_state.get(_page_key(), 1)
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
        st.pagination(pages, key=_page_key())
    st.caption(words("my_cases.closed"))


def _show_choices(visit: Visit) -> tuple[str, str, str]:
    """Draw the filter, the kind of need and the search; return them. The address counts, whoever wrote it."""
    words, address = visit.words, st.query_params
    if _asked() != st.session_state.get("work_asked"):
        st.session_state["work_turn"] = st.session_state.get("work_turn", 0) + 1  # new fields, which begin anew
    turn = f"{st.session_state['work_turn']}_{words.language}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown: str | None = st.segmented_control(
            words("cases.show"),
            list(_FILTERS),
            default=address.get("show") if address.get("show") in _FILTERS else "mine",
            required=True,
            format_func=lambda code: words.of("work_filter", code),
            key=f"work_shown_{turn}",
        )
        kinds = [_EVERY, *words.codes("need")]
        kind: str = st.selectbox(
            words("my_cases.kinds"),
            kinds,
            index=kinds.index(address["need"]) if address.get("need") in kinds else 0,
            format_func=lambda code: words.of("need", code) if code else words("my_cases.every_kind"),
            key=f"work_need_{turn}",
            width=200,
        )
        found = st.text_input(
            words("my_cases.find"),
            value=address.get("find", ""),
            placeholder=words("my_cases.find_hint"),
            key=f"work_find_{turn}",
        )
        st.button(words("my_cases.refresh"), icon=":material/refresh:", key="work_refresh")
    address.update({"show": shown or "mine", "need": kind, "find": found.strip()})
    st.session_state["work_asked"] = _asked()
    return shown or "mine", kind, found.strip()


def _asked() -> dict[str, str | None]:
    """Return what the address asks for."""
    return {name: st.query_params.get(name) for name in ("show", "need", "find")}


def _page_key() -> str:
    """Return the key of the choice of a portion: other cases begin with their first."""
    return "work_page_" + "_".join(value or "" for value in _asked().values())


def _show_counts(visit: Visit, listed: WorkListRead) -> None:
    words, counts = visit.words, listed.counts.additional_properties
    waiting = sum(counts.get(need, 0) for need in _WAITING)
    told = (
        (words("my_cases.metric_mine"), sum(counts.values()) - waiting),
        (words("my_cases.metric_due"), listed.total_due),
        (words("my_cases.metric_waiting"), waiting),
        (words("my_cases.shown"), listed.total),
    )
    st.markdown(" · ".join(f"{name} **{count}**" for name, count in told))


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
