from typing import Literal

CaseState = Literal[
    "assigned",
    "cancelled",
    "diagnosed",
    "discharged",
    "examining",
    "follow_up",
    "in_consultation",
    "in_treatment",
    "merged",
    "needs_information",
    "submitted",
    "triaged",
]

CASE_STATE_VALUES: set[CaseState] = {
    "assigned",
    "cancelled",
    "diagnosed",
    "discharged",
    "examining",
    "follow_up",
    "in_consultation",
    "in_treatment",
    "merged",
    "needs_information",
    "submitted",
    "triaged",
}


def check_case_state(value: str) -> CaseState:
    if value in CASE_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_STATE_VALUES!r}"
    )
