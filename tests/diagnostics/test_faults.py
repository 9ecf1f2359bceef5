from __future__ import annotations

import numpy as np
import pytest

from diagnostics.faults.comb import Comb, comb_scores, reachable_evidence
from diagnostics.faults.envelope_lines import KnownLine, envelope_lines, evidence, masked
from diagnostics.faults.hypotheses import bearing_hypotheses, known_lines
from diagnostics.faults.null import exceedance_probability, invented_scores
from diagnostics.faults.velocity_lines import velocity_lines
from diagnostics.faults.waveform import cage_line_in_waveform, line_in_velocity
from diagnostics.quality.preparation import PreparedChannel
from tests.diagnostics.signals import RATE_HZ, impulses, machine, noise


def single_view_evidence(peaks: dict[int, float], *, lines: int = 4000) -> np.ndarray:
    values = np.zeros((lines, 1), dtype=np.float32)
    for line, height in peaks.items():
        values[line] = height
    return values


def test_a_comb_scores_highest_at_the_fundamental_of_its_lines() -> None:
    shown = single_view_evidence({400: 20.0, 800: 20.0, 1200: 20.0, 1600: 20.0})
    grid = np.arange(20.0, 90.0, 0.05)

    scores = comb_scores(
        reachable_evidence(shown), step_hz=0.1, fundamental_hz=grid, comb=Comb(), usual=np.arange(grid.size)
    )

    assert grid[np.argmax(scores.score)] == pytest.approx(40.0, abs=0.15)


def test_a_family_beats_a_single_line_of_the_same_sum() -> None:
    family = single_view_evidence({400: 10.0, 800: 10.0, 1200: 10.0, 1600: 10.0})
    single = single_view_evidence({400: 15.0})
    grid = np.arange(39.0, 41.0, 0.05)

    def best(shown: np.ndarray) -> float:
        scores = comb_scores(
            reachable_evidence(shown), step_hz=0.1, fundamental_hz=grid, comb=Comb(), usual=np.arange(grid.size)
        )
        return float(np.max(scores.score))

    assert best(family) > best(single)


def test_sidebands_add_to_a_comb_that_has_them() -> None:
    shown = single_view_evidence({400: 10.0, 350: 10.0, 450: 10.0})
    grid = np.arange(30.0, 50.0, 0.05)

    usual = np.arange(grid.size)
    plain = comb_scores(
        reachable_evidence(shown), step_hz=0.1, fundamental_hz=grid, comb=Comb(harmonics=1), usual=usual
    )
    sided = comb_scores(
        reachable_evidence(shown),
        step_hz=0.1,
        fundamental_hz=grid,
        comb=Comb(harmonics=1, sideband_hz=5.0),
        usual=usual,
    )

    at = int(np.argmin(np.abs(grid - 40.0)))
    assert sided.score[at] > plain.score[at]


def test_known_lines_are_masked_with_their_guard_and_no_further() -> None:
    lines = envelope_lines([noise(2.0)], sampling_rate_hz=RATE_HZ, highest_hz=200.0)
    full = np.ones((lines.line_count, len(lines.views)), dtype=np.float32)

    kept = masked(full, lines, [KnownLine(50.0, 1.0)])

    axis_hz = np.arange(lines.line_count) * lines.step_hz
    assert np.all(kept[np.abs(axis_hz - 50.0) <= 1.0] == 0.0)
    assert np.all(kept[np.abs(axis_hz - 50.0) > 1.0] == 1.0)


def test_evidence_of_impacts_stands_at_their_rate() -> None:
    lines = envelope_lines(
        [noise(4.0) + impulses(4.0, rate_hz=87.0, height=10.0)], sampling_rate_hz=RATE_HZ, highest_hz=400.0
    )

    best = np.max(evidence(lines), axis=1)

    assert best[round(87.0 / lines.step_hz)] > 30.0
    assert best[round(120.0 / lines.step_hz)] < 15.0


def test_the_null_of_noise_gives_probabilities_that_are_kept() -> None:
    # Windows around an arbitrary order of pure noise: a 5 % level must be passed by about 5 % of records.
    passed = 0
    for seed in range(60):
        lines = envelope_lines([noise(2.0, seed=seed)], sampling_rate_hz=RATE_HZ, highest_hz=500.0)
        grid = np.arange(40.0, 130.0, 0.25)
        scores = comb_scores(
            reachable_evidence(evidence(lines)),
            step_hz=lines.step_hz,
            fundamental_hz=grid,
            comb=Comb(),
            usual=np.arange(grid.size),
        )
        null = invented_scores(scores, expected_hz=81.0, shaft_hz=24.5, half_width=0.015, excluded_hz=[81.0])
        own = float(np.max(scores.score[scores.window(81.0 * 0.985, 81.0 * 1.015)]))
        passed += exceedance_probability(own, null) <= 0.05
    assert passed <= 9  # 60 trials at 5 %: more than 9 happens once in 500


def test_probability_is_the_share_of_invented_scores_above() -> None:
    invented = np.arange(1.0, 101.0)

    assert exceedance_probability(90.5, invented) == pytest.approx(11 / 101)
    assert exceedance_probability(0.0, invented) == pytest.approx(1.0)


def test_probability_beyond_all_invented_scores_is_small_but_never_below_the_stated_floor() -> None:
    invented = np.sort(np.random.default_rng(1).exponential(1.0, 400)) + 1.0

    far = exceedance_probability(1e9, invented)

    assert far == pytest.approx(1 / (50 * 400))
    assert far <= exceedance_probability(float(invented[-1]) * 1.2, invented) <= 1 / 401


def test_without_invented_scores_nothing_is_significant() -> None:
    assert exceedance_probability(100.0, np.zeros(0)) == 1.0


def test_hypotheses_stand_at_the_bearing_s_frequencies() -> None:
    hypotheses = {h.fault: h for h in bearing_hypotheses(machine(), 24.5)}

    assert hypotheses["bearing.outer_race"].expected_hz == pytest.approx(3.585 * 24.5)
    assert hypotheses["bearing.outer_race"].comb.sideband_hz == 0.0
    assert hypotheses["bearing.inner_race"].comb.sideband_hz == pytest.approx(24.5)
    assert hypotheses["bearing.rolling_element"].expected_hz == pytest.approx(2 * 2.357 * 24.5)
    assert hypotheses["bearing.rolling_element"].comb.sideband_hz == pytest.approx(0.398 * 24.5)
    assert hypotheses["bearing.cage"].expected_hz == pytest.approx(0.398 * 24.5)


def test_a_turning_outer_ring_swaps_the_sidebands() -> None:
    bearing = {
        "id": "DE",
        "multipliers": {"bpfo": 3.6, "bpfi": 5.4, "bsf": 2.36, "ftf": 0.6},
        "outer_ring_turns": True,
    }
    hypotheses = {h.fault: h for h in bearing_hypotheses(machine(bearings=[bearing]), 10.0)}

    assert hypotheses["bearing.outer_race"].comb.sideband_hz == pytest.approx(10.0)
    assert hypotheses["bearing.inner_race"].comb.sideband_hz == 0.0


def test_every_other_shaft_mesh_belt_and_the_mains_are_known_lines() -> None:
    described = machine(
        shafts=[{"id": "main", "ratio": 1.0}, {"id": "slow", "ratio": 0.25}],
        gears=[
            {"id": "G1", "shaft": "main", "teeth": 20, "mates": "G2"},
            {"id": "G2", "shaft": "slow", "teeth": 80},
        ],
        belts=[{"id": "V1", "length_mm": 1000.0, "pulley_mm": 100.0}],
        mains_hz=50,
    )

    frequencies = {round(k.frequency_hz, 2) for k in known_lines(described, 20.0, duration_s=5.0, highest_hz=500.0)}

    belt_hz = round(np.pi * 100.0 * 20.0 / 1000.0, 2)
    assert {20.0, 5.0, 400.0, 50.0, belt_hz} <= frequencies


def test_a_cage_line_as_strong_as_the_shaft_counts_and_a_faint_one_does_not() -> None:
    t = np.arange(int(10 * RATE_HZ)) / RATE_HZ
    shaft = np.sin(2 * np.pi * 24.5 * t)
    cage = np.sin(2 * np.pi * 9.75 * t)

    def shows(share: float) -> bool:
        samples = noise(10.0, rms=0.1) + shaft + share * cage
        return cage_line_in_waveform([samples], sampling_rate_hz=RATE_HZ, cage_hz=9.75, shaft_hz=24.5, window=0.015)

    assert shows(0.8)
    assert not shows(0.1)


def test_a_line_is_visible_in_velocity_from_a_tenth_of_the_broadband() -> None:
    t = np.arange(int(10 * RATE_HZ)) / RATE_HZ
    omega = 2 * np.pi * 87.0
    samples = noise(10.0, rms=0.2) + 0.001 * np.sqrt(2) * omega * np.sin(omega * t)  # 1 mm/s RMS at 87 Hz
    sensor = machine().sensors[0]

    def visible(shaft_mm_s: float) -> bool:
        shaft = 2 * np.pi * 24.5
        both = samples + 0.001 * shaft_mm_s * np.sqrt(2) * shaft * np.sin(shaft * t)
        velocity = velocity_lines(PreparedChannel(sensor, both), sampling_rate_hz=RATE_HZ)
        return line_in_velocity(velocity, line_hz=87.0, band_hz=(10.0, 1000.0))

    assert visible(5.0)
    assert not visible(20.0)
