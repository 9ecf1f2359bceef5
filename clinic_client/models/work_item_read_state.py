from typing import Literal

WorkItemReadState = Literal["case", "claimed", "dismissed", "open"]

WORK_ITEM_READ_STATE_VALUES: set[WorkItemReadState] = {
    "case",
    "claimed",
    "dismissed",
    "open",
}


def check_work_item_read_state(value: str) -> WorkItemReadState:
    if value in WORK_ITEM_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WORK_ITEM_READ_STATE_VALUES!r}"
    )
