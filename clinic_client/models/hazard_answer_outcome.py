from typing import Literal

HazardAnswerOutcome = Literal["no_hazard", "removed"]

HAZARD_ANSWER_OUTCOME_VALUES: set[HazardAnswerOutcome] = {
    "no_hazard",
    "removed",
}


def check_hazard_answer_outcome(value: str) -> HazardAnswerOutcome:
    if value in HAZARD_ANSWER_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAZARD_ANSWER_OUTCOME_VALUES!r}"
    )
