"""What the supply brings: magnetic vibration at twice the mains frequency, and hum picked up by the cable."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_signals.rotor import line_amplitude_m_s2
from sample_signals.shaft import Direction, FloatArray, ShaftMotion


@dataclass(frozen=True)
class MagneticVibration:
    """The pull of the air gap goes with the square of the flux, so it beats at exactly 2·f_L.

    `velocity_mm_s` RMS (Finley, Hodowanec, Holter, An analytical approach to solving motor vibration problems, IEEE
    Trans. Ind. Appl. 36 (2000) 1467–1480).
    """

    mains_hz: float
    velocity_mm_s: float
    phase_rad: float = 0.0
    axial_share: float = 0.2


@dataclass(frozen=True)
class MainsPickup:
    """Hum in the sensor's cable, not in the machine: lines at 1, 2, 3 … times f_L, amplitudes in m/s²."""

    mains_hz: float
    amplitudes_m_s2: tuple[float, ...]
    phase_rad: float = 0.0


def magnetic_acceleration_m_s2(magnetic: MagneticVibration, motion: ShaftMotion, direction: Direction) -> FloatArray:
    """Acceleration in m/s², shape (n,): one line at 2·f_L, independent of the shaft."""
    twice_hz = 2 * magnetic.mains_hz
    amplitude = line_amplitude_m_s2(magnetic.velocity_mm_s, twice_hz)
    share = magnetic.axial_share if direction is Direction.AXIAL else 1.0
    return np.asarray(share * amplitude * np.cos(2 * np.pi * twice_hz * motion.time_s + magnetic.phase_rad))


def pickup_acceleration_m_s2(pickup: MainsPickup, motion: ShaftMotion) -> FloatArray:
    """What the hum looks like as acceleration in m/s², shape (n,); the same in each direction."""
    total = np.zeros(motion.samples)
    for multiple, amplitude in enumerate(pickup.amplitudes_m_s2, start=1):
        total += amplitude * np.cos(2 * np.pi * multiple * pickup.mains_hz * motion.time_s + pickup.phase_rad)
    return total
