"""The triage board, the coordinator's home: open cases by what has to happen next, the overdue ones first."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import BulkAssignment, CaseRead
from dashboard.components.address import text_in_address
from dashboard.components.board import (
    EVERY_STAGE,
    OVERDUE,
    show_card,
    show_filters,
    show_stages,
    wanted_by_address,
)
from dashboard.components.desk.decisions import DECIDERS
from dashboard.components.live import show_live
from dashboard.components.notices import keep_notice, show_notice, telling_failures
from dashboard.hospital.connection import PAGE_ROWS
from dashboard.visit import Visit

__all__ = ["show_queue"]

_PORTION: Final = 10


def show_queue(visit: Visit) -> None:
    """Draw the board; what is clicked on it draws the board again, not the frame around it."""
    st.title(visit.words.of("pages", "queue"), anchor=False)
    show_live(visit, _show_board)


def _show_board(visit: Visit) -> None:
    words = visit.words
    show_notice(words)
    show_filters(visit)
    wanted = wanted_by_address(visit)
    counts = visit.hospital.desk.counts(wanted)
    stage = show_stages(visit, counts)
    shown = _portions() * _PORTION
    cases = visit.hospital.desk.queue({**wanted, **_of_stage(stage)}, shown + 1)
    if not cases:
        st.info(words("board.empty_filtered") if wanted else words.of("stage_empty", stage), icon=":material/inbox:")
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(words.of("stage_means", stage), width="content")
        _show_accept_all(visit, cases[:shown])
    for case in cases[:shown]:
        show_card(visit, case, with_state=stage in {OVERDUE, EVERY_STAGE})
    if len(cases) > shown:
        st.button(
            words("board.more", count=_PORTION), key="board_more", icon=":material/expand_more:", on_click=_show_more
        )


def _of_stage(stage: str) -> dict[str, Any]:
    """Return the conditions of a stage, as the API takes them."""
    if stage == OVERDUE:
        return {"overdue": True}
    return {} if stage == EVERY_STAGE else {"stage": stage}


def _portions() -> int:
    """Return how many portions the address asks for, within what one call brings."""
    asked = text_in_address("portions")
    return min(int(asked), PAGE_ROWS // _PORTION - 1) if asked.isdecimal() and int(asked) > 0 else 1


def _show_more() -> None:
    st.query_params["portions"] = str(_portions() + 1)


def _show_accept_all(visit: Visit, cases: list[CaseRead]) -> None:
    """Offer to accept every proposal that is shown at once, for whoever has read them."""
    proposed = [case for case in cases if case.state == "triaged" and case.proposal and not case.assignment]
    if visit.role in DECIDERS and len(proposed) > 1:
        st.button(
            visit.words("board.accept_all", count=len(proposed)),
            key="accept_all",
            icon=":material/done_all:",
            help=visit.words("board.accept_all_means"),
            on_click=_accept_all,
            args=(visit, proposed),
        )


def _accept_all(visit: Visit, cases: list[CaseRead]) -> None:
    """Give each case to its proposed doctor; what is refused stays on the board, and the first reason is said."""
    items = [BulkAssignment(case.id, case.proposal.doctor_id, case.version) for case in cases if case.proposal]
    with telling_failures():
        results = visit.hospital.desk.give_out(items)
        words = visit.words
        refused = [words.pick(each.text) for each in results if not each.assigned and each.text]
        said = words("plan.given_out", count=len(results) - len(refused), of=len(results))
        keep_notice(f"{said} {refused[0]}" if refused else said)
