"""The command ``diagnose``: examines recordings, or does what its first word says."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

__all__ = ["main"]

_INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, or 2 for bad input after one clear line on stderr."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if arguments and arguments[0] in _COMMANDS:
            return _COMMANDS[arguments[0]](arguments[1:])
        return _examine(arguments)
    except BrokenPipeError:
        # The reader of the output has gone (`| head`), and Python must not flush into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED


def _examine(arguments: Sequence[str]) -> int:
    from diagnostics.commands import examine

    return examine.run(arguments)


def _batch(arguments: Sequence[str]) -> int:
    from diagnostics.commands import batch

    return batch.run(arguments)


def _inspect(arguments: Sequence[str]) -> int:
    from diagnostics.commands import inspect

    return inspect.run(arguments)


def _doctor(arguments: Sequence[str]) -> int:
    from diagnostics.commands import doctor

    return doctor.run(arguments)


_COMMANDS: Final[Mapping[str, Callable[[Sequence[str]], int]]] = {
    "batch": _batch,
    "inspect": _inspect,
    "doctor": _doctor,
}
"""Each is loaded only when it is called."""

if __name__ == "__main__":
    sys.exit(main())
