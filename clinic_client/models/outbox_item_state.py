from typing import Literal

OutboxItemState = Literal["dead", "delivered", "waiting"]

OUTBOX_ITEM_STATE_VALUES: set[OutboxItemState] = {
    "dead",
    "delivered",
    "waiting",
}


def check_outbox_item_state(value: str) -> OutboxItemState:
    if value in OUTBOX_ITEM_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OUTBOX_ITEM_STATE_VALUES!r}"
    )
