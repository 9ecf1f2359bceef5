from typing import Literal

MarkerBearingSource = Literal["given", "machine"]

MARKER_BEARING_SOURCE_VALUES: set[MarkerBearingSource] = {
    "given",
    "machine",
}


def check_marker_bearing_source(value: str) -> MarkerBearingSource:
    if value in MARKER_BEARING_SOURCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MARKER_BEARING_SOURCE_VALUES!r}"
    )
