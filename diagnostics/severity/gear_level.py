"""The level of a gear fault: what was measured against the steps of the rulebook (§2.4), which are data with their
source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

__all__ = ["GearLevel", "GearMeasure", "gear_level"]

GearMeasure = Literal["found", "growing", "sideband_over_mesh", "harmonic_over_mesh", "trend"]
Level = Literal["slight", "moderate", "severe", "critical"]


@dataclass(frozen=True)
class GearLevel:
    """One step of a gear fault: it is passed when `measure` is above `above` (no unit)."""

    fault: str
    measure: GearMeasure
    above: float
    level: Level
    urgency: int
    source: str
    note: bool = False
    """Worth a note, not yet a fault."""
    unverified: bool = False
    """The figure comes from practice; no text confirmed it."""


def _load() -> tuple[GearLevel, ...]:
    rows = tomllib.loads(Path(__file__).with_name("gear_levels.toml").read_text(encoding="utf-8"))["step"]
    return tuple(GearLevel(**row) for row in rows)


STEPS: Final = _load()


def gear_level(
    fault: str,
    *,
    sideband_over_mesh: float = 0.0,
    harmonic_over_mesh: float = 0.0,
    trend: float = 1.0,
    growing: bool = False,
) -> GearLevel | None:
    """Return the most urgent step that ``fault``, certainly found, has passed; None when what was measured is too small
    for any.

    ``sideband_over_mesh`` and ``harmonic_over_mesh`` are amplitude ratios to the mesh line, ``trend`` the level over
    the baseline at equal load; ``growing`` is for damage seen to grow, or metal in the oil. Raises KeyError for a fault
    without steps.

    >>> step = gear_level("gear.misaligned", harmonic_over_mesh=1.4)
    >>> (step.level, step.urgency)
    ('slight', 4)
    """
    measured: dict[GearMeasure, float] = {
        "found": 1.0,
        "growing": float(growing),
        "sideband_over_mesh": sideband_over_mesh,
        "harmonic_over_mesh": harmonic_over_mesh,
        "trend": trend,
    }
    steps = [step for step in STEPS if step.fault == fault]
    if not steps:
        raise KeyError(fault)
    return min(
        (step for step in steps if measured[step.measure] > step.above), key=lambda step: step.urgency, default=None
    )
