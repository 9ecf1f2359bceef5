from typing import Literal

ClockShareReadClock = Literal["accept", "diagnosis", "first_opinion"]

CLOCK_SHARE_READ_CLOCK_VALUES: set[ClockShareReadClock] = {
    "accept",
    "diagnosis",
    "first_opinion",
}


def check_clock_share_read_clock(value: str) -> ClockShareReadClock:
    if value in CLOCK_SHARE_READ_CLOCK_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CLOCK_SHARE_READ_CLOCK_VALUES!r}"
    )
