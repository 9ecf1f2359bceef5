"""What the subcommands share: one-line errors, the options for reading a file, and the reader they make."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, NoReturn, Protocol

from diagnostics.errors import DiagnosticsError, error
from diagnostics.machine import Machine
from diagnostics.progress import progress_bar
from diagnostics.readers import read
from diagnostics.recording import Recording
from diagnostics.sandbox import Sandbox

__all__ = [
    "BAD_INPUT",
    "SANDBOX_CHOICES",
    "OneLineParser",
    "Read",
    "add_output_options",
    "add_reading_options",
    "add_sandbox_option",
    "reader",
    "tell",
    "written_whole",
]

BAD_INPUT: Final = 2
SANDBOX_CHOICES: Final = ("full", "degraded", "off")


class OneLineParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Print ``message`` and exit with 2."""
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


class Read(Protocol):
    """Reads a file, in the sandbox or out of it."""

    def __call__(
        self,
        path: Path,
        *,
        machine: Machine | None = None,
        sampling_rate_hz: float | None = None,
        group: str | None = None,
    ) -> Recording:
        """Return the recording at ``path``; raises `RecordingError`."""
        ...


def add_output_options(parser: argparse.ArgumentParser) -> None:
    """Add the form and the language of what is printed."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the output (default: text)")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the text (default: en)")


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add what picks one reading of a file that allows several."""
    parser.add_argument(
        "--rate", type=_positive, metavar="HZ", help="sampling rate, where the file states none or several"
    )
    parser.add_argument(
        "--group",
        metavar="NAME",
        help="which signals are meant, where the file holds several sets: a sheet, a group, or one of its channels",
    )


def add_sandbox_option(parser: argparse.ArgumentParser) -> None:
    """Add the choice of the cage in which files are read."""
    parser.add_argument(
        "--sandbox",
        choices=SANDBOX_CHOICES,
        default=os.environ.get("DIAGNOSE_SANDBOX", "full"),
        help="read files in a caged child (full, the default), with the walls this machine has (degraded), or not at "
        "all caged (off: only for files you trust); `diagnose doctor` shows the walls. "
        "DIAGNOSE_SANDBOX sets the default",
    )


@contextmanager
def reader(sandbox: str) -> Iterator[Read]:
    """Yield what reads files in the ``sandbox`` of the option, with a progress bar for large ones."""
    if sandbox == "off":
        yield read
        return
    if sandbox not in SANDBOX_CHOICES:
        raise SystemExit(f"DIAGNOSE_SANDBOX: {sandbox[:20]!r} is none of {', '.join(SANDBOX_CHOICES)}")
    with Sandbox(mode="degraded" if sandbox == "degraded" else "full") as caged:
        caged.start()

        def read_caged(
            path: Path,
            *,
            machine: Machine | None = None,
            sampling_rate_hz: float | None = None,
            group: str | None = None,
        ) -> Recording:
            size = path.stat().st_size if path.is_file() else 0
            with progress_bar(f"reading {path.name}", total=size, unit="B") as advance:
                return caged.read(
                    path, machine=machine, sampling_rate_hz=sampling_rate_hz, group=group, progress=advance
                )

        yield read_caged


def tell(wrong: DiagnosticsError, language: str) -> int:
    """Say what is wrong in one line on stderr and return the exit status for it."""
    sentence = " ".join(wrong.text.in_language(language).split())
    print(f"diagnose: {wrong.code}: {sentence}", file=sys.stderr)
    return BAD_INPUT


@contextmanager
def written_whole(path: Path) -> Iterator[IO[str]]:
    """Yield a new text file that takes the place of ``path`` once it is whole; raises `DiagnosticsError`
    (output_unwritable)."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as unwritable:
        raise error("output_unwritable", name=path.name, reason=unwritable.strerror or unwritable) from unwritable
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            yield file
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except OSError as unwritable:
        raise error("output_unwritable", name=path.name, reason=unwritable.strerror or unwritable) from unwritable
    finally:
        Path(name).unlink(missing_ok=True)


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value < 1e9:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no sampling rate in Hz")
    return value
