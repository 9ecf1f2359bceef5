from typing import Literal

CauseReadStatus = Literal["confirmed", "diagnosed", "found", "refuted"]

CAUSE_READ_STATUS_VALUES: set[CauseReadStatus] = {
    "confirmed",
    "diagnosed",
    "found",
    "refuted",
}


def check_cause_read_status(value: str) -> CauseReadStatus:
    if value in CAUSE_READ_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CAUSE_READ_STATUS_VALUES!r}"
    )
