"""The printed sheet of labels: A4, each label with a QR code, the short code beneath it, and what machine it is on."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from clinic_api.kit.language import Language
from clinic_api.typesetting.qr import qr_svg
from clinic_api.typesetting.render import render_pages, render_pdf
from diagnostics.sandbox import SandboxMode

__all__ = ["LAYOUTS", "LabelLayout", "LabelOnSheet", "render_sheet", "render_sheet_pages"]

LabelLayout = Literal["2x4", "2x5", "2x7", "3x7", "3x8"]
"""Columns by rows on an A4 page."""

LAYOUTS: Final[dict[LabelLayout, tuple[int, int]]] = {
    "2x4": (2, 4),
    "2x5": (2, 5),
    "2x7": (2, 7),
    "3x7": (3, 7),
    "3x8": (3, 8),
}

_LONGEST_NAME: Final = 50
_LONGEST_LINE: Final = 44
"""Half-width characters that the smallest label has room for (a Chinese one counts twice)."""


@dataclass(frozen=True, kw_only=True)
class LabelOnSheet:
    """One label: where its QR code leads, its short code, and the machine's names, number and place."""

    url: str
    code: str
    name_en: str
    name_zh: str
    asset_number: str
    location: str


def render_sheet(
    labels: Sequence[LabelOnSheet], layout: LabelLayout, language: Language = "zh", *, mode: SandboxMode = "full"
) -> bytes:
    """Return the labels as a PDF, page after page; raises ``ValueError`` without any label."""
    return render_pdf("labels", _data(labels, layout), language, mode=mode)


def render_sheet_pages(
    labels: Sequence[LabelOnSheet], layout: LabelLayout, language: Language = "zh", *, ppi: float = 150.0
) -> list[bytes]:
    """Return the same pages as PNG pictures."""
    return render_pages("labels", _data(labels, layout), language, ppi=ppi)


def _data(labels: Sequence[LabelOnSheet], layout: LabelLayout) -> dict[str, object]:
    if not labels:
        raise ValueError("a sheet has at least one label")
    columns, rows = LAYOUTS[layout]
    return {
        "columns": columns,
        "rows": rows,
        "labels": [
            {
                "qr": qr_svg(label.url),
                "code": label.code,
                "names": [_shortened(name, _LONGEST_NAME) for name in dict.fromkeys((label.name_zh, label.name_en))],
                "asset_number": _shortened(label.asset_number, _LONGEST_LINE),
                "location": _shortened(label.location, _LONGEST_LINE),
            }
            for label in labels
        ],
    }


def _shortened(line: str, longest: int) -> str:
    """Return ``line``, cut to ``longest`` half-width characters where it is longer."""
    width = 0
    for place, character in enumerate(line):
        width += 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
        if width > longest:
            return line[:place].rstrip() + "…"
    return line
