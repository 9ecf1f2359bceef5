"""A table as rows of text, whichever format and encoding it came in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from clinic_api.equipment.importing.child import LONGEST_CELL, MOST_COLUMNS, MOST_LINES
from clinic_api.equipment.importing.columns import columns_of_head
from clinic_api.errors import Invalid, ServiceUnavailable, UnsupportedMedia
from clinic_api.kit.caged import CageBusy, CageFailed, run_caged
from diagnostics.sandbox import SandboxMode
from diagnostics.sandbox.walls import Limits
from diagnostics.texts import Catalogue

__all__ = ["MOST_ROWS", "SheetRow", "Table", "import_texts", "read_table"]

import_texts: Final = Catalogue(Path(__file__).with_name("texts.toml"))

MOST_ROWS: Final = 5_000
_HEAD_WITHIN: Final = 10
"""Rows among which the head is looked for: tables often begin with a title."""
_LIMITS: Final = Limits(memory_bytes=512 << 20, cpu_seconds=20, wall_seconds=40.0, output_bytes=1 << 20)
_ZIP: Final = b"PK\x03\x04"
_OTHER_BINARIES: Final = (b"\xd0\xcf\x11\xe0", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")


@dataclass(frozen=True)
class SheetRow:
    """One row: its number in the table (from 1) and its cells that are not empty, by field."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The rows below the head, and the columns that nobody knows."""

    rows: tuple[SheetRow, ...]
    ignored_columns: tuple[str, ...]


def read_table(content: bytes, mode: SandboxMode) -> Table:
    """Return the table in ``content``.

    Raises `UnsupportedMedia` ``import_type_unknown`` and `Invalid`: ``import_empty``, ``import_unreadable``,
    ``import_bomb``, ``import_no_head``, ``import_too_many_rows``, ``import_too_many_columns`` or
    ``import_cell_too_long``.
    """
    if not content.strip():
        raise _refusal("import_empty")
    lines = _workbook_lines(content, mode) if content.startswith(_ZIP) else _text_lines(content)
    return _table(lines)


def _workbook_lines(content: bytes, mode: SandboxMode) -> list[list[str]]:
    try:
        answer = json.loads(run_caged("clinic_api.equipment.importing.child", content, limits=_LIMITS, mode=mode))
    except CageBusy:
        raise ServiceUnavailable() from None
    except (CageFailed, ValueError):
        raise _refusal("import_unreadable") from None
    if "refused" in answer:
        values = {name: int(answer[name]) for name in ("row", "size_mib") if name in answer}
        raise _refusal(str(answer["refused"]), **values)
    return [[str(cell) for cell in row] for row in answer["rows"]]


def _text_lines(content: bytes) -> list[list[str]]:
    if content.startswith(_OTHER_BINARIES) or (b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise UnsupportedMedia("import_type_unknown", import_texts("import_type_unknown"))
    text = _decoded(content)
    lines: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            lines.append(line)
            if len(lines) > MOST_LINES:
                raise _refusal("import_too_many_rows")
            if len(line) > MOST_COLUMNS:
                raise _refusal("import_too_many_columns")
            if any(len(cell) > LONGEST_CELL for cell in line):
                raise _refusal("import_cell_too_long", row=len(lines))
    except csv.Error:  # a cell of more than 128 KiB, most likely between quotes that are never closed
        raise _refusal("import_cell_too_long", row=len(lines) + 1) from None
    return lines


def _decoded(content: bytes) -> str:
    """Return the text: UTF-8, UTF-16 with its mark, or what Chinese Windows writes (GB 18030, which holds GBK)."""
    is_marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnsupportedMedia("import_type_unknown", import_texts("import_type_unknown"))


def _delimiter(text: str) -> str:
    """Return what separates the cells, by the beginning of the table."""
    beginning = "\n".join(text[:10_000].splitlines()[:_HEAD_WITHIN])
    return max(",;\t", key=beginning.count)


def _table(lines: Sequence[Sequence[str]]) -> Table:
    for place, line in enumerate(lines[:_HEAD_WITHIN]):
        found = columns_of_head(line)
        if "asset_number" in found.values():
            ignored = tuple(
                cell.strip()[:120] for column, cell in enumerate(line) if cell.strip() and column not in found
            )
            rows = tuple(_rows_below(lines, place, found))
            if len(rows) > MOST_ROWS:
                raise _refusal("import_too_many_rows")
            if not rows:
                raise _refusal("import_empty")
            return Table(rows, ignored)
    raise _refusal("import_no_head")


def _rows_below(lines: Sequence[Sequence[str]], head: int, found: dict[int, str]) -> list[SheetRow]:
    rows = []
    for number, line in enumerate(lines[head + 1 :], start=head + 2):
        cells = {
            field: line[column].strip()
            for column, field in found.items()
            if column < len(line) and line[column].strip()
        }
        if cells:
            rows.append(SheetRow(number, cells))
    return rows


def _refusal(code: str, **values: Any) -> Invalid:
    limits = {"import_too_many_rows": MOST_ROWS, "import_too_many_columns": MOST_COLUMNS}
    limit = limits.get(code, LONGEST_CELL)
    return Invalid(code, import_texts(code, limit=limit, **values), **values)
