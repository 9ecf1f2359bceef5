from typing import Literal

OutboxCountChannel = Literal["chat", "mail", "webhook"]

OUTBOX_COUNT_CHANNEL_VALUES: set[OutboxCountChannel] = {
    "chat",
    "mail",
    "webhook",
}


def check_outbox_count_channel(value: str) -> OutboxCountChannel:
    if value in OUTBOX_COUNT_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OUTBOX_COUNT_CHANNEL_VALUES!r}"
    )
