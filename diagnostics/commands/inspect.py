"""``diagnose inspect FILE``: what is inside a recording, and a machine description to start from."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from diagnostics.commands.common import (
    OneLineParser,
    add_output_options,
    add_reading_options,
    add_sandbox_option,
    reader,
    tell,
)
from diagnostics.errors import DiagnosticsError, error
from diagnostics.inspection import Inspection, draft_description, inspect_recording, inspection_report
from diagnostics.inspection.inspect import TEXTS
from diagnostics.progress import progress_bar
from diagnostics.readers import FORMAT_LIST

__all__ = ["run"]


def run(arguments: Sequence[str]) -> int:
    """Show what is inside the recording; returns 0, or 2 for bad input after one clear line on stderr."""
    options = _parser().parse_args(arguments)
    try:
        with reader(options.sandbox) as read:
            recording = read(options.recording, sampling_rate_hz=options.rate, group=options.group)
            title = f"looking through {recording.source_name}"
            with progress_bar(title, total=recording.sample_count, unit=" samples") as advance:
                inspection = inspect_recording(recording, advance)
        if options.write is not None:
            _write(draft_description(inspection), options.write)
    except DiagnosticsError as wrong:
        return tell(wrong, options.lang)
    _show(inspection, options)
    sys.stdout.flush()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="diagnose inspect",
        description="Show what is inside a recording (channels, rate, length, level, quality, what is uncertain) and "
        "a machine description to start from. Exit status: 0, or 2 for bad input.",
        epilog=f"Formats, recognised by their content: {FORMAT_LIST}.",
    )
    parser.add_argument("recording", type=Path, metavar="FILE")
    add_output_options(parser)
    parser.add_argument(
        "--write",
        type=Path,
        metavar="MACHINE.yaml",
        help="write the description here instead of showing it; a file that is there is kept",
    )
    add_reading_options(parser)
    add_sandbox_option(parser)
    return parser


def _write(description: str, path: Path) -> None:
    """Write ``description`` to the new file ``path``; raises `DiagnosticsError` (output_unwritable)."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(description)
    except (OSError, ValueError) as unwritable:
        reason = getattr(unwritable, "strerror", None) or unwritable
        raise error("output_unwritable", name=path.name, reason=reason) from unwritable


def _show(inspection: Inspection, options: argparse.Namespace) -> None:
    draft = draft_description(inspection)
    if options.format == "json":
        print(json.dumps({**inspection.to_json(), "machine": draft}, ensure_ascii=False, allow_nan=False))
        return
    print(inspection_report(inspection, language=options.lang), end="")
    if options.write is not None:
        print(TEXTS("next", path=options.write).in_language(options.lang))
    else:
        print(f"{TEXTS('draft').in_language(options.lang)}\n\n{draft}", end="")
