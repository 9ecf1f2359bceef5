from typing import Literal

ExaminationReadVerdict = Literal["fault", "healthy", "not_assessable"]

EXAMINATION_READ_VERDICT_VALUES: set[ExaminationReadVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_examination_read_verdict(value: str) -> ExaminationReadVerdict:
    if value in EXAMINATION_READ_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINATION_READ_VERDICT_VALUES!r}"
    )
