from typing import Literal

ExaminationSignatureReadDecision = Literal["confirmed", "corrected"]

EXAMINATION_SIGNATURE_READ_DECISION_VALUES: set[ExaminationSignatureReadDecision] = {
    "confirmed",
    "corrected",
}


def check_examination_signature_read_decision(
    value: str,
) -> ExaminationSignatureReadDecision:
    if value in EXAMINATION_SIGNATURE_READ_DECISION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINATION_SIGNATURE_READ_DECISION_VALUES!r}"
    )
