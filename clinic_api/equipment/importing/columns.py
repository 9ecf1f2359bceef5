"""Which column of a table means what, whatever language its head is in."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from clinic_api.equipment.service import register_texts
from diagnostics.texts import Text

__all__ = ["Column", "code_of", "columns", "columns_of_head"]

_IGNORED: Final = re.compile(r"[\s_\-()\[\]{}/:,.]+")
_CODED: Final = {
    "kind": ("electric_motor", "pump", "fan", "blower", "compressor", "gearbox", "spindle", "conveyor", "other"),
    "status": ("in_service", "out_of_service", "scrapped"),
    "criticality": ("a", "b", "c"),
    "safety_criticality": ("a", "b", "c"),
}


@dataclass(frozen=True)
class Column:
    """One column: its field, what it is called, other names for it, and an example."""

    field: str
    text: Text
    names: tuple[str, ...]
    example: str


@lru_cache(maxsize=1)
def columns() -> tuple[Column, ...]:
    """Return all columns, in the order of the template."""
    entries = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return tuple(
        Column(field, Text(entry["en"], entry["zh"]), tuple(entry["names"]), entry["example"])
        for field, entry in entries.items()
    )


def columns_of_head(cells: Sequence[str]) -> dict[int, str]:
    """Return the field of each column of a table's head that is known; a repeated one counts once."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        field = _names().get(_squeezed(cell))
        if field is not None and field not in found.values():
            found[place] = field
    return found


def code_of(field: str, cell: str) -> str:
    """Return the code that ``cell`` stands for in a field of few values (``泵`` → ``pump``), else ``cell`` itself."""
    return _codes().get((field, _squeezed(cell)), cell)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {
        _squeezed(name): column.field
        for column in columns()
        for name in (column.field, column.text.en, column.text.zh, *column.names)
    }


@lru_cache(maxsize=1)
def _codes() -> dict[tuple[str, str], str]:
    codes: dict[tuple[str, str], str] = {}
    for field, values in _CODED.items():
        for value in values:
            text = register_texts(f"{field}_{value}")
            for name in (value, text.en, text.zh):
                codes[field, _squeezed(name)] = value
    return codes


def _squeezed(name: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name).casefold())
