from typing import Literal

MarkerGroupKind = Literal["bearing", "belt", "blade", "gear", "mains", "motor", "shaft"]

MARKER_GROUP_KIND_VALUES: set[MarkerGroupKind] = {
    "bearing",
    "belt",
    "blade",
    "gear",
    "mains",
    "motor",
    "shaft",
}


def check_marker_group_kind(value: str) -> MarkerGroupKind:
    if value in MARKER_GROUP_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MARKER_GROUP_KIND_VALUES!r}"
    )
