"""Sensors that drift, against simulated plants whose tags one load and one ambient move."""

from __future__ import annotations

import numpy as np
import pytest

from diagnostics.faults.family import Answer
from diagnostics.faults.process.residuals import course_of
from diagnostics.faults.process.sensor_drift import examine_drift
from tests.diagnostics.process_signals import COUPLED, PAIRED, Columns, coupled_plant, tags_of, wandering


def of_pair(columns: Columns) -> Answer:
    return examine_drift(tags_of(columns, PAIRED))


def of_tags(columns: Columns) -> Answer:
    return examine_drift(tags_of(columns, COUPLED))


def accused(answer: Answer) -> list[str | None]:
    return [finding.component for finding in (*answer.findings, *answer.watch)]


def test_healthy_sensors_are_not_accused() -> None:
    for seed in range(4):
        columns = coupled_plant(seed)
        assert accused(of_pair(columns)) == accused(of_tags(columns)) == []


@pytest.mark.long
def test_hundreds_of_healthy_plants_are_not_accused() -> None:
    found = [seed for seed in range(200, 500) if accused(of_tags(coupled_plant(seed)))]

    assert len(found) <= 3  # one in a hundred, the stated significance


@pytest.mark.long
def test_a_process_that_moves_three_of_five_tags_is_seldom_taken_for_a_sensor() -> None:
    found = [seed for seed in range(200, 300) if accused(of_tags(coupled_plant(seed, process_k=3.0)))]

    assert len(found) <= 5


@pytest.mark.parametrize("seed", range(4))
def test_a_drifting_sensor_is_found_beside_its_partner(seed: int) -> None:
    (finding,) = of_pair(coupled_plant(seed, drift_k=2.0)).findings

    assert (finding.fault, finding.department, finding.urgency) == ("sensor.drift", "metrology", 4)
    # Averaged over the last fifth of a ramp to 2 K, the sensor is 1.8 K off.
    assert "+1.8 ±" in finding.evidence[0].text.en or "+1.79 ±" in finding.evidence[0].text.en
    assert finding.component in {"A", None}


def test_most_drifting_sensors_are_found_by_the_tags_beside_them_and_hardly_ever_another() -> None:
    named = [accused(of_tags(coupled_plant(seed, drift_k=2.0))) for seed in range(6)]

    assert sum(names == ["A"] for names in named) >= 4
    assert sum(bool(names) and names != ["A"] for names in named) <= 1


def test_a_process_that_moves_with_both_partners_is_no_drift() -> None:
    assert accused(of_pair(coupled_plant(1, process_k=3.0))) == []


def test_a_jump_is_told_from_a_drift() -> None:
    answer = of_tags(coupled_plant(1, step_k=2.0))

    assert accused(answer) == []
    assert any(note.check == "sensor.scale" and note.channel == "A" for note in answer.notes)


def test_tags_that_do_not_belong_together_are_not_judged() -> None:
    random = np.random.default_rng(5)
    columns = {name: 50.0 + np.cumsum(0.05 * random.standard_normal(6000)) for name in "ABC"}

    answer = examine_drift(tags_of(columns, {name: COUPLED[name] for name in "ABC"}))

    assert accused(answer) == []


@pytest.mark.parametrize("phi", [0.0, 0.9, 0.99])
def test_stated_chances_hold_for_residuals_that_wander(phi: float) -> None:
    chances = [
        course.chance
        for seed in range(40)
        if (course := course_of(wandering(np.random.default_rng(seed), 160, phi), 60)) is not None
    ]

    assert len(chances) == 40
    # Binomial: of 40 with a probability of 5 %, six or more come up in 1 of 70 tests.
    assert sum(chance <= 0.05 for chance in chances) <= 5
