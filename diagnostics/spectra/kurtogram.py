"""Where in the spectrum the signal is most impulsive: the fast kurtogram and a variant that single knocks do not win.

A band chooser, never a detector: some cell is always the most impulsive one (rulebook §4.3).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.spectra.spectrum import transform

__all__ = ["Kurtogram", "kurtogram", "quantile_kurtosis", "spectral_kurtosis"]

LEAST_CELL_SAMPLES = 128
"""Envelope samples that a cell must keep: levels up to log₂(n) − 7 (Antoni, MSSP 21 (2007), §3)."""
OUTER_QUANTILES, INNER_QUANTILES = (0.025, 0.975), (0.25, 0.75)
"""Where the tails and the middle are measured (Crow & Siddiqui, JASA 62 (1967); Kim & White, Finance Res. Lett. 1
(2004))."""
EXPONENTIAL_RATIO = math.log(0.975 / 0.025) / math.log(0.75 / 0.25)
"""Outer over inner range of an exponential distribution, that of the squared envelope of Gaussian noise (closed form:
the quantile q lies at −ln(1 − q))."""


@dataclass(frozen=True, eq=False)
class Kurtogram:
    """The cells of a 1/3-binary tree, all of level 0 first, in rising frequency within a level."""

    levels: NDArray[np.float64]
    """log₂ of the number of cells that share the spectrum: 0, 1, 1.58, 2, 2.58, … [shape=(c,)]."""
    bands_hz: NDArray[np.float64]
    """Lower and upper edge of each cell [shape=(c, 2)]."""
    kurtosis: NDArray[np.float64]
    """0 for Gaussian noise, −1 for a pure tone, large for rare impulses [shape=(..., c)]."""
    sample_counts: NDArray[np.intp]
    """Envelope samples of each cell [shape=(c,)]."""

    @property
    def standard_errors(self) -> NDArray[np.float64]:
        """Standard deviation of the plain kurtosis on Gaussian noise, √(4/N) [shape=(c,)] (N complex samples; the
        delta method with the moments k! of the exponential distribution)."""
        return np.sqrt(4.0 / self.sample_counts)

    def best_bands(self, count: int = 3) -> tuple[tuple[float, float], ...]:
        """Return the ``count`` bands of largest kurtosis, the best first, averaged over the leading axes.

        Bands do not overlap as long as there are such; after that, the best of the rest follow.
        """
        mean = np.mean(self.kurtosis.reshape(-1, self.levels.size), axis=0)
        order = [int(cell) for cell in np.argsort(-mean, kind="stable")]
        chosen: list[int] = []
        for cell in order:
            if len(chosen) < count and not any(self._overlap(cell, other) for other in chosen):
                chosen.append(cell)
        chosen += [cell for cell in order if cell not in chosen][: count - len(chosen)]
        return tuple((float(self.bands_hz[cell, 0]), float(self.bands_hz[cell, 1])) for cell in chosen)

    def _overlap(self, first: int, second: int) -> bool:
        low_hz = max(self.bands_hz[first, 0], self.bands_hz[second, 0])
        high_hz = min(self.bands_hz[first, 1], self.bands_hz[second, 1])
        return bool(high_hz - low_hz > 1e-9 * high_hz)


def kurtogram(
    samples: NDArray[np.float64],
    *,
    sampling_rate_hz: float,
    minimum_width_hz: float = 0.0,
    measure: Literal["moments", "quantiles"] = "moments",
) -> Kurtogram:
    """Return the kurtosis of the complex envelope of ``samples`` [shape=(..., n)] in every cell of the 1/3-binary tree.

    The spectrum up to the Nyquist frequency is shared by 1, 2, 3, 4, 6, 8, 12 … equal cells, none narrower than
    ``minimum_width_hz`` (Antoni, MSSP 21 (2007)). The paper's filter bank is replaced by cutting one transform of the
    record, whose cells have no skirts. ``measure="quantiles"`` takes `quantile_kurtosis` instead of the moments: the
    moments of a few random knocks win against a bearing, its quantiles do not see them.

    Raises ValueError when there are too few samples for one cell.
    """
    n = samples.shape[-1]
    most = n // (2 * LEAST_CELL_SAMPLES)
    if minimum_width_hz > 0.0:
        most = min(most, int(0.5 * sampling_rate_hz / minimum_width_hz))
    if most < 1:
        raise ValueError(f"{n} samples and cells of {minimum_width_hz} Hz leave no cell of the spectrum")
    lines, padded = transform(samples)
    of_cells = spectral_kurtosis if measure == "moments" else quantile_kurtosis
    levels, bands, values, sizes = [], [], [], []
    for count in (c for c in _cell_counts(most)):
        width = lines.shape[-1] // count
        cells = lines[..., : width * count].reshape(*lines.shape[:-1], count, width)
        envelope = scipy.fft.ifft(cells, axis=-1)[..., : max(2, int(width * n / padded))]
        edges_hz = np.arange(count + 1) * width * sampling_rate_hz / padded
        levels.append(np.full(count, math.log2(count)))
        bands.append(np.column_stack([edges_hz[:-1], edges_hz[1:]]))
        values.append(of_cells(np.asarray(envelope, dtype=np.complex128)))
        sizes.append(np.full(count, envelope.shape[-1], dtype=np.intp))
    return Kurtogram(
        np.concatenate(levels), np.concatenate(bands), np.concatenate(values, axis=-1), np.concatenate(sizes)
    )


def spectral_kurtosis(envelope: NDArray[np.complex128]) -> NDArray[np.float64]:
    """Return E|z|⁴/(E|z|²)² − 2 of complex envelopes [shape=(..., k)], [shape=(...)]; 0 where there is nothing.

    (Antoni, MSSP 20 (2006) 282–307.)
    """
    power = np.abs(envelope) ** 2
    mean = np.mean(power, axis=-1)
    square = np.mean(power**2, axis=-1)
    return np.asarray(np.where(mean > 0.0, square / np.where(mean > 0.0, mean, 1.0) ** 2 - 2.0, 0.0))


def quantile_kurtosis(envelope: NDArray[np.complex128]) -> NDArray[np.float64]:
    """Return the outer over the inner quantile range of |z|² [shape=(..., k)], less that of Gaussian noise,
    [shape=(...)].

    (q₀.₉₇₅ − q₀.₀₂₅)/(q₀.₇₅ − q₀.₂₅) − 3.33 (Crow & Siddiqui 1967; Kim & White 2004). Chosen among the robust measures
    because it needs no tuning and its value on Gaussian noise is known in closed form. Whatever fills less than 2.5 %
    of the record's time leaves no trace, which hides single knocks; pulses of a bearing must fill more to be seen, so
    on slow machines (fewer than about 25 pulses of 1 ms a second) the moments are the better measure.
    """
    power = np.abs(envelope) ** 2
    low, lower, upper, high = np.quantile(power, [OUTER_QUANTILES[0], *INNER_QUANTILES, OUTER_QUANTILES[1]], axis=-1)
    inner = upper - lower
    return np.asarray(np.where(inner > 0.0, (high - low) / np.where(inner > 0.0, inner, 1.0) - EXPONENTIAL_RATIO, 0.0))


def _cell_counts(most: int) -> list[int]:
    """Return 1, 2, 3, 4, 6, 8, 12 … up to ``most``."""
    counts = [1]
    for power in range(1, max(1, most).bit_length()):
        counts += [2**power, 3 * 2 ** (power - 1)]
    return [count for count in counts if count <= most]
