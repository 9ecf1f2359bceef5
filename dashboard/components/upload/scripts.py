"""The scripts and the look of the fields that send files by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["FIELD_HTML", "FIELD_STYLE", "read_scripts"]

_BROWSER: Final = Path(__file__).with_name("browser")

FIELD_HTML: Final = '<div class="field"></div>'
FIELD_STYLE: Final = (_BROWSER / "field.css").read_text(encoding="utf-8")


def read_scripts(*names: str) -> str:
    """Return scripts of ``browser/`` as one."""
    return "".join((_BROWSER / f"{name}.js").read_text(encoding="utf-8") for name in names)
