from typing import Literal

DischargeCaseOutcome = Literal["improved", "repaired", "unchanged"]

DISCHARGE_CASE_OUTCOME_VALUES: set[DischargeCaseOutcome] = {
    "improved",
    "repaired",
    "unchanged",
}


def check_discharge_case_outcome(value: str) -> DischargeCaseOutcome:
    if value in DISCHARGE_CASE_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DISCHARGE_CASE_OUTCOME_VALUES!r}"
    )
