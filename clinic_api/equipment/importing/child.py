"""An Excel workbook in its cage: the first visible sheet as rows of text, formulas as the values last shown."""

from __future__ import annotations

import codecs
import datetime
import importlib
import io
import json
import zipfile
from typing import Any, Final

from clinic_api.kit.caged_child import serve

__all__ = ["LONGEST_CELL", "MOST_COLUMNS", "MOST_LINES", "main"]

MOST_LINES: Final = 5_050
"""Rows looked at: those of an import, its head and some empty ones."""
MOST_COLUMNS: Final = 100
LONGEST_CELL: Final = 2_000
_UNPACKED_BYTES: Final = 64 << 20
_MIB: Final = 1 << 20


def main() -> None:
    """Answer one request: the bytes of a workbook."""
    serve(_answer, prepare=_load)


def _load() -> None:
    """Load what is read late otherwise: behind the walls no file can be opened, not even the interpreter's own."""
    importlib.import_module("python_calamine")
    codecs.lookup("cp437")  # of names within zip files


def _answer(content: bytes) -> bytes:
    return json.dumps(_read(content)).encode()


def _read(content: bytes) -> dict[str, Any]:
    """Return ``{"rows": …}``, or ``{"refused": code, …}``."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > _UNPACKED_BYTES:
            return {"refused": "import_bomb", "size_mib": unpacked // _MIB}
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                    return _rows(workbook.get_sheet_by_name(sheet.name))
    except (zipfile.BadZipFile, CalamineError, ValueError, OSError):
        return {"refused": "import_unreadable"}
    return {"refused": "import_empty"}


def _rows(sheet: Any) -> dict[str, Any]:
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= MOST_LINES:
        return {"refused": "import_too_many_rows"}
    if last_column >= MOST_COLUMNS:
        return {"refused": "import_too_many_columns"}
    rows = [[_as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for number, row in enumerate(rows, start=1):
        if any(len(cell) > LONGEST_CELL for cell in row):
            return {"refused": "import_cell_too_long", "row": number}
    return {"rows": rows}


def _as_text(cell: Any) -> str:
    """Return a cell as people read it: 2019.0 is ``2019``."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
