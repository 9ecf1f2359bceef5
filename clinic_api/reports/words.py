"""The words of reports."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue

__all__ = ["REPORT_TEXTS"]

REPORT_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
