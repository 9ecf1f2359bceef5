"""Checks a factory can do itself before a doctor calls, by what its complaint is about: `checklists.toml`.

For the departments that examine no recording: IT, network, video and metrology. The first check costs least.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from diagnostics.texts import Text
from experts.triage.features import WordList

__all__ = ["CHECKLISTS", "Checklist", "checklist_for"]

_PATH = Path(__file__).with_name("checklists.toml")


@dataclass(frozen=True, slots=True)
class Checklist:
    """The checks of one kind of complaint, the cheapest first."""

    department: str
    name: Text
    checks: tuple[Text, ...]


def _load() -> Mapping[str, Checklist]:
    tables = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            code: Checklist(
                department=table["department"],
                name=Text(table["name"]["en"], table["name"]["zh"]),
                checks=tuple(Text(check["en"], check["zh"]) for check in table["checks"]),
            )
            for code, table in tables.items()
        }
    )


CHECKLISTS: Mapping[str, Checklist] = _load()
_WORDS = WordList.load(_PATH)


def checklist_for(complaint: str, department: str) -> Checklist | None:
    """Return the list of ``department`` with most of its words in the complaint, its last and general one where no word
    is found; None for a department without lists.
    """
    codes = [code for code, checklist in CHECKLISTS.items() if checklist.department == department]
    if not codes:
        return None
    found = Counter(code for hit in _WORDS.find(complaint) for code in hit.classes)
    best = max(codes, key=lambda code: found[code])
    return CHECKLISTS[best if found[best] else codes[-1]]
