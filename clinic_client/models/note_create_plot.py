from typing import Literal

NoteCreatePlot = Literal[
    "envelope", "orbit", "orders", "spectrogram", "spectrum", "time"
]

NOTE_CREATE_PLOT_VALUES: set[NoteCreatePlot] = {
    "envelope",
    "orbit",
    "orders",
    "spectrogram",
    "spectrum",
    "time",
}


def check_note_create_plot(value: str) -> NoteCreatePlot:
    if value in NOTE_CREATE_PLOT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NOTE_CREATE_PLOT_VALUES!r}"
    )
