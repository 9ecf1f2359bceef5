"""The four steps: where one is, what is done, and the ways on and back. The step is in the address."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.ticket.ticket import Ticket
from dashboard.visit import Visit

__all__ = ["STEPS", "go_to", "show_steps", "show_ways"]

STEPS: Final = ("machine", "notice", "recording", "check")
_STEP: Final = "step"
_SEEN: Final = "ticket_step_seen"
_TO_THE_TOP: Final = """<script data-step="{step}">
document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
</script>"""


def show_steps(visit: Visit, ticket: Ticket) -> str:
    """Draw the steps, every one of which is open at any time; return the one that the address names."""
    words = visit.words
    step = chosen_in_address(_STEP, STEPS, STEPS[0])
    if st.session_state.get(_SEEN) != step:
        st.session_state[_SEEN] = step
        st.html(_TO_THE_TOP.format(step=step), unsafe_allow_javascript=True)
    done = {
        "machine": ticket.has_machine,
        "notice": ticket.says_something,
        "recording": ticket.recording is not None,
        "check": False,
    }

    def name(code: str) -> str:
        sign = ":material/check_circle: " if done[code] else f"{STEPS.index(code) + 1} · "
        return sign + words.of("ticket_step", code)

    key = f"ticket_step_{words.language}"
    st.segmented_control(
        words("new_ticket.steps"),
        STEPS,
        required=True,
        format_func=name,
        key=put(key, step),
        on_change=write_address,
        args=(_STEP, key),
        label_visibility="collapsed",
        width="stretch",
    )
    return step


def show_ways(visit: Visit, step: str) -> None:
    """Draw the ways to the step before and to the next one; the last step has its own button."""
    words, place = visit.words, STEPS.index(step)
    side: Literal["right", "distribute"] = "distribute" if place else "right"
    with st.container(horizontal=True, horizontal_alignment=side):
        if place > 0:
            st.button(
                words("new_ticket.back"),
                key=f"ticket_back_{step}",
                icon=":material/arrow_back:",
                on_click=go_to,
                args=(STEPS[place - 1],),
            )
        if place + 1 < len(STEPS):
            st.button(
                words("new_ticket.next"),
                key=f"ticket_next_{step}",
                type="primary",
                icon=":material/arrow_forward:",
                on_click=go_to,
                args=(STEPS[place + 1],),
            )


def go_to(step: str) -> None:
    """Go to another step; for ``on_click``."""
    st.query_params[_STEP] = step
