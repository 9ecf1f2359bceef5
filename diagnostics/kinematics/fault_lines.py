"""The lines that every part of a machine makes, as one list: what a viewer draws over a spectrum.

Which lines a fault makes, and how many multiples and sidebands one looks at: ISO 13373-3 annexes and rulebook §1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.kinematics.bearings import TEXTS, bearing_orders
from diagnostics.kinematics.belts_and_blades import belt_orders, blade_orders
from diagnostics.kinematics.gears import GearMesh, gear_meshes
from diagnostics.kinematics.motors import motor_frequencies
from diagnostics.machine import Bearing, Machine
from diagnostics.texts import Text

__all__ = ["FaultLine", "LineKind", "LinePlace", "bearing_fault_lines", "fault_lines"]

LineKind = Literal["shaft", "bearing", "gear", "blade", "belt", "mains", "motor"]
LinePlace = Literal["spectrum", "envelope", "both"]
BEARING_HARMONICS: Final = 4
"""As many as the examination adds up (`faults.comb.Comb`)."""
SHAFT_HARMONICS: Final = 6
"""Misalignment and looseness show in the first few multiples (ISO 13373-3, annex D)."""
OTHER_HARMONICS: Final = 3


@dataclass(frozen=True)
class FaultLine:
    """One line with its multiples and sidebands; frequencies in Hz."""

    key: str
    component: str | None
    kind: LineKind
    label: Text
    order: float | None
    """Multiple of the main shaft's speed; None for what hangs on the mains."""
    frequency_hz: float | None
    """None where the speed is not known."""
    harmonics: int
    """How many multiples are usually looked at, the line itself included."""
    sidebands_hz: float | None
    """Spacing of the sidebands, None for none."""
    plot: LinePlace
    fault: str | None = None
    """The fault that the line stands for, where it stands for one."""


def fault_lines(machine: Machine, shaft_hz: float | None) -> tuple[FaultLine, ...]:
    """Return the lines of every part of ``machine`` whose main shaft turns at ``shaft_hz`` (None when not known).

    A bearing of unknown type has none. Raises `MachineError` (bearing_unknown).
    """
    lines = [*_of_shafts(machine, shaft_hz)]
    for bearing in machine.bearings:
        lines += bearing_fault_lines(machine, bearing, shaft_hz) if bearing.known else ()
    lines += [*_of_gears(machine, shaft_hz), *_of_blades(machine, shaft_hz), *_of_belts(machine, shaft_hz)]
    return (*lines, *_of_motor(machine, shaft_hz))


def bearing_fault_lines(machine: Machine, bearing: Bearing, shaft_hz: float | None) -> tuple[FaultLine, ...]:
    """Return outer race, inner race, rolling element (2·BSF: a defect strikes both races) and cage of ``bearing``.

    Raises `MachineError` (bearing_unknown, bearing_type_missing).
    """
    orders = bearing_orders(machine, bearing)
    return tuple(
        _turning(
            f"bearing:{bearing.id}:{part}",
            bearing.id,
            "bearing",
            TEXTS(f"line_{part}", component=bearing.id),
            abs(order),
            shaft_hz,
            harmonics=BEARING_HARMONICS,
            sideband=abs(sideband),
            plot="envelope",
            fault=f"bearing.{part}",
        )
        for part, order, sideband in (
            ("outer_race", orders.bpfo, orders.outer_sideband),
            ("inner_race", orders.bpfi, orders.inner_sideband),
            ("rolling_element", 2.0 * orders.bsf, orders.rolling_sideband),
            ("cage", orders.ftf, 0.0),
        )
    )


def _turning(
    key: str,
    component: str | None,
    kind: LineKind,
    label: Text,
    order: float,
    shaft_hz: float | None,
    *,
    harmonics: int = OTHER_HARMONICS,
    sideband: float = 0.0,
    plot: LinePlace = "spectrum",
    fault: str | None = None,
) -> FaultLine:
    """Return a line that goes with the speed; ``sideband`` is an order too, 0 for none."""
    return FaultLine(
        key=key,
        component=component,
        kind=kind,
        label=label,
        order=order,
        frequency_hz=None if shaft_hz is None else order * shaft_hz,
        harmonics=harmonics,
        sidebands_hz=sideband * shaft_hz if sideband and shaft_hz is not None else None,
        plot=plot,
        fault=fault,
    )


def _of_shafts(machine: Machine, shaft_hz: float | None) -> Iterator[FaultLine]:
    for shaft in machine.shafts:
        label = TEXTS("line_shaft", component=shaft.id)
        key = f"shaft:{shaft.id}"
        yield _turning(
            key, shaft.id, "shaft", label, abs(shaft.ratio), shaft_hz, harmonics=SHAFT_HARMONICS, plot="both"
        )


def _of_gears(machine: Machine, shaft_hz: float | None) -> Iterator[FaultLine]:
    for mesh in gear_meshes(machine):
        pair = mesh.gear if mesh.mate is None else f"{mesh.gear}/{mesh.mate}"
        for name, order, sideband in _gear_orders(mesh):
            label = TEXTS(f"line_{name}", component=pair)
            key = f"gear:{mesh.gear}:{name}"
            yield _turning(key, mesh.gear, "gear", label, abs(order), shaft_hz, sideband=abs(sideband), plot="both")


def _gear_orders(mesh: GearMesh) -> Iterator[tuple[str, float, float]]:
    """Yield the name, the order and the order of the sidebands of each line of a mesh: a damaged tooth modulates it
    once a turn of its own wheel.
    """
    stage = mesh.planetary
    if stage is not None:
        yield "mesh", mesh.mesh, stage.planet_pass
        yield "carrier", stage.carrier, 0.0
        yield "planet_pass", stage.planet_pass, 0.0
        yield "sun_defect", stage.sun_defect, 0.0
        yield "planet_defect", stage.planet_defect, 0.0
        return
    yield "mesh", mesh.mesh, mesh.gear_shaft
    if mesh.mate_shaft is not None and abs(mesh.mate_shaft) != abs(mesh.gear_shaft):
        yield "mesh_of_mate", mesh.mesh, mesh.mate_shaft
    if mesh.hunting is not None:
        yield "hunting_tooth", mesh.hunting, 0.0


def _of_blades(machine: Machine, shaft_hz: float | None) -> Iterator[FaultLine]:
    for blades in machine.blades:
        orders = blade_orders(machine, blades)
        label, key = TEXTS("line_blade_pass", component=blades.shaft, count=blades.count), f"blade:{blades.shaft}"
        sideband = abs(orders.shaft)
        yield _turning(key, blades.shaft, "blade", label, abs(orders.blade_pass), shaft_hz, sideband=sideband)
        if orders.vane_meeting is not None:
            label = TEXTS("line_vane_meeting", component=blades.shaft)
            yield _turning(f"{key}:vanes", blades.shaft, "blade", label, abs(orders.vane_meeting), shaft_hz)


def _of_belts(machine: Machine, shaft_hz: float | None) -> Iterator[FaultLine]:
    for belt in machine.belts:
        orders = belt_orders(machine, belt)
        label = TEXTS("line_belt_turn", component=belt.id)
        yield _turning(f"belt:{belt.id}", belt.id, "belt", label, abs(orders.turn), shaft_hz, harmonics=4)
        if orders.tooth_mesh is not None:
            label = TEXTS("line_belt_teeth", component=belt.id)
            yield _turning(f"belt:{belt.id}:teeth", belt.id, "belt", label, abs(orders.tooth_mesh), shaft_hz)


def _of_motor(machine: Machine, shaft_hz: float | None) -> Iterator[FaultLine]:
    """Yield what hangs on the mains, and of a motor its pole pass and rotor bar pass."""
    if not machine.inverter_fed:
        for key, times in (("mains", 1.0), ("mains:twice", 2.0)):
            label = TEXTS("line_mains" if times == 1.0 else "line_twice_mains")
            frequency_hz = times * machine.mains_hz
            yield FaultLine(key, None, "mains", label, None, frequency_hz, OTHER_HARMONICS, None, "spectrum")
    if machine.motor is None or shaft_hz is None:
        return
    of_motor = motor_frequencies(machine, shaft_hz)
    if of_motor.pole_pass_hz is not None:
        yield FaultLine(
            "motor:pole_pass", None, "motor", TEXTS("line_pole_pass"), None, of_motor.pole_pass_hz, 2, None, "both"
        )
    if of_motor.rotor_bar_pass_hz is not None:
        label = TEXTS("line_rotor_bar_pass")
        order = of_motor.rotor_bar_pass_hz / shaft_hz
        frequency_hz, spacing_hz = of_motor.rotor_bar_pass_hz, of_motor.twice_supply_hz
        yield FaultLine("motor:rotor_bar_pass", None, "motor", label, order, frequency_hz, 2, spacing_hz, "spectrum")
