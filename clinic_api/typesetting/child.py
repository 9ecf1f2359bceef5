"""Typst in its cage: the fonts are loaded first, then the walls stand, then the document is set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import typst

import diagnostics
from clinic_api.kit.caged_child import serve

__all__ = ["main"]

FONT_FOLDER: Final = Path(diagnostics.__file__).parent / "fonts"
BOLD_FOLDER: Final = Path(__file__).parent / "fonts"
_TEMPLATES: Final = Path(__file__).parent / "templates"
_WARMING: Final = '#set text(font: "Noto Sans CJK SC")\n中 A *中 A*'.encode()


class _Typesetter:
    """Templates by name, and a compiler that has its fonts in memory."""

    def __init__(self) -> None:
        self.templates: dict[str, bytes] = {}
        self.compiler: typst.Compiler | None = None

    def prepare(self) -> None:
        """Read all templates and the fonts."""
        common = (_TEMPLATES / "common.typ").read_bytes()
        for path in _TEMPLATES.glob("*.typ"):
            if path.stem != "common":
                self.templates[path.stem] = common + path.read_bytes()
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER, BOLD_FOLDER]
        )
        self.compiler = typst.Compiler(
            root=str(_TEMPLATES), font_paths=fonts, ignore_system_fonts=True, package_path="/-", package_cache_path="/-"
        )
        self.compiler.compile(_WARMING, format="pdf")

    def set_document(self, request: bytes) -> bytes:
        """Return the pages as frames of 8 bytes of length and content: one PDF, or a PNG a page."""
        asked: dict[str, Any] = json.loads(request)
        assert self.compiler is not None  # noqa: S101 - `prepare` came first
        found = self.compiler.compile(
            self.templates[asked["template"]],
            format=asked["format"],
            ppi=asked["ppi"],
            pdf_standards=asked["standards"],
            timestamp=asked["timestamp"],
            sys_inputs={"document": json.dumps(asked["document"], ensure_ascii=False)},
        )
        pages = found if isinstance(found, list) else [found or b""]
        return b"".join(len(page).to_bytes(8, "big") + page for page in pages)


def main() -> None:
    """Answer one request."""
    typesetter = _Typesetter()
    serve(typesetter.set_document, prepare=typesetter.prepare)
