"""The command `experts`: matching of an instance file."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from diagnostics.texts import Catalogue
from experts.errors import ExpertsError
from experts.matching import DEFAULT_TIME_LIMIT_S, Plan, WhatIf, match_instance, what_if
from experts.matching.instance import read_cases, read_instance
from experts.matching.quiet import solver_kept_quiet

__all__ = ["main"]

_BAD_INPUT = 2

_texts = Catalogue(Path(__file__).with_name("cli_texts.toml"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 after one clear line on stderr for bad input."""
    options = _parser().parse_args(arguments)
    try:
        if not 0.0 <= options.time_limit < float("inf"):
            raise ExpertsError("time_limit_invalid", _texts("time_limit_invalid"))
        with solver_kept_quiet():
            answer = _match(options)
    except ExpertsError as problem:
        print(f"{problem.code}: {problem.text.in_language(options.lang)}", file=sys.stderr)
        return _BAD_INPUT
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        print(json.dumps(answer.to_json(), ensure_ascii=False, indent=1), flush=True)
    except BrokenPipeError:
        # The reader of the output has gone (`| head`), and Python must not flush into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _match(options: argparse.Namespace) -> Plan | WhatIf:
    """Return the plan of the instance, or what becomes of it with doctors away or cases added."""
    instance = read_instance(options.instance)
    if options.without or options.added:
        added = read_cases(options.added) if options.added else ()
        return what_if(
            instance, without=options.without, added=added, replan=options.replan, time_limit_s=options.time_limit
        )
    return match_instance(instance, time_limit_s=options.time_limit, replan=options.replan)


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(prog="experts", description=_texts("about").en)
    commands = parser.add_subparsers(dest="command", required=True)
    match = commands.add_parser("match", help=_texts("about_match").en, description=_texts("about_match").en)
    match.add_argument("instance", type=Path, metavar="INSTANCE.json", help=_texts("about_instance").en)
    match.add_argument(
        "--time-limit",
        type=float,
        default=DEFAULT_TIME_LIMIT_S,
        metavar="SECONDS",
        help=_texts("about_time_limit").en,
    )
    match.add_argument("--replan", action="store_true", help=_texts("about_replan").en)
    match.add_argument("--without", action="append", default=[], metavar="DOCTOR", help=_texts("about_without").en)
    match.add_argument("--with", dest="added", type=Path, metavar="CASES.json", help=_texts("about_with").en)
    match.add_argument("--lang", choices=("en", "zh"), default="en", help=_texts("about_language").en)
    return parser


if __name__ == "__main__":
    sys.exit(main())
