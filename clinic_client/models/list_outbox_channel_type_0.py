from typing import Literal

ListOutboxChannelType0 = Literal["chat", "mail", "webhook"]

LIST_OUTBOX_CHANNEL_TYPE_0_VALUES: set[ListOutboxChannelType0] = {
    "chat",
    "mail",
    "webhook",
}


def check_list_outbox_channel_type_0(value: str) -> ListOutboxChannelType0:
    if value in LIST_OUTBOX_CHANNEL_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_OUTBOX_CHANNEL_TYPE_0_VALUES!r}"
    )
