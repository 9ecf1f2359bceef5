from typing import Literal

CalendarYearReadSource = Literal["changed", "shipped"]

CALENDAR_YEAR_READ_SOURCE_VALUES: set[CalendarYearReadSource] = {
    "changed",
    "shipped",
}


def check_calendar_year_read_source(value: str) -> CalendarYearReadSource:
    if value in CALENDAR_YEAR_READ_SOURCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CALENDAR_YEAR_READ_SOURCE_VALUES!r}"
    )
