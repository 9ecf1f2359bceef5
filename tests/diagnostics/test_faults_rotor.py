from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from diagnostics.faults.family import Answer
from diagnostics.faults.rotor import examine_rotor
from diagnostics.faults.rotor_directions import one_sided_swing
from diagnostics.faults.rotor_orders import phase_between_deg, shaft_orders_of
from diagnostics.plots import LinePlot
from tests.diagnostics.benchmark_subjects import benchmark_subject
from tests.diagnostics.family_subjects import (
    RATE_HZ,
    SHAFT_HZ,
    Line,
    acceleration,
    excluded,
    named,
    orders,
    sensors,
    subject,
    watched,
)
from tests.shared_data import needs_shared


def examined(levels: dict[float, float], **machine: Any) -> Answer:
    return examine_rotor(subject(acceleration(orders(levels)), **machine))


def two_directions(horizontal: dict[float, Line], vertical: dict[float, Line], **machine: Any) -> Answer:
    described = sensors(2)
    described[0]["direction"], described[1]["direction"] = "radial_h", "radial_v"
    channels = [acceleration(orders(levels), seed=seed) for seed, levels in enumerate((horizontal, vertical))]
    return examine_rotor(subject(*channels, described=described, **machine))


def test_a_rotor_that_shakes_at_its_own_speed_is_out_of_balance() -> None:
    answer = examined({1.0: 4.0, 2.0: 0.4})

    # 4 mm/s RMS lies between 2.8 and 4.5 mm/s: zone C of ISO 20816-3 group 2 rigid.
    assert named(answer) == [("rotor.unbalance", "main", 4)]
    assert answer.findings[0].evidence[0].strength == pytest.approx(4.0, rel=0.02)
    assert answer.findings[0].probability <= 0.75 * 0.98


def test_the_picture_of_a_finding_shows_the_line_at_its_rms() -> None:
    plot = examined({1.0: 4.0, 2.0: 0.4}).plots[0]

    assert isinstance(plot, LinePlot)
    assert plot.found_hz[0] == pytest.approx(SHAFT_HZ)
    assert np.max(plot.value) == pytest.approx(4.0, rel=0.05)
    assert plot.unit == "mm/s"


def test_zone_d_makes_the_same_pattern_urgent() -> None:
    assert named(examined({1.0: 6.0})) == [("rotor.unbalance", "main", 2)]


def test_twice_the_speed_above_the_speed_is_misalignment() -> None:
    assert named(examined({1.0: 2.0, 2.0: 2.6})) == [("rotor.misalignment", "main", 4)]


def test_twice_the_speed_far_above_it_is_severe_misalignment() -> None:
    assert named(examined({1.0: 1.6, 2.0: 3.2})) == [("rotor.misalignment", "main", 3)]


def test_many_harmonics_are_looseness() -> None:
    answer = examined({1.0: 3.0, 2.0: 1.0, 3.0: 1.0, 4.0: 0.9, 5.0: 0.9})

    assert named(answer) == [("rotor.looseness", "main", 3)]


def test_half_orders_make_looseness_severe() -> None:
    answer = examined({1.0: 3.0, 0.5: 0.8, 1.5: 0.8, 2.0: 1.0, 3.0: 0.9})

    assert named(answer) == [("rotor.looseness", "main", 2)]
    assert answer.findings[0].severity.level == "severe"


def test_three_harmonics_and_one_half_order_are_looseness_three_harmonics_alone_are_not() -> None:
    harmonics = {1.0: 3.0, 2.0: 1.2, 3.0: 1.0, 4.0: 0.8}

    assert named(examined({**harmonics, 0.5: 0.8})) == [("rotor.looseness", "main", 2)]
    assert named(examined(harmonics)) == []


def test_exact_thirds_of_the_speed_are_a_rub() -> None:
    thirds = {1 / 3: 0.9, 2 / 3: 1.0, 4 / 3: 0.8}

    answer = examined({1.0: 2.6, 2.0: 0.7, **thirds})

    assert named(answer) == [("rotor.rub", "main", 2)]
    assert any("loose fit" in item.text.en for item in answer.findings[0].against)


def test_a_third_of_the_speed_that_is_the_belt_of_the_machine_is_no_rub() -> None:
    belts = [{"id": "V1", "length_mm": 3.0 * np.pi * 100.0, "pulley_mm": 100.0}]

    answer = examined({1.0: 2.6, 2.0: 0.7, 1 / 3: 0.9, 2 / 3: 1.0, 4 / 3: 0.8}, belts=belts)

    assert "rotor.rub" not in [finding.fault for finding in answer.findings]


def test_a_rotor_in_zone_b_is_healthy_whatever_its_pattern() -> None:
    answer = examined({1.0: 2.2, 2.0: 0.8, 3.0: 0.8, 0.5: 0.5, 1.5: 0.5})

    assert (named(answer), watched(answer)) == ([], [])
    assert answer.tested
    assert excluded(answer) == {"rotor.unbalance", "rotor.misalignment", "rotor.looseness"}


def test_twice_the_speed_above_the_speed_in_zone_b_is_watched_and_in_zone_a_is_not() -> None:
    noted, faint = examined({1.0: 1.0, 2.0: 2.0}), examined({1.0: 0.5, 2.0: 1.0})

    assert (named(noted), watched(noted)) == ([], [("rotor.misalignment", "main")])
    assert "rotor.misalignment" not in excluded(noted)
    assert (named(faint), watched(faint)) == ([], [])


def test_a_line_beside_the_orders_names_no_rotor_fault() -> None:
    answer = examined({1.31: 4.0})

    assert named(answer) == []
    assert "rotor.unbalance" in excluded(answer)


def test_two_pole_motor_whose_2x_hides_in_the_mains_is_not_called_misaligned() -> None:
    assert named(examined({1.0: 2.0, 2.0: 3.0}, kind="electric_motor", mains_hz=24.55)) == []


def test_the_second_shaft_of_a_gearbox_can_be_out_of_balance() -> None:
    shafts = [{"id": "main"}, {"id": "out", "ratio": 0.417}]

    assert named(examined({0.417: 3.6, 1.0: 0.3}, shafts=shafts)) == [("rotor.unbalance", "out", 4)]


def test_two_directions_90_degrees_apart_support_unbalance() -> None:
    answer = two_directions({1.0: (3.6, 0.0)}, {1.0: (3.0, 90.0)})

    assert named(answer) == [("rotor.unbalance", "main", 4)]
    assert [e.kind for e in answer.findings[0].evidence] == ["shaft_orders", "phase"]


def test_two_directions_in_phase_speak_against_unbalance() -> None:
    answer = two_directions({1.0: (3.6, 0.0)}, {1.0: (3.0, 180.0)})

    assert named(answer) == [("rotor.unbalance", "main", 4)]
    assert answer.findings[0].probability == 0.5
    assert any("along one line" in item.text.en for item in answer.findings[0].against)


def test_two_directions_in_phase_on_a_shaft_with_a_pulley_are_an_eccentric_pulley() -> None:
    belts = [{"id": "V1", "length_mm": 1400.0, "pulley_mm": 160.0}]

    answer = two_directions({1.0: (3.6, 0.0)}, {1.0: (2.0, 0.0)}, belts=belts)

    assert named(answer) == [("rotor.eccentric_pulley", "main", 4)]


def axial_ends(phase_deg: float) -> Answer:
    described = [
        {"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": "DE", "direction": "radial_h"},
        {"channel": "2", "quantity": "acceleration", "unit": "m/s2", "position": "DE", "direction": "axial"},
        {"channel": "3", "quantity": "acceleration", "unit": "m/s2", "position": "NDE", "direction": "axial"},
    ]
    channels = [
        acceleration(orders({1.0: (3.6, 0.0)}), seed=1),
        acceleration(orders({1.0: (2.9, 20.0)}), seed=2),
        acceleration(orders({1.0: (2.7, 20.0 + phase_deg)}), seed=3),
    ]
    return examine_rotor(subject(*channels, described=described))


def test_both_ends_of_a_shaft_moving_against_each_other_along_it_are_a_bent_shaft() -> None:
    assert named(axial_ends(180.0)) == [("rotor.bent_shaft", "main", 3)]


def test_both_ends_moving_together_along_the_shaft_stay_unbalance() -> None:
    assert named(axial_ends(0.0)) == [("rotor.unbalance", "main", 4)]


def test_one_strong_axial_sensor_is_angular_misalignment() -> None:
    described = sensors(2)
    described[0]["direction"], described[1]["direction"] = "radial_h", "axial"
    channels = [acceleration(orders({1.0: 3.4, 2.0: 0.8}), seed=1), acceleration(orders({1.0: 2.4, 2.0: 1.0}), seed=2)]

    answer = examine_rotor(subject(*channels, described=described))

    assert named(answer) == [("rotor.misalignment", "main", 4)]
    assert any("overhung" in item.text.en for item in answer.findings[0].against)


def test_one_direction_far_above_the_other_with_a_hump_is_a_suspected_resonance() -> None:
    described = sensors(2)
    described[0]["direction"], described[1]["direction"] = "radial_h", "radial_v"
    noise = np.random.default_rng(5).standard_normal(int(10.0 * RATE_HZ))
    frequency_hz = np.fft.rfftfreq(noise.size, 1.0 / RATE_HZ)
    gain = 1.0 / np.abs(1.0 - (frequency_hz / 25.0) ** 2 + 0.08j * frequency_hz / 25.0)  # one mode, 4 % damping
    hump = 0.05 * np.fft.irfft(np.fft.rfft(noise) * gain, n=noise.size)
    channels = [acceleration(orders({1.0: 3.8}), noise_m_s2=0.0) + hump, acceleration(orders({1.0: 0.5}), seed=2)]

    answer = examine_rotor(subject(*channels, described=described))

    assert named(answer) == [("rotor.unbalance", "main", 4)]
    assert watched(answer) == [("rotor.resonance", "main")]
    assert len(answer.plots) == 2


def test_the_same_directions_without_a_hump_are_no_suspected_resonance() -> None:
    assert watched(two_directions({1.0: (3.8, 0.0)}, {1.0: (0.5, 90.0)})) == []


def test_phase_between_channels_is_that_of_the_cosines_without_its_sign() -> None:
    first = acceleration({SHAFT_HZ: (1.0, 10.0)}, noise_m_s2=0.05)
    second = acceleration({SHAFT_HZ: (1.0, 80.0)}, noise_m_s2=0.05, seed=2)

    for one, other, expected in ((first, second, 70.0), (second, first, 70.0), (first, -second, 110.0)):
        found = phase_between_deg(one, other, sampling_rate_hz=RATE_HZ, at_hz=SHAFT_HZ)
        assert found == pytest.approx(expected, abs=1.5)


def test_noise_has_no_steady_phase() -> None:
    one, other = np.random.default_rng(3).standard_normal((2, 40_000))

    assert phase_between_deg(one, other, sampling_rate_hz=RATE_HZ, at_hz=SHAFT_HZ) is None


def test_a_waveform_cut_off_on_one_side_swings_less_far_to_it() -> None:
    time_s = np.arange(int(10.0 * RATE_HZ)) / RATE_HZ
    velocity = 4e-3 * np.cos(2.0 * np.pi * SHAFT_HZ * time_s)
    noise = 2e-5 * np.random.default_rng(1).standard_normal(time_s.size)
    whole, cut = (
        subject(samples + noise, described=sensors(1, quantity="velocity", unit="m/s"))
        for samples in (velocity, np.minimum(velocity, 1e-3))
    )

    def swing(case: Any) -> float:
        own = shaft_orders_of(case.velocity[0], shaft_hz=SHAFT_HZ, band_hz=(10.0, 1000.0))
        return one_sided_swing(case, own) or 0.0

    # The cut cosine has the mean −1.39 mm/s: it swings from there to 1 on one side and to −4 on the other.
    clipped = np.minimum(4.0 * np.cos(np.linspace(0.0, 2.0 * np.pi, 100_000)), 1.0)
    sides = 1.0 - np.mean(clipped), 4.0 + np.mean(clipped)
    assert swing(whole) == pytest.approx(1.0, abs=0.02)
    assert swing(cut) == pytest.approx(min(sides) / max(sides), abs=0.03)


def uncalibrated(one: Line, other: Line, *, factor: float = 1.0, noise: float = 2.0) -> Answer:
    rate_hz = 12_800.0
    channels = [
        factor * acceleration(orders({1.0: line}), noise_m_s2=noise, rate_hz=rate_hz, seconds=4.0, seed=seed)
        for seed, line in enumerate((one, other))
    ]
    return examine_rotor(subject(*channels, rate_hz=rate_hz, described=sensors(2, unit="V"), power_kw=None))


@pytest.mark.parametrize("factor", [1e-3, 1.0, 250.0])
def test_a_rotor_far_out_of_balance_shows_without_calibration_whatever_the_gain(factor: float) -> None:
    # 8 mm/s RMS at 24.5 Hz are 1.23 m/s² RMS: 27 % of the energy beside noise of 2 m/s².
    answer = uncalibrated((8.0, 0.0), (8.0, 90.0), factor=factor)

    assert named(answer) == [("rotor.unbalance", "main", 4)]
    assert answer.findings[0].evidence[0].strength == pytest.approx(1.23**2 / (1.23**2 + 4.0), rel=0.05)
    assert answer.findings[0].probability == 0.5


def test_an_ordinary_1x_without_calibration_is_no_fault() -> None:
    # 3 mm/s RMS are 0.46 m/s² RMS: 5 % of the energy.
    assert named(uncalibrated((3.0, 0.0), (3.0, 90.0))) == []


def test_two_uncalibrated_directions_along_one_line_are_no_unbalance() -> None:
    assert named(uncalibrated((8.0, 0.0), (8.0, 0.0))) == []


@needs_shared
@pytest.mark.parametrize(
    ("case", "faults"),
    [
        ("adi_1800_GoB_GS_LImL_WA_00lb", ["rotor.unbalance"]),
        ("adi_1800_GoB_GS_VHIL_WA_00lb", ["rotor.unbalance"]),
        ("adi_1800_GoB_GS_BaLo_WA_00lb", []),
        ("adi_1800_GoB_GS_BaLo_MA_00lb", []),
        ("adi_1800_HOR_GS_BaLo_WA_00lb", []),
    ],
)
def test_the_weights_on_a_real_rotor_are_told_from_the_same_rig_without(case: str, faults: list[str]) -> None:
    answer = examine_rotor(benchmark_subject(case))

    assert [finding.fault for finding in answer.findings] == faults
