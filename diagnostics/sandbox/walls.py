"""The walls of the cage, in the order in which a child raises them, and what holds on this machine."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from diagnostics.sandbox import landlock, seccomp

__all__ = ["REQUIRED_WALLS", "WALLS", "Foundations", "Limits", "Wall", "lay_foundations", "raise_walls"]

Wall = Literal["limits", "landlock", "seccomp", "other_user", "no_network"]
WALLS: Final[tuple[Wall, ...]] = ("limits", "landlock", "seccomp", "other_user", "no_network")
REQUIRED_WALLS: Final[tuple[Wall, ...]] = ("limits", "landlock", "seccomp")
"""Without these no file is opened; the other two are raised where the caller is root and may raise them."""
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38  # linux/prctl.h
_CLONE_NEWNET: Final = 0x40000000  # linux/sched.h
_NOBODY: Final = 65534
"""The overflow user, who owns nothing (Documentation/admin-guide/sysctl/kernel.rst)."""
_MOST_DESCRIPTORS: Final = 64


@dataclass(frozen=True)
class Limits:
    """What a child may use: memory beyond what is mapped when it begins, processor time, and bytes it writes."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: float
    output_bytes: int


@dataclass(frozen=True)
class Foundations:
    """What the walls of all children rest on, laid once by the process that forks them."""

    has_no_network: bool
    """Whether this process has left the network, and its children with it."""
    ruleset: int | None
    """The descriptor of Landlock's rules, None where they cannot be made."""


def lay_foundations() -> Foundations:
    """Leave the network, make Landlock's rules and the filter of system calls, each as far as it can be."""
    seccomp.prepare()
    ruleset = None
    with contextlib.suppress(OSError):
        ruleset = landlock.reading_ruleset(_library_folders())
    has_no_network = False
    with contextlib.suppress(OSError):
        _checked(_libc().unshare(_CLONE_NEWNET))
        has_no_network = True
    return Foundations(has_no_network, ruleset)


def raise_walls(
    limits: Limits, foundations: Foundations, *, parent: int, required: tuple[Wall, ...]
) -> tuple[Wall, ...]:
    """Raise every wall that can be raised around this process, for good, and return those that stand.

    Raises `OSError` naming the wall when a ``required`` one does not stand.
    """
    steps: tuple[tuple[Wall, Callable[[], None]], ...] = (
        ("limits", lambda: _lower_limits(limits)),
        ("landlock", lambda: _close_files(foundations.ruleset)),
        ("other_user", _become_nobody),
        ("seccomp", seccomp.refuse_dangerous_calls),
    )
    standing: list[Wall] = ["no_network"] if foundations.has_no_network else []
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    for name, raise_wall in steps:
        try:
            raise_wall()
            standing.append(name)
        except OSError as failed:
            if name in required:
                raise OSError(f"{name}: {failed.strerror or failed}") from failed
        if name == "other_user":
            _end_with(parent)  # after the change of user, which would clear it
    if "seccomp" not in standing:
        _lower(resource.RLIMIT_NPROC, 0)  # no process then, but no thread either, which some readers need
    return tuple(standing)


def _close_files(ruleset: int | None) -> None:
    if ruleset is None:
        raise OSError("this kernel has no Landlock")
    landlock.restrict_self(ruleset)
    os.close(ruleset)


def _become_nobody() -> None:
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    if 0 in (*os.getresuid(), *os.getresgid()):
        raise OSError("still root")


def _end_with(parent: int) -> None:
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _lower_limits(limits: Limits) -> None:
    for kind, value in (
        (resource.RLIMIT_AS, _mapped_bytes() + limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_NOFILE, _MOST_DESCRIPTORS),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(kind, value)


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    lowered = value if hard == resource.RLIM_INFINITY else min(value, hard)
    # One second between the limits of processor time, so that a child ends by the signal that tells why.
    resource.setrlimit(kind, (max(lowered - 1, 0) if kind == resource.RLIMIT_CPU else lowered, lowered))


def _mapped_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * resource.getpagesize()


def _library_folders() -> tuple[Path, ...]:
    """Return the folders of the interpreter's own code and of installed libraries, for what is imported late."""
    paths = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    folders = {Path(path).resolve() for path in paths} | {Path(__file__).resolve().parents[1]}
    system = (Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/share/zoneinfo"), Path(sys.base_prefix, "lib"))
    return tuple(sorted(folders | {path for path in system if path.is_dir()}))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    _checked(_libc().prctl(option, value, 0, 0, 0))


def _checked(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
