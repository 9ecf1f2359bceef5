from typing import Literal

SpectrumViewQuantity = Literal["recorded", "velocity"]

SPECTRUM_VIEW_QUANTITY_VALUES: set[SpectrumViewQuantity] = {
    "recorded",
    "velocity",
}


def check_spectrum_view_quantity(value: str) -> SpectrumViewQuantity:
    if value in SPECTRUM_VIEW_QUANTITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SPECTRUM_VIEW_QUANTITY_VALUES!r}"
    )
