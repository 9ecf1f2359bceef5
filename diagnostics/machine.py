"""The machine that was recorded: what turns, how fast, on which bearings, and which sensor sits where.

The form is that of the machine description (``machine.yaml``, or the same as JSON). Unknown keys and impossible
values are refused with their place; a missing key is no error unless nothing could be examined without it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from diagnostics.description import Section
from diagnostics.errors import machine_error
from diagnostics.sensors import SENSOR_KEYS, Sensitivity, Sensor, read_sensor
from diagnostics.texts import Text

__all__ = [
    "MAIN_SHAFT",
    "Bearing",
    "BearingGeometry",
    "BearingMultipliers",
    "Belt",
    "Blades",
    "Gear",
    "Machine",
    "Motor",
    "PlanetaryStage",
    "RecordingDescription",
    "Sensitivity",
    "Sensor",
    "Shaft",
]

MAIN_SHAFT: Final = "main"
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
MAX_DESCRIPTION_BYTES: Final = 1_000_000
"""A description is a page of text; one longer than this is not read."""


@dataclass(frozen=True)
class Shaft:
    """A shaft: its id and its speed as a ratio to the main shaft's."""

    id: str
    ratio: float = 1.0


@dataclass(frozen=True)
class BearingGeometry:
    """Rolling elements of one row, their diameter and pitch circle in mm, contact angle in degrees."""

    balls: int
    ball_mm: float
    pitch_mm: float
    contact_deg: float = 0.0


@dataclass(frozen=True)
class BearingMultipliers:
    """Frequencies of a bearing as multiples of the speed between its rings; `bsf` is the ball spin, once per turn
    of the ball.
    """

    bpfo: float
    bpfi: float
    bsf: float
    ftf: float


@dataclass(frozen=True)
class Bearing:
    """A rolling bearing on a shaft, known by designation, geometry or multipliers (exactly one of them)."""

    id: str
    shaft: str = MAIN_SHAFT
    designation: str | None = None
    geometry: BearingGeometry | None = None
    multipliers: BearingMultipliers | None = None
    outer_ring_turns: bool = False


@dataclass(frozen=True)
class PlanetaryStage:
    """Teeth of sun and ring, and the number of planets."""

    sun: int
    ring: int
    planets: int


@dataclass(frozen=True)
class Gear:
    """A gear wheel on a shaft, its teeth, and the wheel it meshes with."""

    id: str
    shaft: str = MAIN_SHAFT
    teeth: int | None = None
    mates: str | None = None
    planetary: PlanetaryStage | None = None


@dataclass(frozen=True)
class Blades:
    """Blades or vanes on a shaft."""

    count: int
    shaft: str = MAIN_SHAFT


@dataclass(frozen=True)
class Belt:
    """A belt: its length and the pitch diameter of the pulley on `shaft`, both in mm."""

    id: str
    length_mm: float
    pulley_mm: float
    shaft: str = MAIN_SHAFT


@dataclass(frozen=True)
class Motor:
    """An induction motor: number of poles and of rotor bars."""

    poles: int | None = None
    rotor_bars: int | None = None


@dataclass(frozen=True)
class RecordingDescription:
    """What the description says about recordings whose format does not carry it."""

    sampling_rate_hz: float | None = None


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
        return cls.from_dict(_parse(content, path.name))

    @classmethod
    def from_dict(cls, description: object) -> Machine:
        """Return the machine of a mapping in the form of the machine description; raises `MachineError`."""
        top = Section(description, "", _MACHINE_KEYS)
        top.required("sensors")
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
            shafts=_with_main(top.each("shafts", ("id", "ratio"), _read_shaft)),
            bearings=top.each("bearings", _BEARING_KEYS, _read_bearing),
            gears=top.each("gears", ("id", "shaft", "teeth", "mates", "planetary"), _read_gear),
            blades=top.each("blades", ("shaft", "count"), _read_blades),
            belts=top.each("belts", ("id", "length_mm", "pulley_mm", "shaft"), _read_belt),
            motor=_read_motor(top.section("motor", ("poles", "rotor_bars"))),
            sensors=top.each("sensors", SENSOR_KEYS, read_sensor),
            recording=_read_recording(top.section("recording", ("sampling_rate_hz",))),
            inverter_fed=top.flag("inverter_fed"),
            rated_current_a=top.optional_number("rated_current_a", above=0),
            axis_height_mm=top.optional_number("axis_height_mm", above=0),
            pump_category=top.optional_choice("pump_category", PUMP_CATEGORIES),
            fan_class=top.optional_choice("fan_class", FAN_CLASSES),
        )
        _check_references(machine)
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
_BEARING_KEYS: Final = tuple(item.name for item in dataclasses.fields(Bearing))


def _parse(content: bytes, name: str) -> object:
    """Return what the YAML (of which JSON is a part) text ``content`` says."""
    if len(content) > MAX_DESCRIPTION_BYTES:
        raise machine_error("machine_invalid.range", path=name, found=">", expected=f"≤ {MAX_DESCRIPTION_BYTES} B")
    try:
        events = yaml.parse(content, Loader=yaml.SafeLoader)
        if any(isinstance(event, yaml.AliasEvent) for event in events):
            # Aliases let a page of text unfold into gigabytes ("billion laughs"); no description needs them.
            raise machine_error("machine_invalid.range", path=name, found="*alias", expected="YAML without aliases")
        return yaml.safe_load(content)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise machine_error("machine_invalid.syntax", name=name, line=line) from wrong
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as wrong:
        raise machine_error("machine_invalid.syntax", name=name, line=1) from wrong


def _without_absent(value: object) -> object:
    if isinstance(value, Mapping):
        kept = {key: _without_absent(entry) for key, entry in value.items()}
        return {key: entry for key, entry in kept.items() if entry not in (None, {}, [])}
    if isinstance(value, list | tuple):
        return [_without_absent(entry) for entry in value]
    return value


def _read_shaft(item: Section) -> Shaft:
    return Shaft(item.name("id"), item.number("ratio", above=0, below=1e6) if "ratio" in item else 1.0)


def _with_main(shafts: tuple[Shaft, ...]) -> tuple[Shaft, ...]:
    """Return ``shafts`` with the main shaft, which exists whether or not it is listed."""
    return shafts if any(shaft.id == MAIN_SHAFT for shaft in shafts) else (Shaft(MAIN_SHAFT), *shafts)


def _read_bearing(item: Section) -> Bearing:
    if sum(key in item for key in ("designation", "geometry", "multipliers")) != 1:
        raise machine_error("machine_invalid.bearing_source", path=item.path)
    geometry = item.section("geometry", ("balls", "ball_mm", "pitch_mm", "contact_deg"))
    multipliers = item.section("multipliers", ("bpfo", "bpfi", "bsf", "ftf"))
    return Bearing(
        id=item.name("id"),
        shaft=item.optional_name("shaft") or MAIN_SHAFT,
        designation=item.optional_name("designation"),
        geometry=None if geometry is None else _read_geometry(geometry),
        multipliers=None if multipliers is None else _read_multipliers(multipliers),
        outer_ring_turns=item.flag("outer_ring_turns"),
    )


def _read_geometry(item: Section) -> BearingGeometry:
    geometry = BearingGeometry(
        balls=item.whole("balls", least=3, most=500),
        ball_mm=item.number("ball_mm", above=0, below=1e4),
        pitch_mm=item.number("pitch_mm", above=0, below=1e5),
        contact_deg=item.number("contact_deg", least=0, below=90) if "contact_deg" in item else 0.0,
    )
    if geometry.ball_mm >= geometry.pitch_mm:
        raise machine_error("machine_invalid.geometry", path=item.path, rule="ball_mm < pitch_mm")
    return geometry


def _read_multipliers(item: Section) -> BearingMultipliers:
    multipliers = BearingMultipliers(
        **{key: item.number(key, above=0, below=1000) for key in ("bpfo", "bpfi", "bsf", "ftf")}
    )
    if multipliers.bpfo >= multipliers.bpfi:
        raise machine_error("machine_invalid.multipliers", path=item.path, rule="bpfo < bpfi")
    if not 0 < multipliers.ftf < 1:
        raise machine_error("machine_invalid.multipliers", path=item.path, rule="0 < ftf < 1")
    return multipliers


def _read_gear(item: Section) -> Gear:
    stage = item.section("planetary", ("sun", "ring", "planets"))
    return Gear(
        id=item.name("id"),
        shaft=item.optional_name("shaft") or MAIN_SHAFT,
        teeth=item.whole("teeth", least=3) if stage is None else item.optional_whole("teeth", least=3),
        mates=item.optional_name("mates"),
        planetary=None
        if stage is None
        else PlanetaryStage(stage.whole("sun", least=3), stage.whole("ring", least=3), stage.whole("planets", least=1)),
    )


def _read_blades(item: Section) -> Blades:
    return Blades(item.whole("count", least=1, most=1000), item.optional_name("shaft") or MAIN_SHAFT)


def _read_belt(item: Section) -> Belt:
    return Belt(
        id=item.name("id"),
        length_mm=item.number("length_mm", above=0),
        pulley_mm=item.number("pulley_mm", above=0),
        shaft=item.optional_name("shaft") or MAIN_SHAFT,
    )


def _read_motor(item: Section | None) -> Motor | None:
    if item is None:
        return None
    poles = item.optional_whole("poles", least=2, most=200)
    if poles is not None and poles % 2:
        raise machine_error("machine_invalid.range", path=item.at("poles"), found=poles, expected="2, 4, 6, …")
    motor = Motor(poles, item.optional_whole("rotor_bars", least=3, most=1000))
    return None if motor == Motor() else motor


def _read_recording(item: Section | None) -> RecordingDescription:
    if item is None:
        return RecordingDescription()
    return RecordingDescription(item.optional_number("sampling_rate_hz", above=0, below=1e9))


_SHAFT = Text("shaft", "轴")
_GEAR = Text("gear", "齿轮")


def _check_references(machine: Machine) -> None:
    """Refuse ids used twice and references to shafts and gears that are not there."""
    if not machine.sensors:
        raise machine_error("machine_invalid.missing", path="sensors[0]")
    shafts = [shaft.id for shaft in machine.shafts]
    gears = [gear.id for gear in machine.gears]
    _check_unique(shafts, "shafts")
    _check_unique([bearing.id for bearing in machine.bearings], "bearings")
    _check_unique(gears, "gears")
    _check_unique([belt.id for belt in machine.belts], "belts")
    _check_unique([sensor.channel for sensor in machine.sensors], "sensors")
    groups: dict[str, Sequence[Bearing | Gear | Blades | Belt]] = {
        "bearings": machine.bearings,
        "gears": machine.gears,
        "blades": machine.blades,
        "belts": machine.belts,
    }
    for group, items in groups.items():
        for index, item in enumerate(items):
            _check_known(item.shaft, shafts, f"{group}[{index}].shaft", _SHAFT)
    for index, gear in enumerate(machine.gears):
        if gear.mates is not None:
            _check_known(gear.mates, gears, f"gears[{index}].mates", _GEAR)


def _check_unique(names: Sequence[str], path: str) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise machine_error("machine_invalid.duplicate", path=f"{path}[{index}]", found=name)


def _check_known(name: str, known: Iterable[str], path: str, what: Text) -> None:
    known = list(known)
    if name not in known:
        raise machine_error("machine_invalid.reference", path=path, what=what, found=repr(name), known=", ".join(known))
