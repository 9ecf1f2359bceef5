from typing import Literal

WorkClockCounts = Literal["wall_clock", "working_time"]

WORK_CLOCK_COUNTS_VALUES: set[WorkClockCounts] = {
    "wall_clock",
    "working_time",
}


def check_work_clock_counts(value: str) -> WorkClockCounts:
    if value in WORK_CLOCK_COUNTS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WORK_CLOCK_COUNTS_VALUES!r}"
    )
