from typing import Literal

EnvelopeSpectrumViewBandSource = Literal["chosen", "given"]

ENVELOPE_SPECTRUM_VIEW_BAND_SOURCE_VALUES: set[EnvelopeSpectrumViewBandSource] = {
    "chosen",
    "given",
}


def check_envelope_spectrum_view_band_source(
    value: str,
) -> EnvelopeSpectrumViewBandSource:
    if value in ENVELOPE_SPECTRUM_VIEW_BAND_SOURCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENVELOPE_SPECTRUM_VIEW_BAND_SOURCE_VALUES!r}"
    )
