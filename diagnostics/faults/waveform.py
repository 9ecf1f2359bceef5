"""Lines of the waveform itself (not of its envelope): is a bearing frequency there, and how strong against
the turning shaft?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.velocity_lines import VelocityLines
from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.spectrum import power_spectrum

__all__ = ["cage_line_in_waveform", "line_in_velocity"]

CERTAIN_RATIO = 20.0
"""Line over floor: p = exp(−20) a line, certain after any search."""
CAGE_SHARE_OF_SHAFT = 0.5
"""A damaged cage's line reaches at least half the shaft's own line in amplitude (this project's convention;
a damaged cage moves the rotor as a whole, rulebook §2.3 only says that the waveform shows it)."""
VISIBLE_SHARE = 0.1
"""A line counts as visible in the velocity spectrum from a tenth of the broadband velocity."""


def cage_line_in_waveform(
    channels: Sequence[NDArray[np.float64]], *, sampling_rate_hz: float, cage_hz: float, shaft_hz: float, window: float
) -> bool:
    """Return whether any channel ([shape=(n,)]) shows the cage's line near ``cage_hz`` ± ``window``
    (relative) as a strong line."""
    for samples in channels:
        frequency_hz, density = power_spectrum(samples, sampling_rate_hz=sampling_rate_hz)
        step_hz = float(frequency_hz[1])
        count = min(density.size, int(1.5 * shaft_hz / step_hz) + 200)
        density = density[:count]
        floor = local_floor(density, width=max(60, int(10.0 / step_hz)))
        cage, cage_floor = _peak(frequency_hz[:count], density, floor, cage_hz, window)
        shaft, _ = _peak(frequency_hz[:count], density, floor, shaft_hz, window)
        if cage > CERTAIN_RATIO * cage_floor and cage >= CAGE_SHARE_OF_SHAFT**2 * shaft:
            return True
    return False


def line_in_velocity(velocity: VelocityLines, *, line_hz: float, band_hz: tuple[float, float]) -> bool:
    """Return whether the ``velocity`` spectrum shows the line at ``line_hz``.

    It must stand out of its floor and carry a tenth of the broadband velocity in ``band_hz``.
    """
    if velocity.prominence(line_hz) <= CERTAIN_RATIO:
        return False
    return velocity.line_energy(line_hz) >= VISIBLE_SHARE**2 * velocity.band_energy(*band_hz)


def _peak(
    frequency_hz: NDArray[np.float64],
    density: NDArray[np.float64],
    floor: NDArray[np.float64],
    centre_hz: float,
    window: float,
) -> tuple[float, float]:
    near = np.flatnonzero(np.abs(frequency_hz - centre_hz) <= max(window * centre_hz, float(frequency_hz[1])))
    if near.size == 0:
        return 0.0, np.inf
    at = near[int(np.argmax(density[near]))]
    return float(density[at]), float(floor[at])
