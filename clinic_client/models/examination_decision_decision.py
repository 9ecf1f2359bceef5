from typing import Literal

ExaminationDecisionDecision = Literal["confirmed", "corrected"]

EXAMINATION_DECISION_DECISION_VALUES: set[ExaminationDecisionDecision] = {
    "confirmed",
    "corrected",
}


def check_examination_decision_decision(value: str) -> ExaminationDecisionDecision:
    if value in EXAMINATION_DECISION_DECISION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINATION_DECISION_DECISION_VALUES!r}"
    )
