from typing import Literal

CheckPartReadLevel = Literal["failed", "ok", "warning"]

CHECK_PART_READ_LEVEL_VALUES: set[CheckPartReadLevel] = {
    "failed",
    "ok",
    "warning",
}


def check_check_part_read_level(value: str) -> CheckPartReadLevel:
    if value in CHECK_PART_READ_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CHECK_PART_READ_LEVEL_VALUES!r}"
    )
