"""Whose sideband is a line? A carrier stands above its own sidebands, which tells the two apart.

The squared envelope of a train of pulses is never negative, and neither is the weight that the turning shaft gives the
pulses. A Fourier coefficient of a weight that is never negative is at most its mean, so around every harmonic of the
train the sidebands are at most as strong as the centre (Randall & Antoni, MSSP 25 (2011), §2, for the lines; the bound
is |c_k| ≤ c_0). With the shaft's spacing s the lines of a train at c lie at a·c + b·s; any of them may be taken for a
fundamental, but only at c, 2c, 3c … do the centres lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.comb import Comb

__all__ = ["CarrierSearch"]

HARMONICS = Comb().harmonics
"""Lines of a train that are added up, as many as a family is searched for."""
MOST_SPACINGS = 4
"""How many turns of the shaft away a carrier is looked for; sidebands further out are faint (a convention)."""
MOST_MULTIPLE = 3
"""A line may be a sideband of this harmonic of its carrier, or of a lower one (a convention)."""
CARRIER_LEAD = 1.15
"""Energy of a carrier's harmonics over those of the line from which the line is its sideband: the bound is 1, the rest
allows for the scatter of a sum of a few lines."""
AS_STRONG = 0.8
"""Candidates that reach this share of the strongest are all named by the highest: a fraction of a carrier holds every
second or third of its lines, too."""
SLOWEST_CAGE = 0.3
"""Order below which no bearing has a line: cages turn at 0.33 to 0.48 of the shaft (a convention, with a margin)."""
WHOLE_GUARD = 0.03
"""Orders so close to a whole one are the foot of a shaft's own line, which is no carrier (a convention)."""
BEAT_ORDERS = 0.1
"""Distance to a whole order that a slow beat of the shaft's lines may have (a convention)."""
REACH_LINES = 2
"""The strongest of so many lines of the axis to each side counts: one line of the record."""


@dataclass(frozen=True, eq=False)
class CarrierSearch:
    """The energy of trains in the squared-envelope spectra of one recording, known lines left out."""

    excess: NDArray[np.float32]
    """ρ − ρ₀, 0 where something else is known to lie [shape=(lines, views)]."""
    step_hz: float

    def energy(
        self, fundamental_hz: NDArray[np.float64], views: NDArray[np.intp], *, harmonics: int = HARMONICS
    ) -> NDArray[np.float64]:
        """Return the summed excess of the first ``harmonics`` of each fundamental over ``views`` [shape=(m,)]."""
        centre = np.rint(np.outer(fundamental_hz, np.arange(1, harmonics + 1)) / self.step_hz).astype(np.intp)
        last = self.excess.shape[0] - 1
        beyond = centre > last
        best = np.zeros((*centre.shape, views.size), dtype=np.float32)
        for offset in range(-REACH_LINES, REACH_LINES + 1):
            np.maximum(best, self.excess[np.clip(centre + offset, 0, last)][..., views], out=best)
        best[beyond] = 0.0
        return np.asarray(np.sum(best, axis=(1, 2)), dtype=np.float64)

    def carrier_hz(
        self,
        line_hz: float,
        *,
        spacings_hz: Sequence[float],
        views: NDArray[np.intp],
        spared_hz: Sequence[float] = (),
    ) -> float | None:
        """Return the fundamental whose sideband ``line_hz`` is, over all ``views``; None when it is none.

        Close to a whole order of a shaft the line itself has to lead: a slow beat puts such lines beside every harmonic
        of the shaft, all about alike, and no frequency tells them from a train (rulebook §1.1).
        ``spacings_hz`` are the speeds of the shafts. ``spared_hz`` are lines that may be stronger without being
        carriers (a rolling element strikes once or twice a turn: its spin beside twice the spin).
        """
        own = float(self.energy(np.array([line_hz]), views)[0])
        if own <= 0.0:
            return None
        others, multiples, turns = _possible_carriers(line_hz, spacings_hz)
        apart_hz = 2.0 * REACH_LINES * self.step_hz
        open_ = np.all(np.abs(others[:, np.newaxis] - np.array([line_hz, *spared_hz])) > apart_hz, axis=1)
        for spacing in spacings_hz:
            open_ &= np.abs(others / spacing - np.rint(others / spacing)) > WHOLE_GUARD
        line = self.energy(np.array([line_hz]), views, harmonics=1)[0]
        open_ &= CARRIER_LEAD * self.energy(others * multiples, views, harmonics=1) >= line
        orders = line_hz / np.asarray(spacings_hz)
        beating = bool(np.any(np.abs(orders - np.rint(orders)) < BEAT_ORDERS))
        # A fraction of the line holds the line itself among its harmonics, so it always has to lead.
        lead = np.where(beating & (turns != 0.0), 1.0 / CARRIER_LEAD, CARRIER_LEAD)[open_]
        others = others[open_]
        energy = self.energy(others, views)
        stronger = energy > lead * own
        if not np.any(stronger):
            return None
        return float(np.max(others[stronger & (energy >= AS_STRONG * np.max(energy[stronger]))]))


def _possible_carriers(
    line_hz: float, spacings_hz: Sequence[float]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return every c with a·c = |line + b·s|, a up to 3 and b up to 4, not slower than a cage (0.3·s), its a and b."""
    found: list[tuple[float, float, float]] = []
    for spacing in spacings_hz:
        for turns in range(-MOST_SPACINGS, MOST_SPACINGS + 1):
            for multiple in range(1, MOST_MULTIPLE + 1):
                candidate = abs(line_hz + turns * spacing) / multiple
                if candidate > SLOWEST_CAGE * spacing:
                    found.append((candidate, float(multiple), float(turns)))
    rows = np.array(found).reshape(-1, 3)
    return rows[:, 0], rows[:, 1], rows[:, 2]
