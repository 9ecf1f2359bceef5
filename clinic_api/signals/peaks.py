"""The largest local maxima of a spectrum: a list of peaks, and where a cursor snaps to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clinic_api.signals.envelopes import chosen_band, envelope_lines
from clinic_api.signals.lines import Lines
from clinic_api.signals.opening import Opened
from clinic_api.signals.queries import PeaksQuery
from clinic_api.signals.schemas import Peak, SpectrumPeaks
from clinic_api.signals.spectra import spectrum_lines, spectrum_unit

__all__ = ["largest_peaks", "spectrum_peaks"]


def spectrum_peaks(opened: Opened, asked: PeaksQuery) -> SpectrumPeaks:
    """Return the largest peaks between two frequencies; raises `Invalid` as the view of that spectrum."""
    stretch = opened.stretch(asked.channel, asked.from_s, asked.to_s)
    told: dict[str, object] = {"kind": asked.kind}
    if asked.kind == "envelope":
        band = chosen_band(opened, stretch, asked.band_low_hz, asked.band_high_hz)
        lines = envelope_lines(opened, stretch, band)
        told |= {"value_unit": "1", "band_hz": (band.low_hz, band.high_hz)}
    else:
        lines = spectrum_lines(opened, stretch, asked.quantity)
        told |= {"value_unit": spectrum_unit(opened, stretch, asked.quantity)}
    peaks = largest_peaks(lines, asked.from_hz, asked.to_hz, asked.count)
    return SpectrumPeaks.model_validate(opened.common(stretch) | told | {"items": peaks, "line_step": lines.step})


def largest_peaks(lines: Lines, low: float, high: float | None, count: int) -> list[Peak]:
    """Return the ``count`` largest local maxima of ``lines`` between two frequencies, the largest first."""
    inside = lines.between(low, high)
    begin = round((inside.first - lines.first) / lines.step)
    end = begin + inside.values.size
    values = np.asarray(lines.values, dtype=np.float64)
    middle = np.arange(max(1, begin), min(end, values.size - 1))
    tops = middle[(values[middle] > values[middle - 1]) & (values[middle] >= values[middle + 1])]
    largest = tops[np.argsort(-values[tops], kind="stable")[:count]]
    return [_interpolated(lines, values, int(place)) for place in largest]


def _interpolated(lines: Lines, values: NDArray[np.float64], place: int) -> Peak:
    """Return where the parabola through the logarithms of a line and its neighbours has its top, and the amplitude that
    a Hann window shows beside it: sinc(x)/(1 − x²) of it x lines of the record away (Harris, Proc. IEEE 66 (1978)).
    """
    around = values[place - 1 : place + 2]
    if np.any(around <= 0.0):
        return Peak(frequency_hz=lines.first + place * lines.step, amplitude=float(around[1]))
    left, top, right = np.log(around)
    shift = 0.5 * float(left - right) / float(left - 2.0 * top + right)
    away = shift * lines.step / lines.resolution
    seen = float(np.sinc(away)) / (1.0 - away**2)
    return Peak(frequency_hz=lines.first + (place + shift) * lines.step, amplitude=float(around[1]) / seen)
