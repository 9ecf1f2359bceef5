"""The spectrum of the logarithmic spectrum: families of equally spaced lines become one line, at the time between them.

The real cepstrum is used throughout; the power cepstrum is twice as large.
"""

from __future__ import annotations

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.spectra.spectrum import cepstrum_prewhitened

__all__ = ["cepstrum_prewhitened_signal", "comb_lifter", "liftered", "real_cepstrum", "shortpass_lifter"]

LOWEST_MAGNITUDE = 1e-12
"""Lines are taken as at least so large a share of the largest one, so that the logarithm exists (rounding of 64-bit
numbers leaves about 1e-16 × √n)."""


def real_cepstrum(
    samples: NDArray[np.float64], *, sampling_rate_hz: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return ``(quefrency_s [shape=(m,)], real cepstrum [shape=(..., m)], no unit)`` of ``samples`` [shape=(..., n)],
    m = n//2 + 1.

    Inverse transform of ln|X(f)| (Childers, Skinner & Kemerait, Proc. IEEE 65 (1977)). An echo of strength a after τ
    gives a/2 at τ, −a²/4 at 2τ, … . The record is not made mean-free nor tapered: line 0 only shifts all quefrencies.
    """
    n = samples.shape[-1]
    cepstrum = _cepstrum_of(np.asarray(scipy.fft.rfft(samples), dtype=np.complex128), n)
    return np.arange(n // 2 + 1) / sampling_rate_hz, cepstrum[..., : n // 2 + 1]


def comb_lifter(quefrency_s: NDArray[np.float64], *, period_s: float, half_width_s: float) -> NDArray[np.float64]:
    """Return a weight of each quefrency [shape=(m,)]: 0 near the multiples of ``period_s``, else 1.

    With `liftered` it takes away all lines spaced 1/``period_s``, harmonics and sidebands alike (Randall, Sound Vib.
    51 (2017) on cepstral editing).
    """
    multiple = np.rint(quefrency_s / period_s)
    near = (multiple >= 1) & (np.abs(quefrency_s - multiple * period_s) <= half_width_s)
    return np.asarray(np.where(near, 0.0, 1.0))


def shortpass_lifter(quefrency_s: NDArray[np.float64], *, cutoff_s: float) -> NDArray[np.float64]:
    """Return a weight of each quefrency [shape=(m,)]: 1 at zero, falling along a half-cosine to 0 at ``cutoff_s``.

    With `liftered` it keeps the resonances and levels the lines.
    """
    return np.asarray(0.5 + 0.5 * np.cos(np.pi * np.clip(quefrency_s / cutoff_s, 0.0, 1.0)))


def liftered(samples: NDArray[np.float64], lifter: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``samples`` [shape=(..., n)] with their cepstrum multiplied by ``lifter`` [shape=(n//2 + 1,)], same shape
    and unit.

    The magnitude spectrum follows the edited cepstrum, the phases stay (Randall & Sawalhi, Surveillance 6 (2011)).
    Raises ValueError when the lengths do not fit.
    """
    n = samples.shape[-1]
    if lifter.shape != (n // 2 + 1,):
        raise ValueError(f"the lifter has the shape {lifter.shape}, but {n} samples need ({n // 2 + 1},)")
    lines = np.asarray(scipy.fft.rfft(samples), dtype=np.complex128)
    both_sides = np.concatenate([lifter, lifter[1 : (n + 1) // 2][::-1]])
    logarithm = scipy.fft.rfft(_cepstrum_of(lines, n) * both_sides, n=n).real
    return np.asarray(scipy.fft.irfft(np.exp(logarithm) * cepstrum_prewhitened(lines), n=n), dtype=np.float64)


def cepstrum_prewhitened_signal(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``samples`` [shape=(..., n)] with every line of their spectrum set to the same magnitude, same shape, mean
    0 and variance 1.

    Lines and resonances vanish, impulses stay (Borghesani et al., MSSP 36 (2013)): all the cepstrum but zero is gone.
    """
    n = samples.shape[-1]
    lines = cepstrum_prewhitened(np.asarray(scipy.fft.rfft(samples), dtype=np.complex128))
    lines[..., 0] = 0.0
    flat = scipy.fft.irfft(lines, n=n)
    spread = np.std(flat, axis=-1, keepdims=True)
    return np.asarray(flat / np.where(spread > 0.0, spread, 1.0), dtype=np.float64)


def _cepstrum_of(lines: NDArray[np.complex128], n: int) -> NDArray[np.float64]:
    magnitude = np.abs(lines)
    least = LOWEST_MAGNITUDE * np.max(magnitude, axis=-1, keepdims=True) + np.finfo(np.float64).tiny
    return np.asarray(scipy.fft.irfft(np.log(np.maximum(magnitude, least)), n=n), dtype=np.float64)
