from typing import Literal

Stage = Literal[
    "needs_information",
    "to_accept",
    "to_assign",
    "to_diagnose",
    "to_follow_up",
    "to_treat",
    "to_triage",
]

STAGE_VALUES: set[Stage] = {
    "needs_information",
    "to_accept",
    "to_assign",
    "to_diagnose",
    "to_follow_up",
    "to_treat",
    "to_triage",
}


def check_stage(value: str) -> Stage:
    if value in STAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STAGE_VALUES!r}")
