"""Rolling bearings: kinematics, and local defects as jittered impulse trains that make the housing ring.

Model: McFadden & Smith, Model for the vibration produced by a single point defect in a rolling element bearing,
J. Sound Vib. 96 (1984) 69–82 (impulses, load zone, path); Antoni & Randall, A stochastic model for simulation and
diagnostics of rolling element bearings with localized faults, J. Vib. Acoust. 125 (2003) 282–289 (random slip:
independent intervals, so that the error of position accumulates); Randall & Antoni, Rolling element bearing
diagnostics – a tutorial, MSSP 25 (2011) 485–520 (kinematics, modulations).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sample_signals.resonance import Resonance, ring
from sample_signals.shaft import Direction, FloatArray, ShaftMotion


class BearingPart(StrEnum):
    """The part of the bearing that is damaged."""

    OUTER_RACE = "outer_race"
    INNER_RACE = "inner_race"
    ROLLING_ELEMENT = "rolling_element"
    CAGE = "cage"


@dataclass(frozen=True)
class BearingGeometry:
    """Number of balls in a row, ball and pitch diameter, contact angle; the inner ring turns."""

    balls: int
    ball_mm: float
    pitch_mm: float
    contact_deg: float = 0.0

    def __post_init__(self) -> None:
        if self.balls < 3 or not 0 < self.ball_mm < self.pitch_mm:
            raise ValueError(f"impossible bearing: {self.balls} balls, {self.ball_mm} mm in {self.pitch_mm} mm")

    @property
    def _gamma(self) -> float:
        """γ = (d/D)·cos φ (Randall & Antoni 2011, eq. 1–4)."""
        return float(self.ball_mm / self.pitch_mm * np.cos(np.radians(self.contact_deg)))

    @property
    def ftf_order(self) -> float:
        """Turns of the cage per turn of the shaft, ½(1 − γ)."""
        return 0.5 * (1 - self._gamma)

    @property
    def bpfo_order(self) -> float:
        """Balls over a point of the outer race per turn of the shaft, n/2·(1 − γ)."""
        return self.balls * 0.5 * (1 - self._gamma)

    @property
    def bpfi_order(self) -> float:
        """Balls over a point of the inner race per turn of the shaft, n/2·(1 + γ)."""
        return self.balls * 0.5 * (1 + self._gamma)

    @property
    def bsf_order(self) -> float:
        """Turns of a ball about itself per turn of the shaft, D/(2d)·(1 − γ²)."""
        return self.pitch_mm / (2 * self.ball_mm) * (1 - self._gamma**2)


@dataclass(frozen=True)
class LoadZone:
    """How the radial load is spread round the bearing.

    `load_factor` is ε of the load distribution q(ψ) = q_max·[1 − (1 − cos ψ)/(2ε)]^(3/2) of ball bearings
    (Harris, Rolling Bearing Analysis, ch. 7; used by McFadden & Smith 1984): 0.5 loads one half, 1 the whole
    circle. `unloaded_share` is what a strike outside keeps (balls are still pressed outwards), 0 to 1.
    """

    load_factor: float = 0.5
    unloaded_share: float = 0.05

    def __post_init__(self) -> None:
        if not self.load_factor > 0:
            raise ValueError(f"load_factor must be above 0, not {self.load_factor}")
        if not 0 <= self.unloaded_share <= 1:
            raise ValueError(f"unloaded_share must be from 0 to 1, not {self.unloaded_share}")

    def share(self, turns: FloatArray) -> FloatArray:
        """Size of a strike at the angle `turns` (revolutions from the middle of the zone), from 0 to 1."""
        inside = np.maximum(1 - (1 - np.cos(2 * np.pi * turns)) / (2 * self.load_factor), 0.0)
        return np.asarray(self.unloaded_share + (1 - self.unloaded_share) * inside**1.5)


@dataclass(frozen=True)
class BearingFault:
    """One local defect.

    `impact_m_s2`: size of the strike in the middle of the load zone (amplitude of the ringing of a mode of gain 1).
    `slip_mean_relative`: constant shift of the defect's rate. `slip_std_relative`: standard deviation of one
    interval over its mean (usual: 0.005–0.02, Randall & Antoni 2011). `impact_scatter_relative`: scatter of the
    strikes' sizes. `cage_modulation`: depth of the modulation once per cage turn, from unequal balls (0 to 1).
    `outer_strike_share`: size of a ball's strike on the outer race over that on the inner race (rolling element
    only; 1 leaves 2·BSF alone, anything else brings BSF). `axial_share`: what an axial sensor receives.
    """

    part: BearingPart
    geometry: BearingGeometry
    impact_m_s2: float
    resonances: tuple[Resonance, ...]
    load_zone: LoadZone = LoadZone()
    slip_mean_relative: float = 0.0
    slip_std_relative: float = 0.005
    impact_scatter_relative: float = 0.1
    cage_modulation: float = 0.0
    outer_strike_share: float = 0.7
    axial_share: float = 0.4

    def __post_init__(self) -> None:
        if not 0 <= self.slip_std_relative <= 0.1:
            raise ValueError(f"slip_std_relative must be from 0 to 0.1, not {self.slip_std_relative}")
        if not -0.1 <= self.slip_mean_relative <= 0.1:
            raise ValueError(f"slip_mean_relative must be from −0.1 to 0.1, not {self.slip_mean_relative}")
        if not 0 <= self.cage_modulation <= 1:
            raise ValueError(f"cage_modulation must be from 0 to 1, not {self.cage_modulation}")

    @property
    def impacts_per_turn(self) -> float:
        """Strikes per turn of the shaft, slip included. A damaged ball strikes both races: 2·BSF."""
        orders = {
            BearingPart.OUTER_RACE: self.geometry.bpfo_order,
            BearingPart.INNER_RACE: self.geometry.bpfi_order,
            BearingPart.ROLLING_ELEMENT: 2 * self.geometry.bsf_order,
            BearingPart.CAGE: self.geometry.ftf_order,
        }
        return orders[self.part] * (1 + self.slip_mean_relative)


def impact_positions_turns(
    per_turn: float, total_turns: float, slip_std_relative: float, rng: np.random.Generator
) -> FloatArray:
    """Shaft angles in revolutions, shape (k,), increasing, of the strikes of one defect in [0, total_turns).

    The intervals are independent: (1 + σ·ε)/per_turn with ε standard normal, held above a tenth of the mean
    (Antoni & Randall 2003): the h-th harmonic keeps the coherence exp(−(2πhσ)²/2) from one strike to the next.
    """
    expected = total_turns * per_turn
    enough = int(np.ceil(expected + 10 * (1 + slip_std_relative * np.sqrt(expected))))
    intervals = np.maximum(1 + slip_std_relative * rng.standard_normal(enough), 0.1)
    positions = (rng.uniform() - 1 + np.cumsum(intervals)) / per_turn
    return np.asarray(positions[(positions >= 0) & (positions < total_turns)])


def impact_sizes_m_s2(fault: BearingFault, positions_turns: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Size of each strike, shape (k,), in m/s², never negative.

    Outer race: the defect stands in the load zone, all alike. Inner race: it turns through the zone once per turn
    of the shaft. Rolling element: it is carried through the zone once per turn of the cage and strikes inner and
    outer race in turn. Cage: no load zone.
    """
    cage_turns = fault.geometry.ftf_order * positions_turns
    sizes = np.full(positions_turns.size, fault.impact_m_s2)
    if fault.part is BearingPart.INNER_RACE:
        sizes *= fault.load_zone.share(positions_turns)
    elif fault.part is BearingPart.ROLLING_ELEMENT:
        sizes *= fault.load_zone.share(cage_turns)
        sizes[1::2] *= fault.outer_strike_share
    sizes *= 1 + fault.cage_modulation * np.cos(2 * np.pi * cage_turns)
    scatter = 1 + fault.impact_scatter_relative * rng.standard_normal(positions_turns.size)
    return np.asarray(sizes * np.maximum(scatter, 0.0))


def bearing_fault_acceleration_m_s2(
    fault: BearingFault, motion: ShaftMotion, direction: Direction, rng: np.random.Generator
) -> FloatArray:
    """Acceleration in m/s², shape (n,), that the defect brings to the sensor."""
    total_turns = float(motion.turns[-1])
    positions = impact_positions_turns(fault.impacts_per_turn, total_turns, fault.slip_std_relative, rng)
    sizes = impact_sizes_m_s2(fault, positions, rng)
    share = fault.axial_share if direction is Direction.AXIAL else 1.0
    times_s = motion.times_of(positions)
    return share * ring(times_s, sizes, fault.resonances, motion.samples, motion.sampling_rate_hz)
