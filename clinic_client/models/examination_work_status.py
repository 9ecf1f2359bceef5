from typing import Literal

ExaminationWorkStatus = Literal["opinion", "signed"]

EXAMINATION_WORK_STATUS_VALUES: set[ExaminationWorkStatus] = {
    "opinion",
    "signed",
}


def check_examination_work_status(value: str) -> ExaminationWorkStatus:
    if value in EXAMINATION_WORK_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINATION_WORK_STATUS_VALUES!r}"
    )
