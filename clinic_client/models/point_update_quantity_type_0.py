from typing import Literal

PointUpdateQuantityType0 = Literal[
    "acceleration",
    "current",
    "displacement",
    "flow",
    "pressure",
    "ratio",
    "sound_pressure",
    "tachometer",
    "temperature",
    "velocity",
    "voltage",
]

POINT_UPDATE_QUANTITY_TYPE_0_VALUES: set[PointUpdateQuantityType0] = {
    "acceleration",
    "current",
    "displacement",
    "flow",
    "pressure",
    "ratio",
    "sound_pressure",
    "tachometer",
    "temperature",
    "velocity",
    "voltage",
}


def check_point_update_quantity_type_0(value: str) -> PointUpdateQuantityType0:
    if value in POINT_UPDATE_QUANTITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {POINT_UPDATE_QUANTITY_TYPE_0_VALUES!r}"
    )
