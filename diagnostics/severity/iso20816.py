"""Zones A to D of broadband vibration: ISO 20816-3 (GB/T 6075.3), ISO 10816-7 for pumps, ISO 10816-1 for
small machines.

The boundaries are data (``zones.toml``); they are quoted from public secondary texts, not from the paid originals.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from diagnostics.machine import Machine
from diagnostics.texts import Text

__all__ = ["Zone", "ZoneStandard", "choose_standard", "rate_zone", "velocity_band_hz"]

GROUP_1_POWER_KW, GROUP_2_POWER_KW = 300.0, 15.0
GROUP_1_AXIS_MM, GROUP_2_AXIS_MM = 315.0, 160.0
PUMP_POWER_KW = 200.0
SLOW_RPM = 600.0


@dataclass(frozen=True)
class ZoneStandard:
    """The zone boundaries of one class of machines in mm/s RMS, and where they come from."""

    key: str
    name: Text
    a_b_mm_s: float
    b_c_mm_s: float
    c_d_mm_s: float
    source: str


@dataclass(frozen=True)
class Zone:
    """The zone of one velocity, the standard it is of, and whether a missing mounting was taken as rigid
    (the stricter)."""

    letter: str
    velocity_mm_s: float
    standard: ZoneStandard
    mounting_assumed: bool

    @property
    def limit_mm_s(self) -> float:
        """The boundary that was passed last (of zone A: the one ahead)."""
        boundaries = {
            "A": self.standard.a_b_mm_s,
            "B": self.standard.a_b_mm_s,
            "C": self.standard.b_c_mm_s,
            "D": self.standard.c_d_mm_s,
        }
        return boundaries[self.letter]


def _load() -> dict[str, ZoneStandard]:
    rows = tomllib.loads(Path(__file__).with_name("zones.toml").read_text(encoding="utf-8"))["standard"]
    return {
        row["key"]: ZoneStandard(row["key"], Text(**row["name"]), row["a_b"], row["b_c"], row["c_d"], row["source"])
        for row in rows
    }


STANDARDS = _load()


def choose_standard(machine: Machine) -> ZoneStandard | None:
    """Return the standard that applies to ``machine``, None when neither its power nor its axis height is known.

    Axis height counts before power where both are given; an unknown mounting counts as rigid; a pump without category
    as category II (general).
    """
    if machine.kind == "pump" and machine.power_kw is not None:
        size = "small" if machine.power_kw <= PUMP_POWER_KW else "large"
        return STANDARDS[f"pump_{machine.pump_category or 'II'}_{size}"]
    if machine.axis_height_mm is None and machine.power_kw is None:
        return None
    mounting = machine.mounting or "rigid"
    if machine.axis_height_mm is not None:
        height_mm = machine.axis_height_mm
        group = 1 if height_mm >= GROUP_1_AXIS_MM else 2 if height_mm >= GROUP_2_AXIS_MM else 0
    else:
        power_kw = machine.power_kw or 0.0
        group = 1 if power_kw > GROUP_1_POWER_KW else 2 if power_kw >= GROUP_2_POWER_KW else 0
    return STANDARDS["class_I"] if group == 0 else STANDARDS[f"group{group}_{mounting}"]


def rate_zone(velocity_mm_s: float, machine: Machine) -> Zone | None:
    """Return the zone of a broadband velocity in mm/s RMS on ``machine``, None when no standard can be chosen.

    A value on a boundary belongs to the better zone.
    """
    standard = choose_standard(machine)
    if standard is None:
        return None
    letter = "D"
    for name, limit_mm_s in (("A", standard.a_b_mm_s), ("B", standard.b_c_mm_s), ("C", standard.c_d_mm_s)):
        if velocity_mm_s <= limit_mm_s:
            letter = name
            break
    return Zone(letter, velocity_mm_s, standard, machine.mounting is None and machine.kind != "pump")


def velocity_band_hz(speed_rpm: float | None) -> tuple[float, float]:
    """Return the band of broadband velocity in Hz: 10–1000, or 2–1000 below 600 rpm (ISO 20816-3, 4.2).

    >>> velocity_band_hz(300.0)
    (2.0, 1000.0)
    """
    return (2.0 if speed_rpm is not None and speed_rpm < SLOW_RPM else 10.0), 1000.0
