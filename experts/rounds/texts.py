"""The words of rounds, from ``texts.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diagnostics.texts import Catalogue, Text

__all__ = ["joined", "rounds_text"]

rounds_text = Catalogue(Path(__file__).with_name("texts.toml"))


def joined(parts: Sequence[Text], between: Text | None = None) -> Text:
    """Write several texts in a row, with a comma between them unless told otherwise."""
    between = between or Text(", ", "、")
    return Text(between.en.join(part.en for part in parts), between.zh.join(part.zh for part in parts))
