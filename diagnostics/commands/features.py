"""``diagnose features RECORDING…``: the table of features of each recording, as CSV."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

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
from diagnostics.features import FeatureTable, feature_table, long_csv, wide_csv
from diagnostics.machine import Machine

__all__ = ["run"]


def run(arguments: Sequence[str]) -> int:
    """Write the features of each recording; a bad one is told on stderr and the others are still measured."""
    options = _parser().parse_args(arguments)
    tables: list[FeatureTable] = []
    status = 0
    try:
        machine = Machine.load(options.machine)
        with reader(options.sandbox) as read:
            for path in options.recordings:
                try:
                    tables.append(_measured(path, machine, read, options))
                except DiagnosticsError as wrong:
                    status = tell(wrong, options.lang)
        if tables:
            with written_whole(options.out) as file:
                file.write(long_csv(tables) if options.long else wide_csv(tables))
    except DiagnosticsError as wrong:
        return tell(wrong, options.lang)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="diagnose features",
        description="Measure the features of recordings (levels, bands, orders, envelope lines, currents, sound, "
        "process values; docs/features.md) and write them as CSV: one row a recording, which diagnose monitor reads, "
        "or one row a feature. Exit status: 0, or 2 for bad input.",
    )
    parser.add_argument("recordings", nargs="+", type=Path, metavar="RECORDING", help="see diagnose inspect --help")
    parser.add_argument("--machine", required=True, type=Path, help="machine description, YAML or JSON")
    parser.add_argument("--out", type=Path, required=True, metavar="FEATURES.csv", help="where the table goes")
    parser.add_argument("--long", action="store_true", help="one row a feature, with its unit")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of errors (default: en)")
    add_reading_options(parser)
    add_sandbox_option(parser)
    return parser


def _measured(path: Path, machine: Machine, read: Read, options: argparse.Namespace) -> FeatureTable:
    """Return the features of the recording at ``path``; whatever breaks off inside comes back as the error
    examination_crashed."""
    try:
        recording = read(path, machine=machine, sampling_rate_hz=options.rate, group=options.group)
        return feature_table(recording, machine)
    except DiagnosticsError:
        raise
    except Exception as crash:
        raise error("examination_crashed", reason=f"{type(crash).__name__}: {crash}"[:200]) from crash
