"""The command `experts`: matching of an instance file, and the plan of a day of rounds."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from diagnostics.texts import Catalogue
from experts.errors import ExpertsError
from experts.matching import DEFAULT_TIME_LIMIT_S, match_instance, what_if
from experts.matching.instance import read_cases, read_instance
from experts.matching.quiet import solver_kept_quiet
from experts.rounds import Effort, plan_day, read_travel_table
from experts.rounds.instance import read_rounds

__all__ = ["main"]

_BAD_INPUT = 2

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
    """Return the plan of an instance file, or what becomes of it with doctors away or cases added."""
    instance = read_instance(options.instance)
    with solver_kept_quiet():
        if options.without or options.added:
            added = read_cases(options.added) if options.added else ()
            return what_if(
                instance, without=options.without, added=added, replan=options.replan, time_limit_s=options.time_limit
            ).to_json()
        return match_instance(instance, time_limit_s=options.time_limit, replan=options.replan).to_json()


def _rounds(options: argparse.Namespace) -> dict[str, Any]:
    """Return the plan of a day of rounds."""
    table = None if options.travel_table is None else read_travel_table(options.travel_table)
    instance = read_rounds(options.instance, table=table)
    effort = Effort(time_limit_s=options.time_limit)
    plan = plan_day(instance.day, instance.stops, instance.doctors, travel=instance.travel, effort=effort)
    return plan.to_json()


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(prog="experts", description=_texts("about").en)
    commands = parser.add_subparsers(dest="command", required=True)
    match = _add(commands, "match", _match, DEFAULT_TIME_LIMIT_S)
    match.add_argument("--replan", action="store_true", help=_texts("about_replan").en)
    match.add_argument("--without", action="append", default=[], metavar="DOCTOR", help=_texts("about_without").en)
    match.add_argument("--with", dest="added", type=Path, metavar="CASES.json", help=_texts("about_with").en)
    rounds = _add(commands, "rounds", _rounds, Effort().time_limit_s)
    rounds.add_argument("--travel-table", type=Path, metavar="FILE.csv", help=_texts("about_travel_table").en)
    return parser


def _add(
    commands: Any, name: str, run: Callable[[argparse.Namespace], dict[str, Any]], time_limit_s: float
) -> argparse.ArgumentParser:
    """Add one command with what all have in common."""
    about = _texts(f"about_{name}").en
    command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
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
    return command


if __name__ == "__main__":
    sys.exit(main())
