"""The rows of a table in text, read all at once where nothing stands in the way, else row by row to name the one that
cannot be read.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.arrow_values import floats_of
from diagnostics.readers.content import Content
from diagnostics.readers.layout import ABSENT, DECIMAL_COMMA, DECIMAL_POINT, Layout, split_line

__all__ = ["Rows", "Table", "read_table"]

_LONGEST_LINE: Final = 1 << 20
"""Bytes of a line; a row of numbers is never that long."""
_MOST_COLUMNS: Final = 4096
_PIECE_BYTES: Final = 1 << 20
"""A row that needs a closer look slows down the reading of so many bytes, not of the whole file."""
_THREADS_FROM_BYTES: Final = 8 << 20
_BLOCK_BYTES: Final = 1 << 19
"""Arrow refuses a line that fills a whole block, so none beyond `_LONGEST_LINE` passes it."""
_UNIT_SEPARATOR: Final = "\x1f"
"""ASCII's own sign between fields."""
_ABSENT_SPELLINGS: Final = sorted(
    {spelling for word in ABSENT for spelling in (word, word.upper(), word.title())} | {" ", "NaN"}
)


@dataclass(frozen=True, eq=False)
class Rows:
    """The lines of `content` from the byte `offset` on, in an encoding that writes digits as ASCII does."""

    content: Content
    offset: int
    layout: Layout

    def open(self) -> io.BufferedIOBase:
        """Return a new stream at the first row."""
        file = self.content.open()
        file.seek(self.offset)
        return file

    @cached_property
    def data(self) -> bytes:
        """All rows."""
        with self.open() as file:
            return file.read()

    @cached_property
    def mark(self) -> bytes:
        """What ends a line."""
        with self.open() as file:
            return b"\n" if b"\n" in file.read(_LONGEST_LINE + 1) else b"\r"

    @cached_property
    def first(self) -> bytes:
        """The first row; raises `RecordingError` where it does not end."""
        with self.open() as file:
            head = file.read(_LONGEST_LINE + 1)
        first = head.split(self.mark, 1)[0]
        if len(first) > _LONGEST_LINE:
            raise _too_long(self.layout.header + 1, self.content.name)
        return first

    def count(self) -> int:
        """Return how many lines there are."""
        return self.data.count(self.mark) + 1

    def line_of(self, row: int) -> int:
        """Return the number of the line in the file that holds the 0-based ``row`` of the table."""
        lines = enumerate(_lines(self.data, self.mark), start=self.layout.header + 1)
        return next(itertools.islice((number for number, line in lines if line.strip()), row, None))


@dataclass(frozen=True, eq=False)
class Table:
    """The columns of numbers [shape=(rows,) each], with NaN where a field is empty."""

    columns: tuple[NDArray[np.float64], ...]
    stamps: Sequence[Any]
    """The first columns as strings in Arrow, where they hold dates and times of day."""


def read_table(rows: Rows) -> Table:
    """Return the table that ``rows`` hold.

    A first row longer than the others (some loggers append a summary there) is cut. Raises `RecordingError`:
    recording_damaged with the line that cannot be read, or for lines of more than 1 MiB and more than 4096 columns.
    """
    import pyarrow as pa

    layout, name = rows.layout, rows.content.name
    if layout.columns > _MOST_COLUMNS:
        reason = f"{layout.columns} columns, at most {_MOST_COLUMNS} are read"
        raise recording_error("recording_damaged", name=name, reason=reason)
    cut = _cut(rows)
    table = None
    if layout.delimiter is not None and cut is None:
        with rows.open() as file:
            table = _read_fast(file, rows.first, layout, threads=rows.content.size_bytes > _THREADS_FROM_BYTES)
    if table is None:
        table = pa.concat_tables(list(_read_pieces(rows.data if cut is None else cut, rows)))
    return Table(tuple(floats_of(column) for column in table.columns[layout.stamps :]), table.columns[: layout.stamps])


def _lines(data: bytes, mark: bytes) -> Iterator[bytes]:
    """Yield the lines of ``data``, which end with ``mark``, without copying them all at once."""
    at = 0
    while at < len(data):
        end = data.find(mark, at)
        end = len(data) if end < 0 else end
        yield data[at:end]
        at = end + 1


def _cut(rows: Rows) -> bytes | None:
    """Return all ``rows`` after cutting the first one to the number of columns, None when it is no longer than that."""
    first = rows.first.decode(errors="replace")
    fields = split_line(first, rows.layout.delimiter)
    if len(fields) <= rows.layout.columns:
        return None
    kept = [f'"{field}"' if '"' in first else field for field in fields[: rows.layout.columns]]
    return (rows.layout.delimiter or " ").join(kept).encode() + rows.data[len(rows.first.rstrip(b"\r")) :]


def _read_fast(source: Any, first: bytes, layout: Layout, *, threads: bool = False) -> Any | None:
    """Return the rows in ``source``, a file or a buffer that begins with the row ``first``, as an Arrow table; None
    when one of them needs a closer look.
    """
    import pyarrow as pa
    import pyarrow.csv as pc_csv

    closing = _has_closing_delimiter(first, layout)
    types = [pa.string()] * layout.stamps + [pa.float64()] * (layout.columns - layout.stamps) + [pa.null()] * closing
    names = [str(index) for index in range(len(types))]
    try:
        return pc_csv.read_csv(
            source,
            pc_csv.ReadOptions(use_threads=threads, block_size=_BLOCK_BYTES, column_names=names),
            pc_csv.ParseOptions(delimiter=layout.delimiter or " "),
            pc_csv.ConvertOptions(
                column_types=dict(zip(names, types, strict=True)),
                decimal_point="," if layout.decimal_comma else ".",
                null_values=_ABSENT_SPELLINGS,
            ),
        ).select(names[: layout.columns])
    except pa.ArrowInvalid:
        return None


def _has_closing_delimiter(first: bytes, layout: Layout) -> bool:
    line = first.decode(errors="replace").rstrip(" \r")
    closed = layout.delimiter is not None and line.endswith(layout.delimiter)
    return closed and len(split_line(line, layout.delimiter)) == layout.columns


def _single_blanks(piece: bytes) -> bytes:
    """Return ``piece`` with one space between fields, and none around them."""
    chars = np.frombuffer(piece.replace(b"\t", b" "), dtype=np.uint8)
    blank, ends = chars == ord(" "), (chars == ord("\n")) | (chars == ord("\r"))
    superfluous = blank.copy()
    superfluous[1:-1] &= (blank | ends)[:-2] | ends[2:]
    kept: bytes = chars[~superfluous].tobytes()
    return kept


def _read_pieces(data: bytes, rows: Rows) -> Iterator[Any]:
    """Yield the table in ``data`` in pieces, each at once where none of its rows has a wrong field."""
    import pyarrow as pa

    at, line = 0, rows.layout.header + 1
    while at < len(data):
        end = data.find(rows.mark, at + _PIECE_BYTES) + 1 or len(data)
        piece = data[at:end]
        plain = _single_blanks(piece) if rows.layout.delimiter is None else piece
        first = next(_lines(plain, rows.mark))
        table = _read_fast(pa.BufferReader(plain), first, rows.layout) if plain.strip() else None
        yield _read_carefully(piece, line, rows) if table is None else table
        at, line = end, line + piece.count(rows.mark)


def _read_carefully(piece: bytes, line: int, rows: Rows) -> Any:
    """Return the rows of ``piece``, whose first line has the number ``line`` in the file, as an Arrow table."""
    import pyarrow as pa

    plain = replace(rows.layout, delimiter=_UNIT_SEPARATOR, decimal_comma=False)
    numbered = enumerate(_lines(piece, rows.mark), start=line)
    lines = [_plain_row(number, text, rows.layout, rows.content.name) for number, text in numbered if text.strip()]
    text = "".join(lines).encode()
    table = _read_fast(pa.BufferReader(text), next(_lines(text, b"\n"), b""), plain)
    if table is None:
        raise recording_error("recording_damaged", name=rows.content.name, reason=f"the rows from line {line} on")
    return table


def _plain_row(number: int, text: bytes, layout: Layout, name: str) -> str:
    """Return the row in line ``number`` with nothing unusual left in it."""
    if len(text) > _LONGEST_LINE:
        raise _too_long(number, name)
    line = text.decode(errors="replace")
    fields = split_line(line, layout.delimiter)
    if len(fields) == layout.columns - 1 and line.rstrip(" \r").endswith(layout.delimiter or "\0"):
        fields.append("")
    if len(fields) != layout.columns:
        raise _wrong_row(number, line, layout, name)
    pattern = DECIMAL_COMMA if layout.decimal_comma else DECIMAL_POINT
    values = fields[: layout.stamps]
    for field in fields[layout.stamps :]:
        absent = field.lower() in ABSENT
        if not absent and not pattern.fullmatch(field):
            raise _wrong_row(number, line, layout, name)
        values.append("nan" if absent else field.replace(",", "."))
    return _UNIT_SEPARATOR.join(values) + "\n"


def _wrong_row(number: int, line: str, layout: Layout, name: str) -> RecordingError:
    return recording_error("recording_damaged.row", name=name, line=number, columns=layout.columns, content=line[:60])


def _too_long(number: int, name: str) -> RecordingError:
    return recording_error("recording_damaged", name=name, reason=f"line {number} is longer than 1 MiB")
