"""Is the motor fed by an inverter? What the supply frequency, the voltage and the current give away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.windows import hann

__all__ = ["InverterSigns", "inverter_signs"]

GRIDS_HZ: Final = (50.0, 60.0)
GRID_TOLERANCE: Final = 0.02
"""EN 50160 allows ±1 % in interconnected grids and ±2 % in island grids for 95 % of a week."""
PULSED_SHARE: Final = 0.1
"""Of the fundamental's RMS, in a voltage above order 20: a pulsed voltage holds most of it there, and IEEE 519 allows a
grid 8 % of distortion altogether."""
LEAST_ORDER: Final = 20.0
CARRIER_FROM_HZ: Final = 1800.0
"""Carriers of motor inverters lie at 2 kHz and above; below are the slot lines of the rotor (a convention)."""
CARRIER_SHARE: Final = 0.005
"""Of the fundamental: larger than a current's slot lines there (a convention)."""
CLEAR_POWER: Final = 100.0
"""A line of the cluster over the noise around it: 20 dB."""
MOST_SAMPLES: Final = 2**17
"""Of the record, that are looked at: a carrier does not need more."""


@dataclass(frozen=True)
class InverterSigns:
    """What points to an inverter; all false on the mains, as far as the sampling rate shows."""

    off_grid: bool
    """The supply frequency is no grid's."""
    pulsed: bool
    """The voltage is made of pulses."""
    carrier_hz: float | None
    """Centre of a cluster of lines 2·f_L apart in the current."""

    @property
    def any(self) -> bool:
        """Whether anything points to an inverter."""
        return self.off_grid or self.pulsed or self.carrier_hz is not None


def inverter_signs(
    supply_hz: float,
    *,
    currents: NDArray[np.float64] | None,
    voltages: NDArray[np.float64] | None,
    sampling_rate_hz: float,
) -> InverterSigns:
    """Return what speaks for an inverter in ``currents`` and ``voltages`` [shape=(channels, n)] at the measured
    ``supply_hz`` (rulebook §1.3: carrier ± 2k·f_L is normal there)."""
    off_grid = all(abs(supply_hz / grid - 1.0) > GRID_TOLERANCE for grid in GRIDS_HZ)
    pulsed = voltages is not None and _share_above(voltages, supply_hz, sampling_rate_hz) > PULSED_SHARE
    carrier_hz = None if currents is None else _carrier_hz(currents[0], supply_hz, sampling_rate_hz)
    return InverterSigns(off_grid, pulsed, carrier_hz)


def _amplitudes(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the amplitude of each line under a Hann window [shape=(..., m)]."""
    part = samples[..., :MOST_SAMPLES]
    window = hann(part.shape[-1])
    centred = part - np.mean(part, axis=-1, keepdims=True)
    return np.asarray(2.0 * np.abs(scipy.fft.rfft(centred * window, axis=-1)) / float(np.sum(window)))


def _share_above(samples: NDArray[np.float64], supply_hz: float, rate_hz: float) -> float:
    """Return RMS above order 20 over RMS at the fundamental, of all channels together."""
    lines = _amplitudes(samples)
    frequency_hz = np.arange(lines.shape[-1]) * rate_hz / min(samples.shape[-1], MOST_SAMPLES)
    own = np.abs(frequency_hz - supply_hz) <= 0.5 * supply_hz
    high = frequency_hz >= LEAST_ORDER * supply_hz
    total = float(np.sum(lines[..., own] ** 2))
    return float(np.sqrt(np.sum(lines[..., high] ** 2) / total)) if total > 0.0 else 0.0


def _carrier_hz(current: NDArray[np.float64], supply_hz: float, rate_hz: float) -> float | None:
    """Return the centre of two clear lines 2·f_L or 4·f_L apart about the strongest cluster above 1.8 kHz."""
    lines = _amplitudes(current)
    step_hz = rate_hz / min(current.size, MOST_SAMPLES)
    first = int(np.ceil(CARRIER_FROM_HZ / step_hz))
    fundamental = float(np.max(lines[: max(1, first)], initial=0.0))
    if first + 8 >= lines.size or fundamental == 0.0:
        return None
    prominence = lines**2 / local_floor(lines**2, width=max(8, round(2.0 * supply_hz / step_hz)))
    top = first + int(np.argmax(lines[first:]))
    if lines[top] < CARRIER_SHARE * fundamental or prominence[top] < CLEAR_POWER:
        return None
    for apart in (2.0, 4.0):
        for side in (-1.0, 1.0):
            other = top + round(side * apart * supply_hz / step_hz)
            near = slice(max(first, other - 2), other + 3)
            if lines[near].size and np.max(lines[near] * (prominence[near] >= CLEAR_POWER)) > 0.3 * lines[top]:
                return (top + 0.5 * side * apart * supply_hz / step_hz) * step_hz
    return None
