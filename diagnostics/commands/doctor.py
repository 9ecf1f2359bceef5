"""``diagnose doctor``: is this machine ready to read strangers' files?"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from diagnostics.commands.common import OneLineParser, add_output_options, tell
from diagnostics.errors import RecordingError
from diagnostics.readers import FORMATS
from diagnostics.sandbox import Sandbox
from diagnostics.sandbox.protocol import Attempts
from diagnostics.sandbox.walls import REQUIRED_WALLS, WALLS
from diagnostics.texts import Catalogue, Text

__all__ = ["run"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("doctor.toml"))
_NOT_READY: Final = 1


def run(arguments: Sequence[str]) -> int:
    """Show which walls stand, what a child tried in vain, and which formats are read; 0 when files are safe to open."""
    parser = OneLineParser(
        prog="diagnose doctor",
        description="Show which walls stand around the process that reads files, what it cannot do, and which formats "
        "are read. Exit status: 0 when all required walls hold, 1 otherwise.",
    )
    add_output_options(parser)
    options = parser.parse_args(arguments)
    try:
        with Sandbox(mode="degraded") as sandbox:
            attempts = sandbox.attempts()
    except RecordingError as failed:
        tell(failed, options.lang)
        return _NOT_READY
    ready = bool(attempts.refused) and set(REQUIRED_WALLS) <= set(attempts.standing)
    ready = ready and None not in attempts.refused.values()
    if options.format == "json":
        print(json.dumps(_as_json(attempts, ready=ready), ensure_ascii=False))
    else:
        print("\n".join(line.in_language(options.lang) for line in _lines(attempts, ready=ready)))
    return 0 if ready else _NOT_READY


def _as_json(attempts: Attempts, *, ready: bool) -> dict[str, object]:
    return {
        "schema": "doctor/1",
        "ready": ready,
        "walls": {wall: wall in attempts.standing for wall in WALLS},
        "attempts": attempts.refused,
        "formats": {form.name: not _missing(form.libraries) for form in FORMATS},
    }


def _lines(attempts: Attempts, *, ready: bool) -> Iterator[Text]:
    yield _TEXTS("ready" if ready else "not_ready")
    yield _TEXTS("walls")
    for wall in WALLS:
        stands = wall in attempts.standing
        key = "stands" if stands else "missing" if wall in REQUIRED_WALLS else "not_raised"
        yield _TEXTS(key, wall=_TEXTS(f"wall_{wall}"))
    yield _TEXTS("attempts")
    for name, reason in attempts.refused.items():
        attempt = _TEXTS(f"attempt_{name}")
        yield (
            _TEXTS("went_through", attempt=attempt)
            if reason is None
            else _TEXTS("refused", attempt=attempt, reason=reason)
        )
    yield _TEXTS("formats")
    for form in FORMATS:
        missing = _missing(form.libraries)
        suffixes = " ".join(sorted(form.suffixes))
        if missing:
            yield _TEXTS("format_missing", title=form.title, library=missing[0])
        else:
            yield _TEXTS("format_read", title=form.title, suffixes=suffixes)


def _missing(libraries: Sequence[str]) -> list[str]:
    tops = dict.fromkeys(library.partition(".")[0] for library in libraries)
    return [library for library in tops if importlib.util.find_spec(library) is None]
