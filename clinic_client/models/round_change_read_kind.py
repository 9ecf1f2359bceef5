from typing import Literal

RoundChangeReadKind = Literal["added", "doctor", "dropped", "left_out", "time"]

ROUND_CHANGE_READ_KIND_VALUES: set[RoundChangeReadKind] = {
    "added",
    "doctor",
    "dropped",
    "left_out",
    "time",
}


def check_round_change_read_kind(value: str) -> RoundChangeReadKind:
    if value in ROUND_CHANGE_READ_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ROUND_CHANGE_READ_KIND_VALUES!r}"
    )
