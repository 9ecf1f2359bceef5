"""The command ``diagnose`` and its batch form, through real processes where a process is the point."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from jsonschema import Draft202012Validator

from diagnostics.batch import run_batch
from diagnostics.cli import main
from diagnostics.errors import DiagnosticsError

CONTRACT = Draft202012Validator(
    json.loads((Path(__file__).parents[1] / "contracts" / "examination.schema.json").read_text(encoding="utf-8"))
)
MACHINE = {
    "name": "Cooling fan 3",
    "kind": "fan",
    "power_kw": 15,
    "mounting": "rigid",
    "speed_rpm": 1480,
    "bearings": [{"id": "DE", "designation": "6205-2RS"}],
    "sensors": [{"channel": "1", "quantity": "acceleration", "unit": "g", "position": "DE", "scale": 10}],
}
RATE_HZ = 12_000


@pytest.fixture
def folder(tmp_path):
    """A folder with a machine and two recordings of five seconds: steady noise with a small line at shaft speed."""
    (tmp_path / "machine.json").write_text(json.dumps(MACHINE), encoding="utf-8")
    times_s = np.arange(5 * RATE_HZ) / RATE_HZ
    for seed, name in enumerate(("one.wav", "two.wav")):
        noise = np.random.default_rng(seed).normal(0, 0.02, len(times_s))
        soundfile.write(
            tmp_path / name, noise + 0.01 * np.sin(2 * np.pi * 1480 / 60 * times_s), RATE_HZ, subtype="PCM_24"
        )
    return tmp_path


@pytest.fixture(autouse=True)
def outside_of_the_sandbox(monkeypatch):
    """The sandbox has tests of its own, and starting it for each command takes longer than most of these."""
    monkeypatch.setenv("DIAGNOSE_SANDBOX", "off")


def run(folder: Path, *arguments: str) -> int:
    before = Path.cwd()
    os.chdir(folder)
    try:
        return main(arguments)
    finally:
        os.chdir(before)


def without_seconds(examination: dict) -> dict:
    provenance = {key: value for key, value in examination["provenance"].items() if key != "seconds"}
    return {**examination, "provenance": provenance}


def test_json_of_one_recording_is_one_valid_object(folder, capsys):
    status = run(folder, "one.wav", "--machine", "machine.json", "--format", "json")

    assert status == 0
    CONTRACT.validate(json.loads(capsys.readouterr().out))


def test_json_of_several_recordings_is_one_object_a_line_in_order(folder, capsys):
    status = run(folder, "one.wav", "two.wav", "one.wav", "--machine", "machine.json", "--format", "json")

    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 0
    assert len(objects) == 3
    assert without_seconds(objects[0]) == without_seconds(objects[2])
    assert objects[0]["provenance"]["recording_sha256"] != objects[1]["provenance"]["recording_sha256"]


@pytest.mark.parametrize(("language", "word"), [("en", "Verdict:"), ("zh", "结论：")])
def test_text_is_in_the_language_asked_for(folder, capsys, language, word):
    status = run(folder, "one.wav", "--machine", "machine.json", "--lang", language)

    assert status == 0
    assert word in capsys.readouterr().out


BAD = {
    "missing.wav": (None, "recording_not_found"),
    "empty.wav": (b"", "recording_empty"),
    "text.wav": (b"hello\n", "recording_format_mismatch"),
    "unknown.bin": (b"\x01\x02\x03\x04" * 50, "recording_format_unknown"),
    "cut.wav": (b"RIFF\x24\0\0\0WAVEfmt ", "recording_damaged"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_recording_exits_2_with_one_line(folder, capsys, name):
    content, code = BAD[name]
    if content is not None:
        (folder / name).write_bytes(content)

    status = run(folder, name, "--machine", "machine.json")

    captured = capsys.readouterr()
    assert status == 2
    assert captured.out == ""
    assert captured.err.startswith(f"diagnose: {code}: {name}: ")
    assert captured.err.count("\n") == 1


def test_good_recordings_are_examined_beside_a_bad_one(folder, capsys):
    status = run(folder, "one.wav", "missing.wav", "two.wav", "--machine", "machine.json", "--format", "json")

    captured = capsys.readouterr()
    assert status == 2
    assert len(captured.out.splitlines()) == 2
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"speed_rmp": 1}, "machine_key_unknown"),
        ({"kind": "rocket"}, "machine_invalid"),
        ({"bearings": [{"id": "DE", "designation": "none such"}]}, "bearing_unknown"),
        ({"sensors": [{"channel": "9", "quantity": "acceleration", "unit": "g"}]}, "recording_channel_missing"),
    ],
)
def test_bad_machine_exits_2_with_one_line_in_chinese(folder, capsys, changes, code):
    (folder / "bad.json").write_text(json.dumps({**MACHINE, **changes}), encoding="utf-8")

    status = run(folder, "one.wav", "--machine", "bad.json", "--lang", "zh")

    captured = capsys.readouterr()
    assert status == 2
    assert captured.err.startswith(f"diagnose: {code}: ")
    assert captured.err.count("\n") == 1
    assert any("一" <= character <= "鿿" for character in captured.err)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["one.wav"],
        ["one.wav", "--machine", "machine.json", "--format", "xml"],
        ["batch"],
        ["batch", "c.jsonl", "--out", "r.jsonl", "--jobs", "0"],
        ["batch", "c.jsonl", "--out", "r.jsonl", "--jobs", "9" * 5000],
    ],
)
def test_wrong_arguments_exit_2_with_one_line(folder, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        run(folder, *arguments)

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_very_short_recording_is_answered_and_not_refused(folder, capsys):
    soundfile.write(folder / "short.wav", np.full(10, 0.1), RATE_HZ)

    status = run(folder, "short.wav", "--machine", "machine.json", "--format", "json")

    examination = json.loads(capsys.readouterr().out)
    assert status == 0
    assert examination["verdict"] == "not_assessable"
    assert examination["quality"]


def test_figures_of_findings_are_drawn_into_the_folder(folder):
    # Impacts at BPFO = 3.5848 · 1480/60 = 88.42 Hz that ring at 3 kHz: an outer race defect by construction.
    times_s = np.arange(10 * RATE_HZ) / RATE_HZ
    phase = (times_s * 3.5848 * 1480 / 60) % 1.0
    ringing = np.exp(-phase * 20) * np.sin(2 * np.pi * 3000 * times_s)
    noise = np.random.default_rng(3).normal(0, 0.02, len(times_s))
    soundfile.write(folder / "fault.wav", 0.5 * ringing + noise, RATE_HZ, subtype="PCM_24")

    status = run(folder, "fault.wav", "--machine", "machine.json", "--plots", "plots")

    assert status == 0
    pictures = list((folder / "plots").glob("*.png"))
    assert pictures
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_plots_into_a_place_that_cannot_be_written_exit_2(folder, capsys):
    status = run(folder, "one.wav", "--machine", "machine.json", "--plots", "one.wav/plots")

    assert status == 2
    assert capsys.readouterr().err.startswith("diagnose: output_unwritable: ")


# --- batch --------------------------------------------------------------------------------------------------------


def case(identifier: object, recording: object, machine: object = MACHINE) -> str:
    return json.dumps({"id": identifier, "recording": recording, "machine": machine})


def write_cases(folder: Path, lines: list[str]) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def answers(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_line_is_answered_in_order_whatever_is_wrong_with_some(folder, tmp_path):
    (folder / "empty.wav").touch()
    lines = [
        case("good", "one.wav"),
        "this is no JSON",
        case("missing", "none.wav"),
        case("empty", "empty.wav"),
        case(7, "two.wav"),
        "[1, 2]",
        case("no machine", "one.wav", None),
        case("bad machine", "one.wav", {**MACHINE, "speed": 1}),
        case(None, "one.wav"),
        case("nul", "a\0b.wav"),
        case("number", 5),
        json.dumps({"id": "bare"}),
        '{"id": NaN, "recording": "one.wav"}',
        r'{"id": "half \ud800", "recording": "\ud800.wav", "machine": {}}',
    ]
    out = tmp_path / "results.jsonl"
    out.write_text("old\n")

    status = main(["batch", str(write_cases(folder, lines)), "--out", str(out), "--jobs", "2"])

    got = answers(out)
    assert status == 0
    assert [line["id"] for line in got] == [
        "good", None, "missing", "empty", 7, None, "no machine", "bad machine", None, "nul", "number", "bare",
        None, "half \ud800",
    ]  # fmt: skip
    codes = [line.get("error", {}).get("code") for line in got]
    assert codes == [
        None, "case_invalid", "recording_not_found", "recording_empty", None, "case_invalid", "case_invalid",
        "machine_key_unknown", "case_invalid", "recording_unreadable", "case_invalid", "case_invalid",
        "case_invalid", "machine_invalid",
    ]  # fmt: skip
    CONTRACT.validate(got[0])
    assert all(line["error"]["message"] for line in got if "error" in line)


def test_batch_says_the_same_as_a_single_examination_with_any_number_of_jobs(folder, capsys):
    cases = write_cases(folder, [case("a", "one.wav"), case("b", "two.wav")])
    run(folder, "one.wav", "two.wav", "--machine", "machine.json", "--format", "json")
    single = [without_seconds(json.loads(line)) for line in capsys.readouterr().out.splitlines()]

    for jobs in (1, 2):
        run_batch(cases, folder / "out.jsonl", jobs=jobs)

        batched = [without_seconds(line) for line in answers(folder / "out.jsonl")]
        assert [{k: v for k, v in line.items() if k != "id"} for line in batched] == single


def batch_process(cases: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "diagnostics.cli", "batch", str(cases), "--out", str(out), "--jobs", "2"]
    return subprocess.Popen(command)


def workers_of(parent: int) -> list[int]:
    """Return the worker processes of ``parent`` that are there now."""
    workers = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            is_child = f"\nPPid:\t{parent}\n" in status.read_text()
            if is_child and b"spawn_main" in status.with_name("cmdline").read_bytes():
                workers.append(int(status.parent.name))
        except OSError:
            continue
    return workers


def kill_workers(parent: int) -> int:
    """Kill every worker process of ``parent`` that is there now; return how many there were."""
    workers = workers_of(parent)
    for worker in workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
    return len(workers)


def runs(process: int) -> bool:
    """Return whether ``process`` is there and no mere zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


@pytest.mark.long
def test_worker_killed_once_costs_no_case(folder):
    cases = write_cases(folder, [case(number, name) for number, name in enumerate(["one.wav", "two.wav"] * 2)])
    batch = batch_process(cases, folder / "out.jsonl")

    killed = 0
    for _ in range(1200):
        killed = killed or kill_workers(batch.pid)
        if killed or batch.poll() is not None:
            break
        time.sleep(0.05)
    status = batch.wait(timeout=240)

    assert killed
    assert status == 0
    assert [line["id"] for line in answers(folder / "out.jsonl")] == list(range(4))
    assert all("error" not in line for line in answers(folder / "out.jsonl"))


def test_case_whose_process_always_dies_is_answered_with_an_error(folder):
    batch = batch_process(write_cases(folder, [case("a", "one.wav"), "bad"]), folder / "out.jsonl")

    # A worker needs longer to start than the pause between two rounds, so none survives its case.
    for _ in range(2400):
        if batch.poll() is not None:
            break
        kill_workers(batch.pid)
        time.sleep(0.05)

    got = answers(folder / "out.jsonl")
    assert batch.wait(timeout=10) == 0
    assert [(line["id"], line["error"]["code"]) for line in got] == [
        ("a", "examination_crashed"),
        (None, "examination_crashed"),
    ]


@pytest.mark.long
def test_workers_end_when_the_batch_is_killed(folder):
    batch = batch_process(write_cases(folder, [case(number, "one.wav") for number in range(50)]), folder / "out.jsonl")
    for _ in range(1200):
        if (folder / "out.jsonl").exists() and (folder / "out.jsonl").stat().st_size:
            break
        time.sleep(0.05)
    workers = workers_of(batch.pid)

    batch.kill()
    batch.wait(timeout=10)

    assert workers
    for _ in range(600):
        if not any(runs(worker) for worker in workers):
            break
        time.sleep(0.05)
    assert not [worker for worker in workers if runs(worker)]


def test_half_done_batch_is_continued_and_equals_a_whole_one(folder):
    cases = write_cases(folder, [case("a", "one.wav"), "bad", case("b", "two.wav")])
    out = folder / "out.jsonl"
    run_batch(cases, out)
    whole = out.read_bytes()
    first = whole.index(b"\n") + 1
    out.write_bytes(whole[: first + 10])

    summary = run_batch(cases, out, resume=True)

    assert (summary.kept, summary.answered, summary.errors) == (1, 2, 1)
    assert out.read_bytes()[:first] == whole[:first]
    assert [line["id"] for line in answers(out)] == ["a", None, "b"]


def test_resume_without_anything_there_begins_anew(folder):
    summary = run_batch(write_cases(folder, ["bad"]), folder / "out.jsonl", resume=True)

    assert (summary.kept, summary.answered) == (0, 1)


def test_resume_for_other_cases_is_refused(folder, capsys):
    run_batch(write_cases(folder, ["bad", "bad"]), folder / "out.jsonl")
    write_cases(folder, ["bad", "other"])

    status = run(folder, "batch", "cases.jsonl", "--out", "out.jsonl", "--resume")

    assert status == 2
    assert capsys.readouterr().err.startswith("diagnose: resume_refused: ")
    assert len(answers(folder / "out.jsonl")) == 2


@pytest.mark.parametrize("change", [{"version": "0.0.0-other"}, {"schema": "other"}, None])
def test_resume_of_another_version_or_without_record_is_refused(folder, change):
    cases = write_cases(folder, ["bad"])
    run_batch(cases, folder / "out.jsonl")
    stamp = folder / "out.jsonl.meta.json"
    stamp.write_text("" if change is None else json.dumps({**json.loads(stamp.read_text()), **change}))

    with pytest.raises(DiagnosticsError) as refused:
        run_batch(cases, folder / "out.jsonl", resume=True)

    assert refused.value.code == "resume_refused"


@pytest.mark.parametrize(
    ("cases", "out", "code"),
    [
        ("none.jsonl", "out.jsonl", "cases_not_found"),
        ("cases.jsonl", "nowhere/out.jsonl", "output_unwritable"),
        ("cases.jsonl", "cases.jsonl", "output_unwritable"),
    ],
)
def test_batch_without_input_or_place_for_output_exits_2(folder, capsys, cases, out, code):
    before = write_cases(folder, [case("a", "one.wav")]).read_bytes()

    status = run(folder, "batch", cases, "--out", out)

    assert status == 2
    assert capsys.readouterr().err.startswith(f"diagnose: {code}: ")
    assert (folder / "cases.jsonl").read_bytes() == before
