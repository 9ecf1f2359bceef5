"""``diagnose monitor SERIES.csv``: what is unusual in a slow log of several sensors, row by row and as events."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from diagnostics.anomaly.watching.monitoring import SCHEMA, Monitor, unjudged
from diagnostics.commands.common import OneLineParser, tell, written_whole
from diagnostics.errors import DiagnosticsError, error
from diagnostics.faults.family import Answer
from diagnostics.faults.process import examine_process
from diagnostics.machine import Machine
from diagnostics.progress import progress_bar
from diagnostics.report import finding_lines
from diagnostics.series.reading import open_series
from diagnostics.series.series import Series

__all__ = ["run"]


def run(arguments: Sequence[str]) -> int:
    """Watch the series; returns 0, or 2 for bad input after one clear line on stderr."""
    options = _parser().parse_args(arguments)
    try:
        machine = None if options.machine is None else Machine.load(options.machine)
        series = open_series(options.series, ignore=options.ignore)
        with (
            written_whole(options.out) as file,
            progress_bar(f"watching {series.content.name}", total=None, unit=" rows") as advance,
        ):
            # The rules of the process need the whole series; without them it passes by block by block.
            kept = [] if machine is None else list(series.blocks())
            blocks = series.blocks() if machine is None else iter(kept)
            watcher = _watch(series.content.name, blocks, options, file, advance)
            answer = Answer()
            if machine is not None:
                answer = examine_process(Series.joined(kept), machine, options.train_rows, rows_are_checked=True)
            _close(file, watcher, answer)
    except DiagnosticsError as wrong:
        return tell(wrong, options.lang)
    _show(watcher, answer, options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="diagnose monitor",
        description="Learn from the first rows of a slow log of several sensors (one row a second or a minute) and say "
        "of every later row how unusual it is, and of every alarm what changed and where to look. "
        "Exit status: 0, or 2 for bad input.",
    )
    parser.add_argument("series", type=Path, metavar="SERIES.csv", help="any delimiter; the first column is the time")
    parser.add_argument(
        "--train-rows", type=_positive, required=True, metavar="N", help="the first N rows are healthy; learn from them"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="EVENTS.json", help="where the result goes")
    parser.add_argument("--ignore", action="append", default=[], metavar="COLUMN", help="leave a column out (repeat)")
    parser.add_argument(
        "--condition",
        action="append",
        default=[],
        metavar="COLUMN",
        help="a speed or load whose effect on the other columns is taken out (repeat)",
    )
    parser.add_argument(
        "--machine",
        type=Path,
        metavar="MACHINE.yaml",
        help="names the columns' roles (filter, valve, exchanger, vessel): the rules of the process are asked too",
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of what is shown (default: en)")
    return parser


def _watch(
    name: str, blocks: Iterator[Series], options: argparse.Namespace, file: IO[str], advance: Callable[[int], None]
) -> Monitor:
    """Write what is said of each row of the series ``name`` to ``file`` as they are read, and leave it open for the
    rest."""
    file.write(f'{{"schema": {json.dumps(SCHEMA)}, "rows": [')
    learned, later = _learned_and_later(name, blocks, options.train_rows)
    watcher = Monitor(learned, conditions=options.condition)
    separator = "\n"
    for judged in itertools.chain([unjudged(learned)], map(watcher.judge, later)):
        advance(len(judged.stamps))
        for row in judged.to_json():
            file.write(separator + json.dumps(row, ensure_ascii=False, allow_nan=False))
            separator = ",\n"
    return watcher


def _close(file: IO[str], watcher: Monitor, answer: Answer) -> None:
    """Write what comes after the rows: events, what the rules of the process found, what is wrong with the data."""
    rest: dict[str, Any] = {
        "events": [event.to_json() for event in watcher.events()],
        "findings": [finding.to_json() for finding in answer.findings],
        "watch": [finding.to_json() for finding in answer.watch],
        "ruled_out": [item.to_json() for item in answer.ruled_out],
        "quality": [note.to_json() for note in (*watcher.quality(), *answer.notes)],
    }
    file.write("],\n" + json.dumps(rest, ensure_ascii=False, allow_nan=False)[1:] + "\n")


def _learned_and_later(name: str, blocks: Iterator[Series], train_rows: int) -> tuple[Series, Iterator[Series]]:
    """Return the first ``train_rows`` rows and the blocks of those after them; raises `DiagnosticsError`
    (series_no_table) when there are none."""
    learned: list[Series] = []
    missing = train_rows
    rest: list[Series] = []
    for block in blocks:
        learned.append(block.part(0, missing))
        missing -= len(learned[-1])
        if not missing:
            rest.append(block.part(len(learned[-1])))
            break
    if not learned:
        raise error("series_no_table", name=name)

    def later() -> Iterator[Series]:
        yield from (block for block in rest if len(block))
        yield from blocks

    return Series.joined(learned), later()


def _show(watcher: Monitor, answer: Answer, options: argparse.Namespace) -> None:
    for event in watcher.events():
        print(event.text.in_language(options.lang))
    if not watcher.events():
        print("没有报警事件。" if options.lang == "zh" else "No event.")
    for number, finding in enumerate((*answer.findings, *answer.watch), start=1):
        for line in finding_lines(number, finding):
            print(line.in_language(options.lang))
    for note in (*watcher.quality(), *answer.notes):
        print(f"[{note.level}] {note.text.in_language(options.lang)}")
    sys.stdout.flush()


def _positive(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if not 0 < value < 10**9:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no number of rows")
    return value
