"""Numbers in text: any usual delimiter, with or without header lines, decimal point or comma, UTF-8, UTF-16, GBK or
Windows-1252.

A column of time (by its name, or a first column that rises evenly) gives the sampling rate, and so do settings above
the table; a column that only counts is left out.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final

from diagnostics.errors import recording_error
from diagnostics.readers.columns import Stamps, column_group
from diagnostics.readers.content import HEAD_BYTES, Content, UnpackedContent
from diagnostics.readers.encodings import DECODERS, text_encoding
from diagnostics.readers.format import MAX_SAMPLES, Format, Reading, ReadOptions, check_sample_count
from diagnostics.readers.layout import Layout, check_unambiguous, find_layout
from diagnostics.readers.preamble import Preamble, read_preamble
from diagnostics.readers.signals import SignalGroup, assemble
from diagnostics.readers.stamps import StampError, read_stamps
from diagnostics.readers.table import Rows, Table, read_table

__all__ = ["FORMAT"]

_MAX_BYTES: Final = 1 << 29
"""Text longer than 512 MB holds more than `MAX_SAMPLES` numbers at five characters each."""
_FEWEST_BYTES_A_NUMBER: Final = 2
_LINE_END: Final = re.compile(rb"\r\n|\n|\r")


def is_format(head: bytes) -> bool:
    """Return whether ``head`` is the beginning of text with rows of numbers."""
    return _head(head)[1] is not None


def read(content: Content, options: ReadOptions) -> Reading:
    """Return what the text file ``content`` holds.

    Raises `RecordingError`: recording_damaged (naming the line that cannot be read), recording_text_ambiguous,
    recording_rate_ambiguous, recording_too_large.
    """
    name, size = content.name, content.size_bytes
    if size > _MAX_BYTES:
        raise recording_error("recording_too_large.bytes", name=name, size=size >> 20, limit=_MAX_BYTES >> 20)
    with content.open() as file:
        head = file.read(HEAD_BYTES)
    lines, layout = _head(head)
    if layout is None:
        raise recording_error("recording_format_unknown", name=name)
    check_unambiguous(lines, layout, name)
    preamble = read_preamble(lines[: layout.header], layout)
    rows = _rows(content, head, layout)
    if size > _FEWEST_BYTES_A_NUMBER * MAX_SAMPLES:
        check_sample_count(layout.columns * rows.count(), name)
    table = read_table(rows)
    group = _group(table, _stamps(table, rows, preamble), layout, preamble, name)
    return assemble(name, [group], options)


FORMAT: Final = Format(
    "csv", "CSV", frozenset({".csv", ".tsv"}), is_format, read, libraries=("pyarrow", "pyarrow.csv", "pyarrow.compute")
)


@lru_cache(maxsize=1)
def _head(head: bytes) -> tuple[tuple[str, ...], Layout | None]:
    """Return the whole lines in ``head``, the first bytes of a file, and the layout of the table that begins there.

    The last answer is kept, since recognising a file and reading it ask the same.
    """
    try:
        text = DECODERS[text_encoding(head)]().decode(head)
    except UnicodeDecodeError:
        return (), None
    if "\0" in text:
        return (), None
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    lines = lines[:-1] if len(lines) > 1 and len(head) >= HEAD_BYTES else lines
    return lines, find_layout(lines)


def _rows(content: Content, head: bytes, layout: Layout) -> Rows:
    """Return what lies below the header of ``content``; UTF-16, where digits are no ASCII, is written anew."""
    encoding = text_encoding(head)
    if encoding.startswith("utf-16"):
        try:
            with content.open() as file:
                content = UnpackedContent(content.name, file.read().decode(encoding).encode())
        except UnicodeError as wrong:
            raise recording_error("recording_damaged.text", name=content.name) from wrong
        head = content.data[:HEAD_BYTES]
    at = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    for _ in range(layout.header):
        end = _LINE_END.search(head, at)
        at = len(head) if end is None else end.end()
    return Rows(content, at, layout)


def _stamps(table: Table, rows: Rows, preamble: Preamble) -> Stamps | None:
    """Return the moments in the first columns, None where there are none."""
    if not table.stamps:
        return None
    try:
        return read_stamps(table.stamps, day=preamble.day)
    except StampError as wrong:
        line, stamp = rows.line_of(wrong.row), " ".join(str(column[wrong.row]) for column in table.stamps)[:60]
        raise recording_error("recording_damaged.step", name=rows.content.name, line=line, content=stamp) from wrong


def _group(table: Table, stamps: Stamps | None, layout: Layout, preamble: Preamble, name: str) -> SignalGroup:
    """Return the columns of ``table`` with what stands above them."""
    moments: list[Stamps] = [] if stamps is None else [stamps]
    return column_group(
        "",
        (*preamble.titles[: len(moments)], *preamble.titles[layout.stamps :]),
        (*preamble.units[: len(moments)], *preamble.units[layout.stamps :]),
        [*moments, *table.columns],
        name,
        rates=preamble.rates,
        start=preamble.start,
        details=tuple(preamble.details),
    )
