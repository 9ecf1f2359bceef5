"""How far from its calculated place the line of a bearing may lie, and how it scatters there."""

from __future__ import annotations

import math
from typing import Final

from diagnostics.speed import ShaftSpeed

__all__ = ["SLIP_WINDOW", "line_spread", "search_window"]

SLIP_WINDOW: Final = 0.015
"""Search for slip where the signal confirms the speed (rulebook §1.1)."""
UNCONFIRMED_WINDOW: Final = 0.01
"""What is added to the stated tolerance where it does not (rulebook §1.1)."""


def search_window(speed: ShaftSpeed) -> float:
    """Return how far from its expected place a line is looked for, relative."""
    return (SLIP_WINDOW if speed.refined else UNCONFIRMED_WINDOW) + speed.uncertainty_hz / speed.shaft_hz


def line_spread(speed: ShaftSpeed) -> float:
    """Return the relative standard deviation of a line about its expected place.

    Slip and the error of the speed are independent, and the bound of each is two standard deviations (a convention).
    """
    return 0.5 * math.hypot(SLIP_WINDOW, speed.uncertainty_hz / speed.shaft_hz)
