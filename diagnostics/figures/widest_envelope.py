"""The envelope spectrum of the whole usable range of one channel, for when no band has decided anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.spectra.envelope import band_envelope, envelope_spectrum
from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.spectrum import transform, whitened

__all__ = ["WideEnvelope", "widest_envelope"]

LOWEST_HZ, HIGHEST_HZ = 200.0, 25_000.0
"""The range that bearings are looked for in (rulebook §2.1, profile E; a stud-mounted sensor carries up to 25 kHz)."""
WHITENING_HZ: Final = 100.0
"""Width of the running median that whitens: wider than the spacing of shaft lines, narrower than a resonance."""
FLOOR_LINES: Final = 402
"""Half-resolution lines whose median is the local floor: 201 independent ones (rulebook §4.1)."""
LEAST_SAMPLES: Final = 512
"""Below this there are too few lines for a floor."""


@dataclass(frozen=True, eq=False)
class WideEnvelope:
    """An envelope spectrum as modulation depth."""

    band_hz: tuple[float, float]
    frequency_hz: NDArray[np.float64]
    """[shape=(m,)], evenly spaced from 0."""
    depth: NDArray[np.float64]
    """2·√ρ, the modulation depth of each line [shape=(m,)]."""
    floor: NDArray[np.float64]
    """2·√ρ₀ of the noise around each line [shape=(m,)]."""


def widest_envelope(samples: NDArray[np.float64], *, sampling_rate_hz: float, highest_hz: float) -> WideEnvelope | None:
    """Return the envelope spectrum up to ``highest_hz`` of ``samples`` [shape=(n,)] from 200 Hz to near half the
    rate, whitened by the running median of the spectrum (rulebook §4.3); None for what is too short or silent.
    """
    if samples.size < LEAST_SAMPLES or not np.any(samples != samples[0]):
        return None
    lines, padded = transform(samples)
    step_hz = sampling_rate_hz / padded
    top_hz = min(0.49 * sampling_rate_hz, HIGHEST_HZ)
    band_hz = (min(LOWEST_HZ, 0.1 * top_hz), top_hz)
    reach_hz = min(highest_hz, 0.25 * sampling_rate_hz)
    squared, length = band_envelope(
        whitened(lines, width=max(101, round(WHITENING_HZ / step_hz))),
        padded_length=padded,
        sample_count=samples.size,
        sampling_rate_hz=sampling_rate_hz,
        band_hz=band_hz,
        highest_hz=reach_hz,
    )
    power = envelope_spectrum(squared, length=length, line_count=int(2.0 * reach_hz / step_hz) + 1)
    floor = local_floor(power, width=FLOOR_LINES)
    return WideEnvelope(
        band_hz=band_hz,
        frequency_hz=np.arange(power.size, dtype=np.float64) * (0.5 * step_hz),
        depth=2.0 * np.sqrt(power),
        floor=2.0 * np.sqrt(floor),
    )
