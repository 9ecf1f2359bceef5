"""``diagnose health EXAMINATIONS.jsonl``: the health of one machine from its examinations."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from diagnostics.commands.common import OneLineParser, add_output_options, tell
from diagnostics.errors import DiagnosticsError, error
from diagnostics.health import DatedExamination, Health, machine_health
from diagnostics.health.parts import TEXTS
from diagnostics.texts import Text

__all__ = ["run"]


def run(arguments: Sequence[str]) -> int:
    """Show the health; returns 0 whatever it is, 2 for bad input."""
    options = _parser().parse_args(arguments)
    try:
        health = machine_health(_examinations(options.examinations), now=options.at or datetime.now(UTC))
    except DiagnosticsError as wrong:
        return tell(wrong, options.lang)
    if options.format == "json":
        print(json.dumps(health.to_json(), ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join(line.in_language(options.lang) for line in _lines(health)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="diagnose health",
        description="Show the health of one machine (0 to 100) and its make-up from its examinations, one JSON object "
        '{"time", …examination} a line. Exit status: 0, or 2 for bad input.',
    )
    parser.add_argument("examinations", type=Path, metavar="EXAMINATIONS.jsonl")
    parser.add_argument("--at", type=_time, metavar="TIME", help="at this time, ISO 8601 (default: now)")
    add_output_options(parser)
    return parser


def _examinations(path: Path) -> list[DatedExamination]:
    """Return the examinations of the file; raises `DiagnosticsError` with the line that is none."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as missing:
        raise error("health_file_unreadable", name=path.name, reason=missing.strerror or missing) from missing
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            document: Any = json.loads(line)
            if not isinstance(document, dict):
                raise ValueError("not a JSON object")
            found.append(DatedExamination(_moment(document.get("time")), document))
        except (ValueError, RecursionError) as wrong:
            raise error("health_line_invalid", name=path.name, line=number, reason=str(wrong)[:80]) from wrong
    return found


def _moment(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError('"time" is missing')
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _time(text: str) -> datetime:
    try:
        return _moment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:30]!r} is no time of ISO 8601") from None


def _lines(health: Health) -> Iterator[Text]:
    if health.score is None:
        yield TEXTS("line_unknown", reason=health.reason or TEXTS("word_unknown"))
    else:
        yield TEXTS("line_score", score=health.score)
    for part in health.parts:
        yield TEXTS("line_part", points=part.points, text=part.text)
    if health.history:
        yield TEXTS("line_history")
    for time, score in health.history:
        shown = TEXTS("word_unknown") if score is None else score
        yield TEXTS("line_past", date=f"{time:%Y-%m-%d}", score=shown)
