from typing import Literal

PointCreateQuantity = Literal[
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

POINT_CREATE_QUANTITY_VALUES: set[PointCreateQuantity] = {
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


def check_point_create_quantity(value: str) -> PointCreateQuantity:
    if value in POINT_CREATE_QUANTITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {POINT_CREATE_QUANTITY_VALUES!r}"
    )
