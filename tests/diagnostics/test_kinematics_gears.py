"""Gear meshes and planetary stages against counted teeth, Willis' equation and what is printed elsewhere."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.kinematics import gear_meshes, planetary_orders
from diagnostics.machine import Gear, Machine

SENSORS = [{"channel": "1", "quantity": "acceleration", "unit": "g"}]
teeth = st.integers(8, 120)


def pair(first: int, second: int, *, ratio: float | None = None) -> Machine:
    return Machine.from_dict(
        {
            "shafts": [{"id": "main"}, {"id": "out", "ratio": first / second if ratio is None else ratio}],
            "gears": [
                {"id": "G1", "shaft": "main", "teeth": first, "mates": "G2"},
                {"id": "G2", "shaft": "out", "teeth": second, "mates": "G1"},
            ],
            "sensors": SENSORS,
        }
    )


def stage(sun: int, ring: int, planets: int, **more: object) -> Machine:
    planetary = {"sun": sun, "ring": ring, "planets": planets, **more}
    return Machine.from_dict({"gears": [{"id": "P", "planetary": planetary}], "sensors": SENSORS})


def test_a_pair_of_wheels_is_one_mesh_with_its_hunting_tooth():
    (mesh,) = gear_meshes(pair(20, 30))

    # Tooth 1 of 20 meets tooth 1 of 30 again after lcm(20, 30) = 60 meshes; gcd = 10.
    assert mesh.mesh == pytest.approx(20.0)
    assert mesh.mate_shaft == pytest.approx(2 / 3)
    assert mesh.hunting == pytest.approx(20.0 / 60.0)


def test_planetary_stage_meshes_at_ring_teeth_times_carrier():
    (mesh,) = gear_meshes(stage(20, 80, 3))

    # Carrier = 20/(20+80) = 0.2; seen from the sun: 20 · (1 − 0.2) = 16 as well.
    assert mesh.mate_shaft == pytest.approx(0.2)
    assert mesh.mesh == pytest.approx(16.0)


@given(teeth, teeth)
def test_the_same_two_teeth_meet_as_often_as_counting_says(first, second):
    (mesh,) = gear_meshes(pair(first, second))
    meetings = next(k for k in count(1) if k % first == 0 and k % second == 0)
    partners = {k % second for k in range(0, first * second, first)}

    assert mesh.hunting == pytest.approx(first / meetings)
    assert mesh.mismatch == pytest.approx(0.0, abs=1e-12)
    assert mesh.assembly_phases == second // len(partners)


def test_a_shaft_ratio_that_contradicts_the_teeth_shows():
    (mesh,) = gear_meshes(pair(20, 30, ratio=0.5))

    assert mesh.mismatch == pytest.approx(-0.25)


@given(teeth, teeth, st.integers(2, 6))
def test_planetary_stage_obeys_willis_equation(sun, planet_teeth, planets):
    ring = sun + 2 * planet_teeth
    machine = stage(sun, ring, planets)
    # (f_sun − f_c)/(f_ring − f_c) = −z_r/z_s with the ring at rest and f_sun = 1; a planet turns about its pin as its
    # teeth are driven by the sun's.
    carrier = Fraction(1) / (1 + Fraction(ring, sun))
    planet = (1 - carrier) * sun / planet_teeth

    orders = planetary_orders(machine, machine.gears[0])

    assert orders.carrier == pytest.approx(float(carrier))
    assert orders.planet == pytest.approx(float(planet))
    assert orders.mesh == pytest.approx(float(sun * (1 - carrier)))
    assert orders.mesh == pytest.approx(float(ring * carrier))
    # A tooth of the sun meets each planet once a turn against the carrier, a place of the ring each planet once a turn
    # of the carrier, a planet's tooth the ring and the sun once a turn.
    assert orders.sun_defect == pytest.approx(float(planets * (1 - carrier)))
    assert orders.ring_defect == orders.planet_pass == pytest.approx(float(planets * carrier))
    assert orders.planet_defect == pytest.approx(float(2 * planet))


def test_planet_passes_a_fixed_place_as_counted_on_a_turning_carrier():
    machine = stage(28, 100, 4)
    orders = planetary_orders(machine, machine.gears[0])
    turns = 1000

    passes = sum(int(turns * orders.carrier + planet / 4) for planet in range(4))

    assert passes / turns == pytest.approx(orders.planet_pass, abs=4 / turns)


def test_planet_of_odd_teeth_counts_as_stated():
    machine = stage(28, 101, 4, planet_teeth=36)

    orders = planetary_orders(machine, machine.gears[0])

    assert orders.planet_defect == pytest.approx(2 * orders.mesh / 36)


def test_mesh_of_a_stage_holds_all_its_orders():
    machine = stage(20, 80, 3)

    (mesh,) = gear_meshes(machine)

    assert mesh.planetary == planetary_orders(machine, machine.gears[0])


def test_a_plain_wheel_is_no_planetary_stage():
    machine = pair(20, 30)

    with pytest.raises(ValueError, match="G1"):
        planetary_orders(machine, machine.gears[0])


def test_wheel_without_mate_has_its_mesh_only():
    machine = Machine.from_dict({"gears": [{"id": "G1", "teeth": 32}], "sensors": SENSORS})

    (mesh,) = gear_meshes(machine)

    assert machine.gears == (Gear("G1", teeth=32),)
    assert (mesh.mesh, mesh.hunting, mesh.assembly_phases, mesh.mismatch) == (32.0, None, None, None)
