"""Weeks on call by department: what is kept, what contradicts itself, and a fair proposal for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from clinic_client.models import OnCallWeekRead, RotaRead
from dashboard.china import today
from dashboard.components.notices import keep_notice, show_notice, telling_failures
from dashboard.hospital.directory import OnCall
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_rota"]

_WEEKS: Final = 8
_PROPOSAL: Final = "rota_proposal"


def show_rota(visit: Visit) -> None:
    """Draw the next weeks, and the ways to fill and to change them."""
    words = visit.words
    show_notice(words)
    rota = visit.hospital.directory.rota(_WEEKS)
    departments = [each.code for each in visit.kept("departments", visit.hospital.departments)]
    _show_weeks(words, rota.weeks, departments)
    _show_contradictions(visit, rota)
    proposal: RotaRead | None = st.session_state.get(_PROPOSAL)
    if proposal is None:
        _show_proposing(visit)
    else:
        _show_proposal(visit, proposal, departments)
    with st.expander(words("rota.change_one"), icon=":material/edit_calendar:"):
        _show_change(visit, departments)


def _mondays() -> list[date]:
    day_now = today()
    first = day_now - timedelta(days=day_now.weekday())
    return [first + timedelta(weeks=ahead) for ahead in range(_WEEKS)]


def _show_weeks(words: Words, weeks: Sequence[OnCallWeekRead], departments: Sequence[str]) -> None:
    kept = {(each.week, each.department): words.pick(each.doctor_name) for each in weeks}
    rows: list[dict[str, Any]] = [
        {"week": monday.isoformat(), **{code: kept.get((monday, code), words("rota.nobody")) for code in departments}}
        for monday in _mondays()
    ]
    titles = {code: st.column_config.TextColumn(words.of("department", code)) for code in departments}
    st.dataframe(
        rows,
        hide_index=True,
        column_config={"week": st.column_config.TextColumn(words("rota.week"), pinned=True), **titles},
    )


def _show_contradictions(visit: Visit, rota: RotaRead) -> None:
    words = visit.words
    for each in rota.contradictions:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            where = f"{words.of('department', each.department)} · {each.week}"
            st.markdown(f":material/warning: **{plain(where)}** {plain(words.pick(each.text))}", width="stretch")
            if each.substitute_id:
                st.button(
                    words("rota.give_to_substitute"),
                    key=f"substitute_{each.department}_{each.week}",
                    on_click=_write,
                    args=(visit, [(each.department, each.week, each.substitute_id)]),
                )


def _show_proposing(visit: Visit) -> None:
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            words("rota.propose"),
            key="rota_propose",
            type="primary",
            icon=":material/event_repeat:",
            on_click=_propose,
            args=(visit,),
        )
        st.checkbox(words("rota.contracted_too"), key="rota_contracted")


def _propose(visit: Visit) -> None:
    with telling_failures():
        st.session_state[_PROPOSAL] = visit.hospital.directory.propose_rota(
            _mondays()[0], _WEEKS, contracted_too=st.session_state["rota_contracted"]
        )


def _show_proposal(visit: Visit, proposal: RotaRead, departments: Sequence[str]) -> None:
    words = visit.words
    with st.container(border=True):
        if not proposal.weeks and not proposal.gaps:
            st.info(words("rota.all_filled"))
        if proposal.weeks:
            st.markdown(f"**{words('rota.proposal', count=len(proposal.weeks))}**")
            _show_weeks(words, proposal.weeks, departments)
        for gap in proposal.gaps:
            where = f"{words.of('department', gap.department)} · {gap.week}"
            st.markdown(f":material/event_busy: **{plain(where)}** {plain(words.pick(gap.reason))}")
        with st.container(horizontal=True):
            weeks = [(each.department, each.week, each.doctor_id) for each in proposal.weeks]
            st.button(
                words("rota.keep"),
                key="rota_keep",
                type="primary",
                icon=":material/check:",
                on_click=_write,
                args=(visit, weeks),
                disabled=not weeks,
            )
            st.button(words("rota.drop"), key="rota_drop", on_click=_drop)


def _show_change(visit: Visit, departments: Sequence[str]) -> None:
    words = visit.words
    doctors = {each.id: each for each in visit.kept("doctors", visit.hospital.doctors) if each.in_service}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        department = st.selectbox(
            words("rota.department"),
            departments,
            format_func=lambda code: words.of("department", code),
            key=f"rota_department_{words.language}",
            width=200,
        )
        week = st.selectbox(words("rota.week"), _mondays(), format_func=date.isoformat, key="rota_week", width=160)
        doctor_id = st.selectbox(
            words("rota.doctor"),
            [each.id for each in doctors.values() if department in each.departments],
            index=None,
            format_func=lambda identity: words.name(doctors[identity]),
            placeholder=words("rota.choose_doctor"),
            key=f"rota_doctor_{department}_{words.language}",
            width=240,
        )
        chosen = [(str(department), week, doctor_id)] if week is not None and doctor_id is not None else []
        st.button(words("rota.write"), key="rota_write", on_click=_write, args=(visit, chosen), disabled=not chosen)


def _write(visit: Visit, weeks: Sequence[OnCall]) -> None:
    with telling_failures():
        visit.hospital.directory.write_rota(weeks)
        _drop()
        keep_notice(visit.words("rota.kept", count=len(weeks)))


def _drop() -> None:
    st.session_state.pop(_PROPOSAL, None)
