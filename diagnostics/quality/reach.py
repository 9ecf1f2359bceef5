"""Is the record long enough for the slowest line that is asked about, and fast enough for the highest one?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from diagnostics.examination import QualityNote
from diagnostics.kinematics import bearing_orders, blade_pass_order, gear_meshes
from diagnostics.machine import Machine
from diagnostics.quality.notes import TEXTS, note
from diagnostics.quality.preparation import VIBRATION, Prepared
from diagnostics.texts import Text

__all__ = ["reach"]

SHAFT_TURNS: Final = 60.0
SHAFT_SECONDS: Final = 4.0
CAGE_TURNS: Final = 100.0
GEAR_TURNS: Final = 100.0
"""Turns that a record holds for the lines of a shaft, a cage, a gear (rulebook §2.1, profiles V, E, G)."""
RATE_OVER_LINE: Final = 2.56
"""Sampling rate over the highest frequency that is read (rulebook §2.1)."""
LOW_ORDERS: Final = 10.0
LEVEL_HZ: Final = 1000.0
MESHES: Final = 3.5
"""Highest frequencies read: 10 orders of the shaft and 1 kHz (V), 3.5 times the mesh (G; rulebook §2.1)."""


@dataclass(frozen=True)
class _Asked:
    """A line that is asked about: what it is called and what a record needs for it."""

    name: Text
    seconds: float
    rate_hz: float


def reach(prepared: Prepared, machine: Machine, *, shaft_hz: float | None) -> list[QualityNote]:
    """Return one warning that names the lines for which the record is too short, and one for the sampling rate."""
    if shaft_hz is None or not any(prepared.of(quantity) for quantity in VIBRATION):
        return []
    asked = [*_shafts(machine, shaft_hz), *_cages(machine, shaft_hz), *_gears(machine, shaft_hz)]
    asked += _blades(machine, shaft_hz)
    short = [line for line in asked if line.seconds > prepared.duration_s]
    slow = [line for line in asked if line.rate_hz > prepared.sampling_rate_hz]
    notes = []
    if short:
        needed = max(line.seconds for line in short)
        values = {"seconds": prepared.duration_s, "needed": needed, "lines": _listed(short)}
        notes.append(note("length", None, "warning", "length_lines", **values))
    if slow:
        needed = max(line.rate_hz for line in slow) / 1000.0
        values = {"rate": prepared.sampling_rate_hz / 1000.0, "needed": needed, "lines": _listed(slow)}
        notes.append(note("rate", None, "warning", "rate_lines", **values))
    return notes


def _shafts(machine: Machine, shaft_hz: float) -> Iterable[_Asked]:
    for shaft in machine.shafts:
        turns_hz = abs(shaft.ratio) * shaft_hz
        rate_hz = RATE_OVER_LINE * max(LEVEL_HZ, LOW_ORDERS * turns_hz)
        yield _Asked(TEXTS("line_shaft", id=shaft.id), max(SHAFT_SECONDS, SHAFT_TURNS / turns_hz), rate_hz)


def _cages(machine: Machine, shaft_hz: float) -> Iterable[_Asked]:
    for bearing in machine.bearings:
        cage_hz = abs(bearing_orders(machine, bearing).ftf) * shaft_hz if bearing.known else 0.0
        if cage_hz > 0.0:
            yield _Asked(TEXTS("line_cage", id=bearing.id), CAGE_TURNS / cage_hz, 0.0)


def _gears(machine: Machine, shaft_hz: float) -> Iterable[_Asked]:
    for mesh in gear_meshes(machine):
        slowest = min(abs(order) for order in (mesh.gear_shaft, mesh.mate_shaft) if order)
        rate_hz = RATE_OVER_LINE * MESHES * abs(mesh.mesh) * shaft_hz
        yield _Asked(TEXTS("line_mesh", id=mesh.gear), GEAR_TURNS / (slowest * shaft_hz), rate_hz)


def _blades(machine: Machine, shaft_hz: float) -> Iterable[_Asked]:
    for blades in machine.blades:
        passing_hz = abs(blade_pass_order(machine, blades)) * shaft_hz
        yield _Asked(TEXTS("line_blades", id=blades.shaft), 0.0, RATE_OVER_LINE * passing_hz)


def _listed(lines: list[_Asked]) -> Text:
    names = dict.fromkeys(line.name for line in lines)
    return Text(", ".join(name.en for name in names), "、".join(name.zh for name in names))
