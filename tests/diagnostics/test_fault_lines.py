"""The lines that a viewer draws: those of textbooks for known parts, and the bearings that would make a line found."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from diagnostics.faults.bearing_candidates import bearing_fits
from diagnostics.kinematics import FaultLine, fault_lines
from diagnostics.machine import Machine
from tests.diagnostics.signals import SPEED_RPM, impulses, machine, noise, recording, shaft_lines

SECONDS = 10.0
SHAFT_HZ = SPEED_RPM / 60.0
SENSOR = {"channel": "1", "quantity": "acceleration", "unit": "g"}


def _lines(shaft_hz: float | None = 25.0, **described: Any) -> dict[str, FaultLine]:
    found = fault_lines(Machine.from_dict({"sensors": [SENSOR], **described}), shaft_hz)
    return {line.key: line for line in found}


def test_a_bearing_has_the_lines_of_its_geometry() -> None:
    geometry = {"balls": 9, "ball_mm": 7.94, "pitch_mm": 39.04, "contact_deg": 0}
    lines = _lines(bearings=[{"id": "DE", "geometry": geometry}])

    gamma = 7.94 / 39.04
    outer, inner = lines["bearing:DE:outer_race"], lines["bearing:DE:inner_race"]
    assert outer.frequency_hz == pytest.approx(25 * 4.5 * (1 - gamma))
    assert outer.sidebands_hz is None
    assert inner.frequency_hz == pytest.approx(25 * 4.5 * (1 + gamma))
    assert inner.sidebands_hz == pytest.approx(25.0)
    assert lines["bearing:DE:rolling_element"].sidebands_hz == pytest.approx(25 * (1 - gamma) / 2)
    assert {outer.plot, outer.kind, outer.fault} == {"envelope", "bearing", "bearing.outer_race"}


def test_gears_blades_belts_and_the_motor_have_theirs() -> None:
    lines = _lines(
        shafts=[{"id": "main", "ratio": 1.0}, {"id": "low", "ratio": 0.5}],
        gears=[{"id": "G1", "shaft": "main", "teeth": 32, "mates": "G2"}, {"id": "G2", "shaft": "low", "teeth": 64}],
        blades=[{"shaft": "low", "count": 7}],
        belts=[{"id": "V1", "length_mm": 1250, "pulley_mm": 140, "shaft": "main"}],
        motor={"poles": 4, "rotor_bars": 28},
        mains_hz=60,
    )

    assert lines["shaft:low"].frequency_hz == pytest.approx(12.5)
    assert lines["gear:G1:mesh"].frequency_hz == pytest.approx(800.0)
    assert lines["gear:G1:mesh"].sidebands_hz == pytest.approx(25.0)
    assert lines["gear:G1:mesh_of_mate"].sidebands_hz == pytest.approx(12.5)
    assert lines["blade:low"].frequency_hz == pytest.approx(87.5)
    assert lines["belt:V1"].frequency_hz == pytest.approx(math.pi * 140 * 25 / 1250)
    assert (lines["mains"].frequency_hz, lines["mains:twice"].frequency_hz) == (60.0, 120.0)
    assert lines["mains"].order is None
    assert lines["motor:rotor_bar_pass"].frequency_hz == pytest.approx(700.0)
    assert lines["motor:pole_pass"].frequency_hz == pytest.approx(4 * (1800 - 1500) / 60)


def test_without_a_speed_there_are_orders_but_no_frequencies() -> None:
    lines = _lines(None, blades=[{"shaft": "main", "count": 7}], motor={"poles": 4})

    assert (lines["blade:main"].order, lines["blade:main"].frequency_hz) == (7.0, None)
    assert lines["mains"].frequency_hz == 50.0
    assert "motor:pole_pass" not in lines


def test_behind_an_inverter_nothing_hangs_on_the_mains() -> None:
    assert "mains" not in _lines(inverter_fed=True)


def test_a_bearing_of_unknown_type_has_no_lines() -> None:
    assert not [key for key in _lines(bearings=[{"id": "DE"}]) if key.startswith("bearing")]


def test_knocks_of_an_unknown_bearing_propose_those_of_the_catalogue_that_make_them() -> None:
    samples = noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=SHAFT_HZ)
    samples += impulses(SECONDS, rate_hz=3.585 * SHAFT_HZ, height=25.0, jitter=0.01)

    found = bearing_fits(recording(samples), machine(bearings=[{"id": "DE"}]), component="DE")

    assert 1 <= len(found.fits) <= 5
    best = found.fits[0]
    assert "6205" in best.bearing.designation
    assert best.fault == "bearing.outer_race"
    assert best.fit > 0.9
    assert list(found.fits) == sorted(found.fits, key=lambda each: -each.fit)
    assert found.reason is None


def test_a_sound_machine_proposes_no_bearing_and_says_why() -> None:
    samples = noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=SHAFT_HZ)

    found = bearing_fits(recording(samples), machine(bearings=[{"id": "DE"}]), component="DE")

    assert found.fits == ()
    assert found.reason is not None
    assert "DE" in found.reason.zh


def test_without_acceleration_no_bearing_is_proposed() -> None:
    own = machine(bearings=[{"id": "DE"}])
    silent = replace(own, sensors=tuple(replace(s, quantity="current", unit="A") for s in own.sensors))

    assert bearing_fits(recording(noise(2.0)), silent, component="DE").reason is not None
