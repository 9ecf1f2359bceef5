"""Rolling bearings: which frequencies a defect of each part makes, and what modulates it.

Source: Randall & Antoni, Rolling element bearing diagnostics – a tutorial, MSSP 25 (2011) 485–520; rulebook §1.1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from diagnostics.catalogue import CatalogueBearing, find_bearing
from diagnostics.errors import MachineError
from diagnostics.machine import Bearing, BearingGeometry, BearingMultipliers, Machine
from diagnostics.texts import Catalogue

__all__ = [
    "BearingFrequencies",
    "BearingOrders",
    "bearing_frequencies",
    "bearing_multipliers",
    "bearing_orders",
    "multipliers_from_geometry",
    "refuse_unknown_bearings",
]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


@dataclass(frozen=True)
class BearingFrequencies:
    """Frequencies of one bearing in Hz without slip; `bsf_hz` is the ball spin, once per turn of the ball, `ftf_hz`
    the cage's speed, negative where it turns against the direction counted as positive.
    """

    bpfo_hz: float
    bpfi_hz: float
    bsf_hz: float
    ftf_hz: float


@dataclass(frozen=True)
class BearingOrders:
    """Frequencies of one bearing as orders of the main shaft, and which defect is modulated by what.

    The load zone stands still, so a defect on a ring that turns passes through it and carries sidebands one turn of
    that ring apart, a defect on a ring that stands still carries none, and a rolling element those of the cage
    [Randall & Antoni 2011, §2]. `shaft` is the order of the bearing's own shaft.
    """

    bearing: str
    bpfo: float
    bpfi: float
    bsf: float
    ftf: float
    shaft: float
    outer_ring_turns: bool
    """Whether the outer ring turns and the inner one stands still."""
    outer_sideband: float = 0.0
    """Spacing of the sidebands of an outer race defect, 0 for none."""
    inner_sideband: float = 0.0
    """Spacing of the sidebands of an inner race defect, 0 for none."""

    @property
    def rolling_sideband(self) -> float:
        """Spacing of the sidebands of a rolling element defect: the speed of the cage."""
        return abs(self.ftf)


def multipliers_from_geometry(geometry: BearingGeometry, *, outer_ring_turns: bool = False) -> BearingMultipliers:
    """Return the multiples of the speed between the rings, without slip [Randall & Antoni 2011, eqs. 1–4].

    With γ = (d/D)·cos φ: BPFO = n/2·(1−γ), BPFI = n/2·(1+γ), BSF = D/(2d)·(1−γ²), FTF = ½(1−γ), or ½(1+γ) when the
    outer ring turns.
    """
    gamma = geometry.ball_mm / geometry.pitch_mm * math.cos(math.radians(geometry.contact_deg))
    return BearingMultipliers(
        bpfo=geometry.balls / 2 * (1 - gamma),
        bpfi=geometry.balls / 2 * (1 + gamma),
        bsf=geometry.pitch_mm / (2 * geometry.ball_mm) * (1 - gamma**2),
        ftf=(1 + gamma) / 2 if outer_ring_turns else (1 - gamma) / 2,
    )


def bearing_frequencies(
    multipliers: BearingMultipliers, *, inner_hz: float, outer_hz: float = 0.0
) -> BearingFrequencies:
    """Return the frequencies of a bearing whose inner ring turns at ``inner_hz`` and outer ring at ``outer_hz``.

    ``multipliers`` are those with the inner ring turning. With c = FTF/f_r = ½(1−γ) the general formulas of rulebook
    §1.1 read FTF = c·f_i + (1−c)·f_o, and every other line is its multiple of |f_i − f_o|. Speeds of opposite sense
    have opposite signs.

    >>> bearing_frequencies(BearingMultipliers(3.2, 4.8, 2.0, 0.4), inner_hz=30.0, outer_hz=10.0).ftf_hz
    18.0
    """
    bpfo, bpfi, bsf, ftf = _between_rings(multipliers, inner_hz, outer_hz)
    return BearingFrequencies(bpfo, bpfi, bsf, ftf)


def _between_rings(multipliers: BearingMultipliers, inner: float, outer: float) -> tuple[float, float, float, float]:
    """Return BPFO, BPFI, BSF and FTF in the unit of the rings' speeds."""
    apart = abs(inner - outer)
    cage = multipliers.ftf * inner + (1.0 - multipliers.ftf) * outer
    return multipliers.bpfo * apart, multipliers.bpfi * apart, multipliers.bsf * apart, cage


def refuse_unknown_bearings(machine: Machine) -> None:
    """Raise `MachineError` (bearing_unknown) for the first bearing whose designation is not in the catalogue.

    A bearing of unknown type (`Bearing.known` is false) is no error.
    """
    for bearing in machine.bearings:
        if bearing.known:
            bearing_multipliers(bearing)


def bearing_multipliers(bearing: Bearing) -> BearingMultipliers:
    """Return the multiples of the speed between the bearing's rings, from its geometry, its catalogue row or as they
    were given.

    A catalogue row is for a turning inner ring; for a turning outer ring its cage multiple is mirrored (FTF → 1 −
    FTF). Multipliers that were given are taken as they are. Raises `MachineError`: bearing_unknown when the
    designation is not in the catalogue, bearing_type_missing when nothing is known about the bearing.
    """
    if bearing.multipliers is not None:
        return bearing.multipliers
    if bearing.geometry is not None:
        return multipliers_from_geometry(bearing.geometry, outer_ring_turns=bearing.outer_ring_turns)
    if bearing.designation is None:
        raise MachineError("bearing_type_missing", TEXTS("bearing_type_missing", bearing=bearing.id))
    return _from_catalogue(find_bearing(bearing.designation), outer_ring_turns=bearing.outer_ring_turns)


def _from_catalogue(row: CatalogueBearing, *, outer_ring_turns: bool) -> BearingMultipliers:
    return BearingMultipliers(row.bpfo, row.bpfi, row.bsf, 1 - row.ftf if outer_ring_turns else row.ftf)


def bearing_orders(machine: Machine, bearing: Bearing) -> BearingOrders:
    """Return the frequencies of ``bearing`` as orders of the main shaft.

    Where both rings turn, multipliers that were given count as those with the inner ring turning. Raises
    `MachineError` (bearing_unknown, bearing_type_missing).
    """
    multipliers = bearing_multipliers(bearing)
    shaft = machine.shaft_ratio(bearing.shaft)
    outer = 0.0 if bearing.outer_ring_shaft is None else machine.shaft_ratio(bearing.outer_ring_shaft)
    # With only the outer ring turning the cage multiple is already that of a turning outer ring.
    bpfo, bpfi, bsf, ftf = _between_rings(multipliers, shaft, outer)
    return BearingOrders(
        bearing=bearing.id,
        bpfo=bpfo,
        bpfi=bpfi,
        bsf=bsf,
        ftf=ftf,
        shaft=shaft,
        outer_ring_turns=bearing.outer_ring_turns,
        outer_sideband=shaft if bearing.outer_ring_turns else outer,
        inner_sideband=0.0 if bearing.outer_ring_turns else shaft,
    )
