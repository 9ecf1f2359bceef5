from typing import Literal

ClockReadCounts = Literal["wall_clock", "working_time"]

CLOCK_READ_COUNTS_VALUES: set[ClockReadCounts] = {
    "wall_clock",
    "working_time",
}


def check_clock_read_counts(value: str) -> ClockReadCounts:
    if value in CLOCK_READ_COUNTS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CLOCK_READ_COUNTS_VALUES!r}"
    )
