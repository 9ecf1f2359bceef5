"""Words of Chinese and English text, the same on every database.

Chinese is written without spaces, so a run of its characters is kept as its pairs (and its last character), and a
search for a run looks for its pairs side by side. Everything else is split into words; what hyphens, dots or slashes
tie together (``6205-2RS/C3``) is kept whole as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

__all__ = ["MAX_NEEDLES", "Needle", "needles_of", "tokens_of"]

MAX_NEEDLES: Final = 12
"""Words of one search that are looked for; each costs a look at the index."""
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUN: Final = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>[^\W_{_HAN}]+)")
_TIED: Final = re.compile(rf"[^\W_{_HAN}]+(?:[-./_·][^\W_{_HAN}]+)+")
_LONGEST: Final = 64  # characters of a token; what is longer is no word


@dataclass(frozen=True)
class Needle:
    """One word of a search: its ``tokens`` side by side; with ``is_prefix`` the last may go on."""

    tokens: tuple[str, ...]
    is_prefix: bool


def tokens_of(texts: Iterable[str | None]) -> str:
    """Return the tokens of ``texts`` in their order, separated by single spaces; empty where there are none.

    >>> tokens_of(["风机轴承 Fan", "6205-2RS"])
    '风机 机轴 轴承 承 fan 6205 2rs 62052rs'
    """
    return " ".join(token for text in texts if text for token in _tokens(_folded(text)))


def needles_of(query: str) -> list[Needle]:
    """Return what to look for, at most `MAX_NEEDLES` words.

    >>> needles_of("轴承 6205")
    [Needle(tokens=('轴承',), is_prefix=False), Needle(tokens=('6205',), is_prefix=True)]
    """
    found = dict.fromkeys(_needle(run) for run in _RUN.finditer(_folded(query)))
    return list(found)[:MAX_NEEDLES]


def _folded(text: str) -> str:
    """Return ``text`` without differences of width, case and accents (NFKD keeps Han characters as they are)."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def _tokens(folded: str) -> Iterator[str]:
    for run in _RUN.finditer(folded):
        if run["han"]:
            yield from _pairs(run["han"])
            yield run["han"][-1]
        else:
            yield run["word"][:_LONGEST]
    for tied in _TIED.findall(folded):
        yield re.sub(r"[\W_]", "", tied)[:_LONGEST]


def _pairs(han: str) -> list[str]:
    return [first + second for first, second in pairwise(han)]


def _needle(run: re.Match[str]) -> Needle:
    if run["han"] and len(run["han"]) > 1:
        return Needle(tuple(_pairs(run["han"][:_LONGEST])), is_prefix=False)
    return Needle(((run["han"] or run["word"])[:_LONGEST],), is_prefix=True)
