"""How much two machines have in common."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text
from experts.similar.model import MachineFeatures

__all__ = ["machine_reasons", "machine_similarity"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))

_SHARES: Final = {"kind": 0.4, "bearings": 0.2, "model": 0.2, "power": 0.1, "speed": 0.1}
"""The kind decides what can break at all; the same bearing or model means the same parts; size and speed say how fast
it goes. A convention of ours: no labelled pairs of machines exist to fit it to."""
_OCTAVES: Final = 2.0
"""Doublings after which a size has nothing in common: a factor of two counts half, a factor of four nothing."""
_NEAR_ENOUGH: Final = 0.5
"""From which on a size is called similar: within a factor of two."""
_DESIGNATION: Final = re.compile(r"(?P<letters>[a-z]*)[\s-]*(?P<number>\d+)")
_UNKNOWN_KIND: Final = "other"


def machine_similarity(one: MachineFeatures, other: MachineFeatures) -> tuple[float, float] | None:
    """Return 0 … 1 and which share of a machine this compares, or None where nothing is known of both."""
    parts = dict(_parts(one, other))
    if not parts:
        return None
    known = math.fsum(_SHARES[name] for name in parts)
    return math.fsum(_SHARES[name] * part for name, part in parts.items()) / known, known


def machine_reasons(one: MachineFeatures, other: MachineFeatures) -> Iterator[Text]:
    """Yield what the two machines have in common."""
    parts = dict(_parts(one, other))
    if parts.get("kind") == 1.0:
        yield _TEXTS("same_kind", kind=_TEXTS(f"kind_{one.kind}"))
    if parts.get("model") == 1.0:
        yield _TEXTS("same_model", model=one.model)
    shared = sorted(_plain_set(one.bearings) & _plain_set(other.bearings))
    if shared:
        yield _TEXTS("same_bearing", bearing=", ".join(shared).upper())
    if parts.get("power", 0.0) >= _NEAR_ENOUGH:
        yield _TEXTS("similar_power", one=_number(one.power_kw), other=_number(other.power_kw))
    if parts.get("speed", 0.0) >= _NEAR_ENOUGH:
        yield _TEXTS("similar_speed", one=_number(one.speed_rpm), other=_number(other.speed_rpm))


def _parts(one: MachineFeatures, other: MachineFeatures) -> Iterator[tuple[str, float]]:
    """Yield each thing that is known of both, with 0 … 1."""
    if _known_kind(one) and _known_kind(other):
        yield "kind", float(one.kind == other.kind)
    if one.bearings and other.bearings:
        yield "bearings", float(bool(_plain_set(one.bearings) & _plain_set(other.bearings)))
    if one.model and other.model:
        yield "model", float(_plain(one.model) == _plain(other.model))
    for name, a, b in (("power", one.power_kw, other.power_kw), ("speed", one.speed_rpm, other.speed_rpm)):
        if a is not None and b is not None and a > 0 and b > 0:
            yield name, max(0.0, 1.0 - abs(math.log2(a / b)) / _OCTAVES)


def _known_kind(machine: MachineFeatures) -> bool:
    return machine.kind not in {None, "", _UNKNOWN_KIND}


def _plain(name: str) -> str:
    """Return a model's name without differences of width, case, spaces and dashes."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name).casefold())


def _plain_set(bearings: frozenset[str]) -> frozenset[str]:
    """Return the basic designations: letters and number; what follows (seals, cage, clearance) changes no dimension."""
    written = (unicodedata.normalize("NFKC", name).strip().casefold() for name in bearings)
    found = (_DESIGNATION.match(name) for name in written)
    return frozenset(match["letters"] + match["number"] for match in found if match)


def _number(value: float | None) -> str:
    return f"{value or 0.0:g}"
