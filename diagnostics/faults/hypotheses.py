"""Which line families the faults of a machine's bearings would make, and which lines other parts of the
machine make anyway."""

from __future__ import annotations

from dataclasses import dataclass

from diagnostics.faults.comb import Comb
from diagnostics.faults.envelope_lines import KnownLine
from diagnostics.kinematics import bearing_orders, belt_orders, blade_orders, gear_meshes, shaft_orders
from diagnostics.machine import Machine

__all__ = ["Hypothesis", "bearing_hypotheses", "highest_line_hz", "known_lines"]

SHAFT_GUARD = 0.003
"""Relative half-width masked around shaft harmonics (rulebook §4.2, 0.3 %)."""
GUARD_LINES = 2.5
"""Half-width in lines of the record (1/T) masked around every known line (rulebook §4.2)."""


@dataclass(frozen=True)
class Hypothesis:
    """One fault of one bearing and the family of lines it would make."""

    fault: str
    component: str
    expected_hz: float
    """The fundamental without slip: BPFO, BPFI, 2·BSF or FTF."""
    shaft_hz: float
    """Speed of the bearing's own shaft."""
    cage_hz: float
    """FTF of the same bearing."""
    comb: Comb


def bearing_hypotheses(machine: Machine, main_shaft_hz: float) -> tuple[Hypothesis, ...]:
    """Return outer race, inner race, rolling element and cage of every bearing whose type is known, at a main shaft
    speed in Hz.

    The race that turns passes through the load zone and carries sidebands of the shaft, a rolling element those of the
    cage (Randall & Antoni, MSSP 25 (2011), §2). Raises `MachineError` (bearing_unknown).
    """
    found = []
    for bearing in machine.bearings:
        if not bearing.known:
            continue
        orders = bearing_orders(machine, bearing)
        shaft_hz = abs(orders.shaft) * main_shaft_hz
        cage_hz = abs(orders.ftf) * main_shaft_hz
        for fault, order, sideband in (
            ("bearing.outer_race", orders.bpfo, orders.outer_sideband),
            ("bearing.inner_race", orders.bpfi, orders.inner_sideband),
            ("bearing.rolling_element", 2.0 * orders.bsf, orders.rolling_sideband),
            ("bearing.cage", orders.ftf, 0.0),
        ):
            comb = Comb(sideband_hz=abs(sideband) * main_shaft_hz)
            found.append(Hypothesis(fault, bearing.id, abs(order) * main_shaft_hz, shaft_hz, cage_hz, comb))
    return tuple(found)


def highest_line_hz(hypotheses: tuple[Hypothesis, ...], *, sampling_rate_hz: float, window: float) -> float:
    """Return how far envelope spectra must reach for four harmonics and sidebands of every hypothesis, at most fs/4."""
    reach = max(h.comb.harmonics * h.expected_hz * (1.0 + window) + 2.0 * h.comb.sideband_hz for h in hypotheses)
    return min(0.25 * sampling_rate_hz, 1.02 * reach)


def known_lines(
    machine: Machine, main_shaft_hz: float, *, duration_s: float, highest_hz: float, mains: bool = True
) -> list[KnownLine]:
    """Return the lines up to ``highest_hz`` that shafts, meshes, belts, blades and the mains make (rulebook §2.8).

    Harmonics of blades lie on shaft harmonics and are covered by them.
    """
    guard_hz = GUARD_LINES / duration_s
    lines = []
    orders = _known_orders(machine)
    for order in sorted(orders):
        base_hz = order * main_shaft_hz
        for k in range(1, int(highest_hz / base_hz) + 1):
            lines.append(KnownLine(k * base_hz, max(guard_hz, SHAFT_GUARD * k * base_hz)))
    if mains:
        lines += [KnownLine(k * machine.mains_hz, guard_hz) for k in range(1, int(highest_hz / machine.mains_hz) + 1)]
    return lines


def _known_orders(machine: Machine) -> set[float]:
    """Return the order of every line, harmonics apart, that shafts, gears, belts and blades make."""
    orders = {abs(order) for order in shaft_orders(machine).values()}
    for mesh in gear_meshes(machine):
        orders |= {mesh.mesh, *((mesh.hunting,) if mesh.hunting else ())}
        if mesh.planetary is not None:
            stage = mesh.planetary
            orders |= {stage.carrier, stage.planet_pass, stage.sun_defect, stage.planet_defect}
    for belt in machine.belts:
        own = belt_orders(machine, belt)
        orders |= {own.turn, *((own.tooth_mesh,) if own.tooth_mesh else ())}
    for blades in machine.blades:
        passing = blade_orders(machine, blades)
        orders |= {passing.blade_pass, *((passing.vane_meeting,) if passing.vane_meeting else ())}
    return {abs(order) for order in orders}
