from typing import Literal

ListWorkItemsStateType0 = Literal["case", "claimed", "dismissed", "open"]

LIST_WORK_ITEMS_STATE_TYPE_0_VALUES: set[ListWorkItemsStateType0] = {
    "case",
    "claimed",
    "dismissed",
    "open",
}


def check_list_work_items_state_type_0(value: str) -> ListWorkItemsStateType0:
    if value in LIST_WORK_ITEMS_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_WORK_ITEMS_STATE_TYPE_0_VALUES!r}"
    )
