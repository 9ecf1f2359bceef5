from typing import Literal

ClockReadKind = Literal["accept", "diagnosis", "first_opinion"]

CLOCK_READ_KIND_VALUES: set[ClockReadKind] = {
    "accept",
    "diagnosis",
    "first_opinion",
}


def check_clock_read_kind(value: str) -> ClockReadKind:
    if value in CLOCK_READ_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CLOCK_READ_KIND_VALUES!r}"
    )
