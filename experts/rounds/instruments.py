"""Instruments to carry, data in ``instruments.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from diagnostics.texts import Text
from experts.directory import SPECIALTIES

__all__ = ["INSTRUMENTS", "Instrument", "instrument_name", "instruments_for"]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument: its names, and the specialties whose visits usually need it."""

    code: str
    name: Text
    specialties: tuple[str, ...]


def _load(path: Path) -> Mapping[str, Instrument]:
    """Read the instruments; raises ValueError when one names a specialty that does not exist."""
    instruments: dict[str, Instrument] = {}
    for code, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
        unknown = set(row["specialties"]) - set(SPECIALTIES)
        if unknown:
            raise ValueError(f"{path.name}: [{code}] names unknown specialties {sorted(unknown)}")
        instruments[code] = Instrument(code, Text(row["en"], row["zh"]), tuple(row["specialties"]))
    return MappingProxyType(instruments)


INSTRUMENTS: Mapping[str, Instrument] = _load(Path(__file__).with_name("instruments.toml"))


def instrument_name(code: str) -> Text:
    """Return the bilingual name of an instrument; a code that is not ours stands for itself."""
    instrument = INSTRUMENTS.get(code)
    return instrument.name if instrument else Text(code, code)


def instruments_for(specialties: Iterable[str]) -> tuple[str, ...]:
    """Return the instruments that visits for ``specialties`` usually need, in the order of the list."""
    asked = set(specialties)
    return tuple(code for code, instrument in INSTRUMENTS.items() if asked & set(instrument.specialties))
