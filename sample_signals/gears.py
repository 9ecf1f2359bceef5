"""Gear pairs: mesh harmonics with amplitude and phase modulation by both wheels, and a tooth that is broken.

Model: McFadden, Detecting fatigue cracks in gears by amplitude and phase demodulation of the meshing vibration,
J. Vib. Acoust. 108 (1986) 165–170: x(θ) = Σ_k A_k·(1 + a(θ))·cos(k·(z·θ + b(θ)) + φ_k), with one phase modulation b
for all harmonics, as a lag of the wheel gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sample_signals.resonance import Resonance, ring
from sample_signals.shaft import Direction, FloatArray, ShaftMotion


class Wheel(StrEnum):
    """A wheel of the pair: the pinion sits on the main shaft, the gear on the other one."""

    PINION = "pinion"
    GEAR = "gear"


@dataclass(frozen=True)
class WheelRunout:
    """Smooth modulation of the mesh once per turn of a wheel (eccentric bore, wobble).

    `am_depth` is the relative change of the amplitude (0 to 1), `pm_rad` the peak change of the mesh phase.
    """

    wheel: Wheel
    am_depth: float
    pm_rad: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.am_depth <= 1:
            raise ValueError(f"am_depth must be from 0 to 1, not {self.am_depth}")


@dataclass(frozen=True)
class BrokenTooth:
    """One broken tooth: the mesh loses force and lags while that tooth should carry, and the next one strikes.

    `amplitude_loss` (0 to 1) and `lag_rad` at the tooth, over a Gaussian window of one tooth pitch (standard
    deviation half a pitch); `impact_m_s2` is the strike, once per turn at the same angle, into `resonances`.
    """

    wheel: Wheel
    impact_m_s2: float
    resonances: tuple[Resonance, ...]
    amplitude_loss: float = 0.5
    lag_rad: float = 0.5
    impact_scatter_relative: float = 0.1
    at_turns: float = 0.3


@dataclass(frozen=True)
class GearPair:
    """A pair of wheels; `mesh_m_s2` are the amplitudes of the mesh frequency and its multiples."""

    pinion_teeth: int
    gear_teeth: int
    mesh_m_s2: tuple[float, ...]
    runouts: tuple[WheelRunout, ...] = ()
    broken_tooth: BrokenTooth | None = None
    axial_share: float = 0.5

    def __post_init__(self) -> None:
        if self.pinion_teeth < 2 or self.gear_teeth < 2:
            raise ValueError(f"a wheel needs two teeth or more, not {self.pinion_teeth} and {self.gear_teeth}")

    @property
    def mesh_order(self) -> float:
        """Teeth in mesh per turn of the main shaft, z·f_r/f_r = z."""
        return float(self.pinion_teeth)

    def wheel_order(self, wheel: Wheel) -> float:
        """Turns of the wheel per turn of the main shaft."""
        return 1.0 if wheel is Wheel.PINION else self.pinion_teeth / self.gear_teeth

    def teeth(self, wheel: Wheel) -> int:
        """Number of teeth of the wheel."""
        return self.pinion_teeth if wheel is Wheel.PINION else self.gear_teeth


def gear_acceleration_m_s2(
    pair: GearPair, motion: ShaftMotion, direction: Direction, rng: np.random.Generator
) -> FloatArray:
    """Acceleration in m/s², shape (n,), of the pair. The phases of the mesh harmonics are drawn from `rng`."""
    amplitude = np.ones(motion.samples)
    phase_rad = np.zeros(motion.samples)
    for runout in pair.runouts:
        angle = 2 * np.pi * pair.wheel_order(runout.wheel) * motion.turns
        amplitude += runout.am_depth * np.cos(angle)
        phase_rad += runout.pm_rad * np.sin(angle)
    if pair.broken_tooth is not None:
        at_tooth = _tooth_window(pair, pair.broken_tooth, motion)
        amplitude *= 1 - pair.broken_tooth.amplitude_loss * at_tooth
        phase_rad -= pair.broken_tooth.lag_rad * at_tooth
    mesh_rad = 2 * np.pi * pair.mesh_order * motion.turns
    mesh = np.zeros(motion.samples)
    for harmonic, size in enumerate(pair.mesh_m_s2, start=1):
        mesh += size * np.cos(harmonic * (mesh_rad + phase_rad) + rng.uniform(0, 2 * np.pi))
    total = amplitude * mesh
    if pair.broken_tooth is not None:
        total = total + _tooth_strikes_m_s2(pair, pair.broken_tooth, motion, rng)
    return np.asarray(total * (pair.axial_share if direction is Direction.AXIAL else 1.0))


def _tooth_window(pair: GearPair, tooth: BrokenTooth, motion: ShaftMotion) -> FloatArray:
    """1 while the broken tooth should carry, 0 elsewhere, shape (n,)."""
    wheel_turns = pair.wheel_order(tooth.wheel) * motion.turns - tooth.at_turns
    from_tooth_turns = np.mod(wheel_turns + 0.5, 1.0) - 0.5
    return np.asarray(np.exp(-0.5 * (from_tooth_turns * pair.teeth(tooth.wheel) / 0.5) ** 2))


def _tooth_strikes_m_s2(
    pair: GearPair, tooth: BrokenTooth, motion: ShaftMotion, rng: np.random.Generator
) -> FloatArray:
    """Ringing in m/s², shape (n,), from one strike per turn of the wheel, locked to its angle."""
    order = pair.wheel_order(tooth.wheel)
    count = int(np.ceil(float(motion.turns[-1]) * order))
    positions = (np.arange(count) + tooth.at_turns) / order
    scatter = np.maximum(1 + tooth.impact_scatter_relative * rng.standard_normal(count), 0.0)
    positions, scatter = positions[positions < motion.turns[-1]], scatter[positions < motion.turns[-1]]
    times_s = motion.times_of(positions)
    return ring(times_s, tooth.impact_m_s2 * scatter, tooth.resonances, motion.samples, motion.sampling_rate_hz)
