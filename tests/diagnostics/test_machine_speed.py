from __future__ import annotations

import numpy as np
import pytest

from diagnostics.examining import examine
from diagnostics.quality.preparation import prepare
from diagnostics.recording import Recording
from diagnostics.speed import ShaftSpeed
from diagnostics.speed.possible import possible_speeds
from tests.diagnostics.signals import ORDERS, RATE_HZ, impulses, machine, noise, recording, shaft_lines

SECONDS = 10.0


def speeds_of(samples: np.ndarray, **described: object) -> tuple[ShaftSpeed, ...]:
    described_machine = machine(speed_rpm=None, **described)
    return possible_speeds(prepare(recording(samples), described_machine), described_machine)


def test_a_motor_without_any_shaft_line_may_turn_at_any_speed_its_poles_allow() -> None:
    speeds = speeds_of(noise(SECONDS), kind="electric_motor")

    assert [round(60.0 * (s.shaft_hz + s.uncertainty_hz)) for s in speeds] == [3000, 1500, 1000, 750]
    assert not any(s.refined for s in speeds)


def test_the_number_of_poles_leaves_one_range() -> None:
    speeds = speeds_of(noise(SECONDS), kind="electric_motor", motor={"poles": 6})

    assert len(speeds) == 1
    assert 60.0 * (speeds[0].shaft_hz + speeds[0].uncertainty_hz) == pytest.approx(1000.0)


@pytest.mark.parametrize("described", [{"kind": "fan"}, {"kind": "electric_motor", "inverter_fed": True}])
def test_nothing_is_assumed_where_the_mains_does_not_set_the_speed(described: dict[str, object]) -> None:
    assert speeds_of(noise(SECONDS), **described) == ()


def test_half_of_a_clear_speed_stays_possible_where_a_motor_can_have_it() -> None:
    speeds = speeds_of(noise(SECONDS, rms=0.1) + shaft_lines(SECONDS, shaft_hz=49.1), kind="electric_motor")

    assert [round(s.shaft_hz, 1) for s in speeds] == [49.1, 24.6]


def test_a_bearing_fault_on_a_motor_of_unknown_speed_is_found_and_tells_the_speed() -> None:
    shaft_hz = 24.37
    samples = noise(SECONDS) + impulses(SECONDS, rate_hz=ORDERS["bpfo"] * shaft_hz, height=25.0)

    examination = examine(recording(samples), machine(speed_rpm=None, kind="electric_motor"))

    assert [f.fault for f in examination.findings] == ["bearing.outer_race"]
    assert examination.speed.source == "estimated"
    assert examination.speed.rpm == pytest.approx(60.0 * shaft_hz, rel=0.01)
    assert any("each of them" in note.text.en for note in examination.quality if note.check == "speed")


def test_a_sound_motor_of_unknown_speed_is_healthy_and_its_speed_stays_open() -> None:
    examination = examine(recording(noise(SECONDS)), machine(speed_rpm=None, kind="electric_motor"))

    assert examination.verdict == "healthy"
    assert examination.speed.rpm is None


@pytest.mark.parametrize("factor", [0.7, 2.0])
def test_a_rate_that_does_not_fit_the_stated_speed_is_told_and_nothing_is_excluded(factor: float) -> None:
    samples = noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=24.5)
    told = Recording.from_array(samples, sampling_rate_hz=factor * RATE_HZ)

    examination = examine(told, machine())

    assert examination.verdict == "not_assessable"
    assert "does not fit the signal" in examination.summary.en


def test_a_speed_that_fits_is_not_contradicted() -> None:
    samples = noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=24.5)

    assert not [note for note in examine(recording(samples), machine()).quality if note.check == "speed"]


def test_half_orders_do_not_contradict_a_speed_that_shows() -> None:
    samples = noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=24.5) + shaft_lines(SECONDS, shaft_hz=12.25, amplitude=0.2)

    assert not [note for note in examine(recording(samples), machine()).quality if note.check == "speed"]
