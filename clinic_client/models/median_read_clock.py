from typing import Literal

MedianReadClock = Literal["accept", "diagnosis", "first_opinion"]

MEDIAN_READ_CLOCK_VALUES: set[MedianReadClock] = {
    "accept",
    "diagnosis",
    "first_opinion",
}


def check_median_read_clock(value: str) -> MedianReadClock:
    if value in MEDIAN_READ_CLOCK_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MEDIAN_READ_CLOCK_VALUES!r}"
    )
