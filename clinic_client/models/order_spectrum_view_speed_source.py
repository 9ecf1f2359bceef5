from typing import Literal

OrderSpectrumViewSpeedSource = Literal["examined", "given", "machine", "tachometer"]

ORDER_SPECTRUM_VIEW_SPEED_SOURCE_VALUES: set[OrderSpectrumViewSpeedSource] = {
    "examined",
    "given",
    "machine",
    "tachometer",
}


def check_order_spectrum_view_speed_source(value: str) -> OrderSpectrumViewSpeedSource:
    if value in ORDER_SPECTRUM_VIEW_SPEED_SOURCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ORDER_SPECTRUM_VIEW_SPEED_SOURCE_VALUES!r}"
    )
