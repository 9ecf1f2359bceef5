from typing import Literal

MarkerGroupPlot = Literal["both", "envelope", "spectrum"]

MARKER_GROUP_PLOT_VALUES: set[MarkerGroupPlot] = {
    "both",
    "envelope",
    "spectrum",
}


def check_marker_group_plot(value: str) -> MarkerGroupPlot:
    if value in MARKER_GROUP_PLOT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MARKER_GROUP_PLOT_VALUES!r}"
    )
