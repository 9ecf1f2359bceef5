from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from sample_signals.gears import BrokenTooth, GearPair, Wheel, WheelRunout, gear_acceleration_m_s2
from sample_signals.resonance import Resonance
from sample_signals.shaft import Direction
from tests.sample_signals.lines import FloatArray, line_amplitude, steady_motion

RATE_HZ = 20000.0
PINION_HZ = 25.0
GEAR_HZ = 10.0
MESH_HZ = 20 * PINION_HZ


def vibration(*runouts: WheelRunout, broken_tooth: BrokenTooth | None = None) -> FloatArray:
    pair = GearPair(20, 50, (2.0, 0.8), runouts, broken_tooth)
    motion = steady_motion(PINION_HZ, 4.0, RATE_HZ)
    return gear_acceleration_m_s2(pair, motion, Direction.RADIAL, np.random.default_rng(5))


def test_sound_pair_has_only_the_mesh_and_its_multiples() -> None:
    values = vibration()

    assert line_amplitude(values, RATE_HZ, MESH_HZ) == pytest.approx(2.0, abs=1e-9)
    assert line_amplitude(values, RATE_HZ, 2 * MESH_HZ) == pytest.approx(0.8, abs=1e-9)
    assert np.mean(values**2) == pytest.approx((2.0**2 + 0.8**2) / 2)


@pytest.mark.parametrize(("wheel", "shaft_hz"), [(Wheel.PINION, PINION_HZ), (Wheel.GEAR, GEAR_HZ)])
def test_amplitude_modulation_puts_half_its_depth_one_shaft_speed_away(wheel: Wheel, shaft_hz: float) -> None:
    values = vibration(WheelRunout(wheel, am_depth=0.3))

    for side_hz in (-shaft_hz, shaft_hz):
        assert line_amplitude(values, RATE_HZ, MESH_HZ + side_hz) == pytest.approx(2.0 * 0.3 / 2, abs=1e-9)
    assert line_amplitude(values, RATE_HZ, MESH_HZ + 2 * shaft_hz) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("sideband", [0, 1, 2, 3])
@pytest.mark.parametrize(("harmonic", "size"), [(1, 2.0), (2, 0.8)], ids=["mesh", "twice_mesh"])
def test_phase_modulation_gives_bessel_sidebands(sideband: int, harmonic: int, size: float) -> None:
    values = vibration(WheelRunout(Wheel.GEAR, am_depth=0.0, pm_rad=0.7))

    amplitude = line_amplitude(values, RATE_HZ, harmonic * MESH_HZ + sideband * GEAR_HZ)

    assert amplitude == pytest.approx(size * abs(float(special.jv(sideband, harmonic * 0.7))), abs=1e-9)


@pytest.mark.parametrize(("wheel", "shaft_hz"), [(Wheel.PINION, PINION_HZ), (Wheel.GEAR, GEAR_HZ)])
def test_broken_tooth_strikes_once_per_turn_at_the_same_angle(wheel: Wheel, shaft_hz: float) -> None:
    tooth = BrokenTooth(wheel, 30.0, (Resonance(4000.0, 0.05),), impact_scatter_relative=0.0, at_turns=0.3)

    blocks = np.abs(vibration(broken_tooth=tooth)).reshape(round(4 * shaft_hz), -1)

    angles = np.argmax(blocks, axis=1) / blocks.shape[1]
    assert np.all((angles >= 0.3) & (angles < 0.31))


def test_broken_tooth_widens_the_sideband_family_of_its_wheel_only() -> None:
    tooth = BrokenTooth(Wheel.PINION, 0.0, (Resonance(4000.0, 0.05),))

    values = vibration(broken_tooth=tooth)

    of_pinion = [line_amplitude(values, RATE_HZ, MESH_HZ + order * PINION_HZ) for order in range(1, 7)]
    of_gear = line_amplitude(values, RATE_HZ, MESH_HZ + GEAR_HZ)
    assert min(of_pinion) > 0.02
    assert of_gear < 1e-9


def test_axial_sensor_receives_the_stated_share() -> None:
    pair = GearPair(20, 50, (2.0,), axial_share=0.25)
    motion = steady_motion(PINION_HZ, 1.0, RATE_HZ)

    values = gear_acceleration_m_s2(pair, motion, Direction.AXIAL, np.random.default_rng(5))

    assert line_amplitude(values, RATE_HZ, MESH_HZ) == pytest.approx(0.5, abs=1e-9)


def test_impossible_wheels_are_refused() -> None:
    with pytest.raises(ValueError, match="two teeth"):
        GearPair(1, 50, (1.0,))
    with pytest.raises(ValueError, match="am_depth"):
        WheelRunout(Wheel.GEAR, am_depth=1.5)
