"""The headers of tus 1.0.0: what a client says, and what is answered."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from fastapi import Request

from clinic_api.errors import Invalid, PreconditionFailed, UnsupportedMedia
from clinic_api.uploads.service import CHECKSUMS, Checksum
from diagnostics.texts import Catalogue

__all__ = ["CAPABILITIES", "TUS", "checksum_of", "expires", "metadata_of", "refuse_other_protocol", "size_of"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
VERSION: Final = "1.0.0"
TUS: Final[Mapping[str, str]] = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
"""Headers of every answer."""
CAPABILITIES: Final[Mapping[str, str]] = {
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,creation-with-upload,expiration,checksum,termination",
    "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
}
PIECE: Final = "application/offset+octet-stream"
_SHA256: Final = re.compile(r"[0-9a-fA-F]{64}")


def refuse_other_protocol(request: Request) -> None:
    """Raise `PreconditionFailed` ``tus_version`` for a request that is not of this protocol."""
    if request.headers.get("tus-resumable") != VERSION:
        raise PreconditionFailed("tus_version", _TEXTS("tus_version"), headers={"Tus-Version": VERSION})


def refuse_other_media(request: Request) -> None:
    """Raise `UnsupportedMedia` ``tus_media_type`` for a body that is no piece."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != PIECE:
        raise UnsupportedMedia("tus_media_type", _TEXTS("tus_media_type"))


def size_of(request: Request, header: str) -> int:
    """Return the number of bytes that ``header`` gives; raises `Invalid` ``tus_header``."""
    value = request.headers.get(header, "")
    if not (value.isascii() and value.isdecimal() and len(value) <= 18):
        raise _wrong(header)
    return int(value)


def metadata_of(request: Request) -> dict[str, str]:
    """Return ``Upload-Metadata`` decoded; raises `Invalid` ``tus_header``."""
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in request.headers.get("upload-metadata", "").split(","))):
        name, _, encoded = pair.partition(" ")
        try:
            found[name] = base64.b64decode(encoded, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            raise _wrong("Upload-Metadata") from None
    if not found.get("equipment_id") or not found.get("filename"):
        raise _wrong("Upload-Metadata (equipment_id, filename)")
    if "sha256" in found and not _SHA256.fullmatch(found["sha256"]):
        raise _wrong("Upload-Metadata (sha256)")
    return found


def checksum_of(request: Request) -> Checksum | None:
    """Return what ``Upload-Checksum`` says, where it is there; raises `Invalid` ``tus_header``."""
    header = request.headers.get("upload-checksum")
    if header is None:
        return None
    algorithm, _, encoded = header.partition(" ")
    try:
        digest = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise _wrong("Upload-Checksum") from None
    if algorithm not in CHECKSUMS or not digest:
        raise _wrong("Upload-Checksum")
    return Checksum(algorithm, digest)


def expires(at: datetime) -> str:
    """Return a time as ``Upload-Expires`` has it (RFC 9110)."""
    return format_datetime(at, usegmt=True)


def _wrong(header: str) -> Invalid:
    return Invalid("tus_header", _TEXTS("tus_header", header=header))
