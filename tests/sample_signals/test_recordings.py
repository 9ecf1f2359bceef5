from __future__ import annotations

import csv
import doctest
import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pytest
import soundfile
import yaml

import sample_signals
from diagnostics.machine import Machine
from sample_signals.__main__ import main
from sample_signals.recording_files import parameters, pcm_codes, yaml_text
from sample_signals.recording_set import RECORDINGS, RecordingPlan

FOLDER = Path(sample_signals.__file__).parent / "recordings"
EACH = pytest.mark.parametrize("plan", RECORDINGS, ids=lambda plan: plan.name)


def manifest() -> dict[str, dict[str, str]]:
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


@EACH
def test_kept_recording_is_what_the_simulator_makes_today(plan: RecordingPlan) -> None:
    stored, rate_hz = soundfile.read(FOLDER / f"{plan.name}.flac", dtype="int32", always_2d=True)

    codes = pcm_codes(plan)

    assert rate_hz == plan.sampling_rate_hz
    assert stored.shape == codes.shape
    step = 2 ** (24 - plan.bits)
    difference = np.abs((stored >> 8).astype(np.int64) - codes)
    assert difference.max() <= step
    assert np.mean(difference > 0) < 1e-3


@EACH
def test_recording_says_that_it_is_simulated(plan: RecordingPlan) -> None:
    with soundfile.SoundFile(FOLDER / f"{plan.name}.flac") as audio:
        assert "SIMULATED" in audio.title
        assert "not a measurement" in audio.comment
        assert audio.subtype == "PCM_24"
    assert manifest()[f"{plan.name}.flac"]["label"] == "simulated"
    assert "(simulated)" in yaml.safe_load((FOLDER / f"{plan.name}.machine.yaml").read_text("utf-8"))["name"]


@EACH
def test_manifest_is_true(plan: RecordingPlan) -> None:
    row = manifest()[f"{plan.name}.flac"]

    with soundfile.SoundFile(FOLDER / row["file"]) as audio:
        assert int(row["sampling_rate_hz"]) == audio.samplerate
        assert int(row["channels"]) == audio.channels
        assert float(row["duration_s"]) == pytest.approx(audio.frames / audio.samplerate)
    assert row["sha256"] == hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest()
    assert (row["fault"], row["component"], row["quality"]) == (plan.fault, plan.component, plan.quality)
    assert (int(row["seed"]), row["unit"], float(row["scale"])) == (plan.seed, "g", plan.full_scale_g)
    assert json.loads(row["parameters"]) == json.loads(json.dumps(parameters(plan.machine)))


@EACH
def test_machine_description_agrees_with_the_file_and_the_simulation(plan: RecordingPlan) -> None:
    text = (FOLDER / f"{plan.name}.machine.yaml").read_text("utf-8")
    described = yaml.safe_load(text)
    row = manifest()[f"{plan.name}.flac"]

    assert text == yaml_text(plan)
    assert described["speed_rpm"] == float(row["speed_rpm"]) == plan.machine.speed.speed_rpm
    assert [sensor["channel"] for sensor in described["sensors"]] == [
        str(number + 1) for number in range(int(row["channels"]))
    ]
    assert all(sensor["scale"] == float(row["scale"]) for sensor in described["sensors"])
    parts = {part["id"] for key in ("bearings", "gears", "shafts") for part in described.get(key, [])}
    assert plan.component in parts | {""}


@EACH
def test_machine_description_is_one_that_an_examination_accepts(plan: RecordingPlan) -> None:
    machine = Machine.load(FOLDER / f"{plan.name}.machine.yaml")

    assert machine.speed_rpm == plan.machine.speed.speed_rpm
    assert len(machine.sensors) == len(plan.directions)


def test_folder_holds_nothing_that_the_manifest_does_not_name_and_stays_small() -> None:
    files = {path.name: path.stat().st_size for path in FOLDER.iterdir()}

    recordings = {name for name in files if name.endswith(".flac")}
    descriptions = {name.replace(".flac", ".machine.yaml") for name in recordings}
    assert recordings == set(manifest())
    assert set(files) == recordings | descriptions | {"manifest.csv"}
    assert max(files.values()) <= 500_000
    assert sum(files.values()) < 4_000_000


def test_only_the_recording_meant_to_be_clipped_is_clipped() -> None:
    for plan in RECORDINGS:
        values, _ = soundfile.read(FOLDER / f"{plan.name}.flac", always_2d=True)
        at_limit = np.mean(np.abs(values) >= np.abs(values).max() * 0.9999)
        assert (at_limit > 0.01) == (plan.quality == "sensor.clipping"), plan.name
        if plan.quality == "":
            assert np.abs(values).max() < 0.9, plan.name


def test_command_makes_a_recording_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--out", str(tmp_path / "new"), "--only", "rotor_unbalance"])

    assert status == 0
    made = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert made == ["manifest.csv", "rotor_unbalance.flac", "rotor_unbalance.machine.yaml"]
    assert capsys.readouterr().out.count("rotor_unbalance") == 2
    ours, _ = soundfile.read(tmp_path / "new" / "rotor_unbalance.flac")
    kept, _ = soundfile.read(FOLDER / "rotor_unbalance.flac")
    np.testing.assert_allclose(ours, kept, atol=2**-22)


def test_command_says_in_both_languages_that_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    status = main(["--out", str(blocked), "--only", "rotor_unbalance"])

    message = capsys.readouterr().err
    assert status == 2
    assert "Cannot write" in message
    assert "无法写入" in message


def test_example_of_the_package_docstring_runs() -> None:
    outcome = doctest.testmod(sample_signals)

    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_commands_and_code_of_the_guide_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "simulator.md").read_text("utf-8")
    commands = [line.split()[3:] for line in guide.splitlines() if line.startswith("python -m sample_signals")]
    (code,) = re.findall(r"```python\n(.*?)```", guide, flags=re.DOTALL)
    monkeypatch.chdir(tmp_path)

    statuses = [main(arguments) for arguments in commands]
    exec(compile(code, "docs/simulator.md", "exec"), {})

    assert statuses == [0, 0]
    assert soundfile.info("mine.flac").frames == 32000
