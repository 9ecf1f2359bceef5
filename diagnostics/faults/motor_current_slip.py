"""How fast the rotor turns under the field, as far as it can be told: from a speed that is known well enough, or from
the lines that every rotor leaves beside the supply frequency at its own speed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from diagnostics.electrical import Sidebands
from diagnostics.faults.family import Subject

__all__ = [
    "COMMON_POLES",
    "HIGHEST_SLIP",
    "SPEED_LINE_CHANCE",
    "PolePass",
    "confirmed_by_speed_lines",
    "known_pole_pass",
    "pole_pass_by_speed_lines",
    "speed_line_hz",
]

SURE_SHARE: Final = 0.1
"""How far a pair may lie from the pole pass frequency, over it, to be taken for it at all: a load that swings anywhere
between 0.5 and 8 Hz then falls there in a few per cent of cases (a convention; `coincidence` states them)."""
READ_LINES: Final = 0.1
"""To which a line is read, in lines of the record: 2.5 times the bound 0.39/√(2u) of its standard deviation (Rife and
Boorstyn, IEEE Trans. Inf. Theory 20 (1974)) at u = 50 times the power of the noise."""
HIGHEST_SLIP: Final = 0.08
"""Slips at full load are 0.5–5 % (rulebook §1.3); small and overloaded motors go beyond (a convention)."""
COMMON_POLES: Final = (2, 4, 6, 8)
"""Tried where the number of poles is not stated."""
SPEED_LINE_CHANCE: Final = 1e-3
"""Of lines at f_L ± f_r by noise anywhere the slip may put them."""


@dataclass(frozen=True)
class PolePass:
    """f_pp = 2·f_L − p·f_r (rulebook §1.3) and its uncertainty (one standard deviation), both in Hz."""

    frequency_hz: float
    uncertainty_hz: float

    def sure(self, duration_s: float) -> bool:
        """Return whether a record of ``duration_s`` tells a pair at it from one beside it."""
        return self.reach_hz(duration_s) <= SURE_SHARE * self.frequency_hz

    def fits(self, spacing_hz: float, *, duration_s: float) -> bool:
        """Return whether a pair ``spacing_hz`` from the supply frequency lies at it."""
        return abs(spacing_hz - self.frequency_hz) <= self.reach_hz(duration_s)

    def coincidence(self, duration_s: float, supply_hz: float) -> float:
        """Return the probability that a load which swings anywhere in the range of pole pass frequencies is taken for
        it."""
        range_hz = max(2.0 * HIGHEST_SLIP * supply_hz - 8.0 / duration_s, self.frequency_hz)
        return min(1.0, 2.0 * self.reach_hz(duration_s) / range_hz)

    def reach_hz(self, duration_s: float) -> float:
        """Return how far from it its pair may be read."""
        return READ_LINES / duration_s + 2.0 * self.uncertainty_hz


def known_pole_pass(subject: Subject, supply_hz: float) -> PolePass | None:
    """Return the pole pass frequency by the speed and the number of poles, None where either is not known, or the
    speed is above the field's."""
    motor, speed = subject.machine.motor, subject.speed
    if motor is None or motor.poles is None or speed is None:
        return None
    pass_hz = 2.0 * supply_hz - motor.poles * speed.shaft_hz
    uncertainty_hz = motor.poles * speed.uncertainty_hz
    return PolePass(pass_hz, uncertainty_hz) if pass_hz + uncertainty_hz > 0.0 else None


def speed_line_hz(supply_hz: float, pass_hz: float, poles: int) -> float:
    """Return f_r = (2·f_L − f_pp)/p."""
    return (2.0 * supply_hz - pass_hz) / poles


def pole_pass_by_speed_lines(sidebands: Sidebands, poles: int) -> PolePass | None:
    """Return the pole pass frequency by the lines at f_L ± f_r of a motor with ``poles`` poles, None where none stand
    out within the slips it can have.

    A load that swings has no reason to agree with the rotor's speed; but f_r is read p times too coarsely for f_pp.
    """
    synchronous_hz = 2.0 * sidebands.supply_hz / poles
    pair = sidebands.largest_pair((1.0 - HIGHEST_SLIP) * synchronous_hz, synchronous_hz, chance=SPEED_LINE_CHANCE)
    if pair is None:
        return None
    pass_hz = 2.0 * sidebands.supply_hz - poles * pair.spacing_hz
    return PolePass(pass_hz, 0.5 * poles * READ_LINES / sidebands.duration_s) if pass_hz > 0.0 else None


def confirmed_by_speed_lines(sidebands: Sidebands, spacing_hz: float, poles: int | None) -> PolePass | None:
    """Return the pole pass frequency by lines at f_L ± f_r if it is ``spacing_hz``, else None; the common numbers of
    poles are tried where ``poles`` is not known."""
    for number in (poles,) if poles else COMMON_POLES:
        told = pole_pass_by_speed_lines(sidebands, number)
        sure = told is not None and told.sure(sidebands.duration_s)
        if told is not None and sure and told.fits(spacing_hz, duration_s=sidebands.duration_s):
            return told
    return None
