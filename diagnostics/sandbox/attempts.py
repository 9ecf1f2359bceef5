"""What a hijacked parser would try, tried on purpose: `diagnose doctor` and the tests show that the walls hold."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

__all__ = ["ATTEMPTS", "attempt_everything"]

_LOOPBACK: Final = ("127.0.0.1", 9)


def _read_accounts() -> None:
    Path("/etc/passwd").read_bytes()


def _write_a_file() -> None:
    with tempfile.NamedTemporaryFile(dir="/tmp") as file:
        file.write(b"x")


def _list_home() -> None:
    os.listdir("/home")


def _reach_the_network() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        connection.settimeout(1.0)
        connection.connect(_LOOPBACK)


def _run_a_program() -> None:
    try:
        os.execv("/does/not/exist", ["program"])  # noqa: S606 - must fail
    except FileNotFoundError:
        return  # so it was looked for


def _start_a_process() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _memory_of_the_parent() -> None:
    Path(f"/proc/{os.getppid()}/mem").open("rb").close()


def _become_root() -> None:
    os.setuid(0)
    if os.getuid() == 0 and os.access("/root", os.W_OK):
        return
    raise PermissionError("no more than before")


ATTEMPTS: Final[dict[str, Callable[[], None]]] = {
    "read_other_files": _read_accounts,
    "list_folders": _list_home,
    "write_files": _write_a_file,
    "reach_the_network": _reach_the_network,
    "run_a_program": _run_a_program,
    "start_a_process": _start_a_process,
    "fork": _fork,
    "read_the_parents_memory": _memory_of_the_parent,
    "become_root": _become_root,
}


def attempt_everything(parent: int) -> dict[str, str | None]:
    """Return for each attempt (and a signal to ``parent``) why it was refused, or None where it went through."""
    outcomes: dict[str, str | None] = {}

    def signal_the_parent() -> None:
        os.kill(parent, 0)

    attempts = {**ATTEMPTS, "signal_the_parent": signal_the_parent}
    for name, attempt in attempts.items():
        try:
            attempt()
            outcomes[name] = None
        except OSError as refused:
            outcomes[name] = refused.strerror or type(refused).__name__
    return outcomes
