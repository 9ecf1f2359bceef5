from typing import Literal

StorageStateReadPlace = Literal["bucket", "folder"]

STORAGE_STATE_READ_PLACE_VALUES: set[StorageStateReadPlace] = {
    "bucket",
    "folder",
}


def check_storage_state_read_place(value: str) -> StorageStateReadPlace:
    if value in STORAGE_STATE_READ_PLACE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STORAGE_STATE_READ_PLACE_VALUES!r}"
    )
