from typing import Literal

ScheduleUpdateMeasuredByType0 = Literal["factory", "gateway", "visit"]

SCHEDULE_UPDATE_MEASURED_BY_TYPE_0_VALUES: set[ScheduleUpdateMeasuredByType0] = {
    "factory",
    "gateway",
    "visit",
}


def check_schedule_update_measured_by_type_0(
    value: str,
) -> ScheduleUpdateMeasuredByType0:
    if value in SCHEDULE_UPDATE_MEASURED_BY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SCHEDULE_UPDATE_MEASURED_BY_TYPE_0_VALUES!r}"
    )
