"""Two channels against each other: how the shaft moves in its bearing."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid
from clinic_api.signals.opening import Opened
from clinic_api.signals.preparing import TEXTS
from clinic_api.signals.queries import OrbitQuery
from clinic_api.signals.schemas import OrbitView

__all__ = ["orbit_view"]

_MOST_SAMPLES: Final = 1 << 21
_LEAST_SAMPLES: Final = 8


def orbit_view(opened: Opened, asked: OrbitQuery) -> OrbitView:
    """Return both channels without their means, at most ``points`` moments of them at equal distances.

    What these cannot carry (half their rate, Nyquist), and what lies above ``band_high_hz``, is filtered away by
    transform. Raises `Invalid`: ``stretch_empty``, ``stretch_too_short``, ``stretch_too_long``, ``stretch_with_gaps``.
    """
    stretch = opened.stretch(asked.channel_x, asked.from_s, asked.to_s)
    other = stretch.of_channel(opened.channel_index(asked.channel_y))
    if stretch.count < _LEAST_SAMPLES:
        raise Invalid("orbit_too_short", TEXTS("orbit_too_short", least=_LEAST_SAMPLES))
    points = min(asked.points, stretch.count)
    step_s = stretch.count / points / opened.rate_hz
    carried_hz = 0.5 / step_s
    band_high_hz = carried_hz if asked.band_high_hz is None else min(asked.band_high_hz, carried_hz)
    x, y = (
        _filtered(opened.samples(each, at_most=_MOST_SAMPLES), opened.rate_hz, band_high_hz, points)
        for each in (stretch, other)
    )
    told = opened.common(stretch)
    del told["channel"]
    return OrbitView.model_validate(
        told
        | {"channel_x": told["channels"][stretch.channel], "channel_y": told["channels"][other.channel]}
        | {"x": x.tolist(), "y": y.tolist(), "x_unit": opened.unit(stretch), "y_unit": opened.unit(other)}
        | {"step_s": step_s, "band_high_hz": band_high_hz}
    )


def _filtered(samples: NDArray[np.float64], rate_hz: float, band_high_hz: float, points: int) -> NDArray[np.float64]:
    """Return ``points`` values of the mean-free ``samples`` [shape=(n,)] without what lies above ``band_high_hz``."""
    import scipy.fft
    import scipy.signal

    centred = samples - np.mean(samples)
    lines = scipy.fft.rfft(centred)
    lines[int(np.floor(band_high_hz * samples.size / rate_hz + 1e-9)) + 1 :] = 0.0
    within = scipy.fft.irfft(lines, n=samples.size)
    return within if points == samples.size else np.asarray(scipy.signal.resample(within, points))
