from __future__ import annotations

import numpy as np
import pytest

from diagnostics.examining import examine
from tests.diagnostics.signals import SPEED_RPM, impulses, machine, noise, recording, shaft_lines

SECONDS = 10.0
SHAFT_HZ = SPEED_RPM / 60.0


def examined(samples: np.ndarray):  # type: ignore[no-untyped-def]
    return examine(recording(samples), machine(bearings=[{"id": "DE"}]))


def test_knocks_between_the_orders_are_an_outer_race_with_bearings_that_fit() -> None:
    samples = noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=SHAFT_HZ)
    examination = examined(samples + impulses(SECONDS, rate_hz=3.585 * SHAFT_HZ, height=25.0, jitter=0.01))

    (finding,) = examination.findings
    assert (finding.fault, finding.component) == ("bearing.outer_race", "DE")
    assert finding.evidence[0].frequency_hz == pytest.approx(3.585 * SHAFT_HZ, rel=0.003)
    assert "6205" in finding.evidence[0].text.en
    assert "not stated" in finding.against[0].text.en
    assert finding.probability < 0.6


def test_knocks_that_follow_the_load_zone_are_an_inner_race() -> None:
    samples = noise(SECONDS) + shaft_lines(SECONDS, shaft_hz=SHAFT_HZ)
    examination = examined(
        samples + impulses(SECONDS, rate_hz=5.415 * SHAFT_HZ, height=30.0, shaft_hz=SHAFT_HZ, jitter=0.01)
    )

    assert [f.fault for f in examination.findings] == ["bearing.inner_race"]


@pytest.mark.parametrize("seed", range(8))
def test_a_sound_machine_has_no_family_of_its_own(seed: int) -> None:
    examination = examined(noise(SECONDS, seed=seed) + shaft_lines(SECONDS, shaft_hz=SHAFT_HZ))

    assert examination.findings == ()
    assert examination.watch == ()
    assert any(note.check == "bearings" and "DE" in note.text.en for note in examination.quality)


def test_knocks_once_or_twice_a_turn_are_the_shaft_s() -> None:
    for turns in (2.0, 3.0):
        examination = examined(noise(SECONDS) + impulses(SECONDS, rate_hz=turns * SHAFT_HZ, height=25.0, jitter=0.01))

        assert examination.findings == ()


def test_a_known_bearing_beside_one_of_unknown_type_is_judged_as_ever() -> None:
    bearings = [
        {"id": "DE", "multipliers": {"bpfo": 3.585, "bpfi": 5.415, "bsf": 2.357, "ftf": 0.398}},
        {"id": "NDE"},
    ]
    samples = noise(SECONDS) + impulses(SECONDS, rate_hz=3.585 * SHAFT_HZ, height=25.0, jitter=0.01)

    examination = examine(recording(samples), machine(bearings=bearings))

    assert [(f.fault, f.component) for f in examination.findings] == [("bearing.outer_race", "DE")]
