from typing import Literal

ClockKind = Literal["accept", "diagnosis", "first_opinion"]

CLOCK_KIND_VALUES: set[ClockKind] = {
    "accept",
    "diagnosis",
    "first_opinion",
}


def check_clock_kind(value: str) -> ClockKind:
    if value in CLOCK_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CLOCK_KIND_VALUES!r}"
    )
