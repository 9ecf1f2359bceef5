"""The level of a bearing fault from one recording: modulation depth, and whether it already shakes the machine."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

__all__ = ["LEVELS", "BearingLevel", "bearing_level"]

BearingLevel = Literal["slight", "moderate", "severe"]

_DATA = tomllib.loads(Path(__file__).with_name("bearing_levels.toml").read_text(encoding="utf-8"))
LEVELS: list[dict[str, Any]] = _DATA["level"]
"""From which depth a fault has which level and urgency, the slightest first."""
_ORDER: tuple[BearingLevel, ...] = ("slight", "moderate", "severe")


def bearing_level(fault: str, depth: float, *, visible_in_velocity: bool) -> tuple[BearingLevel, int]:
    """Return ``(level, urgency)`` of a bearing fault with modulation ``depth`` (no unit).

    A line that is visible in the velocity spectrum makes it at least severe; rolling elements are at least moderate and
    cages severe (rulebook §2.3).

    >>> bearing_level("bearing.outer_race", 0.6, visible_in_velocity=False)
    ('slight', 4)
    """
    rank = max(i for i, row in enumerate(LEVELS) if depth >= row["from_depth"])
    least = _DATA["least"].get(fault)
    if least is not None:
        rank = max(rank, _ORDER.index(least))
    if visible_in_velocity:
        rank = max(rank, _ORDER.index("severe"))
    return _ORDER[rank], int(LEVELS[rank]["urgency"])
