from typing import Literal

CaseReadMode = Literal["proactive", "reception", "rounds"]

CASE_READ_MODE_VALUES: set[CaseReadMode] = {
    "proactive",
    "reception",
    "rounds",
}


def check_case_read_mode(value: str) -> CaseReadMode:
    if value in CASE_READ_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_READ_MODE_VALUES!r}"
    )
