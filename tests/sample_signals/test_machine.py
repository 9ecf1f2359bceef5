from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sample_signals.bearings import BearingFault, BearingGeometry, BearingPart
from sample_signals.gears import GearPair
from sample_signals.machine import Channel, SimulatedMachine, Source, acceleration_m_s2, record_m_s2
from sample_signals.mains import MagneticVibration, MainsPickup
from sample_signals.noise import ColouredNoise, StructureNoise
from sample_signals.resonance import Resonance
from sample_signals.rotor import Looseness, Misalignment, OrderLine, Unbalance
from sample_signals.sensor import MeasuringChain
from sample_signals.shaft import Direction, ShaftSpeed

RATE_HZ = 8000.0
FAULT = BearingFault(BearingPart.INNER_RACE, BearingGeometry(9, 7.94, 39.04), 5.0, (Resonance(2000.0, 0.05),))
SOURCES: tuple[Source, ...] = (
    FAULT,
    GearPair(20, 50, (1.0,)),
    Unbalance(500.0, 20.0),
    Misalignment(2.0, 1.0),
    Looseness(3.0),
    OrderLine(2.0, 1.0),
    MagneticVibration(50.0, 0.5),
    MainsPickup(50.0, (0.1,)),
    ColouredNoise(0.2),
    StructureNoise(0.2, Resonance(1000.0, 0.05)),
)
WANDERING = ShaftSpeed(1480.0, wander_relative=1e-3)
CHAIN = MeasuringChain(full_scale_m_s2=100.0, noise_rms_m_s2=0.01)


@given(seed=st.integers(0, 2**63 - 1))
@settings(max_examples=15, deadline=None)
def test_same_seed_gives_the_same_samples_and_another_seed_does_not(seed: int) -> None:
    machine = SimulatedMachine(WANDERING, SOURCES)
    channels = (Channel(CHAIN), Channel(CHAIN, Direction.AXIAL))

    first, again, other = (record_m_s2(machine, channels, 0.1, RATE_HZ, s) for s in (seed, seed, seed + 1))

    assert first.shape == (2, 800)
    assert np.all(np.isfinite(first))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_adding_a_source_leaves_the_others_as_they_were() -> None:
    without, with_all = (
        acceleration_m_s2(SimulatedMachine(WANDERING, sources), 0.5, RATE_HZ, 7, Direction.RADIAL)
        for sources in (SOURCES[:-1], SOURCES)
    )

    added = with_all - without
    assert np.sqrt(np.mean(added**2)) == pytest.approx(0.2)


def test_both_directions_see_the_same_strikes_but_not_the_same_noise() -> None:
    def seen(source: Source) -> float:
        machine = SimulatedMachine(WANDERING, (source,))
        radial, axial = (acceleration_m_s2(machine, 0.5, RATE_HZ, 7, direction) for direction in Direction)
        return float(np.corrcoef(radial, axial)[0, 1])

    assert seen(FAULT) == pytest.approx(1)
    assert abs(seen(ColouredNoise(1.0, slope=0.0))) < 0.1


def test_recording_without_sensors_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one channel"):
        record_m_s2(SimulatedMachine(WANDERING, SOURCES), (), 1.0, RATE_HZ, 1)
