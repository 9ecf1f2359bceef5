from typing import Literal

FactoryDeletionReadState = Literal[
    "cancelled", "confirmed", "erased", "erasing", "requested"
]

FACTORY_DELETION_READ_STATE_VALUES: set[FactoryDeletionReadState] = {
    "cancelled",
    "confirmed",
    "erased",
    "erasing",
    "requested",
}


def check_factory_deletion_read_state(value: str) -> FactoryDeletionReadState:
    if value in FACTORY_DELETION_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FACTORY_DELETION_READ_STATE_VALUES!r}"
    )
