"""Runs Python under a kernel that answers Landlock's three calls with ENOSYS, as kernels before 5.13 do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

__all__ = ["run_without_landlock"]

_FILTER = """
import ctypes, struct, sys
steps = [(0x20, 0, 0, 0), (0x35, 0, 2, 444), (0x25, 1, 0, 446), (0x06, 0, 0, 0x00050000 | 38), (0x06, 0, 0, 0x7FFF0000)]
code = b"".join(struct.pack("=HBBI", *step) for step in steps)
buffer = ctypes.create_string_buffer(code, len(code))
class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))
program = Program(len(steps), ctypes.cast(buffer, ctypes.c_void_p).value)
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, ctypes.byref(program), 0, 0) == 0
"""


def run_without_landlock(
    code: str, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``code`` with ``arguments`` behind a seccomp filter of its own."""
    return subprocess.run(
        [sys.executable, "-c", _FILTER + code, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | dict(environment or {}),
    )
