from typing import Literal

DischargeReadOutcome = Literal[
    "declined", "improved", "repaired", "unchanged", "untreated"
]

DISCHARGE_READ_OUTCOME_VALUES: set[DischargeReadOutcome] = {
    "declined",
    "improved",
    "repaired",
    "unchanged",
    "untreated",
}


def check_discharge_read_outcome(value: str) -> DischargeReadOutcome:
    if value in DISCHARGE_READ_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DISCHARGE_READ_OUTCOME_VALUES!r}"
    )
