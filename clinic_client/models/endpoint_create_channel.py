from typing import Literal

EndpointCreateChannel = Literal["chat", "webhook"]

ENDPOINT_CREATE_CHANNEL_VALUES: set[EndpointCreateChannel] = {
    "chat",
    "webhook",
}


def check_endpoint_create_channel(value: str) -> EndpointCreateChannel:
    if value in ENDPOINT_CREATE_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENDPOINT_CREATE_CHANNEL_VALUES!r}"
    )
