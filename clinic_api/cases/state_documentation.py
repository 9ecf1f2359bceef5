"""The table of states written down for people: ``docs/case-states.md``, with a diagram in Mermaid."""

from __future__ import annotations

from collections import defaultdict

from clinic_api.cases.states import STATES, TRANSITIONS, CaseState, state_text, states_table

__all__ = ["case_states_page"]

_HEAD = """# States of a case

Made from `clinic_api/cases/transitions.toml` by `python scripts/case_states.py`; a test fails when it is out of date.
The same table is the guard of the service, of a trigger in the database, and of `allowed_actions` in the API. Whatever
it does not list is refused with 409 `case_state_conflict` and the current state. How each action is called is in
[cases](cases.md).

"""
_GUARDS = """
**Guards**: *attending*: a doctor must be the one who attends the case · *doctor_may_take_it*: no hard rule of the
matching (department, conflict of interest, absence, capacity, language) is broken · *every_question_answered*: no
question to the factory is open · *target_of_same_factory*: and of the same machine, unless the coordinator says
otherwise · *within_reopening_time*: `CLINIC_REOPEN_DAYS` after the discharge, 30 days by default.
"""


def case_states_page() -> str:
    """Return the whole page in Markdown."""
    return _HEAD + _names() + "\n" + _diagram() + "\n" + _ways() + _GUARDS


def _names() -> str:
    rows = [f"| `{state}` | {state_text(state).en} | {state_text(state).zh} |" for state in STATES]
    return "\n".join(["| state | English | 中文 |", "|---|---|---|", *rows, ""])


def _diagram() -> str:
    """Draw the way of a case; what is possible from nearly everywhere is drawn once, from *any open state*."""
    actions: dict[tuple[CaseState, CaseState], list[str]] = defaultdict(list)
    for way in TRANSITIONS:
        if way.target not in {CaseState.MERGED, CaseState.CANCELLED} and CaseState.NEEDS_INFORMATION not in {
            way.source,
            way.target,
        }:
            actions[way.source, way.target].append(way.action.value)
    pausable = sorted({way.source.value for way in TRANSITIONS if way.target is CaseState.NEEDS_INFORMATION})
    lines = ["stateDiagram-v2", "    [*] --> submitted"]
    lines += [f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in actions.items()]
    lines += [f"    {state} --> needs_information" for state in pausable]
    lines += [
        "    needs_information --> paused_in: give_information",
        '    state "back where it was" as paused_in',
        '    state "any open state" as open_state',
        "    open_state --> merged: merge",
        "    open_state --> cancelled: cancel",
    ]
    return "\n".join(["```mermaid", *lines, "```", ""])


def _ways() -> str:
    rows = [
        f"| {row['action']} | {row['from']} | {row['to']} | {row['by']} | {row['reason']} | {row['guards']} |"
        for row in states_table()
    ]
    return "\n".join(["| action | from | to | by | reason | guards |", "|---|---|---|---|---|---|", *rows, ""])
