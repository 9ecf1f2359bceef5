"""A whole machine: one shaft, all that makes it vibrate, and the sensors on it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from sample_signals.bearings import BearingFault, bearing_fault_acceleration_m_s2
from sample_signals.gears import GearPair, gear_acceleration_m_s2
from sample_signals.mains import (
    MagneticVibration,
    MainsPickup,
    magnetic_acceleration_m_s2,
    pickup_acceleration_m_s2,
)
from sample_signals.noise import ColouredNoise, StructureNoise, coloured_noise_m_s2, structure_noise_m_s2
from sample_signals.rotor import (
    Looseness,
    Misalignment,
    OrderLine,
    Unbalance,
    looseness_acceleration_m_s2,
    misalignment_acceleration_m_s2,
    order_line_acceleration_m_s2,
    unbalance_acceleration_m_s2,
)
from sample_signals.sensor import MeasuringChain, decimate, measure
from sample_signals.shaft import Direction, FloatArray, ShaftMotion, ShaftSpeed, turn_shaft

OVERSAMPLING = 4
"""The machine is simulated at this multiple of the recorder's rate, so that its filter has something to stop."""

STANDARD_GRAVITY_M_S2 = 9.80665
"""One g in m/s² (3rd CGPM 1901, ISO 80000-3)."""

Source = (
    BearingFault
    | GearPair
    | Unbalance
    | Misalignment
    | Looseness
    | OrderLine
    | MagneticVibration
    | MainsPickup
    | ColouredNoise
    | StructureNoise
)
"""Anything that makes a machine (or its cable) vibrate."""


@dataclass(frozen=True)
class SimulatedMachine:
    """A shaft and the sources of vibration; their accelerations add up (a linear structure)."""

    speed: ShaftSpeed
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Channel:
    """A sensor: its direction and its measuring chain."""

    chain: MeasuringChain
    direction: Direction = Direction.RADIAL


def source_acceleration_m_s2(
    source: Source, motion: ShaftMotion, direction: Direction, rng: np.random.Generator
) -> FloatArray:
    """Acceleration in m/s², shape (n,), that one source brings to a sensor in `direction`."""
    match source:
        case BearingFault():
            return bearing_fault_acceleration_m_s2(source, motion, direction, rng)
        case GearPair():
            return gear_acceleration_m_s2(source, motion, direction, rng)
        case Unbalance():
            return unbalance_acceleration_m_s2(source, motion, direction)
        case Misalignment():
            return misalignment_acceleration_m_s2(source, motion, direction)
        case Looseness():
            return looseness_acceleration_m_s2(source, motion, direction)
        case OrderLine():
            return order_line_acceleration_m_s2(source, motion, direction)
        case MagneticVibration():
            return magnetic_acceleration_m_s2(source, motion, direction)
        case MainsPickup():
            return pickup_acceleration_m_s2(source, motion)
        case ColouredNoise():
            return coloured_noise_m_s2(source, motion, rng)
        case StructureNoise():
            return structure_noise_m_s2(source, motion, rng)
        case _:
            assert_never(source)


def acceleration_m_s2(
    machine: SimulatedMachine, duration_s: float, sampling_rate_hz: float, seed: int, direction: Direction
) -> FloatArray:
    """True acceleration of the machine in m/s², shape (n,), before any sensor.

    The same arguments give the same samples. Events (strikes, slip) are the same in every direction, noise is not.
    """
    motion = turn_shaft(machine.speed, duration_s, sampling_rate_hz, _rng(seed, "speed"))
    total = np.zeros(motion.samples)
    for number, source in enumerate(machine.sources):
        noisy = isinstance(source, ColouredNoise | StructureNoise)
        rng = _rng(seed, f"{number}:{direction if noisy else ''}")
        total += source_acceleration_m_s2(source, motion, direction, rng)
    return total


def record_m_s2(
    machine: SimulatedMachine,
    channels: tuple[Channel, ...],
    duration_s: float,
    sampling_rate_hz: float,
    seed: int,
) -> FloatArray:
    """What the logger stores, in m/s², shape (channels, n); see `acceleration_m_s2` for the repeatability.

    Raises ValueError when there is no channel.
    """
    if not channels:
        raise ValueError("a recording needs at least one channel")
    rows = []
    for number, channel in enumerate(channels):
        fine_rate_hz = OVERSAMPLING * sampling_rate_hz
        true = acceleration_m_s2(machine, duration_s, fine_rate_hz, seed, channel.direction)
        slow = decimate(true, OVERSAMPLING)
        rows.append(measure(slow, sampling_rate_hz, channel.chain, _rng(seed, f"chain:{number}")))
    return np.vstack(rows)


def _rng(seed: int, part: str) -> np.random.Generator:
    """An independent generator for each part, so that adding one does not change the others."""
    return np.random.default_rng([seed, zlib.crc32(part.encode())])
