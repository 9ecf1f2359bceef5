"""Belts and bladed wheels against counting."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.kinematics import belt_order, belt_orders, blade_orders, blade_pass_order
from diagnostics.machine import Machine

SENSORS = [{"channel": "1", "quantity": "acceleration", "unit": "g"}]


def described(**parts: object) -> Machine:
    return Machine.from_dict(
        {"shafts": [{"id": "main"}, {"id": "fan", "ratio": 0.5}], "sensors": SENSORS, **parts},
    )


def test_belt_and_blades():
    machine = described(belts=[{"id": "V1", "length_mm": 1000 * math.pi, "pulley_mm": 250}], blades=[{"count": 7}])

    assert belt_order(machine, machine.belts[0]) == pytest.approx(0.25)
    assert blade_pass_order(machine, machine.blades[0]) == 7.0


@given(st.integers(10, 60), st.integers(150, 400), st.sampled_from([3.0, 5.0, 8.0]))
def test_timing_belt_passes_all_its_teeth_in_one_turn(pulley_teeth, belt_teeth, pitch_mm):
    machine = described(
        belts=[
            {
                "id": "T1",
                "length_mm": belt_teeth * pitch_mm,
                "pulley_mm": pulley_teeth * pitch_mm / math.pi,
                "pulley_teeth": pulley_teeth,
                "other_shaft": "fan",
            }
        ]
    )

    orders = belt_orders(machine, machine.belts[0])

    assert orders.tooth_mesh == pytest.approx(belt_teeth * orders.turn)
    assert orders.turn < min(orders.shaft, orders.other_shaft or 0.0)


def test_plain_belt_has_no_teeth_and_says_what_is_not_known():
    machine = described(belts=[{"id": "V1", "length_mm": 1250, "pulley_mm": 140, "shaft": "fan"}])

    orders = belt_orders(machine, machine.belts[0])

    assert (orders.shaft, orders.other_shaft, orders.tooth_mesh) == (0.5, None, None)


@given(st.integers(1, 15), st.integers(1, 15))
def test_blades_meet_guide_vanes_as_often_as_counting_says(count, vanes):
    # Turn the wheel through one turn and note every angle at which any blade stands before any vane.
    angles = {(Fraction(vane, vanes) - Fraction(blade, count)) % 1 for blade in range(count) for vane in range(vanes)}
    machine = described(blades=[{"count": count, "vanes": vanes, "shaft": "fan"}])

    orders = blade_orders(machine, machine.blades[0])

    assert orders.vane_meeting == 0.5 * len(angles)
    assert orders.blade_pass == 0.5 * count


def test_without_guide_vanes_there_is_blade_pass_only():
    machine = described(blades=[{"count": 7}])

    assert blade_orders(machine, machine.blades[0]).vane_meeting is None
