"""The machine that was recorded: what it is made of, how its description is read, and its sensors with their units."""

from __future__ import annotations

from diagnostics.machine.model import Machine
from diagnostics.machine.parts import (
    MAIN_SHAFT,
    Bearing,
    BearingGeometry,
    BearingMultipliers,
    Belt,
    Blades,
    Gear,
    Motor,
    PlanetaryStage,
    RecordingDescription,
    Shaft,
)
from diagnostics.machine.process import ROLES, Exchanger, Vessel
from diagnostics.machine.sensors import Sensitivity, Sensor

__all__ = [
    "MAIN_SHAFT",
    "ROLES",
    "Bearing",
    "BearingGeometry",
    "BearingMultipliers",
    "Belt",
    "Blades",
    "Exchanger",
    "Gear",
    "Machine",
    "Motor",
    "PlanetaryStage",
    "RecordingDescription",
    "Sensitivity",
    "Sensor",
    "Shaft",
    "Vessel",
]
