"""Documents as PDF: `render_pdf` takes a template's name and plain data.

The data reaches the template as JSON, which Typst reads as strings and numbers: nothing that a stranger wrote is ever
taken for markup, a path or an address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import diagnostics
from clinic_api.errors import ClinicError, ServiceUnavailable
from clinic_api.kit.caged import CageBusy, CageFailed, run_caged
from clinic_api.kit.language import Language
from diagnostics.sandbox import SandboxMode
from diagnostics.sandbox.walls import Limits
from diagnostics.texts import Catalogue

__all__ = ["render_pages", "render_pdf", "unshown_characters"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_COVERAGE: Final = Path(diagnostics.__file__).parent / "fonts" / "NotoSansSC-subset.coverage.txt"
_LIMITS: Final = Limits(memory_bytes=1 << 30, cpu_seconds=30, wall_seconds=60.0, output_bytes=1 << 20)
_NAMED_AT_MOST: Final = 12
_BOX: Final = "□"
"""Stands for a character that the font does not have; archivable PDFs (PDF/A) may not show a missing glyph."""


class TypesettingFailed(ClinicError):
    """500: the document could not be set."""

    status = 500
    default_code = "typesetting_failed"


def render_pdf(
    template: str,
    data: Mapping[str, Any],
    language: Language,
    *,
    mode: SandboxMode = "full",
    standards: Sequence[str] = (),
    at: datetime | None = None,
) -> bytes:
    """Return ``data`` set by the template named ``template`` as a PDF; the same data and ``at`` give the same bytes.

    ``standards`` are those of Typst (``a-2a``, ``ua-1``), ``at`` is the date of the document. Raises
    `TypesettingFailed`, and `ServiceUnavailable` when too much is being set at once.
    """
    return _render(template, data, language, "pdf", mode=mode, standards=standards, at=at)[0]


def render_pages(
    template: str, data: Mapping[str, Any], language: Language, *, ppi: float = 110.0, mode: SandboxMode = "full"
) -> list[bytes]:
    """Return the pages of the same document as PNG pictures of ``ppi`` pixels an inch."""
    return _render(template, data, language, "png", ppi=ppi, mode=mode)


def unshown_characters(data: Any) -> list[str]:
    """Return the characters in the texts of ``data`` that the font does not have, each once, as ``U+1F600``."""
    covered = _covered()
    missing = {ord(character) for text in _texts_in(data) for character in text} - covered
    return [f"U+{code:04X}" for code in sorted(missing) if code > 0x20]


def _render(
    template: str,
    data: Mapping[str, Any],
    language: Language,
    form: Literal["pdf", "png"],
    *,
    ppi: float = 144.0,
    mode: SandboxMode,
    standards: Sequence[str] = (),
    at: datetime | None = None,
) -> list[bytes]:
    unshown = unshown_characters(data)
    notice = None
    if unshown:
        data = _boxed(data, {int(code[2:], 16): _BOX for code in unshown})
    if unshown:
        named = ", ".join(unshown[:_NAMED_AT_MOST]) + (" …" if len(unshown) > _NAMED_AT_MOST else "")
        notice = _TEXTS("unshown", characters=named).in_language(language)
    document = {"language": language, "data": data, "notice": notice}
    request = {
        "template": template,
        "format": form,
        "ppi": ppi,
        "document": document,
        "standards": list(standards),
        "timestamp": None if at is None else int(at.timestamp()),
    }
    try:
        answer = run_caged(
            "clinic_api.typesetting.child",
            json.dumps(request, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace"),
            limits=_LIMITS,
            mode=mode,
        )
    except CageBusy:
        raise ServiceUnavailable() from None
    except CageFailed:
        raise TypesettingFailed(text=_TEXTS("typesetting_failed")) from None
    return list(_frames(answer))


def _frames(answer: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(answer):
        length = int.from_bytes(answer[place : place + 8], "big")
        yield answer[place + 8 : place + 8 + length]
        place += 8 + length


def _texts_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts_in(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts_in(value)


def _boxed(data: Any, boxes: Mapping[int, str]) -> Any:
    """Return ``data`` with a box for each character that has no glyph."""
    if isinstance(data, str):
        return data.translate(boxes)
    if isinstance(data, Mapping):
        return {key: _boxed(value, boxes) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_boxed(value, boxes) for value in data]
    return data


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    """Return the code points of the embedded font (ranges in hex, one a line, both ends included)."""
    covered: set[int] = set()
    for line in _COVERAGE.read_text(encoding="ascii").split():
        first, _, last = line.partition("-")
        covered.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(covered)
