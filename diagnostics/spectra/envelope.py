"""Envelope spectra of frequency bands: how strongly, and at which frequencies, the noise in a band swells and fades."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.spectra.floor import Precision
from diagnostics.spectra.windows import hann

__all__ = ["BAND_PARTS", "band_envelope", "band_family", "envelope_spectrum", "modulation_depth"]

BAND_PARTS = (1, 2, 3, 4, 6, 8)
"""Into how many equal parts the frequency range is cut (a fixed family; Randall & Antoni, MSSP 25 (2011), §6)."""


def band_family(
    low_hz: float, high_hz: float, *, parts: Sequence[int] = BAND_PARTS, minimum_width_hz: float = 0.0
) -> list[tuple[float, float]]:
    """Return the bands that cut ``low_hz`` … ``high_hz`` into each number of equal ``parts``, none narrower
    than ``minimum_width_hz``.

    >>> band_family(0.0, 100.0, parts=(1, 2))
    [(0.0, 100.0), (0.0, 50.0), (50.0, 100.0)]
    """
    bands = []
    for count in parts:
        width_hz = (high_hz - low_hz) / count
        if count > 1 and width_hz < minimum_width_hz:
            continue
        bands += [(low_hz + i * width_hz, low_hz + (i + 1) * width_hz) for i in range(count)]
    return bands


def band_envelope(
    lines: NDArray[np.complexfloating],
    *,
    padded_length: int,
    sample_count: int,
    sampling_rate_hz: float,
    band_hz: tuple[float, float],
    highest_hz: float,
) -> tuple[NDArray[np.floating], int]:
    """Return ``(squared envelope [shape=(..., k)], length)`` of one band of a transform [shape=(..., m)].

    The band is moved to zero frequency and resampled to ``length`` points over the padded record, enough to hold
    envelope lines up to ``highest_hz`` free of aliases; the first k points belong to the record itself. The precision
    is that of ``lines``.
    """
    step_hz = sampling_rate_hz / padded_length
    first, last = round(band_hz[0] / step_hz), round(band_hz[1] / step_hz)
    width = max(2, min(last, lines.shape[-1] - 1) - first)
    length = int(scipy.fft.next_fast_len(width + int(highest_hz / step_hz) + 2))
    analytic = scipy.fft.ifft(lines[..., first : first + width], n=length)
    kept = max(2, int(length * sample_count / padded_length))
    within = analytic[..., :kept]
    return within.real**2 + within.imag**2, length


def envelope_spectrum(
    squared_envelope: NDArray[Precision], *, length: int, line_count: int, logarithmic: bool = False
) -> NDArray[Precision]:
    """Return ρ(α) = |E(α)|²/E(0)² of a squared envelope [shape=(..., k)], first ``line_count`` lines
    [shape=(..., line_count)], in its precision.

    ``length`` points span the padded record; lines are half the record's resolution apart (zero-padded to twice its
    length). ``logarithmic`` takes the logarithm of the envelope first, which a few strong knocks cannot dominate
    (Borghesani & Antoni, MSSP 90 (2017)); E(0) is then 1, the natural scale of a logarithm.
    """
    precision = squared_envelope.dtype.type
    mean = np.maximum(np.mean(squared_envelope, axis=-1, keepdims=True), np.finfo(precision).tiny)
    shape = squared_envelope / mean
    if logarithmic:
        shape = np.log(shape + precision(1e-3))
    taper = hann(shape.shape[-1]).astype(precision)
    weight = float(np.sum(taper, dtype=np.float64))
    shape -= np.sum(shape * taper, axis=-1, keepdims=True) / precision(weight)
    spectrum = scipy.fft.rfft(shape * taper, n=2 * length)[..., :line_count]
    return np.asarray((spectrum.real**2 + spectrum.imag**2) / precision(weight) ** 2)


def modulation_depth(power_ratio: float, floor: float) -> float:
    """Return m = 2·√(max(ρ − ρ₀, 0)), the depth of a sinusoidal modulation of the squared envelope (1 =
    full) [no unit].

    >>> modulation_depth(0.25, 0.0)
    1.0
    """
    return float(2.0 * np.sqrt(max(power_ratio - floor, 0.0)))
