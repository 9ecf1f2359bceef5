"""Amplitude, phase and frequency of a carrier, moment by moment."""

from __future__ import annotations

import numpy as np
import scipy.fft
from numpy.typing import NDArray

__all__ = [
    "amplitude_demodulated",
    "carrier_envelope",
    "instantaneous_frequency_hz",
    "phase_demodulated",
]

EDGE_SHARE = 0.1
"""Share of the band at each side over which it fades along a half-cosine (a convention of ours)."""


def carrier_envelope(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, carrier_hz: float, bandwidth_hz: float
) -> NDArray[np.complex128]:
    """Return the complex envelope z of a carrier in ``samples`` [shape=(..., n)], same shape and unit:
    x(t) = Re[z(t)·exp(j2πf_c·t)] in the band carrier ± half the bandwidth.

    The analytic signal of the band, moved to zero frequency (Gabor, J. IEE 93 (1946); McFadden, J. Vib. Acoust. 108
    (1986)). A cosine A·cos(2πf_c·t + φ) gives the constant A·exp(jφ). The first and last 1/``bandwidth_hz`` seconds
    are uncertain unless the carrier fits the record a whole number of times.

    Raises ValueError when the band does not lie between 0 and the Nyquist frequency.
    """
    low_hz, high_hz = carrier_hz - 0.5 * bandwidth_hz, carrier_hz + 0.5 * bandwidth_hz
    if not (bandwidth_hz > 0.0 and low_hz >= 0.0 and high_hz <= 0.5 * sampling_rate_hz):
        raise ValueError(f"{low_hz} to {high_hz} Hz is not a band between 0 and {0.5 * sampling_rate_hz} Hz")
    n = samples.shape[-1]
    frequency_hz = scipy.fft.fftfreq(n, 1.0 / sampling_rate_hz)
    distance = np.abs(frequency_hz - carrier_hz) / (0.5 * bandwidth_hz)
    fade = np.clip((distance - 1.0 + 2.0 * EDGE_SHARE) / (2.0 * EDGE_SHARE), 0.0, 1.0)
    weight = np.where(frequency_hz > 0.0, 1.0 + np.cos(np.pi * fade), 0.0)
    analytic = scipy.fft.ifft(scipy.fft.fft(samples) * weight)
    turning = np.exp(-2j * np.pi * carrier_hz / sampling_rate_hz * np.arange(n))
    return np.asarray(analytic * turning, dtype=np.complex128)


def amplitude_demodulated(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, carrier_hz: float, bandwidth_hz: float
) -> NDArray[np.float64]:
    """Return the amplitude (peak) of a carrier in ``samples`` [shape=(..., n)], same shape and unit.

    See `carrier_envelope` for the band, the ends and the errors.
    """
    envelope = carrier_envelope(
        samples, sampling_rate_hz=sampling_rate_hz, carrier_hz=carrier_hz, bandwidth_hz=bandwidth_hz
    )
    return np.asarray(np.abs(envelope))


def phase_demodulated(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, carrier_hz: float, bandwidth_hz: float
) -> NDArray[np.float64]:
    """Return by how many radians a carrier in ``samples`` [shape=(..., n)] runs ahead of cos(2πf_c·t), without jumps,
    same shape.

    See `carrier_envelope` for the band, the ends and the errors.
    """
    envelope = carrier_envelope(
        samples, sampling_rate_hz=sampling_rate_hz, carrier_hz=carrier_hz, bandwidth_hz=bandwidth_hz
    )
    return np.asarray(np.unwrap(np.angle(envelope), axis=-1))


def instantaneous_frequency_hz(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, carrier_hz: float, bandwidth_hz: float
) -> NDArray[np.float64]:
    """Return the momentary frequency in Hz of a carrier in ``samples`` [shape=(..., n)], same shape.

    Derivative of the phase by central differences. See `carrier_envelope` for the band, the ends and the errors.
    """
    phase = phase_demodulated(
        samples, sampling_rate_hz=sampling_rate_hz, carrier_hz=carrier_hz, bandwidth_hz=bandwidth_hz
    )
    return np.asarray(carrier_hz + np.gradient(phase, axis=-1) * sampling_rate_hz / (2.0 * np.pi))
