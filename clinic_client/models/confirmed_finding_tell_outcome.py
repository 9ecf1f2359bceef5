from typing import Literal

ConfirmedFindingTellOutcome = Literal["confirmed", "other", "refuted"]

CONFIRMED_FINDING_TELL_OUTCOME_VALUES: set[ConfirmedFindingTellOutcome] = {
    "confirmed",
    "other",
    "refuted",
}


def check_confirmed_finding_tell_outcome(value: str) -> ConfirmedFindingTellOutcome:
    if value in CONFIRMED_FINDING_TELL_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CONFIRMED_FINDING_TELL_OUTCOME_VALUES!r}"
    )
