from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

import diagnostics.readers as readers
from diagnostics.machine import Machine
from diagnostics.quality.preparation import prepare
from diagnostics.spectra.envelope import band_envelope, envelope_spectrum
from diagnostics.spectra.orders import interpolated
from diagnostics.spectra.spectrum import power_spectrum, transform
from diagnostics.speed.drift import SpeedProfile, follow_drift, levelled, tachometer_profile
from tests.shared_data import SHARED, needs_shared

RATE_HZ, SECONDS, SHAFT_HZ, BPFO = 20_000.0, 10.0, 24.6, 3.585
T = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
Drift = Callable[[NDArray[np.float64]], NDArray[np.float64]]
DRIFTS: dict[str, Drift] = {
    "rising": lambda u: 0.01 * (2 * u - 1),
    "swinging": lambda u: 0.01 * np.sin(2 * np.pi * u + 0.4),
    "steady": lambda u: 0.0 * u,
}


def machine_vibration(
    drift: str, *, shaft_hz: float = SHAFT_HZ, mains: float = 0.0, seed: int = 1, span: float = 1.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Noise, six shaft harmonics and ringing impacts of an outer race, all tied to the drifting angle of the shaft."""
    speed_hz = shaft_hz * (1.0 + span * DRIFTS[drift](T / SECONDS))
    angle = np.cumsum(speed_hz) / RATE_HZ
    signal = np.random.default_rng(seed).standard_normal(T.size)
    for harmonic in range(1, 7):
        signal += 0.3 / harmonic * np.sin(2 * np.pi * harmonic * angle + harmonic)
    moments = np.interp(np.arange(1, int(angle[-1] * BPFO)) / BPFO, angle, np.arange(T.size))
    train = np.zeros(T.size)
    train[moments.astype(int)] = 4.0
    t = np.arange(80) / RATE_HZ
    signal += np.convolve(train, np.exp(-1500.0 * t) * np.sin(2 * np.pi * 6000.0 * t))[: T.size]
    for multiple in range(1, 4):
        signal += mains / multiple * np.sin(2 * np.pi * 50.01 * multiple * T)
    return signal, speed_hz


def envelope_line_db(samples: NDArray[np.float64], frequency_hz: float) -> float:
    """The strongest envelope line within 0.2 % of a frequency, over the floor beside it."""
    lines, padded = transform(samples)
    squared, length = band_envelope(
        lines,
        padded_length=padded,
        sample_count=samples.size,
        sampling_rate_hz=RATE_HZ,
        band_hz=(4000.0, 8000.0),
        highest_hz=1000.0,
    )
    step_hz = RATE_HZ / padded / 2.0
    spectrum = envelope_spectrum(squared, length=length, line_count=int(1000.0 / step_hz))
    axis_hz = np.arange(spectrum.size) * step_hz
    near = np.abs(axis_hz - frequency_hz) < 0.002 * frequency_hz
    beside = (np.abs(axis_hz - frequency_hz) > 20.0) & (np.abs(axis_hz - frequency_hz) < 40.0)
    return float(10 * np.log10(np.max(spectrum[near]) / np.median(spectrum[beside])))


def followed(signal: NDArray[np.float64], *, shaft_hz: float = SHAFT_HZ) -> SpeedProfile | None:
    return follow_drift([signal], sampling_rate_hz=RATE_HZ, shaft_hz=shaft_hz, highest_hz=10 * BPFO * shaft_hz)


@pytest.mark.parametrize("drift", ["rising", "swinging"])
@pytest.mark.parametrize("mains", [0.0, 2.0])
@pytest.mark.parametrize("given", [1.0, 1.007])
def test_a_drift_of_one_per_cent_is_followed_to_a_twentieth_of_a_turn(drift: str, mains: float, given: float) -> None:
    signal, speed_hz = machine_vibration(drift, mains=mains)

    profile = followed(signal, shaft_hz=given * SHAFT_HZ)

    assert profile is not None
    wrong_turns = np.cumsum(np.interp(T, profile.times_s, profile.shaft_hz) - speed_hz) / RATE_HZ
    assert np.ptp(wrong_turns) < 0.05
    assert profile.mean_hz == pytest.approx(np.mean(speed_hz), rel=2e-4)
    assert profile.relative_span == pytest.approx(0.02, rel=0.15)


@pytest.mark.parametrize("drift", ["rising", "swinging"])
def test_the_envelope_line_of_the_bearing_and_its_tenth_harmonic_are_narrow_again(drift: str) -> None:
    signal, speed_hz = machine_vibration(drift)
    profile = followed(signal)
    assert profile is not None

    straight = levelled(signal, sampling_rate_hz=RATE_HZ, profile=profile)

    line_hz = BPFO * profile.mean_hz
    exact = levelled(signal, sampling_rate_hz=RATE_HZ, profile=SpeedProfile(T, speed_hz))
    assert envelope_line_db(straight, line_hz) - envelope_line_db(signal, line_hz) > 5.0
    assert envelope_line_db(straight, 10 * line_hz) - envelope_line_db(signal, 10 * line_hz) > 9.0
    assert envelope_line_db(straight, 10 * line_hz) > envelope_line_db(exact, 10 * line_hz) - 3.0


def test_a_drift_that_only_smears_the_high_lines_is_followed_too() -> None:
    signal, _ = machine_vibration("rising", span=0.1)
    profile = followed(signal)
    assert profile is not None

    straight = levelled(signal, sampling_rate_hz=RATE_HZ, profile=profile)

    line_hz = 10 * BPFO * profile.mean_hz
    assert envelope_line_db(straight, line_hz) - envelope_line_db(signal, line_hz) > 3.0


def test_a_drift_that_smears_nothing_that_matters_is_left_alone() -> None:
    signal, _ = machine_vibration("rising", span=0.1)

    assert follow_drift([signal], sampling_rate_hz=RATE_HZ, shaft_hz=SHAFT_HZ, highest_hz=20.0) is None


@pytest.mark.parametrize("shaft_hz", [24.6, 29.5, 49.3])
@pytest.mark.parametrize("mains", [0.0, 2.0])
@pytest.mark.parametrize("given", [1.0, 1.007])
def test_a_steady_machine_is_left_alone(shaft_hz: float, mains: float, given: float) -> None:
    signal, _ = machine_vibration("steady", shaft_hz=shaft_hz, mains=mains)

    assert followed(signal, shaft_hz=given * shaft_hz) is None


@pytest.mark.parametrize("seed", range(20))
def test_noise_has_no_track(seed: int) -> None:
    noise = np.random.default_rng(seed).standard_normal(60_000)

    assert follow_drift([noise], sampling_rate_hz=6000.0, shaft_hz=24.6, highest_hz=900.0) is None


@pytest.mark.parametrize("seed", range(20))
def test_foreign_steady_tones_have_no_track(seed: int) -> None:
    chance = np.random.default_rng(seed)
    t = np.arange(60_000) / 6000.0
    signal = chance.standard_normal(t.size)
    for frequency_hz in chance.uniform(20.0, 210.0, 12):
        signal += chance.uniform(0.05, 0.5) * np.sin(2 * np.pi * frequency_hz * t)

    assert follow_drift([signal], sampling_rate_hz=6000.0, shaft_hz=24.6, highest_hz=900.0) is None


def test_too_few_turns_or_too_low_a_rate_give_no_track() -> None:
    signal, _ = machine_vibration("rising")

    assert followed(signal[: int(3 * RATE_HZ)]) is None
    assert follow_drift([signal], sampling_rate_hz=RATE_HZ, shaft_hz=7000.0, highest_hz=9000.0) is None


def test_levelling_puts_a_chirp_at_its_order_times_the_mean_speed() -> None:
    speed_hz = 25.0 + 0.1 * T
    angle = 25.0 * T + 0.05 * T**2
    both = np.array([np.sin(2 * np.pi * 100.5 * angle), np.sin(2 * np.pi * 7.0 * angle)])

    straight = levelled(both, sampling_rate_hz=RATE_HZ, profile=SpeedProfile(T, speed_hz))

    frequency_hz, density = power_spectrum(straight, sampling_rate_hz=RATE_HZ)
    mean_hz = 25.0 + 0.05 * T[-1]
    near = np.abs(frequency_hz - 100.5 * mean_hz) < 0.3
    assert np.sum(density[0, near]) * frequency_hz[1] == pytest.approx(0.5, rel=0.01)
    assert frequency_hz[np.argmax(density[1])] == pytest.approx(7.0 * mean_hz, abs=0.06)


def test_levelling_at_a_steady_speed_changes_nothing() -> None:
    signal, _ = machine_vibration("steady")
    profile = SpeedProfile(np.array([0.0, SECONDS]), np.array([SHAFT_HZ, SHAFT_HZ]))

    straight = levelled(signal, sampling_rate_hz=RATE_HZ, profile=profile)

    assert straight.size == signal.size
    assert np.max(np.abs(straight - signal)) < 1e-5


def test_a_profile_knows_its_mean_and_span() -> None:
    profile = SpeedProfile(np.array([0.0, 1.0, 4.0]), np.array([20.0, 30.0, 30.0]))

    assert profile.mean_hz == pytest.approx((25.0 + 90.0) / 4.0)
    assert profile.relative_span == pytest.approx(10.0 / 28.75)
    assert profile.angle_turns(sampling_rate_hz=10.0, sample_count=41)[-1] == pytest.approx(115.0)


@pytest.mark.parametrize("marks", [1, 2, 16])
def test_a_tachometer_shows_the_drift_even_with_unequal_marks(marks: int) -> None:
    angle = 25.0 * T + 0.05 * T**2
    unequal = np.random.default_rng(3).uniform(-0.02, 0.02, marks) / marks
    phase = np.mod(angle, 1.0)
    places = (np.arange(marks) + 0.3) / marks + unequal
    pulses = 5.0 * np.any(
        [(phase >= place) & (phase < place + 0.3 / marks) for place in places], axis=0
    ) + 0.1 * np.random.default_rng(4).standard_normal(T.size)

    profile = tachometer_profile(pulses, sampling_rate_hz=RATE_HZ, pulses_per_rev=float(marks))

    assert profile is not None
    # An edge is known to a sample, and a turn takes 800 of them.
    assert profile.shaft_hz == pytest.approx(25.0 + 0.1 * profile.times_s, rel=2e-3)
    assert profile.relative_span == pytest.approx(0.04, rel=0.1)


def test_edges_of_a_sine_are_found_between_the_samples() -> None:
    t = np.arange(5000) / 1000.0
    pulses = np.sin(2 * np.pi * 24.7 * t)

    profile = tachometer_profile(pulses, sampling_rate_hz=1000.0, pulses_per_rev=1.0)

    assert profile is not None
    # A whole sample would be 2.5 %.
    assert profile.shaft_hz == pytest.approx(np.full(profile.shaft_hz.size, 24.7), rel=1e-3)


def test_a_silent_tachometer_has_no_profile() -> None:
    assert tachometer_profile(np.zeros(1000), sampling_rate_hz=1000.0, pulses_per_rev=1.0) is None
    assert tachometer_profile(np.arange(1000.0), sampling_rate_hz=1000.0, pulses_per_rev=1.0) is None


def real_channels(name: str) -> tuple[NDArray[np.float64], float, Machine]:
    lines = (SHARED / "benchmark" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    case = next(case for case in map(json.loads, lines) if case["id"] == name)
    machine = Machine.from_dict(case["machine"])
    recording = readers.read(SHARED / "benchmark" / case["recording"], machine=machine).for_machine(machine)
    prepared = prepare(recording, machine)
    return np.array([c.samples for c in prepared.of("acceleration")]), prepared.sampling_rate_hz, machine


@needs_shared
@pytest.mark.parametrize("name", ["cwru_97", "cwru_130", "cwru_188", "gearbox_h30hz0", "mfpt_OuterRaceFault_1"])
def test_a_real_machine_at_steady_speed_is_left_alone(name: str) -> None:
    channels, rate_hz, machine = real_channels(name)
    assert machine.speed_rpm is not None
    shaft_hz = machine.speed_rpm / 60.0

    assert (
        follow_drift(
            list(channels),
            sampling_rate_hz=rate_hz,
            shaft_hz=shaft_hz,
            highest_hz=60 * shaft_hz,
            mains_hz=machine.mains_hz,
        )
        is None
    )


@needs_shared
@pytest.mark.parametrize("name", ["cwru_97", "gearbox_h30hz0"])
def test_a_real_recording_bent_by_one_per_cent_is_straightened(name: str) -> None:
    channels, rate_hz, machine = real_channels(name)
    assert machine.speed_rpm is not None
    shaft_hz = machine.speed_rpm / 60.0
    n = channels.shape[1]
    share = np.arange(n) / n
    drift = 0.01 * np.sin(2 * np.pi * share + 0.4)
    place = np.concatenate([[0.0], np.cumsum(1.0 + drift)[:-1]])
    bent = interpolated(channels, place / place[-1] * (n - 1))

    profile = follow_drift(
        list(bent), sampling_rate_hz=rate_hz, shaft_hz=shaft_hz, highest_hz=60 * shaft_hz, mains_hz=machine.mains_hz
    )

    assert profile is not None
    found = np.interp(np.arange(n) / rate_hz, profile.times_s, profile.shaft_hz)
    wrong = found / np.mean(found) - (1.0 + drift) / np.mean(1.0 + drift)
    assert np.std(wrong) < 0.2 * np.std(drift)
