"""``diagnose baseline RECORDING…``: learn what a healthy machine looks like from its own recordings."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from diagnostics.anomaly.snapshots.baseline import LEAST_RECORDS, Baseline
from diagnostics.commands.common import (
    OneLineParser,
    Read,
    add_reading_options,
    add_sandbox_option,
    reader,
    tell,
    written_whole,
)
from diagnostics.errors import DiagnosticsError, error
from diagnostics.examining import examine
from diagnostics.features import FeatureTable, feature_table
from diagnostics.machine import Machine
from diagnostics.progress import progress_bar

__all__ = ["run"]


def run(arguments: Sequence[str]) -> int:
    """Learn a baseline and write it; a bad recording is told on stderr and the baseline is learned from the others."""
    options = _parser().parse_args(arguments)
    tables: list[FeatureTable] = []
    status = 0
    try:
        machine = Machine.load(options.machine)
        count = len(options.recordings)
        with reader(options.sandbox) as read, progress_bar("learning", total=count, unit=" recordings") as advance:
            for path in options.recordings:
                try:
                    tables.append(_measured(path, machine, read, options))
                except DiagnosticsError as wrong:
                    status = tell(wrong, options.lang)
                advance(1)
        baseline = Baseline.learn(tables, machine_sha256=machine.sha256)
        with written_whole(options.out) as file:
            file.write(json.dumps(baseline.to_json(), ensure_ascii=False, allow_nan=False) + "\n")
    except DiagnosticsError as wrong:
        return tell(wrong, options.lang)
    for line in baseline.lines():
        print(line.in_language(options.lang))
    return status


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="diagnose baseline",
        description="Learn from recordings of a healthy machine what is usual for it; diagnose --baseline then says "
        f"what has changed, from {LEAST_RECORDS} recordings of an operating state on. Recordings with a finding, in "
        "another unit, or unlike all others are named and left out. Exit status: 0, or 2 for bad input.",
    )
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING", help="of the healthy machine")
    parser.add_argument("--machine", required=True, type=Path, help="machine description, YAML or JSON")
    parser.add_argument("--out", type=Path, required=True, metavar="BASELINE.json", help="where the baseline goes")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of what is shown (default: en)")
    add_reading_options(parser)
    add_sandbox_option(parser)
    return parser


def _measured(path: Path, machine: Machine, read: Read, options: argparse.Namespace) -> FeatureTable:
    """Return the features of the recording at ``path`` with what its examination found; whatever breaks off inside
    comes back as the error examination_crashed."""
    try:
        recording = read(path, machine=machine, sampling_rate_hz=options.rate, group=options.group)
        return feature_table(recording, machine, examination=examine(recording, machine))
    except DiagnosticsError:
        raise
    except Exception as crash:
        raise error("examination_crashed", reason=f"{type(crash).__name__}: {crash}"[:200]) from crash
