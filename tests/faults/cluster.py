"""A PostgreSQL cluster of one test: made by ``initdb`` as an unprivileged user, owned by a plain role."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from tests.faults.ports import free_port

START_SECONDS = 60.0
ROLE = "hospital"


def _programs() -> Path:
    """Return the folder of ``initdb``, or skip with one line where PostgreSQL's server is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    pytest.skip("PostgreSQL's server programs (initdb, postgres) are not installed")


def _owner() -> dict[str, int]:
    """Return as whom the server runs: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
    pytest.skip("no unprivileged user to run PostgreSQL as")


class Cluster:
    """One server with one database that belongs to a role without any privilege, as in production."""

    def __init__(self, folder: Path) -> None:
        """Make the cluster in ``folder``, which must lie where the unprivileged user may reach it."""
        self._programs = _programs()
        self._owner = _owner()
        self.port = free_port()
        self._data = folder / "pgdata"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        folder.chmod(0o755)
        self._data.mkdir()
        if self._owner:
            os.chown(self._data, self._owner["user"], self._owner["group"])
        self._run("initdb", "-D", str(self._data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/hospital"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "on",
            "synchronous_commit": "on",
            "max_connections": "60",
            "shared_buffers": "32MB",
        }
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "postgres.log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self._data), "-p", str(self.port), *flags],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd="/",
                extra_groups=[],
                **self._owner,  # type: ignore[call-overload]
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                pytest.fail("PostgreSQL did not start:\n" + (self._folder / "postgres.log").read_text()[-3000:])
            time.sleep(0.05)

    def make_database(self) -> None:
        """Make the plain role and its database."""
        with psycopg.connect(self._admin, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS".encode())
            connection.execute(f"CREATE DATABASE hospital OWNER {ROLE}".encode())

    def make_empty_database(self, name: str) -> str:
        """Make another empty database of the same role and return its URL."""
        with psycopg.connect(self._admin, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} OWNER {ROLE}".encode())
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/{name}"

    def crash(self) -> None:
        """Stop at once without a checkpoint, as ``pg_ctl stop -m immediate`` does."""
        self._stop(signal.SIGQUIT)

    def stop(self) -> None:
        """Stop and wait; harmless when it is down."""
        if self._process is not None and self._process.poll() is None:
            self._stop(signal.SIGINT)

    @property
    def _admin(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres connect_timeout=2"

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self._admin):
                return True
        except psycopg.OperationalError:
            return False

    def _stop(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)
        try:
            self._process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(START_SECONDS)

    def _run(self, name: str, *arguments: str) -> None:
        command = [str(self._programs / name), *arguments]
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            timeout=120,
            cwd="/",
            extra_groups=[],
            **self._owner,  # type: ignore[call-overload]
        )
