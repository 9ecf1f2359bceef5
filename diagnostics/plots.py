"""What the pictures of an examination are drawn from: arrays and the marks that matter in them, without any drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["LinePlot", "Plot", "TurnPlot"]


@dataclass(frozen=True, eq=False)
class LinePlot:
    """A spectrum with the lines of one finding: where they belong, and which of them are there."""

    kind: Literal["envelope_spectrum", "velocity_spectrum", "acceleration_spectrum", "park_spectrum"]
    fault: str
    component: str | None
    channel: str
    frequency_hz: NDArray[np.float64]
    """[shape=(m,)], evenly spaced from 0."""
    value: NDArray[np.float64]
    """Modulation depth, mm/s RMS, m/s² RMS or share of the mean squared current of each line [shape=(m,)]; `unit` says
    which."""
    floor: NDArray[np.float64]
    """Mean of the noise around each line, as `value` [shape=(m,)]."""
    unit: str
    """``1`` (modulation depth), ``mm/s`` or ``m/s²`` (``V`` or the like for an uncalibrated channel)."""
    expected_hz: tuple[float, ...]
    """Where kinematics puts the fundamental and its harmonics."""
    found_hz: tuple[float, ...]
    """The lines that are there, the fundamental first."""
    sidebands_hz: tuple[float, ...] = ()
    sideband_spacing_hz: float = 0.0
    shaft_hz: float | None = None
    band_hz: tuple[float, float] | None = None
    """The band whose envelope is shown."""


@dataclass(frozen=True, eq=False)
class TurnPlot:
    """One mean turn of a wheel, and what is left of it without its regular mesh."""

    fault: str
    component: str | None
    channel: str
    angle_turns: NDArray[np.float64]
    """0 … 1 [shape=(points,)]."""
    average: NDArray[np.float64]
    """[shape=(points,)], in `unit`."""
    difference: NDArray[np.float64]
    """[shape=(points,)], in `unit`."""
    unit: str
    knock_turns: float
    """Where the knock lies, as a share of a turn."""


Plot = LinePlot | TurnPlot
