from typing import Literal

ListSpectrumPeaksQuantity = Literal["recorded", "velocity"]

LIST_SPECTRUM_PEAKS_QUANTITY_VALUES: set[ListSpectrumPeaksQuantity] = {
    "recorded",
    "velocity",
}


def check_list_spectrum_peaks_quantity(value: str) -> ListSpectrumPeaksQuantity:
    if value in LIST_SPECTRUM_PEAKS_QUANTITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_SPECTRUM_PEAKS_QUANTITY_VALUES!r}"
    )
