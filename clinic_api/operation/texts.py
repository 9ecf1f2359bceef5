"""The texts of operation, and the refusal that carries one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text

__all__ = ["TEXTS", "OperationFailed"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


class OperationFailed(Exception):
    """An operation could not be done; ``code`` is stable and ``text`` says why and what to do."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.text: Text = TEXTS(code, **values)
        super().__init__(self.text.en)
