from typing import Literal

RecalibrationReadState = Literal["active", "proposed", "withdrawn"]

RECALIBRATION_READ_STATE_VALUES: set[RecalibrationReadState] = {
    "active",
    "proposed",
    "withdrawn",
}


def check_recalibration_read_state(value: str) -> RecalibrationReadState:
    if value in RECALIBRATION_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECALIBRATION_READ_STATE_VALUES!r}"
    )
