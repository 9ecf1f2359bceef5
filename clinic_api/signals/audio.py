"""A stretch of a recording to listen to."""

from __future__ import annotations

import io
import wave
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from clinic_api.signals.opening import Opened
from clinic_api.signals.queries import AudioQuery

__all__ = ["AUDIO_CONTENT", "LONGEST_S", "audio_of"]

LONGEST_S: Final = 30.0
_MOST_SAMPLES: Final = 1 << 23
"""30 s at 279 kHz; of faster recordings as much as fits."""
_FASTEST, _SLOWEST = 48_000, 8_000
AUDIO_CONTENT: Final = {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}


def audio_of(opened: Opened, asked: AudioQuery) -> bytes:
    """Return a WAV of 16 bits with the loudest sample at full scale, at most `LONGEST_S` seconds from ``from_s`` on.

    Lost samples are silent. Raises `Invalid` ``stretch_empty``.
    """
    longest_s = min(LONGEST_S, _MOST_SAMPLES / opened.rate_hz)
    until_s = asked.from_s + longest_s if asked.to_s is None else min(asked.to_s, asked.from_s + longest_s)
    stretch = opened.stretch(asked.channel, asked.from_s, until_s)
    samples = opened.copy.channel(stretch.channel, stretch.start, stretch.stop)
    samples = np.nan_to_num(samples - np.nanmean(samples) if np.isfinite(samples).any() else samples, nan=0.0)
    rate = asked.rate or int(min(max(round(opened.rate_hz), _SLOWEST), _FASTEST))
    return _wav(_at_rate(samples, opened.rate_hz, rate), rate)


def _at_rate(samples: NDArray[np.float64], rate_hz: float, wanted: int) -> NDArray[np.float64]:
    """Return ``samples`` at the rate ``wanted``, filtered so that nothing is folded."""
    ratio = Fraction(wanted / rate_hz).limit_denominator(2000)
    if ratio == 1:
        return samples
    import scipy.signal

    return np.asarray(scipy.signal.resample_poly(samples, ratio.numerator, ratio.denominator))


def _wav(samples: NDArray[np.float64], rate: int) -> bytes:
    loudest = float(np.max(np.abs(samples))) or 1.0
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(samples * (32_767.0 / loudest)).astype("<i2").tobytes())
    return content.getvalue()
