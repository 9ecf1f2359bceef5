from typing import Literal

ScheduleReadMeasuredBy = Literal["factory", "gateway", "visit"]

SCHEDULE_READ_MEASURED_BY_VALUES: set[ScheduleReadMeasuredBy] = {
    "factory",
    "gateway",
    "visit",
}


def check_schedule_read_measured_by(value: str) -> ScheduleReadMeasuredBy:
    if value in SCHEDULE_READ_MEASURED_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCHEDULE_READ_MEASURED_BY_VALUES!r}"
    )
