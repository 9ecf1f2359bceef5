from typing import Literal

DiagnosisFindingJudgement = Literal["added", "confirmed", "refuted"]

DIAGNOSIS_FINDING_JUDGEMENT_VALUES: set[DiagnosisFindingJudgement] = {
    "added",
    "confirmed",
    "refuted",
}


def check_diagnosis_finding_judgement(value: str) -> DiagnosisFindingJudgement:
    if value in DIAGNOSIS_FINDING_JUDGEMENT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DIAGNOSIS_FINDING_JUDGEMENT_VALUES!r}"
    )
