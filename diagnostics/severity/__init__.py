"""How bad it is: zones of the vibration standards and the levels of bearing and gear faults, all thresholds as data
with their source."""

from diagnostics.severity.bearing_level import bearing_level
from diagnostics.severity.gear_level import GearLevel, gear_level
from diagnostics.severity.iso20816 import Zone, rate_zone
from diagnostics.severity.zone_level import change_needs_explanation, zone_level

__all__ = [
    "GearLevel",
    "Zone",
    "bearing_level",
    "change_needs_explanation",
    "gear_level",
    "rate_zone",
    "zone_level",
]
