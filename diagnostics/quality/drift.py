"""Slow drift of the sensor that drowns the velocity: the ski-slope at the low end of its spectrum."""

from __future__ import annotations

from typing import Final

import numpy as np

from diagnostics.examination import QualityLevel, QualityNote
from diagnostics.quality.notes import note
from diagnostics.quality.spectrum import SignalSpectrum

__all__ = ["ski_slope"]

SLOPE_RATIO: Final = 3.0
"""Velocity of 2–10 Hz over that of 10–1000 Hz from which the low end is the sensor's own (rulebook §7, ski-slope)."""
DROWNING_RATIO: Final = 7.5
"""From here on drift holds 98 % of the velocity's energy. The most on 175 channels of real recordings is 7.1; a random
walk (1/f²) alone has 11.1, the root of (2⁻³ − 10⁻³)/10⁻³."""
LEAST_SECONDS: Final = 5.0
"""Ten periods of 2 Hz."""
LOW_HZ: Final = (2.0, 10.0)
USUAL_HZ: Final = (10.0, 1000.0)


def ski_slope(
    spectrum: SignalSpectrum, *, integrations: int, shaft_hz: float | None, channel: str
) -> QualityNote | None:
    """Tell that drift outweighs the machine in the velocity; ``integrations`` is 1 for acceleration, 0 for velocity.

    Never of a shaft below 10 Hz, whose own lines lie there.
    """
    if spectrum.duration_s < LEAST_SECONDS or (shaft_hz is not None and shaft_hz <= LOW_HZ[1]):
        return None
    low = float(np.sqrt(spectrum.velocity_energy(*LOW_HZ, integrations=integrations)))
    usual = float(np.sqrt(spectrum.velocity_energy(*USUAL_HZ, integrations=integrations)))
    if low <= SLOPE_RATIO * usual:
        return None
    ratio = low / usual if usual > 0.0 else np.inf
    level: QualityLevel = "warning" if ratio > DROWNING_RATIO else "info"
    return note("sensor.bias", channel, level, "bias", ratio=ratio)
