"""What a case or an examination is about, in one line."""

from __future__ import annotations

from typing import Final

from dashboard.words import Words

__all__ = ["excerpt", "machine_name"]

_EXCERPT_CHARACTERS: Final = 240


def machine_name(words: Words, item: object) -> str:
    """Return the name of the machine that ``item`` (a case or an examination) is about."""
    return words.name(item, "equipment_name") or words("cases.unlisted_machine")


def excerpt(complaint: str, characters: int = _EXCERPT_CHARACTERS) -> str:
    """Return the beginning of a long complaint, for a list."""
    return complaint if len(complaint) <= characters else complaint[:characters] + "…"
