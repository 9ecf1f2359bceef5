from typing import Literal

ExaminationWorkVerdict = Literal["fault", "healthy", "not_assessable"]

EXAMINATION_WORK_VERDICT_VALUES: set[ExaminationWorkVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_examination_work_verdict(value: str) -> ExaminationWorkVerdict:
    if value in EXAMINATION_WORK_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINATION_WORK_VERDICT_VALUES!r}"
    )
