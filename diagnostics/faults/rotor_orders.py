"""What a shaft does to one channel, and how two channels move against each other at its speed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.velocity_evidence import coincides
from diagnostics.faults.velocity_lines import VelocityLines
from diagnostics.spectra.windows import hann

__all__ = ["HIGHEST_ORDER", "ShaftOrders", "phase_between_deg", "shaft_orders_of"]

HIGHEST_ORDER: Final = 10
"""Looseness may show harmonics up to 10× (rulebook §2.2)."""
HALF_ORDERS: Final = (0.5, 1.5, 2.5)
THIRD_ORDERS: Final = (1 / 3, 2 / 3, 4 / 3, 5 / 3)
LOOSENESS_HARMONIC: Final = 0.2
"""Share of 1× from which a harmonic or a fraction counts (rulebook §2.2)."""
PHASE_PARTS: Final = 4
"""Parts of the record in which a phase has to agree."""
STEADY: Final = 0.9
"""Least length of the mean of the parts' unit vectors for a steady phase: they scatter by about ±25° (a convention)."""
PART_TURNS: Final = 4.0
"""Turns a part must hold for its phase to mean something (a convention: the Hann window is four lines wide)."""


@dataclass(frozen=True)
class ShaftOrders:
    """Levels of a shaft's orders in one channel as RMS velocity; mm/s where the channel is calibrated.

    Fractions that are not certainly there, or where another part has a line of its own, count as 0.
    """

    channel: str
    shaft_hz: float
    whole: tuple[float, ...]
    """1× … 10×."""
    half: tuple[float, ...]
    """½×, 1½×, 2½×."""
    third: tuple[float, ...]
    """⅓×, ⅔×, 1⅓×, 1⅔×."""
    total: float
    """Mean square velocity in the band of the level."""

    @property
    def share(self) -> float:
        """Energy in all of them over the total."""
        energy = sum(level**2 for level in (*self.whole, *self.half, *self.third))
        return min(1.0, energy / self.total) if self.total > 0.0 else 0.0

    @property
    def first_share(self) -> float:
        """Energy at 1× over the total."""
        return min(1.0, self.whole[0] ** 2 / self.total) if self.total > 0.0 else 0.0

    @property
    def second(self) -> float:
        """Level at 2× over the one at 1×."""
        return self.whole[1] / self.whole[0] if self.whole[0] > 0.0 else 0.0

    @property
    def strong_harmonics(self) -> int:
        """How many of 2× … 10× reach `LOOSENESS_HARMONIC` of 1×."""
        return self._strong(self.whole[1:])

    @property
    def strong_halves(self) -> int:
        """How many half orders do."""
        return self._strong(self.half)

    @property
    def strong_thirds(self) -> int:
        """How many third orders do."""
        return self._strong(self.third)

    def _strong(self, levels: tuple[float, ...]) -> int:
        return sum(level > 0.0 and level >= LOOSENESS_HARMONIC * self.whole[0] for level in levels)


def shaft_orders_of(
    lines: VelocityLines, *, shaft_hz: float, band_hz: tuple[float, float], foreign_hz: Iterable[float] = ()
) -> ShaftOrders:
    """Return the levels of whole, half and third orders of ``shaft_hz`` in the velocity ``lines``.

    The floor beside each order is taken off; the total is that of ``band_hz``. ``foreign_hz`` are lines of other parts.
    """
    others = tuple(foreign_hz)

    def fraction(order: float) -> float:
        at_hz = order * shaft_hz
        own = lines.certain(at_hz) and not coincides(at_hz, others, duration_s=lines.duration_s)
        return lines.level_mm_s(at_hz) if own else 0.0

    return ShaftOrders(
        channel=lines.channel,
        shaft_hz=shaft_hz,
        whole=tuple(lines.level_mm_s(k * shaft_hz) for k in range(1, HIGHEST_ORDER + 1)),
        half=tuple(fraction(order) for order in HALF_ORDERS),
        third=tuple(fraction(order) for order in THIRD_ORDERS),
        total=lines.band_energy(*band_hz),
    )


def phase_between_deg(
    first: NDArray[np.float64], second: NDArray[np.float64], *, sampling_rate_hz: float, at_hz: float
) -> float | None:
    """Return by how many degrees, 0 … 180, two channels [shape=(n,)] are apart in phase at ``at_hz``; None where the
    phase is not steady.

    The angle of the cross-spectrum at that line, part by part; without its sign, which the mounting of a sensor turns.
    """
    parts = min(PHASE_PARTS, int(first.size * at_hz / sampling_rate_hz / PART_TURNS))
    if parts < 2:
        return None
    size = first.size // parts
    turning = np.exp(-2j * np.pi * at_hz / sampling_rate_hz * np.arange(size)) * hann(size)
    cut = [channel[: parts * size].reshape(parts, size) @ turning for channel in (first, second)]
    cross = cut[0] * np.conj(cut[1])
    if np.any(np.abs(cross) == 0.0):
        return None
    mean = complex(np.mean(cross / np.abs(cross)))
    return float(abs(np.degrees(np.angle(mean)))) if abs(mean) >= STEADY else None
