"""The supply frequency as the signal has it, and the phasors at it.

Behind an inverter the mains says nothing about it, and on the mains it wanders; so it is measured, never assumed
(rulebook §1.3, §4.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.fft
import scipy.optimize
from numpy.typing import NDArray

from diagnostics.spectra.windows import hann

__all__ = ["Fundamental", "find_fundamental", "phasors", "thinned"]

LEAST_CYCLES: Final = 4.0
"""Half the main lobe of the Hann window is two lines; twice of it keeps the line clear of the mean (a convention)."""
SLOWEST_HZ: Final = 2.0
"""Inverters start motors at a few hertz; below lies drift (a convention)."""
HIGHEST_HZ: Final = 1000.0
"""Spindles are fed with up to 1 kHz; above lie carriers (a convention)."""
KEPT_OVER_LINE: Final = 8.0
"""A thinned signal keeps this multiple of the line's frequency: its seventh harmonic, the highest strong one."""
NYQUIST_SHARE: Final = 0.9
"""Of the Nyquist frequency, up to which the line is looked for (a convention: filters against aliasing end there)."""


@dataclass(frozen=True)
class Fundamental:
    """The line of the supply."""

    frequency_hz: float
    uncertainty_hz: float
    """Standard deviation, were all the rest of the signal white noise."""
    share: float
    """Of the energy of all channels together, 0 … 1."""
    cycles: float
    """In the record."""


def find_fundamental(samples: NDArray[np.float64], *, sampling_rate_hz: float) -> Fundamental | None:
    """Return the strongest line that ``samples`` [shape=(channels, n)] have in common, None where the record is shorter
    than four cycles of it or holds nothing.

    Least squares at a frequency that is varied until the residual is least, under a Hann window, which keeps harmonics
    and the mean from pulling it (Rife & Boorstyn, IEEE Trans. Inf. Theory 20 (1974): the maximum of the likelihood, and
    the bound σ² = 24·σ_noise²/(A²·n·T²·(2π)²) that is stated as the uncertainty). Channels count alike, whatever their
    unit.
    """
    count = samples.shape[-1]
    centred = samples - np.mean(samples, axis=-1, keepdims=True)
    scale = np.std(centred, axis=-1, keepdims=True)
    alive = centred[scale[:, 0] > 0.0] / scale[scale[:, 0] > 0.0]
    if alive.size == 0 or count < 16:
        return None
    duration_s = count / sampling_rate_hz
    power = np.sum(np.abs(scipy.fft.rfft(alive * hann(count), axis=-1)) ** 2, axis=0)
    frequency_hz = np.arange(power.size) / duration_s
    low_hz = max(SLOWEST_HZ, LEAST_CYCLES / duration_s)
    inside = (frequency_hz >= low_hz) & (frequency_hz <= min(HIGHEST_HZ, 0.5 * NYQUIST_SHARE * sampling_rate_hz))
    if not inside.any() or np.max(power[inside]) <= 0.0:
        return None
    peak_hz = float(frequency_hz[inside][int(np.argmax(power[inside]))])
    thin, thin_rate_hz = thinned(alive, sampling_rate_hz=sampling_rate_hz, keep_hz=KEPT_OVER_LINE * peak_hz)
    found = scipy.optimize.minimize_scalar(
        lambda f: -_explained(thin, f / thin_rate_hz),
        bounds=(peak_hz - 1.0 / duration_s, peak_hz + 1.0 / duration_s),
        method="bounded",
        options={"xatol": 1e-5 / duration_s},
    )
    at_hz = float(found.x)
    channels = alive.shape[0]
    amplitude = np.sqrt(2.0) * np.abs(phasors(alive, at_hz, sampling_rate_hz=sampling_rate_hz))
    power_share = min(1.0, float(np.sum(amplitude**2) / 2.0) / channels)
    noise_over_signal = max(1.0 - power_share, 1e-12) / max(power_share, 1e-12) / 2.0
    sigma_hz = np.sqrt(24.0 * noise_over_signal / (count * channels)) / (2.0 * np.pi * duration_s)
    return Fundamental(at_hz, float(sigma_hz), power_share, at_hz * duration_s)


def phasors(samples: NDArray[np.float64], frequency_hz: float, *, sampling_rate_hz: float) -> NDArray[np.complex128]:
    """Return the RMS phasors of ``samples`` [shape=(..., n)] at ``frequency_hz``, same unit [shape=(...)].

    Least squares of cosine, sine and mean over as many whole cycles as there are, so that harmonics do not leak
    (rulebook §4.6). The angle is that of a cosine at the first sample; a phasor e^{jφ} is √2·cos(2πft + φ).
    """
    cycles = np.floor(samples.shape[-1] * frequency_hz / sampling_rate_hz)
    count = round(cycles * sampling_rate_hz / frequency_hz) if cycles >= 1.0 else samples.shape[-1]
    turn = 2.0 * np.pi * frequency_hz / sampling_rate_hz * np.arange(count)
    waves = np.stack([np.cos(turn), np.sin(turn), np.ones(count)])
    fitted = np.linalg.solve(waves @ waves.T, waves @ samples[..., :count].reshape(-1, count).T)
    result = (fitted[0] - 1j * fitted[1]) / np.sqrt(2.0)
    return np.asarray(result.reshape(samples.shape[:-1]), dtype=np.complex128)


def thinned(
    samples: NDArray[np.float64], *, sampling_rate_hz: float, keep_hz: float
) -> tuple[NDArray[np.float64], float]:
    """Return ``samples`` [shape=(..., n)] without what lies above ``keep_hz``, at a lower rate that still holds it, and
    that rate in Hz; as they are where that saves less than half."""
    count = samples.shape[-1]
    lines = int(np.ceil(keep_hz * count / sampling_rate_hz)) + 1
    kept = int(scipy.fft.next_fast_len(2 * lines, real=True))
    if 2 * kept > count:
        return samples, sampling_rate_hz
    spectrum = scipy.fft.rfft(samples, axis=-1)[..., : kept // 2 + 1].copy()
    spectrum[..., lines:] = 0.0
    low = scipy.fft.irfft(spectrum, n=kept, axis=-1) * (kept / count)
    return np.asarray(low), sampling_rate_hz * kept / count


def _explained(samples: NDArray[np.float64], cycles_per_sample: float) -> float:
    """Return how much of the Hann-weighted square of ``samples`` [shape=(channels, n)] a line explains."""
    count = samples.shape[-1]
    turn = 2.0 * np.pi * cycles_per_sample * np.arange(count)
    waves = np.stack([np.cos(turn), np.sin(turn), np.ones(count)])
    weighted = waves * hann(count)
    seen = weighted @ samples.T
    return float(np.sum(seen * np.linalg.solve(weighted @ waves.T, seen)))
