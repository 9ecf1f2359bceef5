"""The command ``diagnose``: examines recordings, or does what its first word says."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Final

__all__ = ["main"]

_INTERRUPTED: Final = 130
_COMMANDS: Final = ("batch", "inspect", "doctor", "monitor", "trend", "health", "features", "baseline")
"""First words that name a command; anything else is a recording to examine."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, or 2 for bad input after one clear line on stderr."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if arguments and arguments[0] in _COMMANDS:
            return _run(arguments[0], arguments[1:])
        return _run("examine", arguments)
    except BrokenPipeError:
        # The reader of the output has gone (`| head`), and Python must not flush into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(command: str, arguments: Sequence[str]) -> int:
    """Run the command of the module ``command``, which is loaded only when it is called."""
    return int(importlib.import_module(f"diagnostics.commands.{command}").run(arguments))


if __name__ == "__main__":
    sys.exit(main())
