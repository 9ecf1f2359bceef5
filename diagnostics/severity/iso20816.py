"""Zones A to D of broadband vibration: ISO 20816-3 (GB/T 6075.3), ISO 10816-7 for pumps, ISO 14694 for fans of a
stated class, ISO 10816-1 for small machines.

The boundaries are data (``zones.toml``); they are quoted from public secondary texts, not from the paid originals.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from diagnostics.machine import Machine
from diagnostics.texts import Text

__all__ = ["Zone", "ZoneStandard", "choose_standard", "rate_zone", "standard_named", "velocity_band_hz"]

GROUP_1_POWER_KW, GROUP_2_POWER_KW = 300.0, 15.0
GROUP_1_AXIS_MM, GROUP_2_AXIS_MM = 315.0, 160.0
"""Power and axis height from which a machine belongs to group 1 or 2 (ISO 20816-3; rulebook §3.1)."""
PUMP_POWER_KW = 200.0
"""Power up to which a pump is small (ISO 10816-7; rulebook §3.1)."""
FAN_POWER_KW = 300.0
"""Power from which fans fall under ISO 20816-3 (ISO 14694, scope; rulebook §3.2)."""
FAN_KINDS: Final = ("fan", "blower")
SLOW_RPM = 600.0
"""Below it the band begins at 2 Hz and displacement counts too (ISO 20816-3; rulebook §3.1)."""


@dataclass(frozen=True)
class ZoneStandard:
    """The zone boundaries of one class of machines in mm/s RMS, and where they come from."""

    key: str
    name: Text
    a_b_mm_s: float
    b_c_mm_s: float
    c_d_mm_s: float
    """Infinite where the standard leaves it to the user."""
    source: Text
    displacement_um: tuple[float, float, float] | None = None
    """The same three boundaries as displacement in µm RMS, where the standard has them."""
    mounting: str | None = None
    """``rigid`` or ``flexible`` where the boundaries depend on it."""
    unverified: tuple[str, ...] = ()
    """Boundaries (a_b, b_c, c_d) that no second text confirmed."""

    @property
    def velocity_mm_s(self) -> tuple[float, float, float]:
        """The upper limits of zones A, B and C."""
        return self.a_b_mm_s, self.b_c_mm_s, self.c_d_mm_s


@dataclass(frozen=True)
class Zone:
    """The zone of one measuring point, the standard it is of, and whether a missing mounting was taken as rigid
    (the stricter).

    Where a displacement in µm RMS was rated too, the worse of the two zones counts.
    """

    letter: str
    velocity_mm_s: float
    standard: ZoneStandard
    mounting_assumed: bool
    displacement_um: float | None = None

    @property
    def limit_mm_s(self) -> float:
        """The velocity boundary that was passed last to be in this zone (of zone A: the one ahead)."""
        return _passed(self.letter, self.standard.velocity_mm_s)

    @property
    def limit_um(self) -> float | None:
        """The same boundary as displacement, None where displacement was not rated."""
        limits_um = self.standard.displacement_um
        return None if limits_um is None or self.displacement_um is None else _passed(self.letter, limits_um)

    @property
    def decided_by(self) -> Literal["velocity", "displacement"]:
        """Which of the two is in this zone; velocity where both are."""
        return "velocity" if _letter(self.velocity_mm_s, self.standard.velocity_mm_s) == self.letter else "displacement"

    @property
    def over_worst_limit(self) -> float:
        """The deciding value over its C/D boundary, no unit."""
        if self.decided_by == "displacement" and self.displacement_um is not None and self.standard.displacement_um:
            return self.displacement_um / self.standard.displacement_um[2]
        return self.velocity_mm_s / self.standard.c_d_mm_s


def _load() -> dict[str, ZoneStandard]:
    rows = tomllib.loads(Path(__file__).with_name("zones.toml").read_text(encoding="utf-8"))["standard"]
    return {row["key"]: _standard(row) for row in rows}


def _standard(row: dict[str, Any]) -> ZoneStandard:
    displacement_um = row.get("displacement_um")
    return ZoneStandard(
        key=row["key"],
        name=Text(**row["name"]),
        a_b_mm_s=row["a_b"],
        b_c_mm_s=row["b_c"],
        c_d_mm_s=row["c_d"],
        source=Text(**row["source"]),
        displacement_um=None if displacement_um is None else (*displacement_um,),
        mounting=row.get("mounting"),
        unverified=tuple(row.get("unverified", ())),
    )


STANDARDS = _load()


def choose_standard(machine: Machine) -> ZoneStandard | None:
    """Return the standard that applies to ``machine``, None when neither its power nor its axis height is known.

    Axis height counts before power where both are given; an unknown mounting counts as rigid; a pump without category
    as category II (general). A fan or blower of a stated class below 300 kW is rated by ISO 14694; without a class, as
    any other machine: ISO 20816-3 is the stricter and the better confirmed one.
    """
    if machine.kind == "pump" and machine.power_kw is not None:
        size = "small" if machine.power_kw <= PUMP_POWER_KW else "large"
        return STANDARDS[f"pump_{machine.pump_category or 'II'}_{size}"]
    mounting = machine.mounting or "rigid"
    small_fan = machine.kind in FAN_KINDS and (machine.power_kw is None or machine.power_kw < FAN_POWER_KW)
    if machine.fan_class is not None and small_fan:
        return STANDARDS[f"fan_{machine.fan_class}_{mounting}"]
    if machine.axis_height_mm is None and machine.power_kw is None:
        return None
    if machine.axis_height_mm is not None:
        height_mm = machine.axis_height_mm
        group = 1 if height_mm >= GROUP_1_AXIS_MM else 2 if height_mm >= GROUP_2_AXIS_MM else 0
    else:
        power_kw = machine.power_kw or 0.0
        group = 1 if power_kw > GROUP_1_POWER_KW else 2 if power_kw >= GROUP_2_POWER_KW else 0
    return STANDARDS["class_I"] if group == 0 else STANDARDS[f"group{group}_{mounting}"]


def rate_zone(velocity_mm_s: float, machine: Machine, *, displacement_um: float | None = None) -> Zone | None:
    """Return the zone of a broadband velocity in mm/s RMS on ``machine``, None when no standard can be chosen.

    ``displacement_um`` in µm RMS is rated too where the standard has boundaries for it; the worse zone counts (ISO
    20816-3). A value on a boundary belongs to the better zone.
    """
    standard = choose_standard(machine)
    if standard is None:
        return None
    letter = _letter(velocity_mm_s, standard.velocity_mm_s)
    if standard.displacement_um is None:
        displacement_um = None
    elif displacement_um is not None:
        letter = max(letter, _letter(displacement_um, standard.displacement_um))
    assumed = machine.mounting is None and standard.mounting is not None
    return Zone(letter, velocity_mm_s, standard, assumed, displacement_um)


def _letter(value: float, limits: tuple[float, float, float]) -> str:
    return next((letter for letter, limit in zip("ABC", limits, strict=True) if value <= limit), "D")


def _passed(letter: str, limits: tuple[float, float, float]) -> float:
    return limits[max(0, "ABCD".index(letter) - 1)]


def velocity_band_hz(speed_rpm: float | None) -> tuple[float, float]:
    """Return the band of broadband velocity in Hz: 10–1000, or 2–1000 below 600 rpm (ISO 20816-3, 4.2).

    >>> velocity_band_hz(300.0)
    (2.0, 1000.0)
    """
    return (2.0 if speed_rpm is not None and speed_rpm < SLOW_RPM else 10.0), 1000.0


def standard_named(name_en: str) -> ZoneStandard | None:
    """Return the standard that examinations name so, None for a name of another time."""
    return next((standard for standard in STANDARDS.values() if standard.name.en == name_en), None)
