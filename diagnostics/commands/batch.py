"""``diagnose batch CASES.jsonl --out RESULTS.jsonl``: many cases, one line in, one line out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from diagnostics.batch import run_batch
from diagnostics.commands.common import OneLineParser, add_sandbox_option, tell
from diagnostics.errors import DiagnosticsError

__all__ = ["run"]

_MAX_JOBS: Final = 256


def run(arguments: Sequence[str]) -> int:
    """Answer every line; returns 0, or 2 when the list or the output cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        run_batch(options.cases, options.out, jobs=options.jobs, resume=options.resume, sandbox=options.sandbox)
    except DiagnosticsError as wrong:
        return tell(wrong, options.lang)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="diagnose batch",
        description='Examine many cases: one line {"id", "recording", "machine"} in, one line out. '
        "Recordings are looked up beside CASES. Exit status: 0 when every line was answered.",
    )
    parser.add_argument("cases", type=Path, metavar="CASES.jsonl")
    parser.add_argument("--out", required=True, type=Path, metavar="RESULTS.jsonl", help="is overwritten")
    parser.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="processes (default: all)")
    parser.add_argument("--resume", action="store_true", help="keep the answers that are there and go on")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of messages (default: en)")
    add_sandbox_option(parser)
    return parser


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= _MAX_JOBS:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a number of processes (1 to {_MAX_JOBS})")
    return int(text)
