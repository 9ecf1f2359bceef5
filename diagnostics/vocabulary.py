"""The fault codes, their names in both languages, and the department of the hospital that treats each.

The words are in ``faults/vocabulary.toml``, where a domain expert edits them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from diagnostics.texts import Text

__all__ = ["DEPARTMENTS", "FAULTS", "FaultKind", "fault_kind"]


@dataclass(frozen=True)
class FaultKind:
    """One kind of fault: its stable code, its name for people, the department that treats it."""

    code: str
    name: Text
    department: str


def _load() -> tuple[dict[str, Text], dict[str, FaultKind]]:
    """Return departments and faults; raises `ValueError` when a fault belongs to no department."""
    content: dict[str, Any] = tomllib.loads(
        Path(__file__).with_name("faults").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    )
    departments = {code: Text(entry["en"], entry["zh"]) for code, entry in content["departments"].items()}
    faults = {}
    for code, entry in content["faults"].items():
        if entry["department"] not in departments:
            raise ValueError(f"vocabulary.toml: {code} belongs to the unknown department {entry['department']}")
        faults[code] = FaultKind(code, Text(entry["en"], entry["zh"]), entry["department"])
    return departments, faults


_departments, _faults = _load()
DEPARTMENTS: Final[Mapping[str, Text]] = MappingProxyType(_departments)
"""Name of each department, by its code."""
FAULTS: Final[Mapping[str, FaultKind]] = MappingProxyType(_faults)
"""Every kind of fault, by its code."""


def fault_kind(code: str) -> FaultKind:
    """Return the kind of fault that ``code`` stands for; raises `KeyError` naming an unknown code."""
    return FAULTS[code]
