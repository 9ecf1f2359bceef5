from typing import Literal

MarkerSpeedSource = Literal["examined", "given", "machine", "unknown"]

MARKER_SPEED_SOURCE_VALUES: set[MarkerSpeedSource] = {
    "examined",
    "given",
    "machine",
    "unknown",
}


def check_marker_speed_source(value: str) -> MarkerSpeedSource:
    if value in MARKER_SPEED_SOURCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MARKER_SPEED_SOURCE_VALUES!r}"
    )
