"""Independent measuring tools for the tests: lines of a record by direct Fourier sums."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from sample_signals.shaft import ShaftMotion

FloatArray = NDArray[np.float64]


def steady_motion(shaft_hz: float, duration_s: float, sampling_rate_hz: float) -> ShaftMotion:
    time_s = np.arange(round(duration_s * sampling_rate_hz)) / sampling_rate_hz
    return ShaftMotion(sampling_rate_hz=sampling_rate_hz, shaft_hz=shaft_hz, turns=shaft_hz * time_s)


def line_amplitude(values: FloatArray, sampling_rate_hz: float, frequency_hz: float) -> float:
    """Amplitude of the sine at `frequency_hz`; exact for a whole number of its periods."""
    time_s = np.arange(values.size) / sampling_rate_hz
    return float(2 * abs(np.mean(values * np.exp(-2j * np.pi * frequency_hz * time_s))))


def modulation_depth(values: FloatArray, sampling_rate_hz: float, frequency_hz: float) -> float:
    """Line of the squared envelope of the whole band at `frequency_hz`, relative to its mean."""
    squared_envelope = np.abs(signal.hilbert(values)) ** 2
    return line_amplitude(squared_envelope, sampling_rate_hz, frequency_hz) / float(squared_envelope.mean())


def strongest_envelope_line_hz(values: FloatArray, sampling_rate_hz: float, from_hz: float, to_hz: float) -> float:
    """Frequency of the largest line of the squared envelope in a range, on the grid 1/T."""
    squared_envelope = np.abs(signal.hilbert(values)) ** 2
    spectrum = np.abs(np.fft.rfft(squared_envelope - squared_envelope.mean()))
    frequency_hz = np.fft.rfftfreq(values.size, 1 / sampling_rate_hz)
    inside = (frequency_hz >= from_hz) & (frequency_hz <= to_hz)
    return float(frequency_hz[inside][np.argmax(spectrum[inside])])
