"""The command `experts`: matching of an instance file, and the plan of a day of rounds."""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from diagnostics.texts import Catalogue
from experts.errors import ExpertsError
from experts.matching import DEFAULT_TIME_LIMIT_S, match_instance
from experts.matching.instance import read_instance
from experts.rounds import Effort, plan_day, read_travel_table
from experts.rounds.instance import read_rounds

__all__ = ["main"]

_BAD_INPUT = 2
_STANDARD_OUTPUT = 1

_texts = Catalogue(Path(__file__).with_name("cli_texts.toml"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 after one clear line on stderr for bad input."""
    options = _parser().parse_args(arguments)
    try:
        if not 0.0 <= options.time_limit < float("inf"):
            raise ExpertsError("time_limit_invalid", _texts("time_limit_invalid"))
        answer = options.run(options)
    except ExpertsError as problem:
        print(f"{problem.code}: {problem.text.in_language(options.lang)}", file=sys.stderr)
        return _BAD_INPUT
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        print(json.dumps(answer, ensure_ascii=False, indent=1), flush=True)
    except BrokenPipeError:
        # The reader of the output has gone (`| head`), and Python must not flush into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _match(options: argparse.Namespace) -> dict[str, Any]:
    """Return the matching of an instance file."""
    instance = read_instance(options.instance)
    with _solver_kept_quiet():
        return match_instance(instance, time_limit_s=options.time_limit).to_json()


def _rounds(options: argparse.Namespace) -> dict[str, Any]:
    """Return the plan of a day of rounds."""
    table = None if options.travel_table is None else read_travel_table(options.travel_table)
    instance = read_rounds(options.instance, table=table)
    effort = Effort(time_limit_s=options.time_limit)
    plan = plan_day(instance.day, instance.stops, instance.doctors, travel=instance.travel, effort=effort)
    return plan.to_json()


@contextmanager
def _solver_kept_quiet() -> Iterator[None]:
    """Send what native code writes to standard output to nowhere.

    HiGHS prints a line of its own there when it repairs a solution ("transformNewIntegerFeasibleSolution …"),
    whatever its output options say; it would stand before the JSON.
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


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(prog="experts", description=_texts("about").en)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run, time_limit_s in (
        ("match", _match, DEFAULT_TIME_LIMIT_S),
        ("rounds", _rounds, Effort().time_limit_s),
    ):
        about = _texts(f"about_{name}").en
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        command.add_argument("instance", type=Path, metavar="INSTANCE.json", help=_texts(f"about_{name}_instance").en)
        command.add_argument(
            "--time-limit",
            type=float,
            default=time_limit_s,
            metavar="SECONDS",
            help=_texts(f"about_{name}_time_limit").en,
        )
        command.add_argument("--lang", choices=("en", "zh"), default="en", help=_texts("about_language").en)
    command.add_argument("--travel-table", type=Path, metavar="FILE.csv", help=_texts("about_travel_table").en)
    return parser


if __name__ == "__main__":
    sys.exit(main())
