"""The encodings of text that loggers and spreadsheets write, told by the bytes themselves."""

from __future__ import annotations

import codecs
import re
from typing import Final

__all__ = ["DECODERS", "text_encoding"]

DECODERS: Final = {
    name: codecs.getincrementaldecoder(name)
    for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "cp1252")
}
"""Looked up before any file is read: Python loads the modules of encodings when they are first asked for, and a sandbox
opens no files.
"""
_HIGH_BYTES: Final = re.compile(rb"[\x80-\xff]+")
_LATIN: Final = re.compile(rb"[\xb0\xb1\xb2\xb3\xb5\xb7\xc4\xd6\xdc\xdf\xe0-\xe9\xf1\xf6\xfc]+")
"""What Windows-1252 has of units and of words in titles: ° ± ² ³ µ · and letters with accents."""


def text_encoding(head: bytes) -> str:
    """Return the encoding of a text that begins with ``head``."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head[:200]:
        # Digits and delimiters in UTF-16 have a zero in every other byte.
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        DECODERS["utf-8-sig"]().decode(head)
    except UnicodeDecodeError:
        # GBK writes Chinese in pairs of high bytes; signs of Windows-1252 mostly stand alone.
        runs = _HIGH_BYTES.findall(head)
        alone = any(len(run) % 2 for run in runs) and all(_LATIN.fullmatch(run) for run in runs)
        return "cp1252" if alone else "gbk"
    return "utf-8-sig"
