"""Is the level one that a machine can have in the unit that is stated?"""

from __future__ import annotations

from typing import Final

import numpy as np

from diagnostics.examination import QualityNote
from diagnostics.machine.units import STANDARD_GRAVITY_M_S2
from diagnostics.quality.notes import note

__all__ = ["PLAUSIBLE_RMS", "implausible_level", "plausible_current"]

PLAUSIBLE_RMS: Final = {
    "acceleration": (0.01 * STANDARD_GRAVITY_M_S2, 50.0 * STANDARD_GRAVITY_M_S2),
    "velocity": (0.05e-3, 50e-3),
}
"""RMS of running machines in m/s² and m/s (rulebook §7: 0.01–50 g, 0.05–50 mm/s)."""
PLAUSIBLE_LOAD: Final = (0.05, 1.5)
"""RMS of a running motor's current over its rated current (rulebook §7: 5–150 %)."""
USUAL_MISTAKES: Final = (STANDARD_GRAVITY_M_S2, 1000.0, 25.4, 2.0 * np.sqrt(2.0), np.sqrt(2.0))
"""Factors by which units are mistaken: g and m/s², milli, inch and mm, peak to peak and RMS (rulebook §7)."""


def plausible_current(rated_current_a: float | None) -> tuple[float, float] | None:
    """Return the RMS in A that a motor with this rated current can have, None where it is not known."""
    if rated_current_a is None:
        return None
    return PLAUSIBLE_LOAD[0] * rated_current_a, PLAUSIBLE_LOAD[1] * rated_current_a


def implausible_level(rms: float, *, plausible: tuple[float, float], unit: str, channel: str) -> QualityNote | None:
    """Tell that ``rms`` lies outside the ``plausible`` range, both in ``unit``, and by which mistake it may."""
    low, high = plausible
    if low <= rms <= high:
        return None
    wrong = high / rms if rms > high else rms / low
    fitting = [factor for factor in USUAL_MISTAKES if factor >= 1.0 / wrong] if wrong > 0.0 else []
    factor = min(fitting, default=max(USUAL_MISTAKES))
    values = {"rms": rms, "unit": unit, "low": low, "high": high, "factor": factor}
    return note("sensor.scale", channel, "warning", "scale", **values)
