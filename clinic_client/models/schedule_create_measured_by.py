from typing import Literal

ScheduleCreateMeasuredBy = Literal["factory", "gateway", "visit"]

SCHEDULE_CREATE_MEASURED_BY_VALUES: set[ScheduleCreateMeasuredBy] = {
    "factory",
    "gateway",
    "visit",
}


def check_schedule_create_measured_by(value: str) -> ScheduleCreateMeasuredBy:
    if value in SCHEDULE_CREATE_MEASURED_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCHEDULE_CREATE_MEASURED_BY_VALUES!r}"
    )
