"""The texts of the quality gate and how its notes are made."""

from __future__ import annotations

from pathlib import Path

from diagnostics.examination import QualityLevel, QualityNote
from diagnostics.texts import Catalogue

__all__ = ["TEXTS", "note"]

TEXTS = Catalogue(Path(__file__).with_name("texts.toml"))


def note(check: str, channel: str | None, level: QualityLevel, key: str, /, **values: object) -> QualityNote:
    """Return a note of ``check`` whose text is that of ``key``, with the channel and ``values`` filled in."""
    return QualityNote(check, channel, level, TEXTS(key, channel=channel, **values))
