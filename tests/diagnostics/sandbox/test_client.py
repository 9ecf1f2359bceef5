"""The sandbox as its callers see it: the same recordings as without it, clear errors, and a parent that stays whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

import diagnostics as dx
from diagnostics.sandbox import Sandbox
from diagnostics.sandbox.walls import REQUIRED_WALLS
from tests.clinic_api.test_worker_processes import poison_mat
from tests.diagnostics.sandbox.old_kernel import run_without_landlock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux's own walls")
RATE_HZ = 8000
SIGNAL = np.random.default_rng(5).normal(size=(2, 4000)) * 0.1


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        yield made


@pytest.fixture
def wav(tmp_path):
    path = tmp_path / "fan.wav"
    soundfile.write(path, SIGNAL.T, RATE_HZ, subtype="DOUBLE")
    return path


def test_a_recording_comes_out_as_without_the_sandbox(sandbox, wav):
    inside, outside = sandbox.read(wav), dx.read(wav)

    assert (inside.channels, inside.sampling_rate_hz, inside.sample_count) == (
        outside.channels,
        outside.sampling_rate_hz,
        outside.sample_count,
    )
    assert (inside.sha256, inside.format, inside.rate_source) == (outside.sha256, outside.format, outside.rate_source)
    assert (inside.start, inside.group, inside.details) == (outside.start, outside.group, outside.details)
    np.testing.assert_array_equal(inside.read(), SIGNAL)


def test_a_text_with_gaps_comes_out_as_without_the_sandbox(sandbox, tmp_path):
    path = tmp_path / "log.csv"
    times = np.delete(np.arange(200) / 100.0, slice(50, 60))
    path.write_text("时间 (s),振动 (g)\n" + "\n".join(f"{t:.2f},{np.sin(t)}" for t in times), encoding="gbk")

    inside, outside = sandbox.read(path), dx.read(path)

    assert inside.time_gaps == outside.time_gaps == (50,)
    assert inside.channels == outside.channels
    np.testing.assert_array_equal(inside.read(), outside.read())


def test_what_a_machine_description_states_is_known_inside(sandbox, tmp_path):
    path = tmp_path / "plain.csv"
    path.write_text("a,b\n" + "1.5,2.5\n" * 50)
    machine = dx.Machine.from_dict(
        {"sensors": [{"channel": "a", "quantity": "acceleration"}], "recording": {"sampling_rate_hz": 12800}}
    )

    assert sandbox.read(path, machine=machine).sampling_rate_hz == 12800
    assert sandbox.read(path, sampling_rate_hz=6400).sampling_rate_hz == 6400
    assert sandbox.read(path, name="other name.csv").source_name == "other name.csv"


def test_names_of_any_length_and_encoding_are_taken(sandbox, wav):
    sensors = [{"channel": f"{'长' * 300}{number}", "quantity": "acceleration"} for number in range(2000)]
    machine = dx.Machine.from_dict({"sensors": sensors})

    assert sandbox.read(wav, machine=machine, name="\udcff\udcfe轴.wav").source_name.endswith("轴.wav")
    with pytest.raises(dx.RecordingError) as told:
        sandbox.read(wav.with_name("missing"), group="\udcff" * 100_000)
    assert told.value.code == "recording_not_found"


def test_a_file_that_only_its_owner_may_read_is_read(sandbox, wav):
    wav.chmod(0o600)

    assert sandbox.read(wav).sample_count == 4000


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.wav", b"", "recording_empty"),
        ("a.wav", b"hello\n", "recording_format_mismatch"),
        ("a.csv", b"t,a\n0,1\n" + b"1,2\n" * 10 + b"x,y\n" + b"1,2\n" * 10, "recording_damaged"),
        ("../../etc/passwd.csv", b"nothing to see", "recording_format_mismatch"),
    ],
)
def test_an_error_crosses_with_its_code_and_both_languages(sandbox, tmp_path, name, content, code):
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(dx.RecordingError) as told:
        sandbox.read(path, name=name)

    assert told.value.code == code
    assert told.value.text.en.strip()
    assert told.value.text.zh != told.value.text.en


def test_a_file_that_is_not_there_is_told(sandbox, tmp_path):
    with pytest.raises(dx.RecordingError) as told:
        sandbox.read(tmp_path / "missing.wav")
    assert told.value.code == "recording_not_found"

    with pytest.raises(dx.RecordingError) as told:
        sandbox.read(tmp_path)
    assert told.value.code == "recording_unreadable"


def test_a_file_larger_than_the_service_takes_is_refused_unread(wav):
    with Sandbox(largest_bytes=1000) as small, pytest.raises(dx.RecordingError) as told:
        small.read(wav)

    assert told.value.code == "recording_too_large"


def test_no_call_leaves_a_descriptor_open(sandbox, wav, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"no numbers here")
    sandbox.read(wav)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        sandbox.read(wav)
        with pytest.raises(dx.RecordingError):
            sandbox.read(bad)

    assert len(os.listdir("/proc/self/fd")) == before


def test_threads_share_one_warm_process(sandbox, tmp_path):
    paths = []
    for number in range(6):
        paths.append(tmp_path / f"{number}.wav")
        soundfile.write(paths[-1], np.full(100 + number, 0.5), RATE_HZ, subtype="DOUBLE")
    counts: dict[int, int] = {}

    def read(number: int) -> None:
        counts[number] = sandbox.read(paths[number]).sample_count

    threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert counts == {number: 100 + number for number in range(6)}


def test_a_fork_of_the_caller_uses_the_same_warm_process(sandbox, wav):
    sandbox.start()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, str(sandbox.read(wav).sample_count).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)

    assert said == b"4000"
    assert sandbox.read(wav).sample_count == 4000


def test_a_killed_caller_leaves_no_child_behind(sandbox, tmp_path):
    slow = tmp_path / "slow.json"
    slow.write_text("[" + ",".join("[1.5,2.5]" for _ in range(2_000_000)) + "]")
    sandbox.start()
    server = sandbox._server.process.pid
    caller = os.fork()
    if caller == 0:
        try:
            sandbox.read(slow)
        finally:
            os._exit(0)
    assert _within(20, lambda: len(_children(server)) == 1)
    os.kill(caller, signal.SIGKILL)
    os.waitpid(caller, 0)

    assert _within(20, lambda: not _children(server))


def test_a_warm_process_that_was_killed_is_started_again(wav):
    with Sandbox() as made:
        made.read(wav)
        first = made._server.process
        first.kill()
        first.wait()

        assert made.read(wav).sample_count == 4000
        assert made._server.process.pid != first.pid


def test_closing_ends_the_warm_process(wav):
    made = Sandbox()
    made.read(wav)
    process = made._server.process
    made.close()

    assert process.returncode == 0


def test_the_warm_process_ends_with_its_owner(tmp_path, wav):
    script = textwrap.dedent(f"""
        import os, time
        from diagnostics.sandbox import Sandbox
        made = Sandbox()
        made.read({str(wav)!r})
        print(made._server.process.pid, flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as owner:
        server = int(owner.stdout.readline())
        owner.kill()

    assert _within(20, lambda: not Path(f"/proc/{server}").exists())


def test_the_warm_process_inherits_no_secret_and_no_open_file(wav, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("password")
    os.environ["CLINIC_SECRET_CANARY"] = "canary"
    with secret.open() as held, Sandbox() as made:
        os.set_inheritable(held.fileno(), True)
        made.read(wav)
        process = Path(f"/proc/{made._server.process.pid}")
        assert b"canary" not in (process / "environ").read_bytes()
        links = [os.readlink(link) for link in (process / "fd").iterdir()]
    del os.environ["CLINIC_SECRET_CANARY"]

    assert not any("secret" in link for link in links)


def test_a_long_recording_is_read_in_stretches(sandbox, tmp_path):
    path = tmp_path / "long.wav"
    rng = np.random.default_rng(3)
    frames = 5_000_000
    samples = rng.integers(-30000, 30000, size=(frames, 2), dtype=np.int16)
    soundfile.write(path, samples, 48_000)

    recording = sandbox.read(path)

    assert recording.sample_count == frames
    middle = recording.read(2_000_000, 2_000_100)
    np.testing.assert_array_equal(middle, samples[2_000_000:2_000_100].T / 32768.0)
    total = sum(block.shape[1] for block in recording.blocks(2_000_000))
    assert total == frames


def test_a_crash_of_a_parser_is_one_clear_error(sandbox, tmp_path):
    """Whatever of it the reader itself already refuses: a crash of SciPy's reader never reaches the caller."""
    path = tmp_path / "tag.mat"
    path.write_bytes(poison_mat())

    with pytest.raises(dx.RecordingError) as told:
        sandbox.read(path)

    assert told.value.code in {"recording_reader_crashed", "recording_damaged"}


def test_attempts_tell_that_every_required_wall_stands(sandbox):
    told = sandbox.attempts()

    assert set(REQUIRED_WALLS) <= set(told.standing)
    assert len(told.refused) >= 10
    assert None not in told.refused.values()


DIAGNOSE = "from diagnostics.cli import main; sys.exit(main(sys.argv[1:]))"


def test_without_landlock_no_file_is_opened_unless_told_otherwise(wav):
    refused = run_without_landlock(DIAGNOSE, "inspect", str(wav))
    degraded = run_without_landlock(DIAGNOSE, "inspect", str(wav), "--sandbox", "degraded", "--format", "json")
    uncaged = run_without_landlock(DIAGNOSE, "inspect", str(wav), "--sandbox", "off", "--format", "json")

    assert refused.returncode == 2
    assert refused.stderr.startswith("diagnose: sandbox_unavailable:")
    assert "landlock" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert json.loads(degraded.stdout)["samples"] == 4000
    assert json.loads(uncaged.stdout)["samples"] == 4000


def test_the_doctor_says_which_wall_is_missing(wav):
    told = run_without_landlock(DIAGNOSE, "doctor", "--format", "json")

    assert told.returncode == 1
    answer = json.loads(told.stdout)
    assert (answer["ready"], answer["walls"]["landlock"], answer["walls"]["seccomp"]) == (False, False, True)
    assert answer["attempts"]["read_other_files"] is None


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _within(seconds: float, holds) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.02)
    return False
