from typing import Literal

EndpointReadChannel = Literal["chat", "webhook"]

ENDPOINT_READ_CHANNEL_VALUES: set[EndpointReadChannel] = {
    "chat",
    "webhook",
}


def check_endpoint_read_channel(value: str) -> EndpointReadChannel:
    if value in ENDPOINT_READ_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENDPOINT_READ_CHANNEL_VALUES!r}"
    )
