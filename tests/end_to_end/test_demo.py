from __future__ import annotations

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from clinic_api.demo.recording import simulated_recording
from clinic_api.demo.seed import DEMO_PASSWORD, TICKET_MACHINE
from clinic_api.demo.story import Caller, open_ticket, wait_for_opinion
from tests.end_to_end.demo_process import (
    START_SECONDS,
    RunningDemo,
    demo_command,
    demo_environment,
    free_port_base,
    gone_within,
    processes_of,
)
from tests.shared_data import needs_shared

pytestmark = pytest.mark.end_to_end


def run_demo_once(data_dir: Path, *flags: str, real_recordings: bool) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        demo_command(free_port_base(), data_dir, "--once", *flags),
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS,
        env=demo_environment(real_recordings=real_recordings),
    )


@needs_shared
@pytest.mark.long
def test_demo_once_names_the_fault_of_a_real_recording_and_a_doctor(tmp_path: Path) -> None:
    finished = run_demo_once(tmp_path / "hospital", real_recordings=True)

    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "The recording is real" in finished.stdout
    assert "(bearing.outer_race) · DE" in finished.stdout
    assert "Proposed doctor\n  " in finished.stdout
    assert "coordinator@hospital.example" in finished.stdout
    assert processes_of(tmp_path / "hospital") == []


@pytest.mark.long
def test_demo_once_uses_a_simulated_recording_where_no_real_one_is(tmp_path: Path) -> None:
    finished = run_demo_once(tmp_path / "hospital", real_recordings=False)

    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "the recording is simulated" in finished.stdout
    assert "bearing.outer_race" in finished.stdout


@pytest.mark.long
def test_the_demo_tells_cases_of_earlier_days_at_every_stage(tmp_path: Path) -> None:
    finished = run_demo_once(tmp_path / "hospital", "--history", real_recordings=False)

    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "5 cases of earlier days" in finished.stdout


def test_a_taken_port_gives_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        finished = subprocess.run(
            demo_command(port, tmp_path / "hospital", "--once"),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env=demo_environment(real_recordings=False),
        )

    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1
    assert f"port {port} is taken" in finished.stderr


@pytest.mark.long
def test_two_demos_run_side_by_side_and_each_stops_what_it_started(demo: RunningDemo, tmp_path: Path) -> None:
    second = RunningDemo(tmp_path / "second", real_recordings=False)
    try:
        second.wait_until_it_keeps_running()
        of_the_first = set(processes_of(demo.data_dir))
        code = second.stop(signal.SIGINT)
    finally:
        second.stop(signal.SIGTERM)

    assert code == 0
    assert processes_of(tmp_path / "second") == []
    assert of_the_first
    assert of_the_first <= set(processes_of(demo.data_dir))
    with Caller(demo.url, "worker@liyuan.example", DEMO_PASSWORD) as reporter:
        assert reporter.call("GET", "/readyz")["status"] == "ok"


@pytest.mark.long
def test_nothing_outlives_a_demo_that_is_killed(tmp_path: Path) -> None:
    demo = RunningDemo(tmp_path / "hospital", real_recordings=False)
    try:
        demo.wait_until_it_keeps_running()
        demo.process.kill()
        demo.process.wait(30)

        assert gone_within(tmp_path / "hospital", seconds=30)
    finally:
        demo.stop(signal.SIGTERM)


@pytest.mark.long
def test_a_ticket_is_answered_after_every_worker_process_was_killed(demo: RunningDemo) -> None:
    workers = [pid for pid in processes_of(demo.data_dir) if b"celery" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    with Caller(demo.url, "worker@liyuan.example", DEMO_PASSWORD) as reporter:
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        case = open_ticket(reporter, TICKET_MACHINE.en, simulated_recording(), "en")
        answered = wait_for_opinion(
            reporter, case["id"], seconds=90, logs=demo.data_dir / "logs", while_waiting=lambda: None
        )

    assert len(workers) >= 3  # the worker and its two pool processes
    assert answered["opinion"]["verdict"] == "fault"
