"""What the board is narrowed down to: words, department, urgency, overdue, mine; kept in the address and by name."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from dashboard.components.address import (
    chosen_in_address,
    flag_in_address,
    many_in_address,
    put,
    text_in_address,
    write_address,
)
from dashboard.components.notices import keep_notice, telling_failures
from dashboard.hospital.desk import Wanted
from dashboard.visit import Visit

__all__ = ["show_filters", "show_saved_filters", "wanted_by_address"]

_URGENCIES: Final = ("1", "2", "3", "4")
_EVERY: Final = ""
_NAMES: Final = ("q", "department", "urgency", "mine")


def wanted_by_address(visit: Visit) -> Wanted:
    """Return the conditions that the address holds, as the API takes them."""
    wanted: dict[str, Any] = {}
    if text := text_in_address("q"):
        wanted["q"] = text
    if departments := many_in_address("department", _departments(visit)):
        wanted["department"] = departments
    if urgency := chosen_in_address("urgency", _URGENCIES, _EVERY):
        wanted["urgency_to"] = int(urgency)
    if flag_in_address("mine"):
        wanted["given_by_me"] = True
    return wanted


def show_filters(visit: Visit) -> None:
    """Draw the fields; each change goes into the address, from where the board is drawn."""
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("board.find"),
            placeholder=words("board.find_hint"),
            key=put("board_q", text_in_address("q")),
            on_change=write_address,
            args=("q", "board_q"),
            max_chars=200,
            width=210,
            icon=":material/search:",
        )
        department = f"board_department_{words.language}"
        st.multiselect(
            words("board.department"),
            _departments(visit),
            format_func=lambda code: words.of("department", code),
            key=put(department, many_in_address("department", _departments(visit))),
            on_change=write_address,
            args=("department", department),
            placeholder=words("board.every_department"),
            width=190,
        )
        urgency = f"board_urgency_{words.language}"
        st.selectbox(
            words("board.urgency"),
            [_EVERY, *_URGENCIES],
            format_func=lambda level: (
                words("board.urgency_up_to", urgency=words.of("urgency", level))
                if level
                else words("board.every_urgency")
            ),
            key=put(urgency, chosen_in_address("urgency", _URGENCIES, _EVERY)),
            on_change=write_address,
            args=("urgency", urgency),
            width=170,
        )
        st.toggle(
            words("board.mine"),
            help=words("board.mine_means"),
            key=put("board_mine", flag_in_address("mine")),
            on_change=write_address,
            args=("mine", "board_mine"),
        )
        show_saved_filters(visit)


def show_saved_filters(visit: Visit) -> None:
    """Draw the filters kept under a name, and a way to keep the present one."""
    words = visit.words
    with st.popover(words("board.saved"), icon=":material/bookmark:"):
        saved = visit.hospital.desk.saved_filters()
        if not saved:
            st.caption(words("board.none_saved"))
        for each in saved:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    each.name,
                    key=f"use_{each.id}",
                    on_click=_use,
                    args=(each.query.to_dict(),),
                    type="tertiary",
                    icon=":material/filter_alt:",
                )
                st.button(
                    words("board.forget"),
                    key=f"forget_{each.id}",
                    on_click=_forget,
                    args=(visit, each.id),
                    type="tertiary",
                    icon=":material/delete:",
                )
        st.text_input(words("board.filter_name"), key="filter_name", max_chars=80)
        st.button(words("board.keep"), key="keep_filter", on_click=_keep, args=(visit,))


def _departments(visit: Visit) -> list[str]:
    return [each.code for each in visit.kept("departments", visit.hospital.departments)]


def _use(query: Wanted) -> None:
    """Put a kept filter into the address in place of the present one; what the board has no field for is left out."""
    for name in _NAMES:
        st.query_params.pop(name, None)
    if query.get("q"):
        st.query_params["q"] = query["q"]
    if query.get("department"):
        st.query_params["department"] = query["department"]
    if query.get("urgency_to"):
        st.query_params["urgency"] = str(query["urgency_to"])
    if query.get("given_by_me"):
        st.query_params["mine"] = "1"


def _keep(visit: Visit) -> None:
    name = st.session_state["filter_name"].strip()
    if not name:
        return
    with telling_failures():
        visit.hospital.desk.save_filter(name, wanted_by_address(visit))
        st.session_state["filter_name"] = ""
        keep_notice(visit.words("board.kept", name=name))


def _forget(visit: Visit, filter_id: str) -> None:
    with telling_failures():
        visit.hospital.desk.forget_filter(filter_id)
