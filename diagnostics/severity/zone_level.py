"""What a vibration zone means when no fault is named, and when a change of level needs an explanation."""

from __future__ import annotations

from typing import Final, Literal

from diagnostics.severity.iso20816 import Zone, ZoneStandard

__all__ = ["ZoneLevel", "change_needs_explanation", "zone_level"]

ZoneLevel = Literal["moderate", "severe", "critical"]

FAR_OVER: Final = 1.5
"""Times the C/D boundary from which the machine has to be stopped (rulebook §3.1)."""
CHANGE_SHARE: Final = 0.25
"""Share of the B/C boundary (criterion II of ISO 20816-1; rulebook §3.1)."""


def zone_level(zone: Zone, *, rising: bool = False) -> tuple[ZoneLevel | None, int]:
    """Return ``(level, urgency)`` of ``zone``; ``rising`` means by more than 25 % a month.

    A and B: none, 5. C: moderate, 4, rising 3. D: severe, 2; rising, or over 1.5 times the C/D boundary: 1 (rulebook
    §3.1). Urgency 1 is called critical, a convention of ours.
    """
    match zone.letter:
        case "A" | "B":
            return None, 5
        case "C":
            return "moderate", 3 if rising else 4
        case _:
            return ("critical", 1) if rising or zone.over_worst_limit > FAR_OVER else ("severe", 2)


def change_needs_explanation(before_mm_s: float, now_mm_s: float, standard: ZoneStandard) -> bool:
    """Whether the velocity changed, up or down, by more than a quarter of the B/C boundary: that needs an explanation
    even inside zone B (criterion II of ISO 20816-1).
    """
    return abs(now_mm_s - before_mm_s) > CHANGE_SHARE * standard.b_c_mm_s
