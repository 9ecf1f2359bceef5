"""The complaint that a ticket becomes: the reporter's own words first, then what was touched, in the same language."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from diagnostics.texts import Text

__all__ = ["RUNNING", "SINCE", "TILES", "complaint_of"]


def _texts(table: dict[str, Any]) -> dict[str, Text]:
    return {key: Text(entry["en"], entry["zh"]) for key, entry in table.items()}


_DATA: Final = tomllib.loads(Path(__file__).with_name("tiles.toml").read_text(encoding="utf-8"))
TILES: Final = _texts(_DATA["tiles"])
SINCE: Final = _texts(_DATA["since"])
RUNNING: Final = _texts(_DATA["running"])
_DANGER: Final = _texts(_DATA["danger"])["yes"]


def complaint_of(
    *, tiles: Sequence[str], since: str, running: str, danger: bool, words: str | None, language: str
) -> str:
    """Return the complaint in ``language``; danger to people is said in words that triage puts first."""
    joint, stop = ("、", "。") if language == "zh" else (", ", ".")
    named = joint.join(TILES[tile].in_language(language) for tile in tiles) + stop
    said = [SINCE.get(since), RUNNING.get(running), _DANGER if danger else None]
    sentences = [*([named] if tiles else []), *(text.in_language(language) for text in said if text is not None)]
    facts = ("" if language == "zh" else " ").join(sentences)
    return "\n".join(part for part in (words, facts) if part)
