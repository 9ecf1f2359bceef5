"""Belts and bladed wheels.

Sources: ISO 13373-2 and rulebook §1.2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from diagnostics.machine import Belt, Blades, Machine

__all__ = ["BeltOrders", "BladeOrders", "belt_order", "belt_orders", "blade_orders", "blade_pass_order"]


@dataclass(frozen=True)
class BeltOrders:
    """One belt; every field is an order of the main shaft, None where the description does not say."""

    belt: str
    turn: float
    """Once round of the belt; below the speeds of both shafts."""
    shaft: float
    other_shaft: float | None
    tooth_mesh: float | None
    """Teeth of a timing belt."""


@dataclass(frozen=True)
class BladeOrders:
    """One bladed wheel; every field is an order of the main shaft."""

    blade_pass: float
    vane_meeting: float | None
    """How often a blade stands before a guide vane anywhere round the wheel; None without guide vanes."""
    shaft: float


def belt_order(machine: Machine, belt: Belt) -> float:
    """Return the order of the belt's own turn: f_b = π·d_pulley·f_shaft / L."""
    return math.pi * belt.pulley_mm * machine.shaft_ratio(belt.shaft) / belt.length_mm


def belt_orders(machine: Machine, belt: Belt) -> BeltOrders:
    """Return the belt's turn, both shafts as far as they are known, and the tooth mesh z·f_shaft of a timing belt."""
    shaft = machine.shaft_ratio(belt.shaft)
    return BeltOrders(
        belt=belt.id,
        turn=belt_order(machine, belt),
        shaft=shaft,
        other_shaft=None if belt.other_shaft is None else machine.shaft_ratio(belt.other_shaft),
        tooth_mesh=None if belt.pulley_teeth is None else belt.pulley_teeth * shaft,
    )


def blade_pass_order(machine: Machine, blades: Blades) -> float:
    """Return the order of blade or vane pass: blades × shaft."""
    return blades.count * machine.shaft_ratio(blades.shaft)


def blade_orders(machine: Machine, blades: Blades) -> BladeOrders:
    """Return blade pass N·f_r and, with M guide vanes, N·f_r·M/gcd(N, M)."""
    shaft = machine.shaft_ratio(blades.shaft)
    return BladeOrders(
        blade_pass=blades.count * shaft,
        vane_meeting=None if blades.vanes is None else math.lcm(blades.count, blades.vanes) * shaft,
        shaft=shaft,
    )
