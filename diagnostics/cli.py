"""The command ``diagnose``: one examination a recording, or a whole list of cases (``diagnose batch``)."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from diagnostics.batch import run_batch
from diagnostics.errors import DiagnosticsError, error
from diagnostics.examination import Examination
from diagnostics.examine import examine
from diagnostics.machine import Machine
from diagnostics.readers import read
from diagnostics.recording import Recording
from diagnostics.report import report

__all__ = ["main"]

_BAD_INPUT: Final = 2
_INTERRUPTED: Final = 130
_MAX_JOBS: Final = 256
_PLOT_FORMATS: Final = ("png", "svg", "json")


class _OneLineParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Print ``message`` and exit with 2."""
        self.exit(_BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, or 2 for bad input after one clear line on stderr."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if arguments[:1] == ["batch"]:
            return _batch(_batch_parser().parse_args(arguments[1:]))
        return _diagnose(_parser().parse_args(arguments))
    except BrokenPipeError:
        # The reader of the output has gone (`| head`), and Python must not flush into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(
        prog="diagnose",
        description="Examine recordings of a machine. Exit status: 0 whatever the verdict, 2 for bad input.",
        epilog="Many cases at once: diagnose batch --help",
    )
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING", help="WAV, FLAC, CSV or MATLAB 5 file")
    parser.add_argument("--machine", required=True, type=Path, help="machine description, YAML or JSON")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the output (default: text)")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the text (default: en)")
    parser.add_argument(
        "--plots",
        type=Path,
        metavar="DIR",
        help="draw the evidence of each finding and an overview of the recording into this folder",
    )
    parser.add_argument(
        "--plot-format",
        type=_plot_formats,
        action="extend",
        metavar="FORMAT",
        help="png, svg or json (the data of the findings' figures, for interactive plots); several with commas or by "
        "repeating the option (default: png)",
    )
    return parser


def _batch_parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(
        prog="diagnose batch",
        description='Examine many cases: one line {"id", "recording", "machine"} in, one line out. '
        "Recordings are looked up beside CASES. Exit status: 0 when every line was answered.",
    )
    parser.add_argument("cases", type=Path, metavar="CASES.jsonl")
    parser.add_argument("--out", required=True, type=Path, metavar="RESULTS.jsonl", help="is overwritten")
    parser.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="processes (default: all)")
    parser.add_argument("--resume", action="store_true", help="keep the answers that are there and go on")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of messages (default: en)")
    return parser


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= _MAX_JOBS:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a number of processes (1 to {_MAX_JOBS})")
    return int(text)


def _plot_formats(text: str) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in _PLOT_FORMATS:
            raise argparse.ArgumentTypeError(f"{name[:20]!r} is none of {', '.join(_PLOT_FORMATS)}")
    return names


def _diagnose(options: argparse.Namespace) -> int:
    """Examine each recording; a bad one is told on stderr and the others are still examined."""
    try:
        machine = Machine.load(options.machine)
    except DiagnosticsError as wrong:
        return _tell(wrong, options.lang)
    status = 0
    for number, path in enumerate(options.recordings):
        try:
            recording, examination = _examined(path, machine)
            if options.plots is not None:
                several = len(options.recordings) > 1
                folder = options.plots / f"{number + 1}-{path.stem}" if several else options.plots
                _draw(examination, recording, machine, folder, options)
        except DiagnosticsError as wrong:
            status = _tell(wrong, options.lang)
            continue
        if options.format == "json":
            print(json.dumps(examination.to_json(), ensure_ascii=False, allow_nan=False))
        else:
            separator = "\n" if number else ""
            print(
                separator + report(examination, recording=path.name, machine=machine.name, language=options.lang),
                end="",
            )
    sys.stdout.flush()
    return status


def _examined(path: Path, machine: Machine) -> tuple[Recording, Examination]:
    """Return the recording and its examination; whatever breaks off inside comes back as the error
    examination_crashed."""
    try:
        recording = read(path, machine=machine)
        return recording, examine(recording, machine)
    except DiagnosticsError:
        raise
    except Exception as crash:
        raise error("examination_crashed", reason=f"{type(crash).__name__}: {crash}"[:200]) from crash


def _draw(
    examination: Examination, recording: Recording, machine: Machine, folder: Path, options: argparse.Namespace
) -> None:
    """Draw the evidence of every finding and the overview into ``folder``; raises `DiagnosticsError`
    (output_unwritable)."""
    # Matplotlib takes as long to load as an examination lasts, so it is loaded only for this.
    from diagnostics.figures import draw_findings, draw_overview

    formats = list(dict.fromkeys(options.plot_format or ["png"]))
    try:
        draw_findings(examination, folder, lang=options.lang, formats=formats)
        for name in formats:
            if name != "json":
                path = folder / f"overview.{name}"
                draw_overview(examination, recording, machine, path, lang=options.lang, format=name)
    except OSError as unwritable:
        reason = unwritable.strerror or unwritable
        raise error("output_unwritable", name=folder.name, reason=reason) from unwritable


def _tell(wrong: DiagnosticsError, language: str) -> int:
    sentence = " ".join(wrong.text.in_language(language).split())
    print(f"diagnose: {wrong.code}: {sentence}", file=sys.stderr)
    return _BAD_INPUT


def _batch(options: argparse.Namespace) -> int:
    try:
        run_batch(options.cases, options.out, jobs=options.jobs, resume=options.resume)
    except DiagnosticsError as wrong:
        return _tell(wrong, options.lang)
    return 0


if __name__ == "__main__":
    sys.exit(main())
