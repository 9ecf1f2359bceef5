from typing import Literal

NoteReadPlot = Literal["envelope", "orbit", "orders", "spectrogram", "spectrum", "time"]

NOTE_READ_PLOT_VALUES: set[NoteReadPlot] = {
    "envelope",
    "orbit",
    "orders",
    "spectrogram",
    "spectrum",
    "time",
}


def check_note_read_plot(value: str) -> NoteReadPlot:
    if value in NOTE_READ_PLOT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NOTE_READ_PLOT_VALUES!r}"
    )
