"""CSV that a spreadsheet opens without running any of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from clinic_api.kit.pagination import MAX_LIMIT, PageParameters

__all__ = ["MOST_ROWS", "Rows", "csv_bytes", "csv_lines", "csv_pages", "safe_cell"]

MOST_ROWS: Final = 100_000
"""How long a list may be that is given as CSV."""
Rows = list[Sequence[object]]

Value = TypeVar("Value")

_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection), with the full-width forms of the signs."""


def safe_cell(value: Value) -> Value | str:
    """Return ``value`` so that no spreadsheet runs it: text that begins like a formula gets a leading apostrophe;
    numbers stay numbers.

    >>> safe_cell("=1+1"), safe_cell(-1.5), safe_cell("-1.5"), safe_cell("a=b")
    ("'=1+1", -1.5, "'-1.5", 'a=b')
    """
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA):
        return f"'{value}"
    return value


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return the table as CSV (RFC 4180) in UTF-8 with the mark by which Excel recognises it; None is an empty cell."""
    return csv_lines([header, *rows], first=True)


def csv_lines(rows: Iterable[Sequence[object]], *, first: bool = False) -> bytes:
    """Return some lines of such a table; the ``first`` ones have the mark."""
    text = io.StringIO()
    csv.writer(text).writerows([safe_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if first else "utf-8")


def csv_pages(header: Sequence[str], read: Callable[[PageParameters], tuple[Rows, str | None]]) -> Iterator[bytes]:
    """Yield the head, then page after page, so that a slow line holds no connection; at most `MOST_ROWS`.

    The first page is read at once: what is refused is refused as a request.
    """
    rows, cursor = read(PageParameters(None, MAX_LIMIT))

    def lines() -> Iterator[bytes]:
        nonlocal rows, cursor
        yield csv_lines([header], first=True)
        for _ in range(MOST_ROWS // MAX_LIMIT):
            yield csv_lines(rows)
            if cursor is None:
                return
            rows, cursor = read(PageParameters(cursor, MAX_LIMIT))

    return lines()
