"""Keeping what native code writes out of a command's output."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["solver_kept_quiet"]

_STANDARD_OUTPUT = 1


@contextmanager
def solver_kept_quiet() -> Iterator[None]:
    """Send what native code writes to standard output to nowhere; for commands only, since all threads share it.

    HiGHS prints a line of its own there when it repairs a solution ("transformNewIntegerFeasibleSolution …"), whatever
    its output options say; it would stand before the JSON.
    """
    sys.stdout.flush()
    standard_output = os.dup(_STANDARD_OUTPUT)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_OUTPUT)
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(standard_output, _STANDARD_OUTPUT)
        os.close(standard_output)
        os.close(nowhere)
