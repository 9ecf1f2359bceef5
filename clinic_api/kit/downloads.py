"""Files that strangers sent, given back so that no browser ever renders or runs them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from fastapi import Response
from fastapi.responses import FileResponse

__all__ = ["CALENDAR_CONTENT", "CSV_CONTENT", "PDF_CONTENT", "inert_file", "inert_headers", "inert_pdf"]

PDF_CONTENT: Final[dict[str, Any]] = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
"""How the API's description tells of an answer that is a PDF."""
CALENDAR_CONTENT: Final[dict[str, Any]] = {"text/calendar": {"schema": {"type": "string"}}}
"""The same of a calendar file."""
CSV_CONTENT: Final[dict[str, Any]] = {"text/csv": {"schema": {"type": "string"}}}
"""The same of a CSV file."""

_INERT_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "no-store",
}


def inert_file(path: Path, filename: str, media_type: str) -> FileResponse:
    """Return the file at ``path`` as a download named ``filename``."""
    return FileResponse(
        path,
        media_type=media_type,
        filename=_quoted_name(filename),
        content_disposition_type="attachment",
        headers=_INERT_HEADERS,
    )


def inert_pdf(content: bytes, filename: str) -> Response:
    """Return a PDF as a download named ``filename``."""
    return Response(content, media_type="application/pdf", headers=inert_headers(filename))


def inert_headers(filename: str) -> dict[str, str]:
    """Return the headers of a download named ``filename`` (ASCII)."""
    return {**_INERT_HEADERS, "Content-Disposition": f'attachment; filename="{_quoted_name(filename)}"'}


def _quoted_name(filename: str) -> str:
    """Return ``filename`` without what ends the quoted form of RFC 6266."""
    return re.sub(r'["\\;]', "_", filename)
