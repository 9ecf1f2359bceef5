from typing import Literal

ListSpectrumPeaksKind = Literal["envelope", "spectrum"]

LIST_SPECTRUM_PEAKS_KIND_VALUES: set[ListSpectrumPeaksKind] = {
    "envelope",
    "spectrum",
}


def check_list_spectrum_peaks_kind(value: str) -> ListSpectrumPeaksKind:
    if value in LIST_SPECTRUM_PEAKS_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_SPECTRUM_PEAKS_KIND_VALUES!r}"
    )
