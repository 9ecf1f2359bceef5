from typing import Literal

EndpointCreatedChannel = Literal["chat", "webhook"]

ENDPOINT_CREATED_CHANNEL_VALUES: set[EndpointCreatedChannel] = {
    "chat",
    "webhook",
}


def check_endpoint_created_channel(value: str) -> EndpointCreatedChannel:
    if value in ENDPOINT_CREATED_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENDPOINT_CREATED_CHANNEL_VALUES!r}"
    )
