"""Power spectra, velocity from acceleration, and the two ways of flattening a spectrum before the envelope."""

from __future__ import annotations

import numpy as np
import scipy.fft
import scipy.signal
from numpy.typing import NDArray

from diagnostics.spectra.floor import running_median
from diagnostics.spectra.windows import hann

__all__ = [
    "amplitude_spectrum",
    "cepstrum_prewhitened",
    "padded_length",
    "power_spectrum",
    "rms",
    "transform",
    "velocity_rms",
    "welch_density",
    "whitened",
]


def rms(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the root mean square about the mean along the last axis of ``samples`` [shape=(..., n)], same unit."""
    return np.asarray(np.std(samples, axis=-1))


def padded_length(sample_count: int) -> int:
    """Return the length to which ``sample_count`` samples are padded with zeros so that their transform is fast."""
    return int(scipy.fft.next_fast_len(sample_count, real=True))


def transform(samples: NDArray[np.float64]) -> tuple[NDArray[np.complex128], int]:
    """Return the one-sided transform of the mean-free ``samples`` [shape=(..., n)] and the padded length it
    was made with.

    Line k lies at ``k * sampling_rate_hz / padded_length``.
    """
    padded = padded_length(samples.shape[-1])
    centred = samples - np.mean(samples, axis=-1, keepdims=True)
    return np.asarray(scipy.fft.rfft(centred, n=padded), dtype=np.complex128), padded


def power_spectrum(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, window: bool = True
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``(frequency_hz [shape=(m,)], density [shape=(..., m)] in unit²/Hz)`` of ``samples`` [shape=(..., n)].

    One transform of the whole record at full resolution (Hann window unless ``window`` is false), one-sided and scaled
    so that its integral over frequency is the variance.
    """
    n = samples.shape[-1]
    taper = hann(n) if window else np.ones(n)
    centred = samples - np.mean(samples, axis=-1, keepdims=True)
    padded = int(scipy.fft.next_fast_len(n, real=True))
    lines = scipy.fft.rfft(centred * taper, n=padded)
    density = 2.0 * np.abs(lines) ** 2 / (sampling_rate_hz * float(np.sum(taper**2)))
    density[..., 0] *= 0.5
    if padded % 2 == 0:
        density[..., -1] *= 0.5
    return scipy.fft.rfftfreq(padded, 1.0 / sampling_rate_hz), np.asarray(density, dtype=np.float64)


def amplitude_spectrum(
    samples: NDArray[np.float64], *, sampling_rate_hz: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``(frequency_hz, amplitude)`` [shape=(m,) each] of ``samples`` [shape=(n,)]: the peak amplitude of a sine
    at a line, in the unit of the samples (Hann window).

    A² = 2 · density · B, with B the equivalent noise bandwidth of the window, fs·Σw²/(Σw)² (Heinzel, Rüdiger,
    Schilling, "Spectrum and spectral density estimation by the DFT", 2002, §8).
    """
    frequency_hz, density = power_spectrum(samples, sampling_rate_hz=sampling_rate_hz)
    window = hann(samples.size)
    bandwidth_hz = sampling_rate_hz * float(np.sum(window**2)) / float(np.sum(window)) ** 2
    return frequency_hz, np.sqrt(2.0 * density * bandwidth_hz)


def welch_density(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, resolution_hz: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``(frequency_hz [shape=(m,)], density [shape=(..., m)] in unit²/Hz)`` of ``samples`` [shape=(..., n)].

    Welch's average over half-overlapping Hann segments of 1/``resolution_hz`` seconds, each without its mean (Welch,
    IEEE Trans. Audio Electroacoust. 15 (1967)); the whole record where it is shorter. One-sided.
    """
    n = samples.shape[-1]
    segment = min(n, max(2, round(sampling_rate_hz / resolution_hz)))
    frequency_hz, density = scipy.signal.welch(samples, fs=sampling_rate_hz, window="hann", nperseg=segment, axis=-1)
    return np.asarray(frequency_hz, dtype=np.float64), np.asarray(density, dtype=np.float64)


def velocity_rms(
    acceleration_m_s2: NDArray[np.float64],
    *,
    sampling_rate_hz: float,
    low_hz: float = 10.0,
    high_hz: float = 1000.0,
    integrations: int = 1,
) -> NDArray[np.float64]:
    """Return the broadband velocity in mm/s RMS between ``low_hz`` and ``high_hz`` of an acceleration in
    m/s² [shape=(..., n)].

    Integration is the division of the density by (2πf)² (ISO 20816-1: 10–1000 Hz, 2–1000 Hz below 600 rpm).
    ``integrations=0`` takes the samples as velocity in m/s already. The band ends at the Nyquist frequency
    where that is lower.
    """
    frequency_hz, density = power_spectrum(acceleration_m_s2, sampling_rate_hz=sampling_rate_hz)
    inside = (frequency_hz >= low_hz) & (frequency_hz <= high_hz)
    weight = (2.0 * np.pi * frequency_hz[inside]) ** (-2 * integrations)
    step_hz = float(frequency_hz[1] - frequency_hz[0])
    variance = np.sum(density[..., inside] * weight, axis=-1) * step_hz
    return np.asarray(1000.0 * np.sqrt(variance))


def whitened(lines: NDArray[np.complex128], *, width: int) -> NDArray[np.complex128]:
    """Return a transform [shape=(..., m)] divided by the running median of its magnitude over ``width``
    lines, same shape.

    Resonances are flattened; lines narrower than the window stand out as before (Antoni & Randall, MSSP 20 (2004)).
    """
    magnitude = np.sqrt(running_median(np.abs(lines) ** 2, width=width))
    floor = np.maximum(magnitude, 1e-12 * (np.max(magnitude, axis=-1, keepdims=True) + np.finfo(np.float64).tiny))
    return np.asarray(lines / floor, dtype=np.complex128)


def cepstrum_prewhitened(lines: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Return a transform [shape=(..., m)] with every line set to magnitude 1 and its phase kept (Borghesani
    et al., MSSP 36 (2013))."""
    magnitude = np.abs(lines)
    return np.asarray(lines / np.where(magnitude > 0.0, magnitude, 1.0), dtype=np.complex128)
