"""The machine that was recorded: what turns, how fast, on which bearings, and which sensor sits where.

The form is that of the machine description (``machine.yaml``, or the same as JSON). Unknown keys and impossible
values are refused with their place; a missing key is no error unless nothing could be examined without it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from diagnostics.errors import machine_error
from diagnostics.machine.parts import (
    MAIN_SHAFT,
    Bearing,
    Belt,
    Blades,
    Gear,
    Motor,
    RecordingDescription,
    Shaft,
)
from diagnostics.machine.process import EXCHANGER_KEYS, VESSEL_KEYS, Exchanger, Vessel, read_exchanger, read_vessel
from diagnostics.machine.reading import (
    MAX_DESCRIPTION_BYTES,
    parse_description,
    read_motor,
    read_parts,
    read_recording,
)
from diagnostics.machine.section import Section
from diagnostics.machine.sensors import SENSOR_KEYS, Sensor, read_sensor
from diagnostics.texts import Text

__all__ = ["Machine"]

DEFAULT_MAINS_HZ: Final = 50.0
"""Mains frequency in Hz of most of the world, China included (IEC 60038); 60 Hz has to be stated."""
DEFAULT_SPEED_TOLERANCE: Final = 0.02
"""Relative; the default of the machine description."""
KINDS: Final = (
    "electric_motor",
    "pump",
    "fan",
    "blower",
    "compressor",
    "gearbox",
    "spindle",
    "conveyor",
    "other",
)
MOUNTINGS: Final = ("rigid", "flexible")
PUMP_CATEGORIES: Final = ("I", "II")
FAN_CLASSES: Final = ("BV-1", "BV-2", "BV-3", "BV-4", "BV-5")
CARRIER_TOLERANCE: Final = 0.01
"""Relative; a carrier shaft's ratio may be written down with two digits, but must be that of the teeth (a convention
of ours)."""


@dataclass(frozen=True)
class Machine:
    """A machine and its sensors; every field but the sensors may be left out."""

    sensors: tuple[Sensor, ...]
    name: str = "machine"
    kind: str = "other"
    power_kw: float | None = None
    mounting: str | None = None
    mains_hz: float = DEFAULT_MAINS_HZ
    speed_rpm: float | None = None
    speed_tolerance: float = DEFAULT_SPEED_TOLERANCE
    shafts: tuple[Shaft, ...] = (Shaft(MAIN_SHAFT),)
    bearings: tuple[Bearing, ...] = ()
    gears: tuple[Gear, ...] = ()
    blades: tuple[Blades, ...] = ()
    belts: tuple[Belt, ...] = ()
    motor: Motor | None = None
    recording: RecordingDescription = field(default_factory=RecordingDescription)
    inverter_fed: bool = False
    rated_current_a: float | None = None
    axis_height_mm: float | None = None
    pump_category: str | None = None
    fan_class: str | None = None
    exchangers: tuple[Exchanger, ...] = ()
    vessels: tuple[Vessel, ...] = ()

    @classmethod
    def load(cls, path: str | Path) -> Machine:
        """Read a YAML or JSON file; raises `MachineError` (machine_not_found, machine_invalid, machine_key_unknown)."""
        path = Path(path)
        try:
            with path.open("rb") as file:
                content = file.read(MAX_DESCRIPTION_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError) as missing:
            raise machine_error("machine_not_found", name=path.name) from missing
        except (OSError, ValueError) as unreadable:
            reason = getattr(unreadable, "strerror", None) or unreadable
            raise machine_error("machine_unreadable", name=path.name, reason=reason) from unreadable
        return cls.from_dict(parse_description(content, path.name))

    @classmethod
    def from_dict(cls, description: object) -> Machine:
        """Return the machine of a mapping in the form of the machine description; raises `MachineError`."""
        top = Section(description, "", _MACHINE_KEYS)
        top.required("sensors")
        shafts, bearings, gears, blades, belts = read_parts(top)
        machine = cls(
            name=top.optional_name("name") or "machine",
            kind=top.optional_choice("kind", KINDS) or "other",
            power_kw=top.optional_number("power_kw", above=0),
            mounting=top.optional_choice("mounting", MOUNTINGS),
            mains_hz=top.number("mains_hz", above=0, below=1000) if "mains_hz" in top else DEFAULT_MAINS_HZ,
            speed_rpm=top.optional_number("speed_rpm", above=0, below=1e6),
            speed_tolerance=top.number("speed_tolerance", least=0, below=1)
            if "speed_tolerance" in top
            else DEFAULT_SPEED_TOLERANCE,
            shafts=shafts,
            bearings=bearings,
            gears=gears,
            blades=blades,
            belts=belts,
            motor=read_motor(top),
            sensors=top.each("sensors", SENSOR_KEYS, read_sensor),
            recording=read_recording(top),
            inverter_fed=top.flag("inverter_fed"),
            rated_current_a=top.optional_number("rated_current_a", above=0),
            axis_height_mm=top.optional_number("axis_height_mm", above=0),
            pump_category=top.optional_choice("pump_category", PUMP_CATEGORIES),
            fan_class=top.optional_choice("fan_class", FAN_CLASSES),
            exchangers=top.each("exchangers", EXCHANGER_KEYS, read_exchanger),
            vessels=top.each("vessels", VESSEL_KEYS, read_vessel),
        )
        _check_names(machine)
        _check_references(machine)
        _check_ratios(machine)
        return machine

    def to_dict(self) -> dict[str, Any]:
        """Return the machine in the form of the machine description, without what is not known; `from_dict` gives
        it back.
        """
        described = _without_absent(dataclasses.asdict(self))
        assert isinstance(described, dict)  # noqa: S101  (narrowing: asdict of a dataclass is a dict)
        return described

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical JSON of `to_dict`: the same for the same machine, however it was written down."""
        canonical = json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8")).hexdigest()

    def shaft_ratio(self, shaft: str) -> float:
        """Return the speed of ``shaft`` as a ratio to the main shaft's; raises `KeyError` for an unknown shaft."""
        return {item.id: item.ratio for item in self.shafts}[shaft]


_MACHINE_KEYS: Final = tuple(item.name for item in dataclasses.fields(Machine))
_SHAFT: Final = Text("shaft", "轴")
_GEAR: Final = Text("gear", "齿轮")
_CHANNEL: Final = Text("other channel", "其他通道")


def _without_absent(value: object) -> object:
    if isinstance(value, Mapping):
        kept = {key: _without_absent(entry) for key, entry in value.items()}
        return {key: entry for key, entry in kept.items() if entry not in (None, {}, [])}
    if isinstance(value, list | tuple):
        return [_without_absent(entry) for entry in value]
    return value


def _check_names(machine: Machine) -> None:
    """Refuse a machine without sensors, and ids that are used twice."""
    if not machine.sensors:
        raise machine_error("machine_invalid.missing", path="sensors[0]")
    _check_unique([shaft.id for shaft in machine.shafts], "shafts")
    _check_unique([bearing.id for bearing in machine.bearings], "bearings")
    _check_unique([gear.id for gear in machine.gears], "gears")
    _check_unique([belt.id for belt in machine.belts], "belts")
    _check_unique([sensor.channel for sensor in machine.sensors], "sensors")
    _check_unique([exchanger.loop or "" for exchanger in machine.exchangers], "exchangers")
    _check_unique([vessel.loop or "" for vessel in machine.vessels], "vessels")


def _check_references(machine: Machine) -> None:
    """Refuse references to shafts and gears that are not there."""
    shafts = [shaft.id for shaft in machine.shafts]
    gears = [gear.id for gear in machine.gears]
    for path, shaft in _named_shafts(machine):
        _check_known(shaft, shafts, path, _SHAFT)
    for index, gear in enumerate(machine.gears):
        if gear.mates is not None:
            _check_known(gear.mates, gears, f"gears[{index}].mates", _GEAR)
    channels = [sensor.channel for sensor in machine.sensors]
    for index, sensor in enumerate(machine.sensors):
        if sensor.redundant is not None:
            others = [channel for channel in channels if channel != sensor.channel]
            _check_known(sensor.redundant, others, f"sensors[{index}].redundant", _CHANNEL)


def _named_shafts(machine: Machine) -> Iterator[tuple[str, str]]:
    """Yield the place and the id of every shaft that a part names."""
    groups: dict[str, Sequence[Bearing | Gear | Blades | Belt]] = {
        "bearings": machine.bearings,
        "gears": machine.gears,
        "blades": machine.blades,
        "belts": machine.belts,
    }
    for group, items in groups.items():
        for index, item in enumerate(items):
            path = f"{group}[{index}]"
            yield f"{path}.shaft", item.shaft
            if isinstance(item, Bearing) and item.outer_ring_shaft is not None:
                yield f"{path}.outer_ring_shaft", item.outer_ring_shaft
            if isinstance(item, Belt) and item.other_shaft is not None:
                yield f"{path}.other_shaft", item.other_shaft
            if isinstance(item, Gear) and item.planetary is not None and item.planetary.carrier_shaft is not None:
                yield f"{path}.planetary.carrier_shaft", item.planetary.carrier_shaft


def _check_ratios(machine: Machine) -> None:
    """Refuse a bearing whose rings do not move against each other, and a carrier shaft whose speed is not the one
    that the teeth give it: sun·z_s/(z_s + z_r) (rulebook §1.2).
    """
    for index, bearing in enumerate(machine.bearings):
        if bearing.outer_ring_shaft is None:
            continue
        inner, outer = machine.shaft_ratio(bearing.shaft), machine.shaft_ratio(bearing.outer_ring_shaft)
        if inner == outer:
            path = f"bearings[{index}].outer_ring_shaft"
            raise machine_error("machine_invalid.range", path=path, found=f"{outer:g}", expected=f"≠ {inner:g}")
    for index, gear in enumerate(machine.gears):
        stage = gear.planetary
        if stage is None or stage.carrier_shaft is None:
            continue
        due = machine.shaft_ratio(gear.shaft) * stage.sun / (stage.sun + stage.ring)
        found = machine.shaft_ratio(stage.carrier_shaft)
        if abs(found / due - 1.0) > CARRIER_TOLERANCE:
            path = f"gears[{index}].planetary.carrier_shaft"
            raise machine_error("machine_invalid.range", path=path, found=f"{found:g}", expected=f"≈ {due:.4g}")


def _check_unique(names: Sequence[str], path: str) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise machine_error("machine_invalid.duplicate", path=f"{path}[{index}]", found=name)


def _check_known(name: str, known: Iterable[str], path: str, what: Text) -> None:
    known = list(known)
    if name not in known:
        raise machine_error("machine_invalid.reference", path=path, what=what, found=repr(name), known=", ".join(known))
