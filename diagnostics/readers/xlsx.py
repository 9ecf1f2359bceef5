"""Excel workbooks (.xlsx, .xlsm), through calamine: each visible sheet with columns of numbers is a set of signals.

Layout: ECMA-376, Office Open XML, part 1, chapter 18 (SpreadsheetML); part 2 for the zip around it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from operator import countOf
from typing import IO, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.archive import checked_members, first_member
from diagnostics.readers.columns import Stamps, column_group
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions
from diagnostics.readers.layout import ABSENT, DECIMAL_COMMA, DECIMAL_POINT, Layout
from diagnostics.readers.preamble import read_preamble
from diagnostics.readers.signals import SignalGroup, assemble

__all__ = ["FORMAT"]

_FIRST_MEMBERS: Final = ("[Content_Types].xml", "_rels/", "docProps/", "xl/")
_PARTS: Final = b"xl/"
"""The folder that tells a workbook from a text document."""
_MOST_UNPACKED_BYTES: Final = 1 << 28
_MOST_CELLS: Final = 1 << 24
"""Cells of a sheet, empty ones between with them: sixteen columns of the 1 048 576 rows that Excel has. Each takes some
forty bytes as it is read.
"""
_FAR_CELL: Final = re.compile(rb'r="(?:[A-Za-z]{2,}[0-9]|[A-Za-z]*[0-9]{6})')
"""Reference of a cell beyond 26 columns or 99 999 rows: only then can a sheet with little in it be too large."""
_ODD_SPELLINGS: Final = (b"'", b"\t", b"\n", b"\r", b" =", b"= ")
"""Parts of the other ways in which XML may write a reference."""
_CELL: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)""")
_LETTERS: Final = 26
_MOST_LETTERS: Final = 6
_TEXT_COUNT: Final = re.compile(rb"""\buniqueCount\s*=\s*["'](\d+)""")
_TEXTS_TOLD_WITHIN: Final = 4096
"""The number of texts stands in the first element of its part."""
_PART_BYTES: Final = 1 << 20
_LONGEST_REFERENCE: Final = 64
_HEADER_ROWS: Final = 200
"""Rows in which the first row of numbers is looked for."""
_NUMBERS: Final = frozenset({float, int})
_DATES: Final = frozenset({datetime, date})
_TIMES: Final = frozenset({time, timedelta})
_MEASURED: Final = _NUMBERS | _DATES | _TIMES
_THOUSANDS: Final = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+")
"""A comma that may part thousands; a column of nothing else is not read as decimal numbers."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a workbook: a zip with the parts of one."""
    return (first_member(head) or "").startswith(_FIRST_MEMBERS) and _PARTS in head


def read(content: Content, options: ReadOptions) -> Reading:
    """Return the columns of numbers in the workbook ``content``.

    Raises `RecordingError` (recording_damaged, recording_archive_invalid, recording_too_large,
    recording_channels_ambiguous, recording_rate_ambiguous).
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    _check(content)
    groups: list[SignalGroup] = []
    with content.open() as file, CalamineWorkbook.from_filelike(cast(Any, file)) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                cells = workbook.get_sheet_by_name(sheet.name)
                first_line = 1 + (cells.start or (0, 0))[0]
                groups += _groups(sheet.name, cells.to_python(), first_line, content.name)
    return assemble(content.name, groups, options)


FORMAT: Final = Format(
    "xlsx", "Excel", frozenset({".xlsx", ".xlsm"}), is_format, read, libraries=("python_calamine", "pyarrow.compute")
)


def _check(content: Content) -> None:
    """Refuse a workbook that is no sound zip, or would take more memory than its size lets expect."""
    try:
        with content.open() as file, zipfile.ZipFile(cast(IO[bytes], file)) as archive:
            members = checked_members(archive, content)
            size = sum(member.file_size for member in members)
            if size > _MOST_UNPACKED_BYTES:
                limit = _MOST_UNPACKED_BYTES >> 20
                raise recording_error("recording_too_large.unpacked", name=content.name, size=size >> 20, limit=limit)
            for member in members:
                if member.filename.endswith(".xml"):
                    with archive.open(member) as part:
                        _check_extent(part, content.name)
                    with archive.open(member) as part:
                        _check_texts(part.read(_TEXTS_TOLD_WITHIN), member.file_size, content.name)
    except RecordingError:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as damaged:
        reason = str(damaged)[:120]
        raise recording_error("recording_archive_invalid", name=content.name, reason=reason) from damaged


def _check_extent(part: IO[bytes], name: str) -> None:
    """Refuse a sheet whose cells lie so far apart that the empty ones between them do not fit into memory."""
    rows = columns = 1
    rest = b""
    while data := part.read(_PART_BYTES):
        text = rest + data
        rest = text[-_LONGEST_REFERENCE:]
        if not _FAR_CELL.search(text) and not any(spelling in text for spelling in _ODD_SPELLINGS):
            continue
        for letters, number in set(_CELL.findall(text)):
            rows, columns = max(rows, int(number[:9])), max(columns, _column_number(letters))
        if rows * columns > _MOST_CELLS:
            raise recording_error("recording_too_large", name=name, samples=rows * columns, limit=_MOST_CELLS)


def _check_texts(head: bytes, size: int, name: str) -> None:
    """Refuse a list of texts that announces more of them than it has bytes: room is made for all of them."""
    stated = max((int(number[:9]) for number in _TEXT_COUNT.findall(head)), default=0)
    if stated > size:
        raise recording_error("recording_damaged.header", name=name, field=f"{stated} texts")


def _column_number(letters: bytes) -> int:
    """Return the number of a column; beyond `_MOST_LETTERS`, one that no sheet reaches."""
    number = 0
    for letter in letters.upper()[:_MOST_LETTERS]:
        number = _LETTERS * number + letter - ord("A") + 1
    return number


def _groups(title: str, rows: Sequence[Sequence[Any]], first_line: int, name: str) -> Iterator[SignalGroup]:
    """Yield the table in the ``rows`` of the sheet called ``title``, if there is one."""
    columns = [_without_text(column) for column in zip(*rows, strict=True)]
    measured = [index for index, column in enumerate(columns) if _is_measured(column)]
    header = _header([columns[index] for index in measured])
    if not measured or header is None:
        return
    preamble = read_preamble([_line(row) for row in rows[:header]], Layout("\t", False, len(columns), header, 0))
    table = _trimmed([columns[index][header:] for index in measured])
    yield column_group(
        title,
        [preamble.titles[index] for index in measured],
        [preamble.units[index] for index in measured],
        [_values(column, first_line + header, len(measured), name) for column in table],
        name,
        rates=preamble.rates,
        start=preamble.start,
        details=tuple(preamble.details),
    )


def _without_text(column: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a column whose numbers are all kept as text as numbers, any other column as it is."""
    if 2 * (countOf(map(type, column), str) - column.count("")) < len(column):
        return column
    texts = [cell for cell in column if type(cell) is str and cell]
    for pattern in (DECIMAL_POINT, DECIMAL_COMMA):
        numbers = [text for text in texts if pattern.fullmatch(text.strip())]
        if 2 * len(numbers) > len(texts) and not all(_THOUSANDS.fullmatch(text.strip()) for text in numbers):
            return tuple(
                float(cell.replace(",", ".")) if type(cell) is str and pattern.fullmatch(cell.strip()) else cell
                for cell in column
            )
    return column


def _is_measured(column: tuple[Any, ...]) -> bool:
    """Return whether a column holds more numbers or moments than texts."""
    kinds = Counter(map(type, column))
    numbers = sum(kinds[kind] for kind in _MEASURED)
    return 2 * numbers > len(column) - column.count("")


def _header(columns: Sequence[tuple[Any, ...]]) -> int | None:
    """Return the number of rows above the first one of numbers, which fills half of the ``columns`` or more."""
    for number, row in enumerate(islice(zip(*columns, strict=True), _HEADER_ROWS)):
        filled = [cell for cell in row if cell != ""]
        if 2 * len(filled) >= len(row) and all(type(cell) in _MEASURED for cell in filled):
            return number
    return None


def _line(row: Sequence[Any]) -> str:
    """Return a row above the table as a line of text."""
    cells = [f"{cell:.12g}" if type(cell) is float else " ".join(str(cell).split()) for cell in row]
    line = "\t".join(cells)
    return line if 2 * sum(map(bool, cells)) >= len(cells) else line.rstrip("\t")


def _trimmed(columns: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the columns without the empty rows below them."""
    count = len(columns[0])
    while count and all(column[count - 1] == "" for column in columns):
        count -= 1
    return [column[:count] for column in columns]


def _values(column: tuple[Any, ...], first_line: int, width: int, name: str) -> NDArray[np.float64] | Stamps:
    """Return a column that begins in ``first_line`` as numbers, or as moments; empty cells are NaN."""
    kinds = set(map(type, column))
    if kinds <= _NUMBERS:
        return np.array(column, dtype=np.float64)
    cells = [None if type(cell) is str and cell.strip().lower() in ABSENT else cell for cell in column]
    kind = next(type(cell) for cell in cells if cell is not None)
    alike = next((kinds for kinds in (_NUMBERS, _DATES, _TIMES) if kind in kinds), frozenset())
    wrong = next((row for row, cell in enumerate(cells) if cell is not None and type(cell) not in alike), None)
    if wrong is not None:
        line, text = first_line + wrong, str(cells[wrong])[:60]
        raise recording_error("recording_damaged.row", name=name, line=line, columns=width, content=text)
    if kind in _NUMBERS:
        return np.array([np.nan if cell is None else cell for cell in cells])
    if kind in _TIMES:
        return Stamps(np.array([np.nan if cell is None else _seconds(cell) for cell in cells]))
    moments = np.array(cells, dtype="datetime64[us]")
    first = moments[0].astype(datetime)
    return Stamps((moments - moments[0]) / np.timedelta64(1, "s"), first)


def _seconds(cell: time | timedelta) -> float:
    """Return a time of day, or a duration, in seconds."""
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
    return cell.total_seconds()
