"""Bearing, gear, belt and blade orders against their closed forms and published values."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.catalogue import bearing_catalogue
from diagnostics.errors import MachineError
from diagnostics.kinematics import (
    bearing_multipliers,
    bearing_orders,
    belt_order,
    blade_pass_order,
    gear_meshes,
    multipliers_from_geometry,
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
    # A row more than 0.5 % off is wrong (rulebook §1.1); a cage multiple printed as 0.40 is exact to 1 %.
    assert row.bpfo + row.bpfi == pytest.approx(row.balls, rel=5e-3)
    assert row.bpfo == pytest.approx(row.balls * row.ftf, rel=8.5e-3)


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


def test_a_pair_of_wheels_is_one_mesh_with_its_hunting_tooth():
    machine = Machine.from_dict(
        {
            "shafts": [{"id": "main"}, {"id": "out", "ratio": 20 / 30}],
            "gears": [
                {"id": "G1", "shaft": "main", "teeth": 20, "mates": "G2"},
                {"id": "G2", "shaft": "out", "teeth": 30, "mates": "G1"},
            ],
            "sensors": SENSORS,
        }
    )

    (mesh,) = gear_meshes(machine)

    # Tooth 1 of 20 meets tooth 1 of 30 again after lcm(20, 30) = 60 meshes; gcd = 10.
    assert mesh.mesh == pytest.approx(20.0)
    assert mesh.mate_shaft == pytest.approx(2 / 3)
    assert mesh.hunting == pytest.approx(20.0 / 60.0)


def test_planetary_stage_meshes_at_ring_teeth_times_carrier():
    machine = Machine.from_dict(
        {"gears": [{"id": "P", "planetary": {"sun": 20, "ring": 80, "planets": 3}}], "sensors": SENSORS}
    )

    (mesh,) = gear_meshes(machine)

    # Carrier = 20/(20+80) = 0.2; seen from the sun: 20 · (1 − 0.2) = 16 as well.
    assert mesh.mate_shaft == pytest.approx(0.2)
    assert mesh.mesh == pytest.approx(16.0)


def test_belt_and_blades():
    machine = Machine.from_dict(
        {
            "belts": [{"id": "V1", "length_mm": 1000 * math.pi, "pulley_mm": 250}],
            "blades": [{"count": 7}],
            "sensors": SENSORS,
        }
    )

    assert belt_order(machine, machine.belts[0]) == pytest.approx(0.25)
    assert blade_pass_order(machine, machine.blades[0]) == 7.0
