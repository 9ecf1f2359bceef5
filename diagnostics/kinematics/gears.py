"""Shafts and gears: mesh, hunting tooth, and the planetary stage with a fixed ring.

Sources: ISO 13373-2 and rulebook §1.2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from diagnostics.machine import Gear, Machine, PlanetaryStage

__all__ = ["GearMesh", "PlanetaryOrders", "gear_meshes", "planetary_orders", "shaft_orders"]


@dataclass(frozen=True)
class PlanetaryOrders:
    """A planetary stage with a fixed ring; every field is an order of the main shaft.

    The planets pass any place of the housing `planet_pass` times, which modulates the mesh even in a sound stage.
    """

    gear: str
    sun: float
    carrier: float
    planet: float
    """Turn of a planet about its own pin."""
    mesh: float
    planet_pass: float
    sun_defect: float
    ring_defect: float
    planet_defect: float
    """A planet's tooth meets ring and sun once a turn each, with both of its flanks; half of it if the fault is on
    one flank."""


@dataclass(frozen=True)
class GearMesh:
    """Two wheels in mesh, or a planetary stage; orders of the main shaft, None where the mate is not known.

    The mate of a planetary stage is its carrier.
    """

    gear: str
    mate: str | None
    mesh: float
    gear_shaft: float
    mate_shaft: float | None
    hunting: float | None
    """How often the same two teeth meet."""
    assembly_phases: int | None = None
    """In so many ways the wheels can be put together; with 1 every tooth meets every other (a hunting-tooth pair)."""
    mismatch: float | None = None
    """Relative difference of the mesh reckoned from the mate's teeth and speed; not 0 where teeth and shaft ratios
    contradict each other."""
    planetary: PlanetaryOrders | None = None


def shaft_orders(machine: Machine) -> dict[str, float]:
    """Return the speed of each shaft as an order of the main shaft."""
    return {shaft.id: shaft.ratio for shaft in machine.shafts}


def gear_meshes(machine: Machine) -> tuple[GearMesh, ...]:
    """Return every mesh once (a pair that names each other is one mesh), planetary stages included.

    Mesh order = teeth · shaft order; hunting tooth = mesh · gcd(z₁, z₂)/(z₁·z₂); assembly phases = gcd(z₁, z₂)
    (rulebook §1.2).
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
            meshes.append(_planetary_mesh(machine, gear, gear.planetary))
        elif gear.teeth is not None:
            meshes.append(_plain_mesh(machine, gear, gear.teeth, gears.get(gear.mates or "")))
    return tuple(meshes)


def planetary_orders(machine: Machine, gear: Gear) -> PlanetaryOrders:
    """Return the orders of the planetary stage ``gear``, whose sun is on the gear's shaft and whose ring stands still.

    Carrier = sun·z_s/(z_s + z_r); mesh = z_r·carrier; planet = mesh/z_p; with N planets: planet pass and ring defect
    N·carrier, sun defect N·(sun − carrier), planet defect 2·mesh/z_p (rulebook §1.2). Raises ValueError when ``gear``
    is no planetary stage.
    """
    if gear.planetary is None:
        raise ValueError(f"{gear.id} is no planetary stage")
    return _planetary_stage(gear.id, gear.planetary, machine.shaft_ratio(gear.shaft))


def _planetary_stage(name: str, stage: PlanetaryStage, sun: float) -> PlanetaryOrders:
    carrier = sun * stage.sun / (stage.sun + stage.ring)
    mesh = stage.ring * carrier
    planet_teeth = stage.planet_teeth or (stage.ring - stage.sun) / 2
    return PlanetaryOrders(
        gear=name,
        sun=sun,
        carrier=carrier,
        planet=mesh / planet_teeth,
        mesh=mesh,
        planet_pass=stage.planets * carrier,
        sun_defect=stage.planets * (sun - carrier),
        ring_defect=stage.planets * carrier,
        planet_defect=2 * mesh / planet_teeth,
    )


def _plain_mesh(machine: Machine, gear: Gear, teeth: int, mate: Gear | None) -> GearMesh:
    own = machine.shaft_ratio(gear.shaft)
    mesh = teeth * own
    if mate is None or mate.teeth is None:
        return GearMesh(gear.id, gear.mates, mesh, own, None, None)
    phases = math.gcd(teeth, mate.teeth)
    mate_shaft = machine.shaft_ratio(mate.shaft)
    return GearMesh(
        gear=gear.id,
        mate=mate.id,
        mesh=mesh,
        gear_shaft=own,
        mate_shaft=mate_shaft,
        hunting=mesh * phases / (teeth * mate.teeth),
        assembly_phases=phases,
        mismatch=mate.teeth * mate_shaft / mesh - 1.0,
    )


def _planetary_mesh(machine: Machine, gear: Gear, stage: PlanetaryStage) -> GearMesh:
    orders = _planetary_stage(gear.id, stage, machine.shaft_ratio(gear.shaft))
    return GearMesh(gear.id, None, orders.mesh, orders.sun, orders.carrier, None, planetary=orders)
