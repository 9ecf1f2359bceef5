from typing import Literal

OutboxItemChannel = Literal["chat", "mail", "webhook"]

OUTBOX_ITEM_CHANNEL_VALUES: set[OutboxItemChannel] = {
    "chat",
    "mail",
    "webhook",
}


def check_outbox_item_channel(value: str) -> OutboxItemChannel:
    if value in OUTBOX_ITEM_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OUTBOX_ITEM_CHANNEL_VALUES!r}"
    )
