"""The walls, tried from within: every way out that a hijacked parser would take is closed."""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from diagnostics.sandbox.walls import REQUIRED_WALLS
from tests.diagnostics.sandbox.cage import LIMITS, in_cage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux's own walls")
PARENT = os.getpid()


def test_all_required_walls_stand_and_harmless_work_is_done():
    outcome = in_cage(lambda: np.fft.rfft(np.ones(1 << 16)))

    assert set(REQUIRED_WALLS) <= set(outcome.standing)
    assert (outcome.exit_code, outcome.said) == (0, "done")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_root_becomes_another_user_without_a_network():
    outcome = in_cage(lambda: (_ for _ in ()).throw(OSError(f"{os.getuid()} {os.getgid()} {os.getgroups()}")))

    assert outcome.said == "OSError: 65534 65534 []"
    assert {"other_user", "no_network"} <= set(outcome.standing)


def _read_accounts() -> None:
    Path("/etc/passwd").read_bytes()


def _read_own_environment() -> None:
    Path(f"/proc/{PARENT}/environ").read_bytes()


def _list_temporary_files() -> None:
    os.listdir(tempfile.gettempdir())


def _write_temporary_file() -> None:
    Path(tempfile.gettempdir(), "escaped").write_text("out")


def _write_into_the_library() -> None:
    Path(np.__file__).write_text("")


def _make_folder() -> None:
    Path(tempfile.gettempdir(), "escaped").mkdir()


def _remove_file() -> None:
    Path(__file__).unlink()


def _change_mode() -> None:
    Path(__file__).chmod(0o777)


def _link() -> None:
    os.symlink("/etc/passwd", Path(tempfile.gettempdir(), "escaped"))


def _connect() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).connect(("127.0.0.1", 1))


def _connect_udp() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def _open_unix_socket() -> None:
    socket.socket(socket.AF_UNIX)


def _listen() -> None:
    socket.socket(socket.AF_INET6, socket.SOCK_STREAM).listen()


def _execute() -> None:
    os.execv(sys.executable, [sys.executable, "-c", ""])


def _spawn() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _signal_parent() -> None:
    os.kill(PARENT, signal.SIGTERM)


def _signal_everybody() -> None:
    os.kill(-1, signal.SIGTERM)


def _become_root() -> None:
    os.setuid(0)
    Path("/etc/shadow").read_bytes()


def _trace_parent() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, PARENT, 0, 0) < 0:  # PTRACE_ATTACH
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _make_memory_file() -> None:
    os.memfd_create("hidden")


def _raise_own_limits() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (1000, 1000))


def _mount() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


@pytest.mark.parametrize(
    "attempt",
    [
        _read_accounts,
        _read_own_environment,
        _list_temporary_files,
        _write_temporary_file,
        _write_into_the_library,
        _make_folder,
        _remove_file,
        _change_mode,
        _link,
        _connect,
        _connect_udp,
        _open_unix_socket,
        _listen,
        _execute,
        _spawn,
        _fork,
        _signal_parent,
        _signal_everybody,
        _become_root,
        _trace_parent,
        _make_memory_file,
        _raise_own_limits,
        _mount,
    ],
    ids=lambda attempt: attempt.__name__.strip("_"),
)
def test_a_way_out_is_closed(attempt):
    outcome = in_cage(attempt)

    assert outcome.exit_code == 0
    assert outcome.said.startswith(("PermissionError", "OSError", "ValueError: not allowed")), outcome.said
    assert not Path(tempfile.gettempdir(), "escaped").exists()
    assert Path(__file__).stat().st_mode & 0o777 != 0o777


def test_memory_has_a_limit():
    outcome = in_cage(lambda: np.ones(1 << 28))

    assert "Unable to allocate 2.00 GiB" in outcome.said


def test_mapped_memory_has_a_limit():
    outcome = in_cage(lambda: mmap.mmap(-1, 1 << 31))

    assert "Cannot allocate memory" in outcome.said


def test_a_spinning_child_ends_by_its_limit_of_processor_time():
    def spin() -> None:
        while True:
            pass

    assert in_cage(spin).exit_code == -signal.SIGXCPU


def test_a_crashing_child_ends_alone():
    assert in_cage(lambda: ctypes.string_at(0)).exit_code == -signal.SIGSEGV


def test_output_has_a_limit():
    memory = os.memfd_create("output")
    try:
        outcome = in_cage(lambda: os.pwrite(memory, b"x", LIMITS.output_bytes))

        assert "File too large" in outcome.said
        assert os.fstat(memory).st_size == 0
    finally:
        os.close(memory)


def test_open_files_have_a_limit():
    def open_many() -> None:
        for _ in range(200):
            os.dup(0)

    assert "Too many open files" in in_cage(open_many).said
