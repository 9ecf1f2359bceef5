from typing import Literal

CaseCreateMode = Literal["proactive", "reception", "rounds"]

CASE_CREATE_MODE_VALUES: set[CaseCreateMode] = {
    "proactive",
    "reception",
    "rounds",
}


def check_case_create_mode(value: str) -> CaseCreateMode:
    if value in CASE_CREATE_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_CREATE_MODE_VALUES!r}"
    )
