"""File names that clients send: for people to read, never to choose a path."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

__all__ = ["MAX_NAME_CHARACTERS", "display_name"]

MAX_NAME_CHARACTERS = 120
_FALLBACK = "recording"
_UNSAFE_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # controls, bidirectional marks, surrogates, line separators


def display_name(raw: str) -> str:
    """Return ``raw`` as one readable line: NFC, without folders and control characters, at most 120 characters.

    The file type at the end survives shortening; an empty rest becomes ``recording``.
    """
    normal = unicodedata.normalize("NFC", raw.encode("utf-8", "replace").decode("utf-8"))
    last_part = normal.replace("\\", "/").split("/")[-1]
    clean = "".join(c for c in last_part if unicodedata.category(c) not in _UNSAFE_CATEGORIES)
    clean = " ".join(clean.split()).strip(". ")
    suffix = PurePosixPath(clean).suffix[:12]
    stem = clean[: len(clean) - len(suffix)] if suffix else clean
    return (stem[: MAX_NAME_CHARACTERS - len(suffix)] + suffix) or _FALLBACK
