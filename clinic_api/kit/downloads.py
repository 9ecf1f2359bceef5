"""Files that strangers sent, given back so that no browser ever renders or runs them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from fastapi import Response
from fastapi.responses import FileResponse

__all__ = ["INERT_HEADERS", "PDF_CONTENT", "inert_file", "inert_pdf", "quoted_name"]

PDF_CONTENT: Final[dict[str, Any]] = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
"""How the API's description tells of an answer that is a PDF."""

INERT_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "no-store",
}


def inert_file(path: Path, filename: str, media_type: str) -> FileResponse:
    """Return the file at ``path`` as a download named ``filename``."""
    return FileResponse(
        path,
        media_type=media_type,
        filename=quoted_name(filename),
        content_disposition_type="attachment",
        headers=INERT_HEADERS,
    )


def inert_pdf(content: bytes, filename: str) -> Response:
    """Return a PDF as a download named ``filename``."""
    headers = {**INERT_HEADERS, "Content-Disposition": f'attachment; filename="{quoted_name(filename)}"'}
    return Response(content, media_type="application/pdf", headers=headers)


def quoted_name(filename: str) -> str:
    """Return ``filename`` without what ends the quoted form of RFC 6266."""
    return re.sub(r'["\\;]', "_", filename)
