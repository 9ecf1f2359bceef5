"""Kinematics: at which frequencies each part of a machine makes itself heard.

Orders are multiples of the speed of the main shaft; multiply by ``speed_rpm / 60`` for Hz. What depends on the mains
is given in Hz.
"""

from __future__ import annotations

from diagnostics.kinematics.bearings import (
    BearingFrequencies,
    BearingOrders,
    bearing_frequencies,
    bearing_multipliers,
    bearing_orders,
    multipliers_from_geometry,
    refuse_unknown_bearings,
)
from diagnostics.kinematics.belts_and_blades import (
    BeltOrders,
    BladeOrders,
    belt_order,
    belt_orders,
    blade_orders,
    blade_pass_order,
)
from diagnostics.kinematics.fault_lines import FaultLine, bearing_fault_lines, fault_lines
from diagnostics.kinematics.gears import GearMesh, PlanetaryOrders, gear_meshes, planetary_orders, shaft_orders
from diagnostics.kinematics.motors import (
    MotorFrequencies,
    motor_frequencies,
    pole_pass_hz,
    rotor_bar_pass_hz,
    slip,
    synchronous_speed_rpm,
)
from diagnostics.machine import BearingMultipliers

__all__ = [
    "BearingFrequencies",
    "BearingMultipliers",
    "BearingOrders",
    "BeltOrders",
    "BladeOrders",
    "FaultLine",
    "GearMesh",
    "MotorFrequencies",
    "PlanetaryOrders",
    "bearing_fault_lines",
    "bearing_frequencies",
    "bearing_multipliers",
    "bearing_orders",
    "belt_order",
    "belt_orders",
    "blade_orders",
    "blade_pass_order",
    "fault_lines",
    "gear_meshes",
    "motor_frequencies",
    "multipliers_from_geometry",
    "planetary_orders",
    "pole_pass_hz",
    "refuse_unknown_bearings",
    "rotor_bar_pass_hz",
    "shaft_orders",
    "slip",
    "synchronous_speed_rpm",
]
