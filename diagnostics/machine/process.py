"""What a description says about the process beside the machine: what each slow channel stands for, heat exchangers and
vessels."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from diagnostics.machine.section import Section

__all__ = ["EXCHANGER_KEYS", "ROLES", "VESSEL_KEYS", "Exchanger", "Vessel", "read_exchanger", "read_vessel"]

ROLES: Final[dict[str, tuple[str, ...]]] = {
    "filter_inlet": ("pressure",),
    "filter_outlet": ("pressure",),
    "filter_differential": ("pressure",),
    "flow": ("flow",),
    "hot_inlet": ("temperature",),
    "hot_outlet": ("temperature",),
    "cold_inlet": ("temperature",),
    "cold_outlet": ("temperature",),
    "hot_flow": ("flow",),
    "cold_flow": ("flow",),
    "controller_output": ("ratio", "current", "voltage", "pressure"),
    "process_value": ("flow", "pressure", "temperature", "displacement", "ratio"),
    "setpoint": ("flow", "pressure", "temperature", "displacement", "ratio"),
    "valve_position": ("ratio", "displacement"),
    "vessel_pressure": ("pressure",),
    "vessel_temperature": ("temperature",),
    "users_shut": ("ratio",),
}
"""What a slow channel can stand for, and the quantities that fit: 4–20 mA, 0–10 V and 0.2–1 bar are the usual outputs
of controllers (IEC 60381-1, IEC 60381-2, IEC 60382)."""
ARRANGEMENTS: Final = ("counter", "parallel")
WATER_KG_M3: Final = 992.2
WATER_HEAT_J_KG_K: Final = 4179.0
"""Density and specific heat of liquid water at 40 °C and 1 bar (IAPWS-IF97). From 10 to 80 °C their product changes by
3 %."""


@dataclass(frozen=True)
class Exchanger:
    """A heat exchanger, and the density and specific heat of what flows on both sides (water at 40 °C when absent)."""

    loop: str | None = None
    """Which sensors belong to it; None for those without a loop."""
    arrangement: str = "counter"
    hot_density_kg_m3: float = WATER_KG_M3
    hot_heat_j_kg_k: float = WATER_HEAT_J_KG_K
    cold_density_kg_m3: float = WATER_KG_M3
    cold_heat_j_kg_k: float = WATER_HEAT_J_KG_K


@dataclass(frozen=True)
class Vessel:
    """A closed vessel or a pipe network: the volume that its pressure stands in."""

    loop: str | None = None
    volume_m3: float | None = None


EXCHANGER_KEYS: Final = tuple(item.name for item in fields(Exchanger))
VESSEL_KEYS: Final = tuple(item.name for item in fields(Vessel))


def read_exchanger(item: Section) -> Exchanger:
    """Return the heat exchanger described by ``item``; raises `MachineError` (machine_invalid)."""
    numbers = {key: item.number(key, above=0, below=1e6) for key in EXCHANGER_KEYS[2:] if key in item}
    arrangement = item.optional_choice("arrangement", ARRANGEMENTS) or "counter"
    return Exchanger(item.optional_name("loop"), arrangement, **numbers)


def read_vessel(item: Section) -> Vessel:
    """Return the vessel described by ``item``; raises `MachineError` (machine_invalid)."""
    return Vessel(item.optional_name("loop"), item.optional_number("volume_m3", above=0, below=1e9))
