"""The sensors of a machine: which channel measures what, where, and by which factor its samples reach SI units."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from diagnostics.errors import machine_error
from diagnostics.machine.process import ROLES
from diagnostics.machine.section import Section
from diagnostics.machine.units import (
    QUANTITIES,
    SI_UNIT,
    is_electrical,
    quantity_of_unit,
    unit_factor,
    unit_spellings,
)

__all__ = ["SENSOR_KEYS", "Sensitivity", "Sensor", "read_sensor"]

PHASES: Final = ("a", "b", "c")
REFERENCES: Final = ("gauge", "absolute")
_EXAMPLE: Final = {
    "acceleration": "mV/g",
    "velocity": "mV/(mm/s)",
    "displacement": "mV/um",
    "current": "mV/A",
    "voltage": "mV/V",
    "sound_pressure": "mV/Pa",
    "temperature": "mV/degC",
    "pressure": "mV/bar",
    "flow": "V/(m3/h)",
    "ratio": "mV/%",
    "tachometer": "V/V",
}


@dataclass(frozen=True)
class Sensitivity:
    """Electrical output per unit of what is measured, such as 100 mV/g."""

    value: float
    unit: str


@dataclass(frozen=True)
class Sensor:
    """One channel that is to be used, and what it measures.

    A sample times `scale` is in `unit`. With a `sensitivity`, `unit` is either a voltage, which the sensitivity
    turns into the quantity, or the quantity's own unit; in that case, and without a scale, the samples count as
    volts. A sensor is uncalibrated when its samples cannot be brought to SI: no unit, a voltage without
    sensitivity, or a spelling that is no known unit (raw counts, say).
    """

    channel: str
    quantity: str
    unit: str | None = None
    position: str | None = None
    direction: str | None = None
    scale: float | None = None
    sensitivity: Sensitivity | None = None
    phase: str | None = None
    pulses_per_rev: float | None = None
    role: str | None = None
    """What a slow channel stands for in its process, one of `ROLES`."""
    loop: str | None = None
    """Which filter, exchanger, vessel or control loop the role is in, where there are several of a kind."""
    redundant: str | None = None
    """The channel that measures the same."""
    reference: str | None = None
    """What a pressure is read against: the air around (`gauge`, which most are) or vacuum (`absolute`)."""

    @property
    def si_unit(self) -> str:
        """The unit that `to_si_factor` leads to: m/s2, m/s, m, A, V, Pa, …"""
        return SI_UNIT[self.quantity]

    @property
    def calibrated(self) -> bool:
        """Whether the samples can be brought to SI units."""
        return self.to_si_factor is not None

    @property
    def to_si_factor(self) -> float | None:
        """Factor from samples to `si_unit`, None for an uncalibrated sensor."""
        if self.unit is None and self.sensitivity is None:
            return None
        direct = None if self.unit is None else unit_factor(self.quantity, self.unit)
        if direct is not None and (self.sensitivity is None or self.scale is not None):
            return self.raw_factor * direct
        if self.sensitivity is None:
            return None
        volts = unit_factor("voltage", self.unit) if self.unit is not None and direct is None else 1.0
        return None if volts is None else self.raw_factor * volts / _volts_per_si(self.quantity, self.sensitivity)

    @property
    def raw_factor(self) -> float:
        """Factor from samples to `unit` (1 where no scale is stated)."""
        return 1.0 if self.scale is None else self.scale


SENSOR_KEYS: Final = tuple(item.name for item in fields(Sensor))


def _volts_per_si(quantity: str, sensitivity: Sensitivity) -> float:
    """Return the sensitivity in volts per SI unit of ``quantity``; raises `ValueError` for another form."""
    electrical, _, per = sensitivity.unit.partition("/")
    volts = unit_factor("voltage", electrical)
    measured = unit_factor(quantity, per)
    if volts is None or measured is None:
        raise ValueError(sensitivity.unit)
    return sensitivity.value * volts / measured


def read_sensor(item: Section) -> Sensor:
    """Return the sensor described by ``item``; raises `MachineError` (machine_invalid) with the place of what is
    wrong.
    """
    quantity = item.choice("quantity", QUANTITIES)
    unit = item.optional_name("unit")
    if unit is not None:
        _check_unit(item, quantity, unit)
    scale = item.optional_number("scale")
    if scale == 0:
        raise machine_error("machine_invalid.range", path=item.at("scale"), found="0", expected="≠ 0")
    role = item.optional_choice("role", tuple(ROLES))
    if role is not None and quantity not in ROLES[role]:
        expected = f"quantity: {' | '.join(ROLES[role])}"
        raise machine_error("machine_invalid.range", path=item.at("role"), found=role, expected=expected)
    return Sensor(
        channel=item.name("channel"),
        quantity=quantity,
        unit=unit,
        position=item.optional_name("position"),
        direction=item.optional_name("direction"),
        scale=scale,
        sensitivity=_read_sensitivity(item, quantity),
        phase=item.optional_choice("phase", PHASES),
        pulses_per_rev=item.optional_number("pulses_per_rev", above=0, below=1e6),
        role=role,
        loop=item.optional_name("loop"),
        redundant=item.optional_name("redundant"),
        reference=item.optional_choice("reference", REFERENCES),
    )


def _check_unit(item: Section, quantity: str, unit: str) -> None:
    """Refuse a unit of another quantity; a spelling that is not known stays and leaves the sensor uncalibrated."""
    other = quantity_of_unit(unit)
    if other is not None and unit_factor(quantity, unit) is None and not is_electrical(unit):
        raise machine_error(
            "machine_invalid.unit",
            path=item.at("unit"),
            found=unit,
            other=other,
            quantity=quantity,
            choices=", ".join((*unit_spellings(quantity), "V", "mV")),
        )


def _read_sensitivity(item: Section, quantity: str) -> Sensitivity | None:
    described = item.section("sensitivity", ("value", "unit"))
    if described is None:
        return None
    sensitivity = Sensitivity(described.number("value"), described.name("unit"))
    if sensitivity.value == 0:
        raise machine_error("machine_invalid.range", path=described.at("value"), found="0", expected="≠ 0")
    try:
        _volts_per_si(quantity, sensitivity)
    except ValueError as wrong:
        raise machine_error(
            "machine_invalid.sensitivity",
            path=described.at("unit"),
            found=repr(sensitivity.unit),
            quantity=quantity,
            example=_EXAMPLE[quantity],
        ) from wrong
    return sensitivity
