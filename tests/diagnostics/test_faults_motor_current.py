from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.simulated_motors import (
    ALPHA,
    RATED_SLIP,
    Motor,
    described,
    electrical_subject,
    random_sound_motor,
)
from diagnostics.examining import examine
from diagnostics.faults.family import Answer
from diagnostics.faults.motor_current import examine_motor_current
from diagnostics.faults.motor_current_bars import bar_grade
from diagnostics.faults.motor_current_rotor import slot_lines_hz
from diagnostics.faults.motor_current_short import shorted_phase
from diagnostics.faults.supply import examine_supply
from diagnostics.machine import Machine
from diagnostics.readers import read
from diagnostics.recording import Recording
from diagnostics.speed import ShaftSpeed
from tests.diagnostics.family_subjects import excluded, named, watched
from tests.shared_data import SHARED

ITSC = SHARED / "data" / "itsc_motor_current"
needs_itsc = pytest.mark.skipif(
    not ITSC.is_dir(), reason=f"the motor currents are not there ({ITSC}); set HOSPITAL_SHARED to their folder"
)
RATE_HZ = 1000.0


def examined(
    simulated: Motor, /, *, seconds: float = 1.0, rate_hz: float = RATE_HZ, voltages: bool = False, **machine: Any
) -> Answer:
    channels = simulated.currents(rate_hz=rate_hz, seconds=seconds)
    sensors = described(3)
    if voltages:
        channels = np.concatenate([channels, simulated.voltages(rate_hz=rate_hz, seconds=seconds)])
        sensors += described(3, "voltage", first=4)
    return of_channels(channels, rate_hz=rate_hz, **{"sensors": sensors, **machine})


def of_channels(channels: NDArray[np.float64], *, rate_hz: float = RATE_HZ, **machine: Any) -> Answer:
    return examine_motor_current(electrical_subject(channels, rate_hz=rate_hz, **machine))


def checks(answer: Answer) -> set[str]:
    return {note.check for note in answer.notes}


def said(answer: Answer) -> str:
    return " ".join(note.text.en for note in answer.notes)


# A loop of 12 % of the turns takes 0.12²/0.02/3 = 0.24 of the rated voltage's current in each sequence.
SHORT = {"short_share": 0.12, "short_resistance": 0.02}


@pytest.mark.parametrize("slip", [0.0005, 0.01, RATED_SLIP])
@pytest.mark.parametrize("shorted", [0, 1, 2])
@pytest.mark.parametrize("supply_hz", [50.0, 60.0])
def test_a_short_is_found_in_its_phase_at_any_load(slip: float, shorted: int, supply_hz: float) -> None:
    answer = examined(Motor(supply_hz=supply_hz, slip=slip, shorted=shorted, **SHORT))

    assert named(answer) == [("motor.stator_turn_short", f"phase_{'abc'[shorted]}", 2)]
    assert answer.tested


@pytest.mark.parametrize("shorted", [0, 1, 2])
def test_a_motor_that_turns_the_other_way_round_names_the_same_phase(shorted: int) -> None:
    # The circuit's phases a, b, c come in as a, c, b.
    answer = examined(Motor(slip=0.01, shorted=shorted, reverse=True, **SHORT))

    assert [f.component for f in answer.findings] == [f"phase_{'acb'[shorted]}"]


def test_stated_phases_hold_whatever_the_order_of_the_channels() -> None:
    currents = Motor(slip=0.01, shorted=1, **SHORT).currents(rate_hz=RATE_HZ, seconds=1.0)

    stated = of_channels(currents[[2, 0, 1]], sensors=described(3, phases="cab"))
    assumed = of_channels(currents)

    assert [f.component for f in (*stated.findings, *assumed.findings)] == ["phase_b", "phase_b"]
    assert "a = 1, b = 2, c = 3" in said(assumed)
    assert "a = " not in said(stated)


def test_the_angle_of_each_phase_lies_a_third_of_a_turn_from_the_next() -> None:
    assert [shorted_phase(np.exp(0.25j * np.pi) * ALPHA**k) for k in range(3)] == [
        (k, pytest.approx(60.0)) for k in range(3)
    ]
    assert shorted_phase(np.exp(1j * np.radians(104.0)))[1] == pytest.approx(1.0)


def test_a_current_in_volts_without_a_sensitivity_serves_as_well() -> None:
    currents = 0.01 * Motor(shorted=0, **SHORT).currents(rate_hz=RATE_HZ, seconds=1.0)

    answer = of_channels(currents, sensors=[{**s, "unit": "V"} for s in described(3)])

    assert named(answer) == [("motor.stator_turn_short", "phase_a", 2)]


def test_two_currents_make_the_third() -> None:
    currents = Motor(slip=0.01, shorted=2, **SHORT).currents(rate_hz=RATE_HZ, seconds=1.0)

    answer = of_channels(currents[:2])

    assert named(answer) == [("motor.stator_turn_short", "phase_c", 2)]
    assert "minus their sum" in said(answer)


def test_a_sound_motor_on_a_slightly_unbalanced_supply_is_excluded_with_its_number() -> None:
    answer = examined(Motor(voltage_unbalance=0.004 * np.exp(1.0j)))

    assert (named(answer), watched(answer), answer.tested) == ([], [], True)
    assert "motor.stator_turn_short" in excluded(answer)


@pytest.mark.parametrize("angle_rad", [0.0, 1.0, 2.5, 4.0, 5.5])
@pytest.mark.parametrize("slip", [0.002, RATED_SLIP])
def test_what_the_voltages_explain_is_no_short(angle_rad: float, slip: float) -> None:
    answer = examined(Motor(slip=slip, voltage_unbalance=0.02 * np.exp(1j * angle_rad)), voltages=True)

    assert (named(answer), watched(answer)) == ([], [])
    assert any("can explain" in item.text.en for item in answer.ruled_out)


def test_balanced_voltages_make_a_short_surer() -> None:
    motor = Motor(slip=0.01, shorted=0, **SHORT)

    alone, beside = examined(motor), examined(motor, voltages=True)

    assert named(beside) == [("motor.stator_turn_short", "phase_a", 2)]
    assert beside.findings[0].probability > alone.findings[0].probability
    assert beside.findings[0].false_alarm_probability < alone.findings[0].false_alarm_probability
    assert any("No voltages" in against.text.en for against in alone.findings[0].against)


def test_a_clamp_of_the_wrong_scale_is_told_and_no_short() -> None:
    answer = examined(Motor(gains=(1.0, 1.4, 1.0)))

    assert (named(answer), watched(answer)) == ([], [])
    assert "sensor.scale" in checks(answer)


def test_a_short_is_found_through_a_clamp_of_the_wrong_scale() -> None:
    answer = examined(Motor(slip=0.01, shorted=0, gains=(1.0, 1.05, 1.0), **SHORT))

    assert [f.fault for f in answer.findings] == ["motor.stator_turn_short"]


@pytest.mark.parametrize("turned", [0, 1, 2])
def test_a_clamp_that_is_turned_round_is_turned_back(turned: int) -> None:
    gains = [-1.0 if k == turned else 1.0 for k in range(3)]

    sound, shorted = examined(Motor(gains=gains)), examined(Motor(gains=gains, slip=0.01, shorted=1, **SHORT))

    assert (named(sound), watched(sound)) == ([], [])
    assert named(shorted) == [("motor.stator_turn_short", "phase_b", 2)]
    assert f"Channel {turned + 1} is turned round" in said(sound)


def test_the_same_phase_three_times_is_no_three_phases() -> None:
    current = Motor().currents(rate_hz=RATE_HZ, seconds=1.0)[0]

    answer = of_channels(np.array([current, 1.01 * current, 0.99 * current]))

    assert (named(answer), watched(answer), answer.tested) == ([], [], False)
    assert "not the three phases" in said(answer)


def test_more_currents_than_phases_are_told() -> None:
    currents = Motor(shorted=0, **SHORT).currents(rate_hz=RATE_HZ, seconds=1.0)

    answer = of_channels(np.concatenate([currents, 2.0 * currents]))

    assert named(answer) == [("motor.stator_turn_short", "phase_a", 2)]
    assert "only the channels 1, 2, 3 were used" in said(answer)


def test_one_phase_says_nothing_about_the_stator() -> None:
    answer = of_channels(Motor(shorted=0, **SHORT).currents(rate_hz=RATE_HZ, seconds=1.0)[:1])

    assert (named(answer), watched(answer), answer.tested) == ([], [], False)
    assert "one phase" in said(answer)


@pytest.mark.parametrize(
    "channels",
    [
        np.random.default_rng(1).standard_normal((3, 3000)),
        np.random.default_rng(2).standard_normal((3, 30)),
        np.random.default_rng(3).standard_normal((1, 3000)),
        np.cumsum(np.random.default_rng(4).standard_normal((3, 3000)), axis=1),
        np.tile(np.nan, (3, 3000)),
        np.zeros((3, 3000)),
        1e30 * np.random.default_rng(5).standard_normal((3, 3000)),
    ],
    ids=["noise", "short", "one", "drift", "nan", "zero", "huge"],
)
def test_what_is_no_current_is_not_judged(channels: NDArray[np.float64]) -> None:
    subject = electrical_subject(channels, rate_hz=RATE_HZ)

    for answer in (examine_motor_current(subject), examine_supply(subject)):
        assert (named(answer), watched(answer), answer.tested) == ([], [], False)


def test_a_tenth_of_a_second_is_too_short_to_claim_anything() -> None:
    answer = examined(Motor(), seconds=0.15)

    assert not answer.tested
    assert named(examined(Motor(shorted=0, **SHORT), seconds=0.15)) == []


BARS = {"kind": "electric_motor", "motor": {"poles": 4}, "rated_current_a": 1.0 / np.sqrt(2.0)}


def with_bars(motor: Motor, *, speed_known: bool = True, phases: int = 3, **machine: Any) -> Answer:
    currents = motor.currents(rate_hz=RATE_HZ, seconds=20.0)[:phases]
    speed = ShaftSpeed(motor.shaft_hz, 0.005, "tachometer", refined=True) if speed_known else None
    return of_channels(currents, speed=speed, **{**BARS, **machine})


@pytest.mark.parametrize("phases", [1, 3])
@pytest.mark.parametrize(("below_db", "urgency"), [(45.0, 4), (39.0, 3), (33.0, 2)])
def test_broken_bars_are_graded_by_their_sidebands(phases: int, below_db: float, urgency: int) -> None:
    answer = with_bars(Motor(bars_db=below_db), phases=phases)

    assert named(answer) == [("motor.broken_rotor_bar", None, urgency)]
    spacing_hz = Motor().pole_pass_hz
    sidebands_hz = answer.findings[0].evidence[0].sidebands_hz
    assert sidebands_hz == pytest.approx((50.0 - spacing_hz, 50.0 + spacing_hz), abs=0.05)


def test_the_table_of_practice_is_the_rulebooks() -> None:
    assert [bar_grade(db) for db in (29.0, 35.0, 41.0, 47.0, 53.0, 55.0)] == [
        ("critical", 2),
        ("severe", 2),
        ("severe", 3),
        ("moderate", 4),
        ("slight", 4),
        None,
    ]


def test_lines_at_the_rotors_speed_confirm_the_slip_where_no_speed_is_known() -> None:
    answer = with_bars(Motor(bars_db=36.5, speed_lines=4e-3), speed_known=False)

    assert [f.fault for f in answer.findings] == ["motor.broken_rotor_bar"]
    assert "slip" in {item.kind for item in answer.findings[0].evidence}


def test_a_pair_without_a_slip_is_watched() -> None:
    answer = with_bars(Motor(bars_db=38.0, speed_lines=0.0), speed_known=False)

    assert (named(answer), watched(answer)) == ([], [("motor.broken_rotor_bar", None)])


def test_a_load_that_swings_beside_the_pole_pass_is_no_broken_bar() -> None:
    answer = with_bars(Motor(swing=(0.06, 1.3)))

    assert (named(answer), watched(answer)) == ([], [])
    assert "swings by" in said(answer)
    assert "1.30 Hz" in said(answer)


def test_sound_bars_under_load_are_a_tested_claim() -> None:
    answer = with_bars(Motor())

    assert (named(answer), answer.tested) == ([], True)
    assert "motor.broken_rotor_bar" in excluded(answer)


def test_below_half_load_bars_are_watched_at_most() -> None:
    answer = with_bars(Motor(slip=0.008, bars_db=39.0))

    assert (named(answer), watched(answer)) == ([], [("motor.broken_rotor_bar", None)])
    assert "need half load" in said(answer)


def test_one_phase_without_a_known_load_claims_nothing() -> None:
    answer = with_bars(Motor(), phases=1, rated_current_a=50.0)

    assert not answer.tested
    assert "load is not known" in said(answer)


def test_a_short_record_names_the_slips_it_does_not_show() -> None:
    assert "from a slip of 8.0 % on" in said(examined(Motor(), seconds=1.0))


@pytest.mark.parametrize("stated", [True, False])
def test_behind_an_inverter_bars_are_watched_and_their_absence_proves_nothing(stated: bool) -> None:
    supply_hz = 50.0 if stated else 43.7

    answer = with_bars(Motor(supply_hz=supply_hz, bars_db=38.0), inverter_fed=stated)

    assert (named(answer), watched(answer)) == ([], [("motor.broken_rotor_bar", None)])
    assert "absence proves nothing" in said(answer)


def test_large_lines_at_the_shafts_speed_are_watched_as_eccentricity() -> None:
    answer = with_bars(Motor(speed_lines=0.02))

    assert watched(answer) == [("motor.dynamic_eccentricity", None)]
    assert "motor.dynamic_eccentricity" in excluded(with_bars(Motor()))


def test_slot_lines_lie_where_the_formula_of_the_rulebook_puts_them() -> None:
    lines = slot_lines_hz(50.0, 0.02, poles=4, rotor_bars=28, turning=1)

    assert lines == pytest.approx([511.5, 611.5, 711.5, 811.5, 560.5, 660.5, 760.5, 860.5])


def test_a_large_slot_line_is_watched_as_static_eccentricity() -> None:
    motor = Motor(slip=0.02)
    currents = motor.currents(rate_hz=5000.0, seconds=10.0)
    slot_hz = slot_lines_hz(50.0, 0.02, poles=4, rotor_bars=28, turning=0)[1]
    with_line = currents.copy()
    with_line[0] += 0.02 * np.cos(2.0 * np.pi * slot_hz * np.arange(currents.shape[1]) / 5000.0)
    speed = ShaftSpeed(motor.shaft_hz, 0.005, "tachometer", refined=True)
    described_motor = {"motor": {"poles": 4, "rotor_bars": 28}, "speed": speed, "rate_hz": 5000.0}

    assert ("motor.static_eccentricity", None) in watched(of_channels(with_line, **described_motor))
    assert "motor.static_eccentricity" in excluded(of_channels(currents, **described_motor))


def test_a_hundred_sound_motors_are_not_accused() -> None:
    accused = {}
    for seed in range(100):
        motor, rate_hz, seconds, voltages = random_sound_motor(seed)
        sure = {"motor": {"poles": motor.poles}, "rated_current_a": 1.0 / np.sqrt(2.0)} if seed % 3 else {}
        sure |= {"speed": ShaftSpeed(motor.shaft_hz, 0.01, "tachometer", refined=True)} if seed % 3 == 1 else {}

        answer = examined(motor, seconds=seconds, rate_hz=rate_hz, voltages=voltages, **sure)

        if answer.findings:
            accused[seed] = named(answer)

    assert accused == {}


def itsc_machine(*, phases: bool, mains_hz: float) -> Machine:
    sensors = described(3, phases="abc" if phases else None)
    return Machine.from_dict(
        {"kind": "electric_motor", "mains_hz": mains_hz, "sensors": sensors, "recording": {"sampling_rate_hz": 1000}}
    )


@needs_itsc
@pytest.mark.parametrize(("phases", "mains_hz"), [(True, 60.0), (False, 50.0)])
def test_real_shorts_of_a_fifth_of_the_turns_and_more_are_all_found_in_their_phase(
    phases: bool, mains_hz: float
) -> None:
    machine = itsc_machine(phases=phases, mains_hz=mains_hz)
    for path in sorted(ITSC.glob("SC_A[234]_*.csv")):
        examination = examine(read(path), machine)

        assert [(f.fault, f.component) for f in examination.findings] == [("motor.stator_turn_short", "phase_a")], path


@needs_itsc
def test_four_of_five_real_shorts_of_a_tenth_of_the_turns_are_found() -> None:
    machine = itsc_machine(phases=True, mains_hz=60.0)
    verdicts = [examine(read(path), machine).verdict for path in sorted(ITSC.glob("SC_A1_*.csv"))]

    assert len(verdicts) == 5
    assert verdicts.count("fault") >= 4


@needs_itsc
@pytest.mark.parametrize("phases", [True, False])
def test_real_healthy_motors_are_healthy(phases: bool) -> None:
    machine = itsc_machine(phases=phases, mains_hz=50.0)
    examinations = [examine(read(path), machine) for path in sorted(ITSC.glob("SC_HLT_*.csv"))]

    assert [e.verdict for e in examinations] == ["healthy"] * 3
    assert all(note.level != "blocking" for e in examinations for note in e.quality)


def test_an_examination_of_currents_is_the_same_twice_and_valid_json() -> None:
    currents = Motor(shorted=0, **SHORT).currents(rate_hz=RATE_HZ, seconds=1.0)
    recording = Recording.from_array(currents, sampling_rate_hz=RATE_HZ)
    machine = Machine.from_dict({"kind": "electric_motor", "sensors": described(3)})

    first, second = (examine(recording, machine).to_json() for _ in range(2))

    assert {**first, "provenance": None} == {**second, "provenance": None}
    assert json.loads(json.dumps(first, allow_nan=False))["verdict"] == "fault"
