from __future__ import annotations

import numpy as np
import pytest
import scipy.signal

from diagnostics.examination import QualityNote
from diagnostics.machine import Machine
from diagnostics.quality.preparation import prepare
from diagnostics.quality.signals import signal_notes
from tests.diagnostics.signals import RATE_HZ, machine, noise, recording, shaft_lines

SECONDS = 10.0
TIME_S = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ


def notes(*channels: np.ndarray, made_on: Machine | None = None, rate_hz: float = RATE_HZ) -> list[QualityNote]:
    """What the gate says of the signals, on a machine that turns at its stated speed."""
    described = machine() if made_on is None else made_on
    prepared = prepare(recording(*channels, rate_hz=rate_hz), described)
    shaft_hz = None if described.speed_rpm is None else described.speed_rpm / 60.0
    return [*prepared.notes, *signal_notes(prepared, described, shaft_hz=shaft_hz)]


def levels(check: str, *channels: np.ndarray, made_on: Machine | None = None, rate_hz: float = RATE_HZ) -> list[str]:
    return [n.level for n in notes(*channels, made_on=made_on, rate_hz=rate_hz) if n.check == check]


def filtered(samples: np.ndarray, *, below_hz: float = 7800.0) -> np.ndarray:
    """What passes the filter of a converter: 1/2.56 of the rate."""
    return np.asarray(scipy.signal.sosfiltfilt(scipy.signal.butter(12, below_hz, fs=RATE_HZ, output="sos"), samples))


def hum(*amplitudes: float, mains_hz: float = 50.0) -> np.ndarray:
    parts = [a * np.sin(2 * np.pi * k * mains_hz * TIME_S) for k, a in enumerate(amplitudes, start=1)]
    return np.asarray(np.sum(parts, axis=0))


# --- mains hum ----------------------------------------------------------------------------------------------------


def test_hum_that_holds_most_of_the_energy_is_told() -> None:
    assert levels("sensor.mains_hum", noise(SECONDS) + hum(2.0, 0.0, 0.6)) == ["warning"]


@pytest.mark.parametrize(
    ("signal", "why"),
    [
        (noise(SECONDS) + hum(1.0, 0.0, 0.3), "35 % of the energy"),
        (noise(SECONDS) + hum(0.0, 3.0), "only twice the mains: magnetic forces of a motor"),
        (noise(SECONDS) + hum(3.0, mains_hz=49.8), "a rotor with 0.4 % of slip"),
    ],
)
def test_lines_near_the_mains_that_are_no_hum_are_not_told(signal: np.ndarray, why: str) -> None:
    assert levels("sensor.mains_hum", signal) == [], why


def test_a_shaft_that_turns_with_the_mains_is_not_taken_for_hum() -> None:
    assert levels("sensor.mains_hum", noise(SECONDS) + hum(3.0), made_on=machine(speed_rpm=3000.0)) == []


def test_the_mains_in_a_current_is_its_signal() -> None:
    current = machine(bearings=[], sensors=[{"channel": "1", "quantity": "current", "unit": "A"}])

    assert notes(10.0 * hum(1.0) + noise(SECONDS, rms=0.1), made_on=current) == []


# --- aliasing -----------------------------------------------------------------------------------------------------


def test_a_spectrum_that_does_not_fall_is_a_sign_of_missing_filter() -> None:
    assert levels("sensor.aliasing", noise(SECONDS)) == ["info"]
    assert levels("sensor.aliasing", filtered(noise(SECONDS))) == []


def test_below_4_khz_a_missing_filter_warns() -> None:
    assert levels("sensor.aliasing", noise(SECONDS)[:30_000], rate_hz=3000.0) == ["warning"]


# --- drift --------------------------------------------------------------------------------------------------------


def with_drift(rms: float) -> np.ndarray:
    walk = np.cumsum(noise(SECONDS, seed=4))
    return filtered(noise(SECONDS)) + shaft_lines(SECONDS, shaft_hz=24.5) + rms * walk / np.std(walk)


def test_a_random_walk_that_drowns_the_velocity_warns() -> None:
    assert levels("sensor.bias", with_drift(30.0)) == ["warning"]
    assert levels("sensor.bias", with_drift(0.1)) == []


def test_a_shaft_below_10_hz_has_its_own_lines_there() -> None:
    assert levels("sensor.bias", with_drift(30.0), made_on=machine(speed_rpm=300.0)) == []


# --- mounting -----------------------------------------------------------------------------------------------------


def through_a_spring(samples: np.ndarray, *, resonance_hz: float) -> np.ndarray:
    """A mass on a spring with a gain of 10."""
    ratio = np.fft.rfftfreq(samples.size, 1.0 / RATE_HZ) / resonance_hz
    return np.fft.irfft(np.fft.rfft(samples) / (1.0 - ratio**2 + 0.1j * ratio), n=samples.size)


@pytest.mark.parametrize(("resonance_hz", "told"), [(800.0, 1), (1400.0, 1), (2000.0, 1), (6000.0, 0)])
def test_a_loose_sensor_rings_low(resonance_hz: float, told: int) -> None:
    samples = through_a_spring(noise(SECONDS), resonance_hz=resonance_hz)

    assert len(levels("sensor.mounting", samples)) == told


def test_a_resonance_of_the_machine_lets_what_lies_above_through() -> None:
    own = through_a_spring(noise(SECONDS, seed=2), resonance_hz=1200.0) + 1.5 * noise(SECONDS, seed=3)

    assert levels("sensor.mounting", own) == []


# --- level --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amperes", "told"), [(0.2, 1), (8.0, 0), (40.0, 1)])
def test_a_current_is_compared_with_the_rated_one(amperes: float, told: int) -> None:
    motor = machine(bearings=[], rated_current_a=10.0, sensors=[{"channel": "1", "quantity": "current", "unit": "A"}])

    samples = amperes * np.sqrt(2.0) * hum(1.0) + noise(SECONDS, rms=0.01)

    assert len(levels("sensor.scale", samples, made_on=motor)) == told


# --- channels beside each other -----------------------------------------------------------------------------------


def two(*sensors: dict[str, object], **changes: object) -> Machine:
    return machine(sensors=[{"channel": str(i + 1), **sensor} for i, sensor in enumerate(sensors)], **changes)


ACCELERATION: dict[str, object] = {"quantity": "acceleration", "unit": "m/s2", "position": "DE"}


def test_a_current_and_a_vibration_in_each_others_place_are_told() -> None:
    pair = two(ACCELERATION, {"quantity": "current", "unit": "A"})
    current = 10.0 * hum(1.0) + noise(SECONDS, rms=0.05, seed=2)

    assert levels("sensor.swapped", current, noise(SECONDS), made_on=pair) == ["warning"]
    assert levels("sensor.swapped", noise(SECONDS), current, made_on=pair) == []


def test_a_tachometer_without_pulses_beside_a_channel_with_them_is_told() -> None:
    pair = two(ACCELERATION, {"quantity": "tachometer", "unit": "V", "pulses_per_rev": 1})
    pulses = 5.0 * ((24.5 * TIME_S) % 1.0 < 0.05)

    assert levels("sensor.swapped", pulses, noise(SECONDS), made_on=pair) == ["warning"]
    assert levels("sensor.swapped", noise(SECONDS), pulses, made_on=pair) == []


@pytest.mark.parametrize(("second_axial", "told"), [(2.0, ["warning"]), (0.5, [])])
def test_axial_above_radial_is_told_only_when_it_is_so_everywhere(second_axial: float, told: list[str]) -> None:
    places = [
        {**ACCELERATION, "position": place, "direction": direction}
        for place in ("DE", "NDE")
        for direction in ("radial_v", "axial")
    ]
    channels = [level * noise(SECONDS, seed=i) for i, level in enumerate((1.0, 2.0, 1.0, second_axial))]

    assert levels("sensor.swapped", *channels, made_on=two(*places)) == told


# --- reach --------------------------------------------------------------------------------------------------------


def test_a_record_too_short_for_the_cage_names_it() -> None:
    # 100 turns of a cage of 0.398 · 24.5 Hz last 10.3 s; 60 turns of the shaft last 2.4 s.
    (short,) = [n for n in notes(filtered(noise(6.0))) if n.check == "length"]

    assert "the cage of bearing DE" in short.text.en
    assert "shaft main" not in short.text.en
    assert "Record 10 s" in short.text.en


def test_a_record_long_and_fast_enough_for_every_line_says_nothing() -> None:
    assert notes(filtered(noise(12.0))) == []


def test_a_rate_too_low_for_the_mesh_names_the_gear() -> None:
    # 60 teeth · 24.5 Hz · 3.5 · 2.56 = 13.2 kHz.
    geared = machine(gears=[{"id": "G1", "shaft": "main", "teeth": 60}])

    (slow,) = [n for n in notes(noise(12.0)[:100_000], made_on=geared, rate_hz=8000.0) if n.check == "rate"]

    assert "the mesh of gear G1" in slow.text.en
    assert "Use 13.2 kHz" in slow.text.en
