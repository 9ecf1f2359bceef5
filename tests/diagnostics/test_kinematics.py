"""Bearing frequencies against rolling contact, their invariants and published values."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.catalogue import bearing_catalogue
from diagnostics.errors import MachineError
from diagnostics.kinematics import (
    bearing_frequencies,
    bearing_multipliers,
    bearing_orders,
    multipliers_from_geometry,
    refuse_unknown_bearings,
    shaft_orders,
)
from diagnostics.machine import Bearing, BearingGeometry, Machine

SENSORS = [{"channel": "1", "quantity": "acceleration", "unit": "g"}]

geometries = st.builds(
    lambda balls, pitch_mm, share, contact_deg: BearingGeometry(balls, share * pitch_mm, pitch_mm, contact_deg),
    st.integers(3, 60),
    st.floats(5.0, 2000.0),
    st.floats(0.02, 0.6),
    st.floats(0.0, 60.0),
)


@given(geometries)
def test_races_together_pass_each_ball_once_a_turn(geometry):
    multiples = multipliers_from_geometry(geometry)

    assert multiples.bpfo + multiples.bpfi == pytest.approx(geometry.balls)


@given(geometries)
def test_outer_race_passes_every_ball_of_the_cage(geometry):
    multiples = multipliers_from_geometry(geometry)

    assert multiples.bpfo == pytest.approx(geometry.balls * multiples.ftf)


@given(geometries)
def test_turning_outer_ring_keeps_the_race_frequencies_and_mirrors_the_cage(geometry):
    inner = multipliers_from_geometry(geometry)

    outer = multipliers_from_geometry(geometry, outer_ring_turns=True)

    assert (outer.bpfo, outer.bpfi, outer.bsf) == (inner.bpfo, inner.bpfi, inner.bsf)
    assert inner.ftf + outer.ftf == pytest.approx(1.0)


@given(geometries)
def test_ball_spin_is_the_rolling_of_the_ball_on_the_outer_race(geometry):
    # Without slip a ball rolls along the still outer race (φ = 0): spin = cage speed × race / ball circumference.
    flat = BearingGeometry(geometry.balls, geometry.ball_mm, geometry.pitch_mm)
    multiples = multipliers_from_geometry(flat)

    assert multiples.bsf == pytest.approx(multiples.ftf * (flat.pitch_mm + flat.ball_mm) / flat.ball_mm)


def test_6205_agrees_with_the_published_multipliers():
    # Published for the drive end bearing of the Case Western Reserve rig.
    multiples = multipliers_from_geometry(BearingGeometry(9, 7.94, 39.04))

    assert multiples.bpfo == pytest.approx(3.5848, abs=5e-4)
    assert multiples.bpfi == pytest.approx(5.4152, abs=5e-4)
    assert multiples.bsf == pytest.approx(2.35675, abs=5e-4)
    assert multiples.ftf == pytest.approx(0.39828, abs=5e-4)


@pytest.mark.parametrize("row", bearing_catalogue(), ids=lambda row: row.designation)
def test_catalogue_row_keeps_the_kinematic_rules(row):
    # A row more than 0.5 % off is wrong (rulebook §1.1).
    assert row.bpfo + row.bpfi == pytest.approx(row.balls, rel=5e-3)
    assert row.bpfo == pytest.approx(row.balls * row.ftf, rel=5e-3)


@pytest.mark.parametrize(
    "row", [row for row in bearing_catalogue() if row.ball_mm and row.pitch_mm], ids=lambda row: row.designation
)
def test_catalogue_row_agrees_with_its_geometry(row):
    multiples = multipliers_from_geometry(BearingGeometry(row.balls, row.ball_mm, row.pitch_mm, row.contact_deg))

    assert multiples.bpfo == pytest.approx(row.bpfo, rel=5e-3)
    assert multiples.bsf == pytest.approx(row.bsf, rel=5e-3)


def test_designation_takes_the_multipliers_of_the_catalogue():
    multiples = bearing_multipliers(Bearing("DE", designation="6205-2rs"))

    assert (multiples.bpfo, multiples.bpfi) == (3.5848, 5.4152)


def test_unknown_designation_is_refused_naming_near_ones():
    with pytest.raises(MachineError) as refused:
        bearing_multipliers(Bearing("DE", designation="6299-XX"))

    assert refused.value.code == "bearing_unknown"
    assert "620" in refused.value.text.zh


def test_orders_of_a_bearing_scale_with_its_shaft():
    machine = Machine.from_dict(
        {
            "shafts": [{"id": "main"}, {"id": "slow", "ratio": 0.25}],
            "bearings": [
                {"id": "B", "shaft": "slow", "multipliers": {"bpfo": 3.2, "bpfi": 4.8, "bsf": 2.0, "ftf": 0.4}}
            ],
            "sensors": SENSORS,
        }
    )

    orders = bearing_orders(machine, machine.bearings[0])

    assert (orders.bpfo, orders.bpfi, orders.bsf, orders.ftf, orders.shaft) == pytest.approx((0.8, 1.2, 0.5, 0.1, 0.25))
    assert shaft_orders(machine) == {"main": 1.0, "slow": 0.25}


frequencies = st.floats(-100.0, 100.0, allow_subnormal=False)


@given(geometries, frequencies, frequencies)
def test_both_rings_turning_is_rolling_without_slip(geometry, inner_hz, outer_hz):
    # Contact angle 0: the ball's centre moves with the mean of the two raceways, and rolls on the outer one with the
    # difference between them.
    flat = BearingGeometry(geometry.balls, geometry.ball_mm, geometry.pitch_mm)
    inner_mm_s = math.pi * inner_hz * (flat.pitch_mm - flat.ball_mm)
    outer_mm_s = math.pi * outer_hz * (flat.pitch_mm + flat.ball_mm)
    cage_hz = (inner_mm_s + outer_mm_s) / 2 / (math.pi * flat.pitch_mm)
    contact_mm_s = abs(outer_hz - cage_hz) * math.pi * (flat.pitch_mm + flat.ball_mm)

    found = bearing_frequencies(multipliers_from_geometry(flat), inner_hz=inner_hz, outer_hz=outer_hz)

    near = 1e-9 * (abs(inner_hz) + abs(outer_hz))
    assert found.ftf_hz == pytest.approx(cage_hz, rel=1e-9, abs=near)
    assert found.bpfo_hz == pytest.approx(flat.balls * abs(outer_hz - cage_hz), rel=1e-9, abs=flat.balls * near)
    assert found.bpfi_hz == pytest.approx(flat.balls * abs(inner_hz - cage_hz), rel=1e-9, abs=flat.balls * near)
    assert found.bsf_hz == pytest.approx(contact_mm_s / (math.pi * flat.ball_mm), rel=1e-9, abs=100.0 * near)


@given(geometries, st.floats(0.0, 100.0))
def test_outer_ring_alone_turning_is_the_special_case_of_both(geometry, speed_hz):
    alone = multipliers_from_geometry(geometry, outer_ring_turns=True)

    both = bearing_frequencies(multipliers_from_geometry(geometry), inner_hz=0.0, outer_hz=speed_hz)

    assert (both.bpfo_hz, both.bpfi_hz, both.bsf_hz, both.ftf_hz) == pytest.approx(
        tuple(speed_hz * multiple for multiple in (alone.bpfo, alone.bpfi, alone.bsf, alone.ftf))
    )


def bearing_of(**described: object) -> Machine:
    return Machine.from_dict(
        {
            "shafts": [{"id": "main"}, {"id": "hub", "ratio": 0.4}],
            "bearings": [{"id": "B", "geometry": {"balls": 9, "ball_mm": 7.94, "pitch_mm": 39.04}, **described}],
            "sensors": SENSORS,
        }
    )


@pytest.mark.parametrize(
    ("described", "outer", "inner"),
    [
        ({}, 0.0, 1.0),
        ({"outer_ring_turns": True}, 1.0, 0.0),
        ({"outer_ring_shaft": "hub"}, 0.4, 1.0),
    ],
)
def test_only_a_defect_on_a_turning_ring_carries_sidebands_of_it(described, outer, inner):
    machine = bearing_of(**described)

    orders = bearing_orders(machine, machine.bearings[0])

    assert (orders.outer_sideband, orders.inner_sideband) == (outer, inner)
    assert orders.rolling_sideband == orders.ftf


def test_orders_with_both_rings_turning_follow_the_general_formulas():
    # γ = 7.94/39.04: FTF = ½[1·(1 − γ) + 0.4·(1 + γ)]; the races see 0.6 of what one turning ring makes.
    machine = bearing_of(outer_ring_shaft="hub")
    gamma = 7.94 / 39.04

    orders = bearing_orders(machine, machine.bearings[0])

    assert orders.ftf == pytest.approx(0.5 * ((1 - gamma) + 0.4 * (1 + gamma)))
    assert orders.bpfo == pytest.approx(9 * (orders.ftf - 0.4))
    assert orders.bpfi == pytest.approx(9 * (1.0 - orders.ftf))


def test_bearing_of_unknown_type_is_accepted_and_has_no_frequencies():
    machine = Machine.from_dict({"bearings": [{"id": "DE"}], "sensors": SENSORS})

    refuse_unknown_bearings(machine)
    with pytest.raises(MachineError) as refused:
        bearing_orders(machine, machine.bearings[0])

    assert not machine.bearings[0].known
    assert refused.value.code == "bearing_type_missing"
    assert "'DE'" in refused.value.text.en
    assert "'DE'" in refused.value.text.zh


def test_a_designation_outside_the_catalogue_is_still_refused():
    machine = Machine.from_dict({"bearings": [{"id": "DE", "designation": "6299-XX"}], "sensors": SENSORS})

    with pytest.raises(MachineError) as refused:
        refuse_unknown_bearings(machine)

    assert refused.value.code == "bearing_unknown"
