"""What opened machines taught about the probabilities: learned, activated and withdrawn, each with a reason."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import RecalibrationRead
from dashboard.components.acting import press
from dashboard.components.facts import person_of, show_fact
from dashboard.components.reason import show_reasoned
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_recalibrations"]

_STATE_LOOK: Final = {
    "proposed": (":material/lightbulb:", "blue"),
    "active": (":material/check_circle:", "green"),
    "withdrawn": (":material/undo:", "grey"),
}


def show_recalibrations(visit: Visit, place: str) -> None:
    """Draw the recalibrations, the newest first, and the way to learn one."""
    words = visit.words
    st.caption(words("rules.recalibration_explained"))
    st.button(
        words("rules.propose"),
        key="rules_propose",
        icon=":material/lightbulb:",
        on_click=press,
        args=(place, words("rules.proposed"), visit.hospital.house_rules.propose),
    )
    recalibrations = visit.hospital.house_rules.recalibrations()
    if not recalibrations:
        st.info(words("rules.no_recalibration"))
    for recalibration in recalibrations:
        _show_recalibration(visit, recalibration, place)


def _show_recalibration(visit: Visit, each: RecalibrationRead, place: str) -> None:
    words = visit.words
    with st.container(border=True, key=f"recalibration_{each.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            icon, color = _STATE_LOOK[each.state]
            st.badge(words.of("recalibration_state", each.state), icon=icon, color=color)  # type: ignore[arg-type]
            st.markdown(f"**{words('rules.based_on', count=each.based_on)}**", width="stretch")
            visit.link("audit", words("rules.audit"), icon=":material/history:", subject=each.id)
        columns = st.columns(3)
        with columns[0]:
            show_fact(words("rules.overall"), f"{each.overall_offset:+.2f}")
        with columns[1]:
            show_fact(words("rules.log_loss"), f"{each.log_loss_before:.3f} → {each.log_loss_after:.3f}")
        with columns[2]:
            show_fact(words("rules.made"), f"{words.date(each.made_at)} · {person_of(words, each.made_by)}")
        for family in each.families:
            told = words(
                "rules.of_family", offset=f"{family.offset:+.2f}", cases=family.cases, confirmed=family.confirmed
            )
            st.caption(plain(f"{words.of('fault_family', family.family)}: {told}"))
        if each.activated_at:
            st.caption(
                plain(
                    words(
                        "rules.activated_by",
                        date=words.date(each.activated_at),
                        name=person_of(words, each.activated_by or ""),
                    )
                )
            )
        if each.withdrawn_at:
            st.caption(
                plain(
                    words(
                        "rules.withdrawn_by",
                        date=words.date(each.withdrawn_at),
                        name=person_of(words, each.withdrawn_by or ""),
                    )
                )
            )
        _show_decision(visit, each, place)


def _show_decision(visit: Visit, each: RecalibrationRead, place: str) -> None:
    words, calls = visit.words, visit.hospital.house_rules
    with st.container(horizontal=True):
        if each.state != "active":
            show_reasoned(
                visit,
                place,
                f"activate_{each.id}",
                label=words("rules.activate"),
                explanation=words("rules.activate_explained"),
                done=words("rules.activated"),
                icon=":material/play_arrow:",
                do=lambda reason: calls.activate(each.id, reason),
            )
        if each.state != "withdrawn":
            show_reasoned(
                visit,
                place,
                f"withdraw_{each.id}",
                label=words("rules.withdraw"),
                explanation=words("rules.withdraw_explained"),
                done=words("rules.withdrawn"),
                icon=":material/undo:",
                do=lambda reason: calls.withdraw(each.id, reason),
            )
