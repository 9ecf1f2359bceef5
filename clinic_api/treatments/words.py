"""What outcomes and decisions are called."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue

__all__ = ["WORDS"]

WORDS: Final = Catalogue(Path(__file__).with_name("words.toml"))
