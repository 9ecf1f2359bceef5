"""One pass over a channel of a recording of any length: time course, spectrum and spectrogram in bounded memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.fft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from diagnostics.recording import Recording

__all__ = ["Survey", "survey"]

BLOCK_VALUES: Final = 1 << 21
"""Values of all channels read at once: 16 MiB."""
TIME_COLUMNS: Final = 1600
"""Columns of the time course, more than the pixels of its panel."""
SPECTRUM_S: Final = 4.0
"""Length of the averaged segments: lines of 0.4 Hz with the Hann window, enough to part the orders of a shaft."""
MOST_SPECTRUM_SAMPLES: Final = 1 << 19
"""Longest segment of the spectrum in samples (memory)."""
SHORT_SAMPLES: Final = (32, 1024)
"""Shortest and longest segment of the spectrogram in samples."""
LEAST_SEGMENTS: Final = 64
"""The spectrogram's segments are short enough that so many fit into the recording, where it is long enough."""
MOST_COLUMNS: Final = 400
"""Columns of the spectrogram; longer recordings have several segments averaged in one."""
STRETCH_S: Final = 20.0
"""Length of the beginning that is kept for the envelope spectrum (as in the examination itself)."""
MOST_STRETCH_SAMPLES: Final = 1 << 21


@dataclass(frozen=True, eq=False)
class Survey:
    """What one pass over a channel leaves, in the unit that its samples were brought to."""

    time_s: NDArray[np.float64]
    """Middle of each column [shape=(columns,)]."""
    low: NDArray[np.float64]
    """Smallest sample of each column [shape=(columns,)], NaN where none is a number."""
    high: NDArray[np.float64]
    """Largest sample of each column [shape=(columns,)], NaN where none is a number."""
    frequency_hz: NDArray[np.float64]
    """[shape=(m,)]"""
    line_rms: NDArray[np.float64]
    """RMS of a sinusoid that would make each line [shape=(m,)], mean square over Hann-windowed segments."""
    column_s: NDArray[np.float64]
    """Middle of each column of the spectrogram [shape=(c,)]."""
    row_hz: NDArray[np.float64]
    """[shape=(r,)]"""
    power: NDArray[np.float64]
    """Mean power of each cell of the spectrogram [shape=(r, c)], unit² (of a line, as `line_rms`²)."""
    stretch: NDArray[np.float64]
    """The beginning of the recording, at most 20 s [shape=(k,)]; samples that are no numbers are 0."""


class _Segments:
    """Cuts a stream of blocks into half-overlapping segments of one length."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.hop = max(1, length // 2)
        self._left = np.zeros(0)

    def feed(self, block: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the segments that ``block`` completes [shape=(count, length)]."""
        joined = np.concatenate([self._left, block])
        if joined.size < self.length:
            self._left = joined
            return np.zeros((0, self.length))
        segments = sliding_window_view(joined, self.length)[:: self.hop]
        self._left = joined[segments.shape[0] * self.hop :].copy()
        return segments


def survey(recording: Recording, index: int, *, factor: float = 1.0) -> Survey:
    """Return the `Survey` of channel ``index`` (0-based) of ``recording``, its samples times ``factor``.

    Reads block by block (`Recording.blocks`); raises `RecordingError` (recording_rate_missing, recording_damaged).
    """
    rate_hz, count = recording.known_rate_hz(), recording.sample_count
    columns = min(TIME_COLUMNS, count)
    edges = np.ceil(np.arange(columns) * (count / columns)).astype(np.int64)
    low, high = np.full(columns, np.nan), np.full(columns, np.nan)
    long = _Segments(min(count, MOST_SPECTRUM_SAMPLES, max(2, round(SPECTRUM_S * rate_hz))))
    short = _Segments(min(count, max(SHORT_SAMPLES[0], min(SHORT_SAMPLES[1], 2 * count // LEAST_SEGMENTS))))
    segments = max(1, (count - short.length) // short.hop + 1)
    cells = np.zeros((min(MOST_COLUMNS, segments), short.length // 2 + 1))
    per_column = np.zeros(cells.shape[0])
    total, averaged, done = np.zeros(long.length // 2 + 1), 0, 0
    stretch: list[NDArray[np.float64]] = []
    missing = min(count, round(STRETCH_S * rate_hz), MOST_STRETCH_SAMPLES)
    start = 0
    for block in recording.blocks(max(1, BLOCK_VALUES // max(1, len(recording.channels)))):
        samples = block[index] * factor
        _note_extremes(samples, start, edges, low, high)
        start += samples.size
        clean = np.where(np.isfinite(samples), samples, 0.0)
        stretch.append(clean[:missing])
        missing -= stretch[-1].size
        for segment in long.feed(clean):
            total += _line_power(segment[None, :])[0]
            averaged += 1
        pieces = short.feed(clean)
        at = (done + np.arange(pieces.shape[0])) * cells.shape[0] // segments
        done += pieces.shape[0]
        np.add.at(cells, at, _line_power(pieces))
        np.add.at(per_column, at, 1.0)
    return Survey(
        time_s=(edges + 0.5 * count / columns) / rate_hz,
        low=low,
        high=high,
        frequency_hz=scipy.fft.rfftfreq(long.length, 1.0 / rate_hz),
        line_rms=np.sqrt(total / max(1, averaged)),
        column_s=(np.arange(cells.shape[0], dtype=np.float64) + 0.5) * (float(count) / cells.shape[0] / rate_hz),
        row_hz=scipy.fft.rfftfreq(short.length, 1.0 / rate_hz),
        power=(cells / np.maximum(per_column, 1.0)[:, None]).T,
        stretch=np.concatenate(stretch),
    )


def _note_extremes(
    samples: NDArray[np.float64],
    start: int,
    edges: NDArray[np.int64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> None:
    """Widen the columns that ``samples`` (the first one is number ``start``) fall into."""
    first = int(np.searchsorted(edges, start, side="right")) - 1
    last = int(np.searchsorted(edges, start + samples.size, side="left"))
    begins = np.maximum(edges[first:last] - start, 0)
    low[first:last] = np.fmin(low[first:last], np.fmin.reduceat(samples, begins))
    high[first:last] = np.fmax(high[first:last], np.fmax.reduceat(samples, begins))


def _line_power(segments: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean square of the sinusoid that would make each line of Hann-windowed ``segments``
    [shape=(count, n)]: 2·|X|²/(Σw)², [shape=(count, n // 2 + 1)]."""
    taper = np.hanning(segments.shape[-1] + 2)[1:-1]
    centred = segments - np.mean(segments, axis=-1, keepdims=True)
    lines = scipy.fft.rfft(centred * taper, axis=-1)
    return np.asarray(2.0 * np.abs(lines) ** 2 / float(np.sum(taper)) ** 2, dtype=np.float64)
