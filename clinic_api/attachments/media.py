"""What a file is, told by its first bytes; the name it came with must not say otherwise.

Only kinds that programs show without running anything in them are taken. SVG, HTML and other markup are refused
although they are text: a browser would run what is written in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from clinic_api.errors import Invalid, UnsupportedMedia
from diagnostics.texts import Catalogue

__all__ = ["AttachmentKind", "MediaType", "media_type_of", "texts"]

texts: Final = Catalogue(Path(__file__).with_name("texts.toml"))

AttachmentKind = Literal["photo", "document", "sound", "other"]

_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
"""Brands of ISO/IEC 23008-12 (HEIF) at bytes 8 to 11."""
_MP4_AUDIO_BRANDS: Final = frozenset({b"M4A ", b"M4B "})
_MARKUP: Final = re.compile(rb"\A\s*<|<\s*(?:html|script|svg|\?xml|!doctype)", re.IGNORECASE)
_SCRIPT: Final = re.compile(rb"\A#!")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class MediaType:
    """A kind of file that is taken: what it may be attached as, and the endings its name may have."""

    name: str
    kinds: frozenset[str]
    suffixes: frozenset[str]


def _type(name: str, kinds: str, suffixes: str) -> MediaType:
    return MediaType(name, frozenset(f"{kinds} other".split()), frozenset(suffixes.split()))


_JPEG = _type("image/jpeg", "photo document", ".jpg .jpeg .jpe .jfif")
_PNG = _type("image/png", "photo document", ".png")
_WEBP = _type("image/webp", "photo document", ".webp")
_HEIC = _type("image/heic", "photo document", ".heic .heif")
_PDF = _type("application/pdf", "document", ".pdf")
_TEXT = _type("text/plain", "document", ".txt .csv .log .md")
_WAV = _type("audio/wav", "sound", ".wav")
_FLAC = _type("audio/flac", "sound", ".flac")
_OGG = _type("audio/ogg", "sound", ".ogg .oga .opus")
_MP3 = _type("audio/mpeg", "sound", ".mp3")
_M4A = _type("audio/mp4", "sound", ".m4a .mp4")


def media_type_of(head: bytes, filename: str, kind: AttachmentKind) -> MediaType:
    """Return what a file is that begins with ``head``.

    Raises `Invalid` ``attachment_empty`` and `UnsupportedMedia` (``attachment_type_unknown``,
    ``attachment_markup_refused``, ``attachment_type_mismatch``, ``attachment_kind_mismatch``).
    """
    if not head:
        raise Invalid("attachment_empty", texts("attachment_empty"))
    found = _by_magic(head) or _as_text(head)
    if found is None:
        raise UnsupportedMedia("attachment_type_unknown", texts("attachment_type_unknown"))
    suffix = PurePosixPath(filename).suffix.lower()
    if suffix and suffix not in found.suffixes:
        text = texts("attachment_type_mismatch", suffix=suffix, found=found.name)
        raise UnsupportedMedia("attachment_type_mismatch", text)
    if kind not in found.kinds:
        text = texts("attachment_kind_mismatch", kind=texts(f"kind_{kind}"), found=found.name)
        raise UnsupportedMedia("attachment_kind_mismatch", text)
    return found


def _by_magic(head: bytes) -> MediaType | None:
    """Return the type whose signature ``head`` begins with."""
    for signature, found in (
        (b"\xff\xd8\xff", _JPEG),
        (b"\x89PNG\r\n\x1a\n", _PNG),
        (b"%PDF-", _PDF),
        (b"fLaC", _FLAC),
        (b"OggS", _OGG),
        (b"ID3", _MP3),
    ):
        if head.startswith(signature):
            return found
    if head[:4] == b"RIFF":
        return {b"WEBP": _WEBP, b"WAVE": _WAV}.get(head[8:12])
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return _HEIC if brand in _HEIC_BRANDS else _M4A if brand in _MP4_AUDIO_BRANDS else None
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:  # MPEG audio, layer III (ISO/IEC 11172-3)
        return _MP3
    return None


def _as_text(head: bytes) -> MediaType | None:
    if _CONTROL.search(head):
        return None
    if _MARKUP.search(head) or _SCRIPT.match(head):
        raise UnsupportedMedia("attachment_markup_refused", texts("attachment_markup_refused"))
    return _TEXT if _decodes(head, "utf-8") or _decodes(head, "gb18030") else None


def _decodes(head: bytes, encoding: str) -> bool:
    """Tell whether ``head`` is text in ``encoding``; its last character may be cut off."""
    for cut in range(4):
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
