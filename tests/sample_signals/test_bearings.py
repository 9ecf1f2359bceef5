from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sample_signals.bearings import (
    BearingFault,
    BearingGeometry,
    BearingPart,
    LoadZone,
    bearing_fault_acceleration_m_s2,
    impact_positions_turns,
    impact_sizes_m_s2,
)
from sample_signals.resonance import Resonance
from sample_signals.shaft import Direction
from tests.sample_signals.lines import (
    FloatArray,
    modulation_depth,
    steady_motion,
    strongest_envelope_line_hz,
)

BEARING = BearingGeometry(balls=9, ball_mm=7.94, pitch_mm=39.04)
SHAFT_HZ = 25.0
RATE_HZ = 20000.0
RESOLUTION_HZ = 1 / 8.0
FTF_HZ, BPFO_HZ, BPFI_HZ, BSF_HZ = (SHAFT_HZ * order for order in (0.39828, 3.5848, 5.4152, 4.7135 / 2))
"""Multiples published with the Case Western Reserve 6205 bearing, at 25 turns a second."""


def faulty(part: BearingPart, **changes: float) -> FloatArray:
    fault = BearingFault(
        part,
        BEARING,
        5.0,
        (Resonance(4000.0, 0.05),),
        load_zone=LoadZone(0.5, 0.1),
        slip_std_relative=changes.pop("slip_std_relative", 0.0),
        impact_scatter_relative=0.0,
        **changes,
    )
    motion = steady_motion(SHAFT_HZ, 8.0, RATE_HZ)
    return bearing_fault_acceleration_m_s2(fault, motion, Direction.RADIAL, np.random.default_rng(3))


def depth(values: FloatArray, frequency_hz: float) -> float:
    return max(modulation_depth(values, RATE_HZ, frequency_hz + step * 0.02) for step in range(-2, 3))


def test_orders_agree_with_the_published_multiples_of_the_6205() -> None:
    orders = (BEARING.ftf_order, BEARING.bpfo_order, BEARING.bpfi_order, BEARING.bsf_order)

    assert orders == pytest.approx((0.39828, 3.5848, 5.4152, 4.7135 / 2), rel=5e-4)
    assert BEARING.bpfo_order + BEARING.bpfi_order == pytest.approx(9)


@pytest.mark.parametrize("harmonic", [1, 2, 3])
def test_outer_race_shows_bpfo_and_harmonics_without_sidebands(harmonic: int) -> None:
    values = faulty(BearingPart.OUTER_RACE)

    line = strongest_envelope_line_hz(values, RATE_HZ, harmonic * BPFO_HZ - 20, harmonic * BPFO_HZ + 20)

    assert line == pytest.approx(harmonic * BPFO_HZ, abs=RESOLUTION_HZ)
    for side_hz in (-SHAFT_HZ, SHAFT_HZ):
        assert depth(values, harmonic * BPFO_HZ + side_hz) < 0.02 * depth(values, harmonic * BPFO_HZ)


def test_outer_race_line_has_the_depth_of_a_train_of_decaying_pulses() -> None:
    natural_hz, zeta = 4000.0, 0.05

    measured = depth(faulty(BearingPart.OUTER_RACE), BPFO_HZ)

    power_decay_per_s = 2 * zeta * 2 * np.pi * natural_hz
    assert measured == pytest.approx(2 / np.hypot(1, 2 * np.pi * BPFO_HZ / power_decay_per_s), rel=0.03)


def test_inner_race_turns_through_the_load_zone_once_per_turn() -> None:
    values = faulty(BearingPart.INNER_RACE)

    assert strongest_envelope_line_hz(values, RATE_HZ, 60, 200) == pytest.approx(BPFI_HZ, abs=RESOLUTION_HZ)
    floor = depth(values, BPFI_HZ + 0.5 * SHAFT_HZ)
    for order in (-2, -1, 1, 2):
        assert depth(values, BPFI_HZ + order * SHAFT_HZ) > 10 * floor
    assert depth(values, SHAFT_HZ) > 10 * floor


def test_rolling_element_strikes_twice_per_spin_and_is_carried_by_the_cage() -> None:
    values = faulty(BearingPart.ROLLING_ELEMENT, outer_strike_share=0.6)

    assert strongest_envelope_line_hz(values, RATE_HZ, 100, 140) == pytest.approx(2 * BSF_HZ, abs=RESOLUTION_HZ)
    floor = depth(values, 2 * BSF_HZ + 0.5 * FTF_HZ)
    for order in (-1, 1):
        assert depth(values, 2 * BSF_HZ + order * FTF_HZ) > 10 * floor
    assert depth(values, BSF_HZ) > 10 * floor
    assert depth(values, FTF_HZ) > 10 * floor


def test_equal_strikes_on_both_races_leave_only_twice_the_spin() -> None:
    values = faulty(BearingPart.ROLLING_ELEMENT, outer_strike_share=1.0)

    assert depth(values, BSF_HZ) < 0.05 * depth(values, 2 * BSF_HZ)


def test_cage_shows_its_own_turns() -> None:
    values = faulty(BearingPart.CAGE)

    for harmonic in (1, 2, 3):
        centre_hz = harmonic * FTF_HZ
        line = strongest_envelope_line_hz(values, RATE_HZ, centre_hz - 4, centre_hz + 4)
        assert line == pytest.approx(centre_hz, abs=RESOLUTION_HZ)


def test_unequal_balls_put_cage_sidebands_round_bpfo() -> None:
    values = faulty(BearingPart.OUTER_RACE, cage_modulation=0.2)

    ratio = depth(values, BPFO_HZ + FTF_HZ) / depth(values, BPFO_HZ)

    line, side = (1 / np.hypot(1, 2 * np.pi * f / (2 * 0.05 * 2 * np.pi * 4000)) for f in (BPFO_HZ, BPFO_HZ + FTF_HZ))
    assert ratio == pytest.approx(0.2 / (1 + 0.2**2 / 2) * side / line, rel=0.05)


def test_constant_slip_moves_the_line() -> None:
    values = faulty(BearingPart.OUTER_RACE, slip_mean_relative=-0.01)

    assert strongest_envelope_line_hz(values, RATE_HZ, 70, 110) == pytest.approx(0.99 * BPFO_HZ, abs=RESOLUTION_HZ)


@pytest.mark.parametrize("harmonic", [1, 2, 3, 4])
def test_random_slip_blurs_each_harmonic_as_independent_intervals_do(harmonic: int) -> None:
    slip, strikes, trials = 0.03, 120, 400
    powers = []
    for seed in range(trials):
        positions = impact_positions_turns(1.0, 200.0, slip, np.random.default_rng(seed))[:strikes]
        powers.append(abs(np.sum(np.exp(-2j * np.pi * harmonic * positions))) ** 2)

    coherence = np.exp(-0.5 * (2 * np.pi * harmonic * slip) ** 2)
    index = np.arange(strikes)
    expected = np.sum(coherence ** np.abs(index[:, None] - index[None, :]))
    assert np.mean(powers) == pytest.approx(expected, rel=0.25)


def test_error_of_position_accumulates_from_strike_to_strike() -> None:
    trials = [impact_positions_turns(1.0, 110.0, 0.02, np.random.default_rng(seed)) for seed in range(500)]

    for steps in (10, 40, 90):
        spread = np.var([positions[steps] - positions[0] for positions in trials])
        assert spread == pytest.approx(steps * 0.02**2, rel=0.3)


def test_load_zone_is_the_ball_bearing_distribution() -> None:
    zone = LoadZone(load_factor=0.5, unloaded_share=0.0)

    shares = zone.share(np.array([0.0, 1 / 6, 0.25, 0.5, 1.0]))

    assert shares == pytest.approx([1.0, 0.5**1.5, 0.0, 0.0, 1.0], abs=1e-12)


def test_axial_sensor_receives_the_stated_share() -> None:
    fault = BearingFault(BearingPart.OUTER_RACE, BEARING, 5.0, (Resonance(4000.0, 0.05),), axial_share=0.25)
    motion = steady_motion(SHAFT_HZ, 1.0, RATE_HZ)

    radial, axial = (
        bearing_fault_acceleration_m_s2(fault, motion, direction, np.random.default_rng(1)) for direction in Direction
    )

    np.testing.assert_allclose(axial, 0.25 * radial)


@given(
    per_turn=st.floats(0.3, 12),
    total_turns=st.floats(1, 500),
    slip=st.floats(0, 0.1),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=60, deadline=None)
def test_strikes_are_ordered_inside_the_record_and_as_many_as_expected(
    per_turn: float, total_turns: float, slip: float, seed: int
) -> None:
    positions = impact_positions_turns(per_turn, total_turns, slip, np.random.default_rng(seed))
    again = impact_positions_turns(per_turn, total_turns, slip, np.random.default_rng(seed))

    np.testing.assert_array_equal(positions, again)
    assert np.all(np.diff(positions) > 0)
    assert np.all((positions >= 0) & (positions < total_turns))
    expected = per_turn * total_turns
    assert abs(positions.size - expected) <= 2 + 8 * slip * np.sqrt(expected)


@given(part=st.sampled_from(BearingPart), seed=st.integers(0, 2**32 - 1), scatter=st.floats(0, 2))
@settings(max_examples=60, deadline=None)
def test_strikes_are_never_negative(part: BearingPart, seed: int, scatter: float) -> None:
    fault = BearingFault(
        part, BEARING, 3.0, (Resonance(4000.0, 0.05),), impact_scatter_relative=scatter, cage_modulation=1.0
    )

    sizes = impact_sizes_m_s2(fault, np.linspace(0, 50, 300), np.random.default_rng(seed))

    assert np.all(sizes >= 0)


@pytest.mark.parametrize(("balls", "ball_mm", "pitch_mm"), [(2, 8.0, 40.0), (9, 0.0, 40.0), (9, 40.0, 40.0)])
def test_impossible_bearing_is_refused(balls: int, ball_mm: float, pitch_mm: float) -> None:
    with pytest.raises(ValueError, match="impossible bearing"):
        BearingGeometry(balls, ball_mm, pitch_mm)


@pytest.mark.parametrize(
    "changes", [{"slip_std_relative": 0.2}, {"slip_mean_relative": -0.2}, {"cage_modulation": 1.5}]
)
def test_impossible_fault_is_refused(changes: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(changes))):
        BearingFault(BearingPart.CAGE, BEARING, 1.0, (), **changes)  # type: ignore[arg-type]
