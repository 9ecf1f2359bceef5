"""Specialty tags, data in ``specialties.toml``: what a doctor is graded by and a case asks for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from diagnostics.texts import Text
from diagnostics.vocabulary import DEPARTMENTS, FAULTS

__all__ = [
    "SPECIALTIES",
    "Specialty",
    "department_name",
    "specialties_for_fault",
    "specialties_for_kind",
    "specialty_name",
]


@dataclass(frozen=True, slots=True)
class Specialty:
    """One specialty tag: its names, its department and the faults and machine kinds that ask for it."""

    tag: str
    name: Text
    department: str
    faults: tuple[str, ...]
    kinds: tuple[str, ...]

    def treats(self, fault: str) -> bool:
        """Tell whether the fault code, or its whole family (``gear.*``), is listed."""
        return fault in self.faults or f"{fault.partition('.')[0]}.*" in self.faults


def _load_specialties(path: Path) -> Mapping[str, Specialty]:
    """Read the specialty tags; raises ValueError when one names a department that does not exist."""
    specialties: dict[str, Specialty] = {}
    for tag, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if row["department"] not in DEPARTMENTS:
            raise ValueError(f"{path.name}: [{tag}] names the unknown department {row['department']}")
        specialties[tag] = Specialty(
            tag, Text(row["en"], row["zh"]), row["department"], tuple(row["faults"]), tuple(row["kinds"])
        )
    return MappingProxyType(specialties)


SPECIALTIES: Mapping[str, Specialty] = _load_specialties(Path(__file__).with_name("specialties.toml"))


def department_name(code: str) -> Text:
    """Return the bilingual name of a department; a code that is not ours stands for itself."""
    return DEPARTMENTS.get(code) or Text(code, code)


def specialty_name(tag: str) -> Text:
    """Return the bilingual name of a specialty; a tag that is not ours stands for itself."""
    specialty = SPECIALTIES.get(tag)
    return specialty.name if specialty else Text(tag, tag)


def specialties_for_fault(fault: str) -> tuple[Specialty, ...]:
    """Return the specialties a fault asks for, those that name the very code before those that name its
    family.
    """
    named = [specialty for specialty in SPECIALTIES.values() if fault in specialty.faults]
    family = [s for s in SPECIALTIES.values() if s.treats(fault) and s not in named]
    own = FAULTS[fault].department if fault in FAULTS else None
    return tuple(sorted(named + family, key=lambda specialty: specialty.department != own))


def specialties_for_kind(kind: str | None) -> tuple[Specialty, ...]:
    """Return the specialties a machine kind asks for; empty for None and for kinds without one of their
    own.
    """
    return tuple(specialty for specialty in SPECIALTIES.values() if kind in specialty.kinds)
