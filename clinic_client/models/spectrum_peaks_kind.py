from typing import Literal

SpectrumPeaksKind = Literal["envelope", "spectrum"]

SPECTRUM_PEAKS_KIND_VALUES: set[SpectrumPeaksKind] = {
    "envelope",
    "spectrum",
}


def check_spectrum_peaks_kind(value: str) -> SpectrumPeaksKind:
    if value in SPECTRUM_PEAKS_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SPECTRUM_PEAKS_KIND_VALUES!r}"
    )
