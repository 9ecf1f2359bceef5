"""The texts of the process rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from diagnostics.examination import QualityNote
from diagnostics.texts import Catalogue, Text

__all__ = ["TEXTS", "lacking", "place", "too_little"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


def place(loop: str | None) -> Text:
    """Return the loop as it stands in a sentence."""
    return TEXTS("only_loop") if loop is None else TEXTS("loop", loop=loop)


def lacking(rule: str, loop: str | None, missing: Sequence[str]) -> QualityNote:
    """Return the note that the ``missing`` roles keep ``rule`` from being tested in ``loop``."""
    text = TEXTS("roles_missing", rule=TEXTS(f"rule_{rule}"), place=place(loop), missing=", ".join(missing))
    return QualityNote("recording", None, "warning", text)


def too_little(rule: str, loop: str | None, reason: Text) -> QualityNote:
    """Return the note that ``rule`` could not be tested in ``loop`` for ``reason``, although its columns are there."""
    text = TEXTS("not_tested", rule=TEXTS(f"rule_{rule}"), place=place(loop), reason=reason)
    return QualityNote("recording", None, "warning", text)
