"""Words of the statistics: titles, labels and refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue

__all__ = ["TEXTS"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
