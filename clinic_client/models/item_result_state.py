from typing import Literal

ItemResultState = Literal["done", "not_done"]

ITEM_RESULT_STATE_VALUES: set[ItemResultState] = {
    "done",
    "not_done",
}


def check_item_result_state(value: str) -> ItemResultState:
    if value in ITEM_RESULT_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ITEM_RESULT_STATE_VALUES!r}"
    )
