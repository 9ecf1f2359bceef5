from typing import Literal

RoundReadState = Literal["accepted", "proposed"]

ROUND_READ_STATE_VALUES: set[RoundReadState] = {
    "accepted",
    "proposed",
}


def check_round_read_state(value: str) -> RoundReadState:
    if value in ROUND_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ROUND_READ_STATE_VALUES!r}"
    )
