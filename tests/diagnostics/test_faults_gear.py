from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from diagnostics.faults.family import Answer
from diagnostics.faults.gear import examine_gears
from diagnostics.plots import TurnPlot
from diagnostics.spectra.synchronous import difference_kurtosis, synchronous_average
from tests.diagnostics.benchmark_subjects import benchmark_subject
from tests.diagnostics.family_subjects import named, sensors, subject, watched
from tests.shared_data import needs_shared

RATE_HZ, SECONDS, SHAFT_HZ, TEETH = 12_800.0, 8.0, 24.5, 20
TIME_S = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
MESH_HZ = TEETH * SHAFT_HZ
GEARS = [{"id": "G1", "shaft": "main", "teeth": TEETH}]
PAIR = [
    {"id": "G1", "shaft": "main", "teeth": TEETH, "mates": "G2"},
    {"id": "G2", "shaft": "out", "teeth": 37, "mates": "G1"},
]
SHAFTS = [{"id": "main"}, {"id": "out", "ratio": TEETH / 37}]

Array = NDArray[np.float64]


def noise(rms: float = 0.5, seed: int = 1) -> Array:
    return rms * np.random.default_rng(seed).standard_normal(TIME_S.size)


def mesh(levels: tuple[float, ...] = (1.0, 0.5, 0.33), *, angle_turns: Array | None = None) -> Array:
    angle = SHAFT_HZ * TIME_S if angle_turns is None else angle_turns
    return np.asarray(sum(a * np.sin(2 * np.pi * k * TEETH * angle + k) for k, a in enumerate(levels, start=1)))


def knocks(period_s: float, *, height: float, angle_turns: Array | None = None) -> Array:
    phase_s = TIME_S % period_s if angle_turns is None else (angle_turns % 1.0) * period_s
    return np.asarray(height * np.exp(-phase_s * 2000.0) * np.sin(2 * np.pi * 2500.0 * phase_s))


def examined(*channels: Array, **machine: Any) -> Answer:
    described = sensors(len(channels), unit=machine.pop("unit", "m/s2"))
    machine = {"gears": GEARS, "power_kw": None, **machine}
    return examine_gears(subject(*channels, rate_hz=RATE_HZ, described=described, **machine))


def test_an_even_mesh_is_healthy_and_the_tooth_is_ruled_out() -> None:
    answer = examined(noise() + mesh())

    assert named(answer) == []
    assert watched(answer) == []
    assert ("gear.broken_tooth", "G1") in [(item.fault, item.component) for item in answer.ruled_out]
    assert [(note.check, note.level) for note in answer.notes] == [("gears", "info")]
    assert answer.tested


def test_a_knock_once_a_turn_is_a_broken_tooth() -> None:
    answer = examined(noise() + mesh() + knocks(1 / SHAFT_HZ, height=3.0))

    assert named(answer) == [("gear.broken_tooth", "G1", 2)]
    assert answer.findings[0].false_alarm_probability == pytest.approx(1e-3)


def test_the_picture_of_a_broken_tooth_marks_the_angle_of_the_knock() -> None:
    shifted = np.roll(knocks(1 / SHAFT_HZ, height=3.0), round(0.4 * RATE_HZ / SHAFT_HZ))

    plot = examined(noise() + mesh() + shifted).plots[0]

    assert isinstance(plot, TurnPlot)
    assert plot.knock_turns == pytest.approx(0.4, abs=0.03)
    assert abs(plot.angle_turns[np.argmax(np.abs(plot.difference))] - 0.4) < 0.03


def test_a_broken_tooth_shows_although_the_speed_wavers() -> None:
    # ±0.4 % within 4 s: at a constant speed the mean turn of 20 teeth would be blurred by 12 teeth.
    angle = SHAFT_HZ * (TIME_S + 0.004 * 4.0 / (2 * np.pi) * np.sin(2 * np.pi * TIME_S / 4.0))
    sound = noise() + mesh(angle_turns=angle)
    broken = sound + knocks(1 / SHAFT_HZ, height=3.0, angle_turns=angle)

    assert named(examined(broken)) == [("gear.broken_tooth", "G1", 2)]
    assert named(examined(sound)) == []


def test_knocks_that_do_not_follow_the_shaft_are_no_broken_tooth() -> None:
    assert named(examined(noise() + mesh() + knocks(1 / (1.37 * SHAFT_HZ), height=3.0))) == []


def test_a_single_knock_from_outside_is_no_broken_tooth() -> None:
    samples = noise() + mesh()
    samples[50_000:50_020] += 200.0

    assert named(examined(samples)) == []


@pytest.mark.parametrize("factor", [1e-3, 250.0])
def test_the_gain_of_an_uncalibrated_sensor_changes_nothing(factor: float) -> None:
    samples = noise() + mesh() + knocks(1 / SHAFT_HZ, height=3.0)

    assert named(examined(factor * samples, unit="V")) == [("gear.broken_tooth", "G1", 2)]


def test_a_record_too_short_for_an_average_says_so() -> None:
    answer = examined((noise() + mesh())[: int(4.0 * RATE_HZ)])

    assert not answer.tested
    assert "turns" in answer.notes[0].text.en


def modulated(depth: float, order: float, *, wide: bool = False) -> Array:
    turn = 2 * np.pi * order * SHAFT_HZ * TIME_S
    swing = np.sum([depth * np.cos(k * turn) for k in range(1, 7 if wide else 2)], axis=0)
    return np.asarray((1.0 + swing) * mesh())


def test_a_strong_first_pair_of_sidebands_is_an_eccentric_wheel_and_the_spacing_names_it() -> None:
    # A depth of 1.4 makes sidebands of 70 % of the mesh line each.
    own, mate = (examined(noise(0.1) + modulated(1.4, order), gears=PAIR, shafts=SHAFTS) for order in (1.0, TEETH / 37))

    assert ("gear.eccentric", "G1", 4) in named(own)
    assert named(mate) == [("gear.eccentric", "G2", 4)]
    assert "70 %" in mate.findings[0].evidence[0].text.en


def test_faint_sidebands_are_no_eccentric_wheel() -> None:
    answer = examined(noise(0.1) + modulated(0.6, 1.0), gears=PAIR, shafts=SHAFTS)

    assert named(answer) == []
    assert "gear.eccentric" in {item.fault for item in answer.ruled_out}


def test_a_wide_family_of_sidebands_is_no_eccentric_wheel() -> None:
    assert "gear.eccentric" not in [
        fault for fault, _, _ in named(examined(noise(0.1) + modulated(1.2, 1.0, wide=True)))
    ]


def side_lines(levels: tuple[float, ...]) -> Array:
    return np.asarray(mesh(levels) * (1.0 + 0.2 * np.cos(2 * np.pi * SHAFT_HZ * TIME_S)))


def test_twice_the_mesh_above_the_mesh_is_watched_without_a_level() -> None:
    answer = examined(noise(0.1) + side_lines((1.0, 1.6, 0.3)))

    assert named(answer) == []
    assert watched(answer) == [("gear.misaligned", "G1")]


def test_it_is_a_finding_when_the_mesh_makes_zone_c() -> None:
    # 2·mesh = 980 Hz; amplitude 30 m/s² at 980 Hz is 3.4 mm/s RMS, and 10 m/s² at 490 Hz 2.3 mm/s: 4.2 together.
    loud = side_lines((10.0, 30.0, 3.0))

    answer = examined(noise(0.1) + loud, power_kw=30.0)

    assert named(answer) == [("gear.misaligned", "G1", 3)]


def test_all_harmonics_above_the_mesh_are_noted_as_wear() -> None:
    answer = examined(noise(0.1) + mesh((1.0, 1.5, 1.3)))

    assert named(answer) == []
    assert watched(answer) == [("gear.wear", "G1")]


def test_a_harmonic_that_only_one_of_three_channels_favours_is_not_noted() -> None:
    channels = [
        noise(0.1, seed) + mesh(levels) for seed, levels in enumerate([(1.0, 1.5, 1.3), (1.0, 0.5), (1.0, 0.4)])
    ]

    assert watched(examined(*channels)) == []


@needs_shared
def test_a_real_sound_gearbox_has_no_gear_fault() -> None:
    assert named(examine_gears(benchmark_subject("gearbox_h30hz0"))) == []


def test_the_average_keeps_what_repeats_and_noise_fades_with_the_root_of_the_turns() -> None:
    samples = np.sin(2 * np.pi * 3 * SHAFT_HZ * TIME_S) + noise(1.0)

    average, turns = synchronous_average(samples, sampling_rate_hz=RATE_HZ, shaft_hz=SHAFT_HZ, points=400)

    pure = np.sin(2 * np.pi * 3 * np.arange(400) / 400)
    assert turns in (int(SECONDS * SHAFT_HZ), int(SECONDS * SHAFT_HZ) - 1)
    assert np.std(average - pure) == pytest.approx(1 / np.sqrt(turns), rel=0.3)


def test_difference_kurtosis_of_noise_is_three_and_of_one_knock_far_above() -> None:
    even = np.random.default_rng(2).standard_normal(4000)
    knocked = even.copy()
    knocked[1000:1004] += 40.0

    assert difference_kurtosis(even, teeth=20)[0] == pytest.approx(3.0, abs=0.4)
    fm4, angle = difference_kurtosis(knocked, teeth=20)
    assert fm4 > 10.0
    assert angle == pytest.approx(0.25, abs=0.01)
