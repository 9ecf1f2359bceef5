from typing import Literal

ViewSpectrumQuantity = Literal["recorded", "velocity"]

VIEW_SPECTRUM_QUANTITY_VALUES: set[ViewSpectrumQuantity] = {
    "recorded",
    "velocity",
}


def check_view_spectrum_quantity(value: str) -> ViewSpectrumQuantity:
    if value in VIEW_SPECTRUM_QUANTITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VIEW_SPECTRUM_QUANTITY_VALUES!r}"
    )
