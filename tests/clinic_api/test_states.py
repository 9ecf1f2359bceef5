from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_api.cases.states import (
    OPEN_STATES,
    STATES,
    TRANSITIONS,
    Action,
    Actor,
    CaseState,
    IllegalTransition,
    Transition,
    state_text,
    states_table,
    target_state,
)

# The agreed ways, written down independently of the program's table.
AGREED = {
    ("submitted", "examining"),
    ("submitted", "triaged"),
    ("examining", "triaged"),
    ("triaged", "assigned"),
    ("assigned", "in_consultation"),
    ("in_consultation", "diagnosed"),
    ("diagnosed", "in_treatment"),
    ("in_treatment", "follow_up"),
    ("follow_up", "discharged"),
    ("diagnosed", "discharged"),
    ("in_treatment", "discharged"),
    ("assigned", "triaged"),
    ("in_consultation", "triaged"),
    ("discharged", "triaged"),
    *(
        way
        for state in ("triaged", "assigned", "in_consultation", "diagnosed", "in_treatment")
        for way in ((state, "needs_information"), ("needs_information", state))
    ),
    *(
        (state, end)
        for end in ("merged", "cancelled")
        for state in (
            "submitted",
            "examining",
            "triaged",
            "assigned",
            "in_consultation",
            "diagnosed",
            "in_treatment",
            "follow_up",
            "needs_information",
        )
    ),
}


def test_the_table_holds_exactly_the_agreed_ways() -> None:
    assert {(t.source.value, t.target.value) for t in TRANSITIONS} == AGREED


def test_every_state_but_the_first_can_be_reached_and_has_a_name() -> None:
    assert {t.target for t in TRANSITIONS} == set(STATES) - {CaseState.SUBMITTED}
    assert len({state_text(state).zh for state in STATES}) == len(STATES)


def test_closed_states_are_not_open() -> None:
    assert set(STATES) - set(OPEN_STATES) == {CaseState.DISCHARGED, CaseState.MERGED, CaseState.CANCELLED}


@given(st.sampled_from(STATES), st.sampled_from(Action), st.one_of(st.none(), st.sampled_from(STATES)))
def test_only_listed_transitions_are_possible(state: CaseState, action: Action, paused_in: CaseState | None) -> None:
    reached = None
    with suppress(IllegalTransition):
        reached = target_state(state, action, paused_in)

    listed = {(t.source, t.target) for t in TRANSITIONS if t.action is action}
    assert reached is None or ((state.value, reached.value) in AGREED and (state, reached) in listed)


@given(st.sampled_from([t for t in TRANSITIONS if t.action is Action.ASK_INFORMATION]))
def test_information_leads_back_to_where_the_case_was(pause: Transition) -> None:
    source = pause.source

    assert target_state(CaseState.NEEDS_INFORMATION, Action.GIVE_INFORMATION, source) == source
    with pytest.raises(IllegalTransition):
        target_state(CaseState.NEEDS_INFORMATION, Action.GIVE_INFORMATION, None)


def test_the_documented_table_names_every_way_once() -> None:
    rows = states_table()

    assert len(rows) == len(TRANSITIONS) == len({(row["action"], row["from"], row["to"]) for row in rows})
    assert {
        "action": "assign",
        "from": "triaged",
        "to": "assigned",
        "by": "admin, coordinator, service",
        "reason": "",
        "guards": "doctor_may_take_it",
    } in rows


def test_only_the_desk_and_the_escalation_assign_and_only_the_doctor_signs() -> None:
    by_action = {t.action: t.actors for t in TRANSITIONS}

    assert by_action[Action.ASSIGN] == {Actor.COORDINATOR, Actor.ADMIN, Actor.SERVICE}
    assert by_action[Action.SIGN_DIAGNOSIS] == {Actor.DOCTOR}
