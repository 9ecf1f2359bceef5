"""Files that strangers sent, given back so that no browser ever renders or runs them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from fastapi.responses import FileResponse

__all__ = ["INERT_HEADERS", "inert_file", "quoted_name"]

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


def quoted_name(filename: str) -> str:
    """Return ``filename`` without what ends the quoted form of RFC 6266."""
    return re.sub(r'["\\;]', "_", filename)
