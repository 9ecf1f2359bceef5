"""Kinematics: at which multiples of the main shaft's speed each part of a machine makes itself heard.

Sources: Randall & Antoni, Rolling element bearing diagnostics – a tutorial, MSSP 25 (2011) 485–520 (bearings); ISO
13373-2 (gears, blades, belts). Orders are multiples of the speed of the main shaft; multiply by ``speed_rpm / 60``
for Hz.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from diagnostics.catalogue import CatalogueBearing, find_bearing
from diagnostics.machine import (
    Bearing,
    BearingGeometry,
    BearingMultipliers,
    Belt,
    Blades,
    Gear,
    Machine,
)

__all__ = [
    "BearingMultipliers",
    "BearingOrders",
    "GearMesh",
    "bearing_multipliers",
    "bearing_orders",
    "belt_order",
    "blade_pass_order",
    "gear_meshes",
    "multipliers_from_geometry",
    "refuse_unknown_bearings",
    "shaft_orders",
]


@dataclass(frozen=True)
class BearingOrders:
    """Frequencies of one bearing as orders of the main shaft, and which defect is modulated by the turning shaft.

    The defect on the ring that turns passes through the load zone and carries sidebands `shaft` apart; on the fixed
    ring it does not.
    """

    bearing: str
    bpfo: float
    bpfi: float
    bsf: float
    ftf: float
    shaft: float
    outer_ring_turns: bool


@dataclass(frozen=True)
class GearMesh:
    """Two wheels in mesh: mesh order, the orders of both shafts, and the hunting tooth order (None where the mate
    is not known).
    """

    gear: str
    mate: str | None
    mesh: float
    gear_shaft: float
    mate_shaft: float | None
    hunting: float | None


def multipliers_from_geometry(geometry: BearingGeometry, *, outer_ring_turns: bool = False) -> BearingMultipliers:
    """Return the multiples of the speed between the rings, without slip [Randall & Antoni 2011, eqs. 1–4].

    With γ = (d/D)·cos φ: BPFO = n/2·(1−γ), BPFI = n/2·(1+γ), BSF = D/(2d)·(1−γ²), FTF = ½(1−γ), or ½(1+γ) when the
    outer ring turns.
    """
    gamma = geometry.ball_mm / geometry.pitch_mm * math.cos(math.radians(geometry.contact_deg))
    return BearingMultipliers(
        bpfo=geometry.balls / 2 * (1 - gamma),
        bpfi=geometry.balls / 2 * (1 + gamma),
        bsf=geometry.pitch_mm / (2 * geometry.ball_mm) * (1 - gamma**2),
        ftf=(1 + gamma) / 2 if outer_ring_turns else (1 - gamma) / 2,
    )


def refuse_unknown_bearings(machine: Machine) -> None:
    """Raise `MachineError` (bearing_unknown) for the first bearing whose designation is not in the catalogue."""
    for bearing in machine.bearings:
        bearing_multipliers(bearing)


def bearing_multipliers(bearing: Bearing) -> BearingMultipliers:
    """Return the multiples of the bearing's own shaft speed, from its geometry, its catalogue row or as they were
    given.

    A catalogue row is for a turning inner ring; for a turning outer ring its cage multiple is mirrored (FTF → 1 −
    FTF). Multipliers that were given are taken as they are. Raises `MachineError` (bearing_unknown) when the
    designation is not in the catalogue.
    """
    if bearing.multipliers is not None:
        return bearing.multipliers
    if bearing.geometry is not None:
        return multipliers_from_geometry(bearing.geometry, outer_ring_turns=bearing.outer_ring_turns)
    return _from_catalogue(find_bearing(bearing.designation or ""), outer_ring_turns=bearing.outer_ring_turns)


def _from_catalogue(row: CatalogueBearing, *, outer_ring_turns: bool) -> BearingMultipliers:
    return BearingMultipliers(row.bpfo, row.bpfi, row.bsf, 1 - row.ftf if outer_ring_turns else row.ftf)


def bearing_orders(machine: Machine, bearing: Bearing) -> BearingOrders:
    """Return the frequencies of ``bearing`` as orders of the main shaft; raises `MachineError` (bearing_unknown)."""
    ratio = machine.shaft_ratio(bearing.shaft)
    multiples = bearing_multipliers(bearing)
    return BearingOrders(
        bearing=bearing.id,
        bpfo=multiples.bpfo * ratio,
        bpfi=multiples.bpfi * ratio,
        bsf=multiples.bsf * ratio,
        ftf=multiples.ftf * ratio,
        shaft=ratio,
        outer_ring_turns=bearing.outer_ring_turns,
    )


def shaft_orders(machine: Machine) -> dict[str, float]:
    """Return the speed of each shaft as an order of the main shaft."""
    return {shaft.id: shaft.ratio for shaft in machine.shafts}


def gear_meshes(machine: Machine) -> tuple[GearMesh, ...]:
    """Return every mesh once (a pair that names each other is one mesh), planetary stages included.

    Mesh order = teeth · shaft order; hunting tooth = mesh · gcd(z₁, z₂)/(z₁·z₂). Planetary with a fixed ring, the
    sun on the gear's shaft: carrier = sun·z_s/(z_s + z_r), mesh = z_r · carrier.
    """
    gears = {gear.id: gear for gear in machine.gears}
    meshes: list[GearMesh] = []
    seen: set[frozenset[str]] = set()
    for gear in machine.gears:
        pair = frozenset((gear.id, gear.mates or gear.id))
        if pair in seen:
            continue
        seen.add(pair)
        if gear.planetary is not None:
            meshes.append(_planetary_mesh(machine, gear))
        elif gear.teeth is not None:
            meshes.append(_plain_mesh(machine, gear, gear.teeth, gears.get(gear.mates or "")))
    return tuple(meshes)


def _plain_mesh(machine: Machine, gear: Gear, teeth: int, mate: Gear | None) -> GearMesh:
    own = machine.shaft_ratio(gear.shaft)
    mesh = teeth * own
    if mate is None or mate.teeth is None:
        return GearMesh(gear.id, gear.mates, mesh, own, None, None)
    hunting = mesh * math.gcd(teeth, mate.teeth) / (teeth * mate.teeth)
    return GearMesh(gear.id, mate.id, mesh, own, machine.shaft_ratio(mate.shaft), hunting)


def _planetary_mesh(machine: Machine, gear: Gear) -> GearMesh:
    stage = gear.planetary
    if stage is None:
        raise ValueError(f"{gear.id} is no planetary stage")
    sun = machine.shaft_ratio(gear.shaft)
    carrier = sun * stage.sun / (stage.sun + stage.ring)
    return GearMesh(gear.id, None, stage.ring * carrier, sun, carrier, None)


def belt_order(machine: Machine, belt: Belt) -> float:
    """Return the order of the belt's own turn: f_b = π·d_pulley·f_shaft / L."""
    return math.pi * belt.pulley_mm * machine.shaft_ratio(belt.shaft) / belt.length_mm


def blade_pass_order(machine: Machine, blades: Blades) -> float:
    """Return the order of blade or vane pass: blades × shaft."""
    return blades.count * machine.shaft_ratio(blades.shaft)
