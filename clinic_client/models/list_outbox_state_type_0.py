from typing import Literal

ListOutboxStateType0 = Literal["dead", "delivered", "waiting"]

LIST_OUTBOX_STATE_TYPE_0_VALUES: set[ListOutboxStateType0] = {
    "dead",
    "delivered",
    "waiting",
}


def check_list_outbox_state_type_0(value: str) -> ListOutboxStateType0:
    if value in LIST_OUTBOX_STATE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_OUTBOX_STATE_TYPE_0_VALUES!r}"
    )
