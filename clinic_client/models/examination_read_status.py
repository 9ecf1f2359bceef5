from typing import Literal

ExaminationReadStatus = Literal["opinion", "signed"]

EXAMINATION_READ_STATUS_VALUES: set[ExaminationReadStatus] = {
    "opinion",
    "signed",
}


def check_examination_read_status(value: str) -> ExaminationReadStatus:
    if value in EXAMINATION_READ_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINATION_READ_STATUS_VALUES!r}"
    )
