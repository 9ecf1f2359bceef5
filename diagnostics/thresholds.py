"""What each fault rule decides by, for people who look after the rules: value, unit, meaning and source.

The values are those the rules themselves use (``faults/*.py``); the words beside them are in ``thresholds.toml``.
"""

from __future__ import annotations

import importlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from diagnostics.texts import Text
from diagnostics.vocabulary import FAULTS

__all__ = ["Threshold", "thresholds"]

_SOURCES: Final = {
    "rulebook": Text("rulebook §{section}", "规则手册 §{section}"),
    "convention": Text("convention, decided by no source", "约定值，无直接来源"),
    "measured": Text("measured on public recordings", "在公开数据上实测"),
}


@dataclass(frozen=True)
class Threshold:
    """One number a rule decides by; ``faults`` are codes, or families of them such as ``bearing``."""

    at: str
    """Module and constant below ``diagnostics.faults``."""
    faults: tuple[str, ...]
    value: float
    unit: Literal["", "Hz", "dB", "turns"]
    meaning: Text
    source: Text


@cache
def thresholds() -> tuple[Threshold, ...]:
    """Return all thresholds in the order of the file.

    Raises ``ValueError`` naming an entry whose constant, fault or source is not there.
    """
    document = tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text(encoding="utf-8"))
    return tuple(_read(entry) for entry in document["threshold"])


def _read(entry: dict[str, Any]) -> Threshold:
    module, _, constant = entry["at"].rpartition(".")
    value = getattr(importlib.import_module(f"diagnostics.faults.{module}"), constant, None)
    families = {code.split(".")[0] for code in FAULTS}
    unknown = [code for code in entry["faults"] if code not in FAULTS and code not in families]
    if not isinstance(value, int | float) or unknown or entry["source"] not in _SOURCES:
        raise ValueError(f"thresholds.toml: {entry['at']} has no number, fault or source ({unknown})")
    return Threshold(
        at=entry["at"],
        faults=tuple(entry["faults"]),
        value=float(value),
        unit=entry["unit"],
        meaning=Text(entry["en"], entry["zh"]),
        source=_SOURCES[entry["source"]].filled(section=entry.get("section", "")),
    )
