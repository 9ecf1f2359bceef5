"""Sticking control valves, against simulated loops with He's valve model, tight tuning and disturbances."""

from __future__ import annotations

import numpy as np
import pytest

from diagnostics.faults.family import Answer
from diagnostics.faults.process.oscillation import find_oscillation, odd_correlation, triangle_index
from diagnostics.faults.process.valve_stiction import examine_valve
from tests.diagnostics.process_signals import LOOP, Columns, loop_plant, tags_of


def of_loop(columns: Columns) -> Answer:
    return examine_valve(tags_of(columns, LOOP, step_s=1.0), None)


def drawn(seed: int, low: float, high: float) -> float:
    return float(np.random.default_rng(seed).uniform(low, high))


HEALTHY = {
    "well tuned": lambda seed: loop_plant(seed, gain=drawn(seed, 0.1, 0.7), setpoints=(50.0, 55.0, 48.0)),
    "tight": lambda seed: loop_plant(seed, gain=drawn(seed, 0.9, 1.0), noise=0.02),
    "disturbed": lambda seed: loop_plant(
        seed,
        gain=drawn(seed, 0.1, 0.6),
        disturbance=drawn(seed + 1, 0.5, 5.0),
        period=drawn(seed + 2, 20.0, 300.0),
    ),
}


@pytest.mark.parametrize("loop", HEALTHY)
def test_a_loop_whose_valve_moves_freely_is_not_accused(loop: str) -> None:
    answers = [of_loop(HEALTHY[loop](seed)) for seed in range(10)]

    assert all(answer.tested for answer in answers)
    assert [answer.findings + answer.watch for answer in answers] == [()] * 10


@pytest.mark.long
@pytest.mark.parametrize("loop", HEALTHY)
def test_hundreds_of_loops_are_not_accused(loop: str) -> None:
    found = [seed for seed in range(100, 400) if (a := of_loop(HEALTHY[loop](seed))).findings or a.watch]

    assert found == []


@pytest.mark.parametrize(("stick", "jump", "gain"), [(4.0, 4.0, 0.3), (4.0, 2.0, 0.3), (7.0, 2.0, 0.45)])
def test_a_sticking_valve_is_found_with_its_stick_band(stick: float, jump: float, gain: float) -> None:
    (finding,) = of_loop(loop_plant(1, stick=stick, jump=jump, gain=gain)).findings

    assert (finding.fault, finding.urgency) == ("process.valve_stiction", 4)
    low, _, high = finding.evidence[0].text.en.rpartition("has gone ")[2].split()[:3]
    assert float(low) <= stick <= float(high)


def test_a_loop_that_swings_by_tight_tuning_says_so() -> None:
    rows = np.arange(3000)
    swing = np.sin(2.0 * np.pi * rows / 40.0)
    noise = 0.05 * np.random.default_rng(1).standard_normal((2, 3000))
    columns = {"OP": 50.0 + 3.0 * swing + noise[0], "PV": 50.0 - swing + noise[1], "SP": np.full(3000, 50.0)}

    answer = of_loop(columns)

    assert answer.findings == answer.watch == ()
    assert "tight tuning" in answer.ruled_out[0].text.en


def test_a_loop_that_shares_the_period_speaks_against_the_valve() -> None:
    own, random = loop_plant(1, stick=4.0, gain=0.3), np.random.default_rng(3)
    oscillation = find_oscillation(own["OP"])
    assert oscillation is not None
    passed = np.convolve(own["PV"] - 50.0, np.ones(25) / 25.0, mode="same")
    columns = {**own, "OP2": 50.0 - passed, "PV2": 40.0 + passed + 0.02 * random.standard_normal(len(passed))}
    roles = {name: {"role": role, "loop": "A"} for name, role in LOOP.items()}
    roles |= {"OP2": {"role": "controller_output", "loop": "B"}, "PV2": {"role": "process_value", "loop": "B"}}

    (finding,) = examine_valve(tags_of(columns, roles, step_s=1.0), "A").findings

    assert finding.component == "A"
    assert any("same period (B)" in each.text.en for each in finding.against)


def test_stretches_that_swing_with_different_periods_are_no_limit_cycle() -> None:
    rows = np.arange(1000)
    swing = np.concatenate([np.sin(2.0 * np.pi * rows / period) for period in (40.0, 100.0)])
    columns = {"OP": 50.0 + swing, "PV": 50.0 - swing, "SP": np.repeat([50.0, 55.0], 1000)}

    answer = of_loop(columns)

    assert answer.tested
    assert "no regular oscillation" in answer.ruled_out[0].text.en


def test_an_output_at_its_end_is_not_judged_by_its_shape() -> None:
    columns = loop_plant(1, gain=0.3, disturbance=5.0)
    columns["OP"] = np.clip(columns["OP"], 48.0, None)

    answer = of_loop(columns)

    assert not answer.tested
    assert "end of its range" in answer.notes[0].text.en


def test_a_loop_in_manual_is_not_judged() -> None:
    columns = loop_plant(1)
    columns["OP"][:] = 40.0

    assert "manual" in of_loop(columns).notes[0].text.en


def test_a_triangle_and_a_sine_are_told_apart() -> None:
    phase = (np.arange(24) + 0.5) / 24.0
    shapes = np.array([np.minimum(phase, 1.0 - phase), np.sin(np.pi * phase)])

    index = triangle_index(shapes)

    assert index[0] > 0.99
    assert index[1] < 0.01


def test_the_correlation_of_quadrature_is_odd_and_that_of_a_mirror_image_even() -> None:
    turn = 2.0 * np.pi * np.arange(2000) / 50.0

    assert odd_correlation(np.cos(turn), np.sin(turn), 50.0)[0] > 0.9
    assert odd_correlation(np.cos(turn), -np.cos(turn), 50.0)[0] < 0.1


def test_an_oscillation_is_found_with_its_period_and_noise_is_none() -> None:
    random = np.random.default_rng(1)
    noise = random.standard_normal(2000)

    found = find_oscillation(np.sin(2.0 * np.pi * np.arange(2000) / 73.0) + 0.5 * noise)

    assert found is not None
    assert found.period == pytest.approx(73.0, rel=0.02)
    assert find_oscillation(noise) is None
