"""How strongly, at which carrier frequency and in which rhythm, the noise of a machine swells and fades.

The spectral correlation compares the spectrum with itself shifted by a cyclic frequency α; where both rise and fall
together, the carrier f is modulated with α. Computed by the fast algorithm of Antoni, Xin & Hamzaoui, MSSP 92 (2017).

Memory: 32 bytes a sample of one channel for the short-time spectra, plus the result (16 bytes times spectral lines
times cyclic lines); the envelope spectra keep one line of the result a channel only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.fft
import scipy.signal
from numpy.typing import NDArray

__all__ = [
    "CyclicSpectrum",
    "enhanced_envelope_spectrum",
    "improved_envelope_spectrum",
    "spectral_coherence",
    "spectral_correlation",
]

HOPS_PER_WINDOW = 4
"""Window length over step: the cyclic lines of neighbouring steps then fall outside the window's own spectrum (Antoni,
Xin & Hamzaoui 2017, §4)."""
REACH_LINES = 2
"""Half of the spacing of those repetitions, in spectral lines: further away than this nothing is taken from a step."""
FINER = 2
"""Cyclic lines are half the record's resolution apart, as in the envelope spectra: a line between two loses a tenth at
most (sinc(1/4))."""
ROWS_AT_ONCE = 8
"""Spectral lines worked on together; keeps the working memory at a few per cent of the short-time spectra."""


@dataclass(frozen=True, eq=False)
class CyclicSpectrum:
    """A function of carrier frequency f and cyclic frequency α."""

    frequency_hz: NDArray[np.float64]
    """Spectral lines from 0 to the Nyquist frequency [shape=(m,)]."""
    cyclic_hz: NDArray[np.float64]
    """Cyclic lines from 0, about 1/(2T) apart [shape=(a,)]."""
    values: NDArray[np.complex128]
    """[shape=(..., m, a)]."""


@dataclass(frozen=True, eq=False)
class _ShortTime:
    """Short-time spectra of one channel."""

    spectra: NDArray[np.complex128]
    """[shape=(m, frames)]."""
    window: NDArray[np.float64]
    step: int
    sampling_rate_hz: float
    highest_hz: float

    @property
    def line_hz(self) -> float:
        return self.sampling_rate_hz / self.window.size

    @property
    def frequency_hz(self) -> NDArray[np.float64]:
        return np.asarray(np.arange(self.spectra.shape[0]) * self.line_hz, dtype=np.float64)

    @property
    def cyclic_hz(self) -> NDArray[np.float64]:
        spacing_hz = self.sampling_rate_hz / (self.step * FINER * self.spectra.shape[1])
        return np.asarray(np.arange(int(self.highest_hz / spacing_hz) + 1) * spacing_hz, dtype=np.float64)

    def rows(self) -> Iterator[tuple[int, NDArray[np.complex128]]]:
        """Yield ``(first line, correlation [shape=(rows, a)])``: the mean of X(f)·X*(f − α) in units of the spectra.

        X(f) is multiplied with X shifted by p = …, −1, 0, 1, … whole lines; each product gives the cyclic frequencies
        near p lines, weighted by the window's own correlation, and the sum over p is divided by the sum of the weights.
        """
        size, frames = self.window.size, self.spectra.shape[1]
        cyclic_hz = self.cyclic_hz
        shifts = range(-REACH_LINES, int(cyclic_hz[-1] / self.line_hz) + REACH_LINES + 1)
        from_centre = np.arange(size) - size // 2
        centred = (self.window**2) / np.sum(self.window**2)
        weight = np.zeros(cyclic_hz.size)
        parts = []
        for shift in shifts:
            left_hz = cyclic_hz - shift * self.line_hz
            inside = np.flatnonzero(np.abs(left_hz) < REACH_LINES * self.line_hz)
            turn = 2.0 * np.pi * left_hz[inside] / self.sampling_rate_hz
            lines = np.arange(REACH_LINES * 200) * self.line_hz / 100.0
            table = np.cos(2.0 * np.pi * np.outer(lines, from_centre) / self.sampling_rate_hz) @ centred
            weight[inside] += np.interp(np.abs(left_hz[inside]), lines, table)
            parts.append((shift, inside, np.exp(-1j * turn * (size // 2))))
        for first in range(0, self.spectra.shape[0], ROWS_AT_ONCE):
            own = self.spectra[first : first + ROWS_AT_ONCE]
            total = np.zeros((own.shape[0], cyclic_hz.size), dtype=np.complex128)
            for shift, inside, phase in parts:
                product = own * np.conj(self._shifted(first - shift, own.shape[0]))
                mean = np.mean(product, axis=-1)
                spectrum = scipy.fft.fft(product - mean[:, None], n=FINER * frames, axis=-1) / frames
                spectrum[:, 0] = mean
                total[:, inside] += spectrum[:, inside % (FINER * frames)] * phase
            yield first, total / weight

    def _shifted(self, first: int, count: int) -> NDArray[np.complex128]:
        """Return ``count`` spectra from line ``first`` on, those below 0 and above the Nyquist frequency mirrored."""
        size = self.window.size
        lines = (first + np.arange(count)) % size
        mirrored = lines > size // 2
        rows = self.spectra[np.where(mirrored, size - lines, lines)]
        return np.asarray(np.where(mirrored[:, None], np.conj(rows), rows), dtype=np.complex128)


def spectral_correlation(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, resolution_hz: float, highest_hz: float
) -> CyclicSpectrum:
    """Return the spectral correlation of ``samples`` [shape=(..., n)] in unit²/Hz, one-sided in f, for cyclic
    frequencies 0 … ``highest_hz``; at α = 0 it is the power spectral density.

    ``resolution_hz`` is the spacing of the spectral lines (Hann window of that inverse length): wide enough that a
    pulse fits into the window, narrow enough to tell resonances apart. Raises ValueError when the record is shorter
    than two windows.
    """
    return _cyclic_spectrum(samples, sampling_rate_hz, resolution_hz, highest_hz, coherent=False)


def spectral_coherence(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, resolution_hz: float, highest_hz: float
) -> CyclicSpectrum:
    """Return γ(α, f), the spectral correlation of ``samples`` [shape=(..., n)] divided by √(S(f)·S(f − α)), no unit.

    Noise whose power swells as 1 + m·cos(2παt) has |γ| = m/2 at α. See `spectral_correlation` for the parameters.
    """
    return _cyclic_spectrum(samples, sampling_rate_hz, resolution_hz, highest_hz, coherent=True)


def enhanced_envelope_spectrum(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, resolution_hz: float, highest_hz: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``(cyclic_hz [shape=(a,)], mean of |γ(α, f)| over all f [shape=(..., a)], no unit)`` of ``samples``
    [shape=(..., n)].

    The mean in place of the integral of Antoni, Xin & Hamzaoui 2017, so that m/2 is read off whatever the sampling
    rate. See `spectral_correlation` for the parameters.
    """
    return improved_envelope_spectrum(
        samples,
        sampling_rate_hz=sampling_rate_hz,
        resolution_hz=resolution_hz,
        highest_hz=highest_hz,
        band_hz=(0.0, 0.5 * sampling_rate_hz),
    )


def improved_envelope_spectrum(
    samples: NDArray[np.float64],
    *,
    sampling_rate_hz: float,
    resolution_hz: float,
    highest_hz: float,
    band_hz: tuple[float, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``(cyclic_hz [shape=(a,)], mean of |γ(α, f)| over a band of f [shape=(..., a)], no unit)`` of ``samples``
    [shape=(..., n)] (Mauricio et al., MSSP 144 (2020)).

    See `spectral_correlation` for the parameters. Raises ValueError when no spectral line lies in the band.
    """
    channels = samples.reshape(-1, samples.shape[-1])
    spectra = []
    cyclic_hz = np.zeros(0)
    for channel in channels:
        short, _ = _short_time(channel, sampling_rate_hz, resolution_hz, highest_hz, coherent=True)
        cyclic_hz = short.cyclic_hz
        inside = (short.frequency_hz >= band_hz[0]) & (short.frequency_hz <= band_hz[1])
        if not np.any(inside):
            raise ValueError(f"no spectral line lies between {band_hz[0]} and {band_hz[1]} Hz")
        total = np.zeros(cyclic_hz.size)
        for first, rows in short.rows():
            total += np.sum(np.abs(rows[inside[first : first + rows.shape[0]]]), axis=0)
        spectra.append(total / np.count_nonzero(inside))
    return cyclic_hz, np.array(spectra).reshape(*samples.shape[:-1], cyclic_hz.size)


def _cyclic_spectrum(
    samples: NDArray[np.float64], sampling_rate_hz: float, resolution_hz: float, highest_hz: float, *, coherent: bool
) -> CyclicSpectrum:
    values = []
    frequency_hz = cyclic_hz = np.zeros(0)
    for channel in samples.reshape(-1, samples.shape[-1]):
        short, factor = _short_time(channel, sampling_rate_hz, resolution_hz, highest_hz, coherent=coherent)
        frequency_hz, cyclic_hz = short.frequency_hz, short.cyclic_hz
        values.append(np.concatenate([rows for _, rows in short.rows()]) * factor)
    shape = (*samples.shape[:-1], frequency_hz.size, cyclic_hz.size)
    return CyclicSpectrum(frequency_hz, cyclic_hz, np.array(values).reshape(shape))


def _short_time(
    samples: NDArray[np.float64], sampling_rate_hz: float, resolution_hz: float, highest_hz: float, *, coherent: bool
) -> tuple[_ShortTime, float]:
    """Return the short-time spectra and the factor that makes their square a one-sided density (1 for a coherence)."""
    size = HOPS_PER_WINDOW * max(2, round(sampling_rate_hz / resolution_hz / HOPS_PER_WINDOW))
    if samples.size < 2 * size:
        raise ValueError(f"{samples.size} samples are too few for lines of {resolution_hz} Hz: {2 * size} are needed")
    step = size // HOPS_PER_WINDOW
    window = np.asarray(scipy.signal.get_window("hann", size), dtype=np.float64)
    frames = np.lib.stride_tricks.sliding_window_view(samples - np.mean(samples), size)[::step]
    spectra = np.empty((size // 2 + 1, frames.shape[0]), dtype=np.complex128)
    for first in range(0, frames.shape[0], size):
        spectra[:, first : first + size] = scipy.fft.rfft(frames[first : first + size] * window, axis=-1).T
    if coherent:
        level = np.sqrt(np.mean(np.abs(spectra) ** 2, axis=-1, keepdims=True))
        spectra /= np.where(level > 0.0, level, 1.0)
    factor = 1.0 if coherent else 2.0 / (sampling_rate_hz * float(np.sum(window**2)))
    return _ShortTime(spectra, window, step, sampling_rate_hz, highest_hz), factor
