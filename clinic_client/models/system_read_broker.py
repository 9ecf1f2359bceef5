from typing import Literal

SystemReadBroker = Literal["absent", "down", "ok"]

SYSTEM_READ_BROKER_VALUES: set[SystemReadBroker] = {
    "absent",
    "down",
    "ok",
}


def check_system_read_broker(value: str) -> SystemReadBroker:
    if value in SYSTEM_READ_BROKER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SYSTEM_READ_BROKER_VALUES!r}"
    )
