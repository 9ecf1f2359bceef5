from typing import Literal

WorkItemReadSource = Literal["alarm", "questionnaire"]

WORK_ITEM_READ_SOURCE_VALUES: set[WorkItemReadSource] = {
    "alarm",
    "questionnaire",
}


def check_work_item_read_source(value: str) -> WorkItemReadSource:
    if value in WORK_ITEM_READ_SOURCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WORK_ITEM_READ_SOURCE_VALUES!r}"
    )
