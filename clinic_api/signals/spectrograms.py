"""Levels over time and frequency, the largest of each cell of the picture."""

from __future__ import annotations

import base64
from typing import Final

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid
from clinic_api.signals.columns import edges
from clinic_api.signals.opening import Opened, Stretch
from clinic_api.signals.preparing import TEXTS
from clinic_api.signals.queries import SpectrogramQuery
from clinic_api.signals.schemas import SpectrogramView

__all__ = ["spectrogram_view"]

_RANGE_DB: Final = 90.0
"""From the largest level down to black: the range of a 16-bit recording (a convention)."""
_LEAST_WINDOW, _LONGEST_WINDOW = 64, 1 << 16
_FRAMES_AT_ONCE_SAMPLES: Final = 1 << 22
_FALLOW: Final = 1e-30
"""Amplitude that stands for nothing at all."""


def spectrogram_view(opened: Opened, asked: SpectrogramQuery) -> SpectrogramView:
    """Return the spectrogram of a stretch between two frequencies, at most ``columns`` by ``rows`` cells.

    The window is as long as the rows can show, and windows overlap by half, so that every sample counts. Lost samples
    are silent. Raises `Invalid` ``stretch_empty``, ``stretch_too_short``, ``band_empty``.
    """
    stretch = opened.stretch(asked.channel, asked.from_s, asked.to_s)
    rate_hz = opened.rate_hz
    high_hz = min(0.5 * rate_hz, 0.5 * rate_hz if asked.to_hz is None else asked.to_hz)
    if asked.from_hz >= high_hz:
        text = TEXTS("band_empty", low=asked.from_hz, high=high_hz, limit=0.5 * rate_hz)
        raise Invalid("band_empty", text)
    window = _window(rate_hz * asked.rows / (high_hz - asked.from_hz), stretch.count)
    if window < _LEAST_WINDOW:
        raise Invalid("stretch_too_short", TEXTS("stretch_too_short", low=asked.from_hz, high=high_hz))
    step_hz = rate_hz / window
    first = int(np.ceil(asked.from_hz / step_hz - 1e-9))
    last = min(window // 2, int(np.floor(high_hz / step_hz + 1e-9)))
    if last < first:
        raise Invalid("band_empty", TEXTS("band_empty", low=asked.from_hz, high=high_hz, limit=0.5 * rate_hz))
    name = f"spectrogram-{stretch.channel}-{stretch.start}-{stretch.stop}-{window}-{first}-{last}-{asked.columns}"
    amplitude = opened.copy.kept(name, lambda: _amplitudes(opened, stretch, window, first, last, asked.columns))
    level_db = 20.0 * np.log10(np.maximum(_rows(amplitude, asked.rows), _FALLOW))
    top_db = float(np.max(level_db))
    bytes_ = np.rint(np.clip((level_db - top_db + _RANGE_DB) / _RANGE_DB, 0.0, 1.0) * 255.0).astype(np.uint8)
    unit = opened.unit(stretch)
    return SpectrogramView.model_validate(
        opened.common(stretch)
        | {"from_hz": first * step_hz, "to_hz": last * step_hz, "columns": bytes_.shape[1], "rows": bytes_.shape[0]}
        | {"level_db": base64.b64encode(bytes_.tobytes()).decode(), "window_s": window / rate_hz}
        | {"level_min_db": top_db - _RANGE_DB, "level_max_db": top_db, "reference": f"1 {unit or 'unit'} (peak)"}
    )


def _window(wanted: float, count: int) -> int:
    """Return the samples of a window: the power of two nearest to ``wanted``, at most a quarter of the stretch."""
    nearest = 1 << max(0, round(np.log2(min(max(wanted, _LEAST_WINDOW), _LONGEST_WINDOW))))
    while nearest > _LEAST_WINDOW and nearest > count // 4:
        nearest //= 2
    return nearest if nearest <= count else 0


def _amplitudes(
    opened: Opened, stretch: Stretch, window: int, first: int, last: int, columns: int
) -> NDArray[np.float32]:
    """Return the largest amplitude (peak) of each line within each column [shape=(lines, columns)]."""
    import scipy.fft

    from diagnostics.spectra.windows import hann

    taper = hann(window).astype(np.float32)
    taper *= 2.0 / np.sum(taper)
    hop = window // 2
    frames = 1 + (stretch.count - window) // hop
    limits = edges(frames, columns)
    result = np.zeros((last - first + 1, limits.size - 1), dtype=np.float32)
    samples = opened.copy.samples[stretch.channel]
    at_once = max(1, _FRAMES_AT_ONCE_SAMPLES // window)
    for begin in range(0, frames, at_once):
        end = min(frames, begin + at_once)
        part = np.asarray(samples[stretch.start + begin * hop : stretch.start + (end - 1) * hop + window], np.float32)
        part = np.nan_to_num(part, copy=True, nan=0.0)
        views = np.lib.stride_tricks.sliding_window_view(part, window)[::hop]
        lines = scipy.fft.rfft((views - np.mean(views, axis=1, keepdims=True)) * taper, axis=1)
        found = np.abs(lines[:, first : last + 1])
        left = int(np.searchsorted(limits, begin, side="right")) - 1
        right = int(np.searchsorted(limits, end, side="left"))
        starts = np.maximum(limits[left:right], begin) - begin
        pooled = np.maximum.reduceat(found, starts, axis=0).T
        np.maximum(result[:, left:right], pooled, out=result[:, left:right])
    return result


def _rows(amplitude: NDArray[np.float32], rows: int) -> NDArray[np.float32]:
    """Return the largest amplitude of each row of the picture [shape=(≤ rows, columns)]."""
    return np.asarray(np.maximum.reduceat(amplitude, edges(amplitude.shape[0], rows)[:-1], axis=0))
