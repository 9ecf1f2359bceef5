"""What a microphone tells of a machine, and what it must not claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import diagnostics as dx
from diagnostics.examination import Examination, Finding
from diagnostics.faults.sound_leak import level_reference
from diagnostics.machine import Machine
from diagnostics.recording import Recording
from diagnostics.severity.sound_level import a_weighting_db, sound_level_db
from tests.diagnostics import signals
from tests.diagnostics.sound_signals import (
    Samples,
    exhaust,
    fan,
    gearing,
    hum,
    in_room,
    leak,
    listening,
    microphone_noise,
    recorded,
    shaped,
    speech,
    struck,
)
from tests.shared_data import SHARED

SHAFT_HZ = 24.3
ORDERS = {"bpfo": 3.585, "bpfi": 5.415, "bsf": 2.357, "ftf": 0.398}
BEARINGS = [{"id": "DE", "multipliers": ORDERS}]
MIMII = SHARED / "data" / "mimii_samples"
needs_mimii = pytest.mark.skipif(not MIMII.is_dir(), reason=f"the recordings of MIMII are not there ({MIMII})")


def heard(
    *channels: Samples, rate_hz: float, count: int | None = None, calibrated: bool = True, **machine: Any
) -> Examination:
    described = listening(count or len(channels), calibrated=calibrated, **machine)
    return dx.examine(recorded(*channels, rate_hz=rate_hz), described)


def faults(findings: Sequence[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.fault, finding.component) for finding in findings]


def blocking(examination: Examination) -> list[str]:
    return [note.check for note in examination.quality if note.level == "blocking"]


def leak_text(examination: Examination) -> str:
    return next(item.text.en for item in examination.ruled_out if item.fault == "process.leak")


# Level


def test_the_a_weighting_is_that_of_the_standard() -> None:
    # IEC 61672-1, table 3: design goals at the exact base-ten frequencies of each nominal third of an octave.
    table = {15: -39.4, 18: -26.2, 21: -16.1, 24: -8.6, 27: -3.2, 30: 0.0, 33: 1.2, 36: 1.0, 39: -1.1, 42: -6.6}
    exact_hz = np.array([10.0 ** (band / 10.0) for band in table])

    assert a_weighting_db(exact_hz) == pytest.approx(list(table.values()), abs=0.06)


def test_one_pascal_is_94_decibels_and_a_low_tone_weighs_less() -> None:
    time_s = np.arange(48_000) / 48_000.0
    plain, weighted = sound_level_db(np.sqrt(2.0) * np.sin(2.0 * np.pi * 125.0 * time_s), sampling_rate_hz=48_000.0)

    assert plain == pytest.approx(20.0 * np.log10(1.0 / 20e-6), abs=0.01)
    assert weighted == pytest.approx(plain - 16.1, abs=0.15)


def test_the_level_is_told_in_pascals_or_of_full_scale() -> None:
    tone = hum(rate_hz=16_000.0, rms_pa=0.5) + microphone_noise(rate_hz=16_000.0)
    level_db = 20.0 * np.log10(np.std(tone) / 20e-6)

    texts = [
        next(
            n.text.en
            for n in heard(tone, rate_hz=16_000.0, calibrated=c).quality
            if n.check == "sound" and n.level == "info"
        )
        for c in (True, False)
    ]

    assert f"{level_db:.1f} dB" in texts[0]
    assert f"{level_db - 20.0 * np.log10(20.0 / 20e-6):.1f} dBFS" in texts[1]
    assert "not calibrated" in texts[1]


# Bearings and gears by ear


def bearing_sound(
    order: float,
    *,
    peak_pa: float,
    turning: bool = False,
    rate_hz: float = 24_000.0,
    seconds: float = 8.0,
    seed: int = 1,
) -> Samples:
    strikes = struck(
        rate_hz=rate_hz,
        strikes_hz=order * SHAFT_HZ,
        peak_pa=peak_pa,
        seconds=seconds,
        shaft_hz=SHAFT_HZ if turning else 0.0,
    )
    surroundings = fan(rate_hz=rate_hz, seconds=seconds, shaft_hz=SHAFT_HZ, rms_pa=0.2, power=0.7, seed=seed)
    return surroundings + in_room(strikes, rate_hz=rate_hz, seed=seed)


@pytest.mark.parametrize(
    ("part", "order", "turning"),
    [("outer_race", ORDERS["bpfo"], False), ("inner_race", ORDERS["bpfi"], True)],
)
def test_a_defect_that_is_heard_is_watched_and_an_accelerometer_is_asked_for(
    part: str, order: float, turning: bool
) -> None:
    sound = bearing_sound(order, peak_pa=0.6, turning=turning)

    examination = heard(sound, rate_hz=24_000.0, kind="fan", speed_rpm=60.0 * SHAFT_HZ, bearings=BEARINGS)

    assert (faults(examination.findings), faults(examination.watch)) == ([], [(f"bearing.{part}", "DE")])
    watch = examination.watch[0]
    assert watch.evidence[0].kind == "heard_line"
    assert watch.evidence[0].frequency_hz == pytest.approx(order * SHAFT_HZ, rel=0.01)
    assert "accelerometer" in watch.treatment[0].en
    assert "加速度计" in watch.treatment[0].zh
    assert watch.probability < 0.6


def test_a_machine_with_a_loud_defect_in_its_sound_is_neither_faulty_nor_healthy() -> None:
    sound = bearing_sound(ORDERS["bpfo"], peak_pa=0.6)

    examination = heard(sound, rate_hz=24_000.0, kind="fan", speed_rpm=60.0 * SHAFT_HZ, bearings=BEARINGS)

    assert examination.verdict == "not_assessable"
    assert blocking(examination) == ["sound"]
    assert "repeat with an accelerometer" in examination.summary.en
    assert examination.watch[0].urgency == 3


def test_speech_at_the_speed_of_the_cage_accuses_no_bearing() -> None:
    time_s = np.arange(int(6.0 * 24_000)) / 24_000.0
    syllables = 1.0 + np.cos(2.0 * np.pi * ORDERS["ftf"] * SHAFT_HZ * time_s)
    talk = shaped(lambda f: f / (1.0 + (f / 2e3) ** 2), rms_pa=0.2, rate_hz=24_000.0, seconds=6.0, seed=2)
    sound = syllables**2 * talk + fan(rate_hz=24_000.0, seconds=6.0, shaft_hz=SHAFT_HZ)

    examination = heard(sound, rate_hz=24_000.0, kind="fan", speed_rpm=60.0 * SHAFT_HZ, bearings=BEARINGS)

    assert (examination.findings, examination.watch) == ((), ())
    assert any("speech" in item.text.en for item in examination.ruled_out)


def test_the_same_sound_gives_the_same_examination() -> None:
    sound = bearing_sound(ORDERS["bpfo"], peak_pa=0.6, seconds=4.0)

    first, second = (heard(sound, rate_hz=24_000.0, speed_rpm=1458.0, bearings=BEARINGS) for _ in range(2))

    assert replace(first, provenance=second.provenance).to_json() == second.to_json()


def test_a_fan_in_which_nothing_is_heard_is_healthy_with_a_warning_of_what_stays_open() -> None:
    examination = heard(
        bearing_sound(1.0, peak_pa=0.0), rate_hz=24_000.0, kind="fan", speed_rpm=60.0 * SHAFT_HZ, bearings=BEARINGS
    )

    assert (examination.verdict, examination.watch) == ("healthy", ())
    warned = [n.text.en for n in examination.quality if n.check == "sound" and n.level == "warning"]
    assert len(warned) == 1
    assert "unbalance" in warned[0]
    assert "would have shown" not in examination.summary.en


def test_a_small_sign_in_the_sound_leaves_the_machine_healthy_and_watched() -> None:
    examination = heard(
        bearing_sound(ORDERS["bpfo"], peak_pa=0.09), rate_hz=24_000.0, speed_rpm=60.0 * SHAFT_HZ, bearings=BEARINGS
    )

    assert faults(examination.watch) == [("bearing.outer_race", "DE")]
    assert 0.2 <= (examination.watch[0].evidence[0].modulation_depth or 0.0) < 0.5
    assert (examination.verdict, examination.watch[0].urgency) == ("healthy", 5)


def test_eight_microphones_are_one_array_and_no_copies() -> None:
    defect = struck(rate_hz=16_000.0, strikes_hz=ORDERS["bpfo"] * SHAFT_HZ, peak_pa=2.0, seconds=4.0)
    shared = fan(rate_hz=16_000.0, seconds=4.0, shaft_hz=SHAFT_HZ, rms_pa=0.2)
    channels = [
        shared + in_room(defect, rate_hz=16_000.0, seed=k) + microphone_noise(rate_hz=16_000.0, seconds=4.0, seed=k)
        for k in range(8)
    ]

    examination = heard(*channels, rate_hz=16_000.0, kind="fan", speed_rpm=60.0 * SHAFT_HZ, bearings=BEARINGS)

    assert faults(examination.watch) == [("bearing.outer_race", "DE")]
    assert len(examination.measurements) == 8
    assert not any(note.check == "sensor.identical" for note in examination.quality)


def test_blades_give_no_speed_to_a_fan_that_is_only_heard() -> None:
    examination = heard(fan(rate_hz=16_000.0, shaft_hz=SHAFT_HZ), rate_hz=16_000.0, kind="fan", bearings=BEARINGS)

    assert (examination.speed.rpm, examination.verdict) == (None, "not_assessable")
    assert "speed" in blocking(examination)


def beside_an_accelerometer(felt: Samples, sound: Samples) -> Examination:
    machine = Machine.from_dict(
        {
            "name": "fan",
            "speed_rpm": signals.SPEED_RPM,
            "bearings": [{"id": "DE", "multipliers": signals.ORDERS}],
            "sensors": [
                {"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": "DE"},
                {"channel": "2", "quantity": "sound_pressure", "unit": "Pa"},
            ],
        }
    )
    return dx.examine(Recording.from_array(np.array([felt, sound]), sampling_rate_hz=signals.RATE_HZ), machine)


def test_beside_accelerometers_sound_confirms_and_accuses_nobody() -> None:
    bpfo_hz = signals.ORDERS["bpfo"] * signals.SPEED_RPM / 60.0
    rate_hz, seconds = signals.RATE_HZ, 4.0
    quiet, noise = microphone_noise(rate_hz=rate_hz, seconds=seconds, level_db=70.0), signals.noise(seconds)
    defect = signals.impulses(seconds, rate_hz=bpfo_hz, height=12.0, jitter=0.005)
    audible = in_room(struck(rate_hz=rate_hz, strikes_hz=bpfo_hz, peak_pa=2.0, seconds=seconds), rate_hz=rate_hz)

    both = beside_an_accelerometer(noise + defect, quiet + audible)
    felt = beside_an_accelerometer(noise + defect, quiet)
    only_heard = beside_an_accelerometer(noise, quiet + audible)

    assert [faults(e.findings) for e in (both, felt)] == [[("bearing.outer_race", "DE")]] * 2
    assert ["heard_line" in [item.kind for item in e.findings[0].evidence] for e in (both, felt)] == [True, False]
    assert (only_heard.findings, only_heard.watch) == ((), ())


GEARS: dict[str, Any] = {"gears": [{"id": "G", "teeth": 21}], "kind": "gearbox", "speed_rpm": 60.0 * SHAFT_HZ}


def test_a_broken_tooth_is_heard_and_watched() -> None:
    broken, sound = (
        heard(gearing(rate_hz=16_000.0, shaft_hz=SHAFT_HZ, teeth=21, knock_pa=k), rate_hz=16_000.0, **GEARS)
        for k in (0.8, 0.0)
    )

    assert (faults(broken.findings), faults(broken.watch)) == ([], [("gear.broken_tooth", "G")])
    assert (broken.verdict, blocking(broken)) == ("not_assessable", ["sound"])
    assert (sound.verdict, sound.watch) == ("healthy", ())


# Leaks


def compressed_air(rate_hz: float, *, seconds: float = 3.0, leak_pa: float = 0.1, **more: Any) -> Samples:
    surroundings = fan(rate_hz=rate_hz, seconds=seconds, rms_pa=0.3) + microphone_noise(
        rate_hz=rate_hz, seconds=seconds
    )
    return surroundings + leak(rate_hz=rate_hz, seconds=seconds, rms_pa=leak_pa, **more)


@pytest.mark.parametrize(("rate_hz", "calibrated"), [(96_000.0, True), (192_000.0, False)])
def test_a_hiss_in_the_ultrasound_is_a_leak(rate_hz: float, calibrated: bool) -> None:
    examination = heard(compressed_air(rate_hz), rate_hz=rate_hz, calibrated=calibrated, kind="compressor")

    assert faults(examination.findings) == [("process.leak", None)]
    finding = examination.findings[0]
    assert (finding.department, finding.urgency) == ("automation", 4)
    assert any("kWh" in text.en for text in finding.treatment)
    assert any("urgency 1" in text.en for text in finding.treatment)
    assert any("6 dB" in item.text.en for item in finding.against)


def test_the_same_machine_without_the_leak_has_none() -> None:
    examination = heard(compressed_air(96_000.0, leak_pa=0.0001), rate_hz=96_000.0, kind="compressor")

    assert (examination.findings, examination.watch) == ((), ())


@pytest.mark.parametrize("kind", ["fan", "compressor", "other"])
def test_a_hiss_that_is_only_audible_is_watched_at_most(kind: str) -> None:
    near = fan(rate_hz=48_000.0, seconds=3.0, rms_pa=0.02) + leak(rate_hz=48_000.0, seconds=3.0, rms_pa=0.3)

    examination = heard(near, rate_hz=48_000.0, kind=kind)

    assert (faults(examination.findings), faults(examination.watch)) == ([], [("process.leak", None)])


def ultrasound(course: Samples, *, rate_hz: float = 96_000.0) -> str:
    """Why the noise of a leak, loud enough to be one, is none with this ``course`` of its amplitude."""
    seconds = course.size / rate_hz
    sound = course * leak(rate_hz=rate_hz, seconds=seconds, rms_pa=0.5) + fan(rate_hz=rate_hz, seconds=seconds)
    examination = heard(sound, rate_hz=rate_hz, kind="compressor")
    assert (examination.findings, examination.watch) == ((), ())
    return leak_text(examination)


def test_a_hiss_that_swells_with_the_blades_is_no_leak() -> None:
    time_s = np.arange(int(3.0 * 96_000)) / 96_000.0

    # 170 Hz: seven blades at 24.286 Hz, a line of a record of 3 s.
    assert "170.0 Hz" in ultrasound(np.sqrt(1.0 + 0.5 * np.cos(2.0 * np.pi * 170.0 * time_s)))


def test_a_hiss_that_comes_and_goes_is_no_leak() -> None:
    time_s = np.arange(int(3.0 * 96_000)) / 96_000.0

    assert "comes and goes" in ultrasound(np.where(np.mod(time_s, 1.3) < 0.7, 1.0, 0.2))


def test_the_vent_of_a_cylinder_is_no_leak() -> None:
    sound = fan(rate_hz=96_000.0, seconds=6.0) + exhaust(rate_hz=96_000.0, seconds=6.0, rms_pa=1.0)
    examination = heard(sound, rate_hz=96_000.0, kind="other")

    assert (examination.findings, examination.watch) == ((), ())


def test_random_crackle_is_no_leak() -> None:
    rate_hz, random = 96_000.0, np.random.default_rng(8)
    sparks = np.where(random.random(int(3.0 * rate_hz)) < 2e-2, random.standard_normal(int(3.0 * rate_hz)), 0.0)
    sound = np.diff(sparks, prepend=0.0) + fan(rate_hz=rate_hz, seconds=3.0, rms_pa=0.05)

    examination = heard(sound, rate_hz=rate_hz, kind="other")

    assert (examination.findings, examination.watch) == ((), ())
    assert "crackles" in leak_text(examination)


def test_an_inverter_that_whines_is_no_leak() -> None:
    time_s = np.arange(int(3.0 * 96_000)) / 96_000.0
    carriers = sum(
        0.2 * np.sin(2.0 * np.pi * (8000.0 * k + s) * time_s) for k in (1, 2, 3, 4, 5) for s in (-100.0, 100.0)
    )
    examination = heard(carriers + fan(rate_hz=96_000.0, seconds=3.0), rate_hz=96_000.0, kind="electric_motor")

    assert faults((*examination.findings, *examination.watch)) == []


def test_the_own_noise_of_microphone_and_recorder_is_no_leak() -> None:
    # It rises towards the ultrasound, as that of small microphones and of converters does.
    own = shaped(lambda f: 1.0 + (f / 4e4) ** 2, rms_pa=0.01, rate_hz=96_000.0, seconds=3.0, seed=2)
    carrier = 0.1 * np.sin(2.0 * np.pi * 24_000.0 * np.arange(own.size) / 96_000.0)
    for sound in (own, own + carrier):
        for calibrated in (True, False):
            quiet = fan(rate_hz=96_000.0, seconds=3.0, rms_pa=0.02) + sound
            examination = heard(quiet, rate_hz=96_000.0, calibrated=calibrated, kind="other")
            assert (examination.findings, examination.watch) == ((), ())
            assert "no louder than" in leak_text(examination)


def test_a_single_bang_does_not_hide_a_leak() -> None:
    sound = compressed_air(96_000.0)
    sound[100_000:102_000] += 3.0 * np.random.default_rng(1).standard_normal(2000)

    assert faults(heard(sound, rate_hz=96_000.0, kind="other").findings) == [("process.leak", None)]


# Machines in which nothing is wrong


def random_sound(seed: int) -> Examination:
    """A sound machine of a random kind in a random hall, as a random recorder hears it."""
    random = np.random.default_rng(seed)
    rate_hz = float(random.choice([16_000.0, 32_000.0, 48_000.0, 96_000.0], p=[0.5, 0.2, 0.2, 0.1]))
    seconds, shaft_hz = 2.5, float(random.uniform(12.0, 49.0))
    made: dict[str, Any] = {"rate_hz": rate_hz, "seconds": seconds}
    sound = fan(
        **made,
        shaft_hz=shaft_hz,
        blades=int(random.integers(3, 12)),
        rms_pa=float(random.uniform(0.02, 0.5)),
        swell=float(random.uniform(0.0, 0.9)),
        power=float(random.uniform(0.4, 1.5)),
        seed=seed,
    )
    sound += microphone_noise(**made, level_db=float(random.uniform(25.0, 55.0)), seed=seed + 1)
    others = random.random(5) < 0.35
    if others[0]:
        sound += hum(**made, rms_pa=float(random.uniform(0.01, 0.3)))
    if others[1]:
        sound += speech(**made, rms_pa=float(random.uniform(0.05, 0.5)), seed=seed)
    if others[2]:
        sound += exhaust(**made, rms_pa=float(random.uniform(0.1, 1.0)), every_s=float(random.uniform(0.3, 1.2)))
    if others[3]:  # a neighbour
        sound += fan(**made, shaft_hz=float(random.uniform(8.0, 60.0)), rms_pa=0.2, swell=0.8, seed=seed + 2)
    if others[4]:  # a hiss that the blades drive
        time_s = np.arange(sound.size) / rate_hz
        swell = 1.0 + float(random.uniform(0.3, 0.9)) * np.cos(2.0 * np.pi * 5.0 * shaft_hz * time_s)
        sound += np.sqrt(swell) * leak(**made, rms_pa=float(random.uniform(0.02, 0.3)), seed=seed + 3)
    bits, calibrated = int(random.choice([16, 24])), bool(random.random() < 0.5)
    kind = str(random.choice(["fan", "pump", "electric_motor", "compressor", "gearbox", "other"]))
    known: dict[str, Any] = {"speed_rpm": 60.0 * shaft_hz, "bearings": BEARINGS} if random.random() < 0.5 else {}
    machine = listening(calibrated=calibrated, kind=kind, **known)
    return dx.examine(recorded(sound, rate_hz=rate_hz, bits=bits), machine)


@pytest.mark.parametrize("first", [0, 20, 40])
def test_sixty_sound_machines_have_no_fault(first: int) -> None:
    told = {seed: faults(random_sound(seed).findings) for seed in range(first, first + 20)}

    assert {seed: found for seed, found in told.items() if found} == {}


@pytest.mark.long
def test_of_four_hundred_sound_machines_none_has_a_fault_and_hardly_one_is_watched() -> None:
    examinations = [random_sound(seed) for seed in range(100, 500)]

    assert [seed for seed, e in enumerate(examinations, 100) if e.findings] == []
    assert sum(bool(e.watch) for e in examinations) <= 8  # 2 %: the two keys promise 1 % for each bearing


@needs_mimii
@pytest.mark.parametrize("described", [{}, {"speed_rpm": 1450.0, "bearings": BEARINGS}])
def test_a_real_fan_that_runs_normally_has_no_fault(described: dict[str, Any]) -> None:
    recording = dx.read(MIMII / "fan_normal.wav")

    examination = dx.examine(recording, listening(8, calibrated=False, kind="fan", **described))

    assert (examination.findings, examination.watch) == ((), ())
    assert len(examination.measurements) == 8


# What cannot be judged


def test_silence_and_a_recorder_that_hears_only_itself_are_not_assessable() -> None:
    described: dict[str, Any] = {"kind": "fan", "speed_rpm": 60.0 * SHAFT_HZ, "bearings": BEARINGS}
    faint = microphone_noise(rate_hz=16_000.0, level_db=30.0)

    silent, unheard = (
        heard(sound, rate_hz=16_000.0, calibrated=False, **described) for sound in (np.zeros(160_000), faint)
    )

    assert [e.verdict for e in (silent, unheard)] == ["not_assessable"] * 2
    assert "sensor.flatline" in blocking(silent)
    assert "sound" in blocking(unheard)


def test_slow_and_brief_sound_is_told() -> None:
    examination = heard(fan(rate_hz=8000.0, seconds=3.0), rate_hz=8000.0, kind="fan")

    assert {("rate", "warning"), ("length", "warning")} <= {(n.check, n.level) for n in examination.quality}


@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_an_absurd_unit_is_told_and_makes_no_leak(scale: float) -> None:
    sensors = [{"channel": "1", "quantity": "sound_pressure", "unit": "Pa", "scale": scale}]
    machine = Machine.from_dict({"name": "air", "sensors": sensors})
    samples = recorded(compressed_air(96_000.0), rate_hz=96_000.0)

    examination = dx.examine(samples, machine)

    assert examination.findings == ()
    assert ("sensor.scale", "warning") in {(n.check, n.level) for n in examination.quality}


def test_a_level_without_unit_or_full_scale_refers_to_nothing() -> None:
    volts = Machine.from_dict({"sensors": [{"channel": "1", "quantity": "sound_pressure", "unit": "V"}]}).sensors[0]

    assert level_reference(volts, np.full(10, 0.5)) is None


@pytest.mark.parametrize("spoiled", ["nan", "short", "constant"])
def test_spoiled_sound_is_told_and_never_raises(spoiled: str) -> None:
    sound = compressed_air(96_000.0)
    if spoiled == "nan":
        sound[1000:200_000] = np.nan
    elif spoiled == "short":
        sound = sound[:2000]
    else:
        sound = np.full(96_000, 0.1)
    described = listening(kind="fan", speed_rpm=60.0 * SHAFT_HZ, bearings=BEARINGS)

    examination = dx.examine(Recording.from_array(sound[np.newaxis], sampling_rate_hz=96_000.0), described)

    assert examination.findings == ()
    assert any(note.level != "info" for note in examination.quality)


def test_automatic_gain_is_told_of_a_machine_that_is_only_heard() -> None:
    sound = fan(rate_hz=16_000.0)
    since_s = np.arange(sound.size) / 16_000.0 - 4.0
    sound *= np.where((since_s > 0.0) & (since_s < 0.2), 10.0, 1.0)
    sound *= 1.0 - 0.9 * np.exp(-np.maximum(since_s - 0.2, 0.0)) * (since_s > 0.2)

    examination = heard(sound, rate_hz=16_000.0, kind="fan")

    assert any("automatic gain" in note.text.en for note in examination.quality)
    assert examination.findings == ()
