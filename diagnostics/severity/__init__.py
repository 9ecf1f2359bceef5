"""How bad it is: zones of the vibration standards and the level of a bearing fault, all thresholds as data
with their source."""

from diagnostics.severity.bearing_level import bearing_level
from diagnostics.severity.iso20816 import Zone, rate_zone

__all__ = ["Zone", "bearing_level", "rate_zone"]
