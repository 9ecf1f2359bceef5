from typing import Literal

StopReadState = Literal["done", "planned", "skipped"]

STOP_READ_STATE_VALUES: set[StopReadState] = {
    "done",
    "planned",
    "skipped",
}


def check_stop_read_state(value: str) -> StopReadState:
    if value in STOP_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STOP_READ_STATE_VALUES!r}"
    )
