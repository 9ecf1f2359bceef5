"""`diagnose inspect`: what is inside a recording, what is uncertain, and a description that can be used as it is."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass

import numpy as np
import pytest
import soundfile
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import diagnostics as dx
from diagnostics.cli import main
from diagnostics.inspection import draft_description, inspect_recording, inspection_report
from diagnostics.recording import Channel, Recording
from tests.shared_data import SHARED, needs_shared

RATE_HZ = 12_800
TONE = np.sin(2 * np.pi * 25.0 * np.arange(RATE_HZ * 2) / RATE_HZ)


def write_csv(path, header, columns):
    rows = np.column_stack(columns)
    text = io.StringIO()
    np.savetxt(text, rows, delimiter=",", fmt="%.9g")
    path.write_text(header + "\n" + text.getvalue(), encoding="utf-8")
    return path


@pytest.fixture
def labelled(tmp_path):
    noise = np.random.default_rng(1).normal(size=TONE.size)
    times = np.arange(TONE.size) / RATE_HZ
    header = "time (s),Acc DE [m/s²],电机电流 (A),Bearing temperature"
    columns = (times, 3.0 * TONE + 0.1 * noise + 5.0, 10.0 * TONE + noise, 60 + noise)
    return write_csv(tmp_path / "labelled.csv", header, columns)


def test_levels_are_those_of_the_whole_recording():
    samples = np.array([TONE * 2.0 + 7.0, np.where(np.arange(TONE.size) % 100 == 0, np.nan, -TONE)])
    inspection = inspect_recording(Recording.from_array(samples, sampling_rate_hz=RATE_HZ))

    first, second = inspection.channels
    assert (first.mean, first.rms, first.peak) == pytest.approx((7.0, 2.0 / np.sqrt(2.0), 2.0), rel=1e-3)
    assert (first.lost, second.lost) == (0, TONE.size // 100)
    assert second.rms == pytest.approx(1.0 / np.sqrt(2.0), rel=0.02)


def test_a_small_vibration_beside_a_large_offset_keeps_its_level():
    samples = 1e9 + 1e-3 * TONE

    (channel,) = inspect_recording(Recording.from_array(samples, sampling_rate_hz=RATE_HZ)).channels

    assert channel.rms == pytest.approx(1e-3 / np.sqrt(2.0), rel=1e-3)


def test_progress_counts_every_sample():
    told: list[int] = []

    inspect_recording(Recording.from_array(np.array([TONE, TONE]), sampling_rate_hz=RATE_HZ), told.append)

    assert sum(told) == TONE.size


def test_the_file_says_quantities_by_unit_else_by_name_else_they_are_assumed(labelled):
    inspection = inspect_recording(dx.read(labelled))

    told = [(each.quantity, each.quantity_source, each.channel.unit) for each in inspection.channels]
    assert told == [
        ("acceleration", "file", "m/s²"),
        ("current", "file", "A"),
        ("temperature", "name", None),
    ]
    text = "\n".join(each.en for each in inspection.uncertain)
    assert "12800 Hz follows from the time stamps" in text
    assert "Bearing temperature) measure was read from their names" in text
    assert "Channels 3 (Bearing temperature) carry no unit" in text


def test_an_unknown_rate_is_asked_and_the_draft_says_so(tmp_path):
    path = write_csv(tmp_path / "plain.csv", "a,b", (TONE, 2 * TONE))

    inspection = inspect_recording(dx.read(path))

    assert inspection.quality == ()
    assert inspection.uncertain[0].en.startswith("The file does not say how fast it was sampled")
    assert "# recording: {sampling_rate_hz: 25600}" in draft_description(inspection)
    assert "state the sampling rate first" in inspection_report(inspection, language="en")


def test_the_draft_is_a_description_that_examines_the_recording(labelled, tmp_path):
    recording = dx.read(labelled)
    draft = tmp_path / "machine.yaml"
    draft.write_text(draft_description(inspect_recording(recording)), encoding="utf-8")

    machine = dx.Machine.load(draft)

    assert [(sensor.channel, sensor.quantity, sensor.unit) for sensor in machine.sensors] == [
        ("1", "acceleration", "m/s²"),
        ("2", "current", "A"),
        ("3", "temperature", None),
    ]
    assert dx.examine(recording, machine).to_json()["schema"] == "examination/1"


def test_the_draft_keeps_what_was_chosen(tmp_path):
    recording = Recording.from_array(TONE, sampling_rate_hz=None).at_rate(25_600.5)
    draft = yaml.safe_load(draft_description(inspect_recording(recording)))

    assert draft["recording"] == {"sampling_rate_hz": 25_600.5}


names = st.text(min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(name=names, unit=st.none() | names, group=st.none() | names, file=names)
def test_no_name_in_a_file_breaks_the_draft(name, unit, group, file):
    plain = Recording.from_array(np.arange(40.0), sampling_rate_hz=100.0)
    recording = Recording(
        channels=(Channel(1, name, None, unit),),
        sampling_rate_hz=100.0,
        sample_count=40,
        format="csv",
        sha256="",
        source_name=file,
        source=plain.source,
        rate_source="header",
        group=group,
    )
    inspection = inspect_recording(recording)

    described = yaml.safe_load(draft_description(inspection))

    assert [sensor["channel"] for sensor in described["sensors"]] == ["1"]
    assert described["name"] == file
    assert described.get("recording", {}).get("group") == group
    for language in ("en", "zh"):
        assert inspection_report(inspection, language=language)


@dataclass(frozen=True)
class Ran:
    """What the command answered."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs the command in this process and outside of the sandbox, which has tests of its own."""
    monkeypatch.setenv("DIAGNOSE_SANDBOX", "off")

    def run_command(*arguments: str) -> Ran:
        try:
            status = main(arguments)
        except SystemExit as stopped:
            status = stopped.code
        return Ran(status, *capsys.readouterr())

    return run_command


def test_the_command_reads_in_the_sandbox_unless_told_otherwise(labelled):
    command = [sys.executable, "-m", "diagnostics.cli", "inspect", str(labelled), "--format", "json"]
    caged = subprocess.run(command, capture_output=True, text=True, timeout=120)
    uncaged = subprocess.run([*command, "--sandbox", "off"], capture_output=True, text=True, timeout=120)

    assert (caged.returncode, caged.stderr) == (0, "")
    assert json.loads(caged.stdout) == json.loads(uncaged.stdout)


def test_the_command_shows_a_recording_in_both_languages_and_as_json(labelled, run):
    english, chinese = run("inspect", str(labelled)), run("inspect", str(labelled), "--lang", "zh")
    told = json.loads(run("inspect", str(labelled), "--format", "json").stdout)

    assert english.returncode == chinese.returncode == 0
    assert "Sampling rate 12800 Hz (from the time stamps); 25600 samples a channel, 2 s" in english.stdout
    assert "采样率 12800 Hz（由时间戳得出）" in chinese.stdout
    assert (told["schema"], told["sampling_rate_hz"], told["samples"]) == ("inspection/1", 12800, 25600)
    assert told["channels"][0]["rms"] == pytest.approx(3.0 / np.sqrt(2.0), rel=0.01)
    assert "sensors:" in told["machine"]


def test_the_command_writes_a_description_but_never_over_one(labelled, tmp_path, run):
    machine = tmp_path / "machine.yaml"

    first = run("inspect", str(labelled), "--write", str(machine))
    written = machine.read_text(encoding="utf-8")
    again = run("inspect", str(labelled), "--write", str(machine))
    examined = run(str(labelled), "--machine", str(machine), "--format", "json")

    assert first.returncode == 0
    assert "machine.yaml" in first.stdout
    assert (again.returncode, machine.read_text(encoding="utf-8")) == (2, written)
    assert again.stderr.startswith("diagnose: output_unwritable:")
    assert json.loads(examined.stdout)["schema"] == "examination/1"


def test_several_sets_of_signals_are_asked_for_and_picked(tmp_path, run):
    path = tmp_path / "sets.npz"
    np.savez(path, fs=1000.0, slow=TONE[:1000], fast=TONE)

    asked = run("inspect", str(path))
    picked = run("inspect", str(path), "--group", "slow", "--format", "json")
    wrong = run("inspect", str(path), "--group", "neither")

    assert (asked.returncode, asked.stdout) == (2, "")
    assert "'slow'" in asked.stderr
    assert "'fast'" in asked.stderr
    assert "--group" in asked.stderr
    assert json.loads(picked.stdout)["samples"] == 1000
    assert (wrong.returncode, "recording_group_missing" in wrong.stderr) == (2, True)


def test_several_rates_are_asked_for_and_picked(tmp_path, run):
    path = tmp_path / "rates.npz"
    np.savez(path, fs=1000.0, sampling_rate=2000.0, vibration=TONE)

    asked = run("inspect", str(path))
    picked = run("inspect", str(path), "--rate", "2000", "--format", "json")

    assert (asked.returncode, "recording_rate_ambiguous" in asked.stderr) == (2, True)
    assert "1000 Hz (fs)" in asked.stderr
    assert "2000 Hz (sampling_rate)" in asked.stderr
    assert "--rate" in asked.stderr
    assert json.loads(picked.stdout)["sampling_rate_hz"] == 2000


@pytest.mark.parametrize("rate", ["0", "-5", "fast", "nan", "1e12"])
def test_a_rate_that_is_none_is_told(labelled, rate, run):
    told = run("inspect", str(labelled), f"--rate={rate}")

    assert told.returncode == 2
    assert "is no sampling rate in Hz" in told.stderr


def test_sound_in_stereo_with_its_title(tmp_path):
    path = tmp_path / "fan.flac"
    with soundfile.SoundFile(path, "w", RATE_HZ, 2, format="FLAC") as file:
        file.title = "Cooling fan 3"
        noisy = 0.5 * TONE + 0.02 * np.random.default_rng(4).normal(size=TONE.size)
        file.write(np.column_stack([noisy, noisy]))

    told = inspect_recording(dx.read(path))

    assert ("title", "Cooling fan 3") in told.recording.details
    assert "±1 at full scale" in told.uncertain[-1].en
    assert {note.check for note in told.quality} >= {"sensor.identical"}


@needs_shared
def test_real_recordings_are_shown_with_the_manifest_s_rate(run):
    told = json.loads(run("inspect", str(SHARED / "data/mfpt/train_data/baseline_1.mat"), "--format", "json").stdout)

    assert (told["sampling_rate_hz"], told["samples"]) == (97656.0, 585936)
    assert [channel["name"] for channel in told["channels"]] == ["gs"]
