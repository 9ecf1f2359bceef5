"""``diagnose RECORDING… --machine machine.yaml``: one examination a recording."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from diagnostics.commands.common import (
    OneLineParser,
    Read,
    add_output_options,
    add_reading_options,
    add_sandbox_option,
    reader,
    tell,
)
from diagnostics.errors import DiagnosticsError, error
from diagnostics.examination import Examination
from diagnostics.examining import examine
from diagnostics.machine import Machine
from diagnostics.recording import Recording
from diagnostics.report import report

if TYPE_CHECKING:
    from diagnostics.anomaly.snapshots.baseline import Baseline

__all__ = ["run"]

_PLOT_FORMATS: Final = ("png", "svg", "json")


def run(arguments: Sequence[str]) -> int:
    """Examine each recording; a bad one is told on stderr and the others are still examined."""
    options = _parser().parse_args(arguments)
    try:
        machine = Machine.load(options.machine)
        baseline = None if options.baseline is None else _baseline(options.baseline, machine)
        with reader(options.sandbox) as read:
            status = _examine_all(options, machine, baseline, read)
    except DiagnosticsError as wrong:
        return tell(wrong, options.lang)
    sys.stdout.flush()
    return status


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="diagnose",
        description="Examine recordings of a machine. Exit status: 0 whatever the verdict, 2 for bad input.",
        epilog="Further: diagnose inspect FILE (what is inside a recording), diagnose batch (many cases at once), "
        "diagnose baseline (what is usual for this machine), diagnose features (its figures as a table), "
        "diagnose doctor (is this machine ready); each with --help.",
    )
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING", help="see diagnose inspect --help")
    parser.add_argument("--machine", required=True, type=Path, help="machine description, YAML or JSON")
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="BASELINE.json",
        help="also say what has changed since the machine was healthy (see diagnose baseline --help)",
    )
    add_output_options(parser)
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
    add_reading_options(parser)
    add_sandbox_option(parser)
    return parser


def _plot_formats(text: str) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in _PLOT_FORMATS:
            raise argparse.ArgumentTypeError(f"{name[:20]!r} is none of {', '.join(_PLOT_FORMATS)}")
    return names


def _baseline(path: Path, machine: Machine) -> Baseline:
    # Loading the statistics takes as long as a short examination, so it is done only for this.
    from diagnostics.anomaly.snapshots.baseline import Baseline

    return Baseline.load(path, machine)


def _examine_all(options: argparse.Namespace, machine: Machine, baseline: Baseline | None, read: Read) -> int:
    status = 0
    for number, path in enumerate(options.recordings):
        try:
            recording, examination = _examined(path, machine, baseline, read, options)
            if options.plots is not None:
                several = len(options.recordings) > 1
                folder = options.plots / f"{number + 1}-{path.stem}" if several else options.plots
                _draw(examination, recording, machine, folder, options)
        except DiagnosticsError as wrong:
            status = tell(wrong, options.lang)
            continue
        if options.format == "json":
            print(json.dumps(examination.to_json(), ensure_ascii=False, allow_nan=False))
        else:
            separator = "\n" if number else ""
            print(
                separator + report(examination, recording=path.name, machine=machine.name, language=options.lang),
                end="",
            )
    return status


def _examined(
    path: Path, machine: Machine, baseline: Baseline | None, read: Read, options: argparse.Namespace
) -> tuple[Recording, Examination]:
    """Return the recording and its examination; whatever breaks off inside comes back as the error
    examination_crashed."""
    try:
        recording = read(path, machine=machine, sampling_rate_hz=options.rate, group=options.group)
        return recording, examine(recording, machine, baseline=baseline)
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
