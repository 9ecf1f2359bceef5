from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.simulated_motors import Motor, described, electrical_subject, pulsed_voltages
from diagnostics.examining import examine
from diagnostics.faults.family import Answer
from diagnostics.faults.motor_current import examine_motor_current
from diagnostics.faults.supply import examine_supply
from diagnostics.machine import Machine
from diagnostics.recording import Recording
from tests.diagnostics.family_subjects import excluded, named, watched

RATE_HZ = 5000.0


def of_channels(channels: NDArray[np.float64], *, rate_hz: float = RATE_HZ, **machine: Any) -> Answer:
    return examine_supply(electrical_subject(channels, rate_hz=rate_hz, **machine))


def of_voltages(channels: NDArray[np.float64], *, rate_hz: float = RATE_HZ, **machine: Any) -> Answer:
    sensors = described(len(channels), "voltage")
    return of_channels(channels, rate_hz=rate_hz, **{"sensors": sensors, **machine})


def unbalanced(share: float, *, angle_rad: float = 1.0) -> NDArray[np.float64]:
    motor = Motor(voltage_unbalance=share * np.exp(1j * angle_rad))
    return 325.0 * motor.voltages(rate_hz=RATE_HZ, seconds=1.0)


def distorted(sizes: dict[int, float], *, supply_hz: float = 50.0, peak_v: float = 325.0) -> NDArray[np.float64]:
    turn = 2.0 * np.pi * supply_hz * np.arange(int(RATE_HZ)) / RATE_HZ
    noise = np.random.default_rng(1).standard_normal((3, turn.size))
    away = [turn - 2.0 * np.pi * k / 3.0 for k in range(3)]
    waves = [np.cos(a) + sum(size * np.cos(order * a) for order, size in sizes.items()) for a in away]
    return peak_v * (np.array(waves) + 1e-4 * noise)


def on_two_wires(lost: int, *, left_over: float = 0.0) -> NDArray[np.float64]:
    time_s = np.arange(1000) / 1000.0
    current = np.cos(2.0 * np.pi * 50.0 * time_s)
    channels = 1e-3 * np.random.default_rng(1).standard_normal((3, 1000))
    channels[(lost + 1) % 3] += current
    channels[(lost + 2) % 3] -= current
    channels[lost] += left_over * np.sin(2.0 * np.pi * 50.0 * time_s)
    return channels


@pytest.mark.parametrize("lost", [0, 1, 2])
@pytest.mark.parametrize("left_over", [0.0, 0.03])
def test_a_motor_on_two_wires_has_lost_a_phase_and_no_turn_short(lost: int, left_over: float) -> None:
    subject = electrical_subject(on_two_wires(lost, left_over=left_over), rate_hz=1000.0)

    supply, motor = examine_supply(subject), examine_motor_current(subject)

    assert named(supply) == [("supply.phase_loss", f"phase_{'abc'[lost]}", 1)]
    assert (named(motor), watched(motor)) == ([], [])


def test_a_lost_phase_whose_channel_is_dead_is_told_by_the_other_two() -> None:
    channels = on_two_wires(1)
    channels[1] = 0.0

    assert named(of_channels(channels, rate_hz=1000.0)) == [("supply.phase_loss", "phase_b", 1)]


def test_a_clamp_that_came_off_is_no_lost_phase() -> None:
    channels = Motor().currents(rate_hz=1000.0, seconds=1.0)
    channels[2] = 1e-3 * np.random.default_rng(1).standard_normal(1000)
    subject = electrical_subject(channels, rate_hz=1000.0)

    supply, motor = examine_supply(subject), examine_motor_current(subject)

    assert (named(supply), named(motor), watched(motor)) == ([], [], [])
    assert any("clamp is off" in note.text.en for note in motor.notes)


def test_two_clamps_alone_that_are_opposed_are_no_lost_phase() -> None:
    assert named(of_channels(on_two_wires(2)[[0, 1]], rate_hz=1000.0)) == []


@pytest.mark.parametrize(("share", "urgency"), [(0.017, 4), (0.03, 3), (0.06, 2)])
def test_voltage_unbalance_is_graded_by_its_negative_sequence(share: float, urgency: int) -> None:
    answer = of_voltages(unbalanced(share))

    assert named(answer) == [("supply.unbalance", None, urgency)]
    assert answer.findings[0].evidence[0].strength == pytest.approx(100.0 * share, abs=0.02)


def test_between_1_and_1_5_per_cent_unbalance_is_watched() -> None:
    assert watched(of_voltages(unbalanced(0.012))) == [("supply.unbalance", None)]


def test_half_a_per_cent_is_excluded() -> None:
    answer = of_voltages(unbalanced(0.005))

    assert (named(answer), watched(answer), answer.tested) == ([], [], True)
    assert "supply.unbalance" in excluded(answer)


@pytest.mark.parametrize("angle_rad", [0.0, 2.0, 4.0])
def test_line_voltages_have_the_same_unbalance_as_those_to_neutral(angle_rad: float) -> None:
    to_neutral = unbalanced(0.03, angle_rad=angle_rad)
    line = to_neutral - np.roll(to_neutral, -1, axis=0)

    strengths = [of_voltages(v).findings[0].evidence[0].strength for v in (to_neutral, line)]

    assert strengths == pytest.approx([3.0, 3.0], abs=0.02)


@pytest.mark.parametrize(
    ("sizes", "found"),
    [({5: 0.06}, True), ({5: 0.045, 7: 0.045, 11: 0.045, 13: 0.045}, True), ({5: 0.04, 7: 0.03}, False)],
)
def test_harmonics_count_above_the_limits_of_ieee_519(sizes: dict[int, float], found: bool) -> None:
    answer = of_voltages(distorted(sizes))

    assert named(answer) == ([("supply.harmonics", None, 4)] if found else [])
    assert ("supply.harmonics" in excluded(answer)) is not found


def test_above_a_kilovolt_the_limits_are_tighter() -> None:
    assert named(of_voltages(distorted({5: 0.04}, peak_v=8500.0))) == [("supply.harmonics", None, 4)]


@pytest.mark.parametrize("stated", [True, False])
def test_the_output_of_an_inverter_has_no_limit_of_harmonics(stated: bool) -> None:
    if stated:
        answer = of_voltages(distorted({5: 0.2, 7: 0.1}), inverter_fed=True)
    else:
        pulsed = pulsed_voltages(supply_hz=50.0, carrier_hz=3000.0, rate_hz=40_000.0, seconds=0.5)
        noise = 1e-3 * np.random.default_rng(1).standard_normal(pulsed.shape)
        answer = of_voltages(300.0 * (pulsed + noise), rate_hz=40_000.0)

    assert "supply.harmonics" not in [f.fault for f in answer.findings]
    assert any("inverter" in note.text.en for note in answer.notes)


def test_at_a_kilohertz_low_harmonics_are_not_claimed() -> None:
    answer = of_voltages(Motor().voltages(rate_hz=1000.0, seconds=1.0), rate_hz=1000.0)

    assert "supply.harmonics" not in excluded(answer)
    assert any(note.check == "rate" for note in answer.notes)


def test_an_unbalanced_supply_is_named_and_the_motor_is_not() -> None:
    motor = Motor(voltage_unbalance=0.03 * np.exp(2.0j))
    channels = np.concatenate(
        [motor.currents(rate_hz=RATE_HZ, seconds=1.0), motor.voltages(rate_hz=RATE_HZ, seconds=1.0)]
    )
    sensors = described(3) + described(3, "voltage", first=4)
    machine = Machine.from_dict({"kind": "electric_motor", "sensors": sensors})

    examination = examine(Recording.from_array(channels, sampling_rate_hz=RATE_HZ), machine)

    assert [f.fault for f in examination.findings] == ["supply.unbalance"]
    assert any(item.fault == "motor.stator_turn_short" for item in examination.ruled_out)


def test_a_machine_without_currents_and_voltages_is_not_asked() -> None:
    sensors = [{"channel": "1", "quantity": "acceleration", "unit": "m/s2"}]
    noise = np.random.default_rng(1).standard_normal((1, 5000))

    answer = of_channels(noise, sensors=sensors)

    assert (answer.findings, answer.watch, answer.notes, answer.tested) == ((), (), (), False)
