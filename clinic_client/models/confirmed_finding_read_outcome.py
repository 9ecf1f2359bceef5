from typing import Literal

ConfirmedFindingReadOutcome = Literal["confirmed", "other", "refuted"]

CONFIRMED_FINDING_READ_OUTCOME_VALUES: set[ConfirmedFindingReadOutcome] = {
    "confirmed",
    "other",
    "refuted",
}


def check_confirmed_finding_read_outcome(value: str) -> ConfirmedFindingReadOutcome:
    if value in CONFIRMED_FINDING_READ_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CONFIRMED_FINDING_READ_OUTCOME_VALUES!r}"
    )
