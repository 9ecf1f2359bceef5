"""The condition of a machine at a glance: by colour, sign and word; since when, what to do, and who has its case."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from clinic_client.models import MachineConditionRead
from dashboard.components.urgency import advice, show_urgency
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["CONDITIONS", "condition_label", "show_condition", "show_machine_case", "what_to_do"]

_URGENCY: Final = "urgency_"
_COLOURS: Final[dict[str, Literal["green", "gray"]]] = {"healthy": "green", "unknown": "gray"}
CONDITIONS: Final = (*(f"{_URGENCY}{level}" for level in range(1, 6)), "unknown", "healthy")


def condition_label(words: Words, condition: str) -> str:
    """Return the sign and the word of a condition."""
    urgency = _urgency_of(condition)
    return words.of("condition", condition) if urgency is None else words.of("urgency", urgency)


def show_condition(words: Words, machine: MachineConditionRead) -> None:
    """Draw the badge of the condition and since when it is so."""
    urgency = _urgency_of(machine.condition)
    if urgency is not None:
        show_urgency(words, urgency)
    else:
        st.badge(words.of("condition", machine.condition), color=_COLOURS[machine.condition])
    if machine.since is not None:
        date = words.date(machine.since)
        healthy = machine.condition == "healthy"
        st.caption(words("machines.examined", date=date) if healthy else words("machines.since", date=date))


def what_to_do(words: Words, machine: MachineConditionRead) -> str:
    """Return the sentence that says what to do about the machine."""
    urgency = _urgency_of(machine.condition)
    if urgency is None:
        if machine.unknown_because is not None:
            return words.of("unknown_because", machine.unknown_because)
        return words("machines.nothing_to_do")
    return advice(words, urgency, machine.case.verdict if machine.case else "fault")


def show_machine_case(visit: Visit, machine: MachineConditionRead) -> None:
    """Draw the way to the machine's case with who has it, or the way to a new ticket."""
    words, case = visit.words, machine.case
    if case is None:
        if "new_ticket" in visit.pages:
            equipment_id = machine.equipment.id
            visit.link("new_ticket", words("machines.report"), icon=":material/add_circle:", equipment=equipment_id)
        return
    more = machine.equipment.open_cases - 1
    label = words("machines.open_case") + (f" (+{more})" if more > 0 else "")
    visit.link("case", label, icon=":material/description:", case=case.id)
    doctor = words.pick(case.doctor_name) if case.doctor_name else words("case.nobody_yet")
    st.caption(plain(f"{doctor} · {words.pick(case.state_text)}"))


def _urgency_of(condition: str) -> int | None:
    return int(condition.removeprefix(_URGENCY)) if condition.startswith(_URGENCY) else None
