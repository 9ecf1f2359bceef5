"""QR codes for documents."""

from __future__ import annotations

import io

import segno

__all__ = ["qr_svg"]


def qr_svg(text: str) -> str:
    """Return ``text`` as a QR code (ISO/IEC 18004, error correction M, quiet zone of 4 modules) in SVG paths."""
    drawn = io.BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="svg", xmldecl=False, border=4, unit=None)
    return drawn.getvalue().decode("ascii")
