"""How a machine description is read: its text, and each part with what is refused in it."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

import yaml

from diagnostics.errors import machine_error
from diagnostics.machine.parts import (
    MAIN_SHAFT,
    Bearing,
    BearingGeometry,
    BearingMultipliers,
    Belt,
    Blades,
    Gear,
    Motor,
    PlanetaryStage,
    RecordingDescription,
    Shaft,
)
from diagnostics.machine.section import Section

__all__ = ["MAX_DESCRIPTION_BYTES", "parse_description", "read_motor", "read_parts", "read_recording"]

MAX_DESCRIPTION_BYTES: Final = 1_000_000
"""A description is a page of text; one longer than this is not read (a convention of ours)."""


_DEEPEST: Final = 32
"""Lists in lists that a description may have; it needs four. Parsing takes time with the square of the depth."""


def parse_description(content: bytes, name: str) -> object:
    """Return what the YAML (of which JSON is a part) text ``content`` says; raises `MachineError` (machine_invalid)
    that names the file ``name``.
    """
    if len(content) > MAX_DESCRIPTION_BYTES:
        raise machine_error("machine_invalid.range", path=name, found=">", expected=f"≤ {MAX_DESCRIPTION_BYTES} B")
    try:
        _check_structure(content, name)
        return yaml.safe_load(content)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise machine_error("machine_invalid.syntax", name=name, line=line) from wrong
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as wrong:
        raise machine_error("machine_invalid.syntax", name=name, line=1) from wrong


def _check_structure(content: bytes, name: str) -> None:
    """Refuse what lets a page of text cost gigabytes or minutes and no description needs; raises `MachineError`."""
    depth = 0
    for event in yaml.parse(content, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):  # "billion laughs"
            raise machine_error("machine_invalid.range", path=name, found="*alias", expected="YAML without aliases")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise machine_error("machine_invalid.syntax", name=name, line=line)


def read_parts(
    top: Section,
) -> tuple[tuple[Shaft, ...], tuple[Bearing, ...], tuple[Gear, ...], tuple[Blades, ...], tuple[Belt, ...]]:
    """Return shafts (the main one always among them), bearings, gears, blades and belts of the description ``top``."""
    return (
        _with_main(top.each("shafts", _keys(Shaft), _read_shaft)),
        top.each("bearings", _keys(Bearing), _read_bearing),
        top.each("gears", _keys(Gear), _read_gear),
        top.each("blades", _keys(Blades), _read_blades),
        top.each("belts", _keys(Belt), _read_belt),
    )


def read_motor(top: Section) -> Motor | None:
    """Return the motor, None where nothing is said about one."""
    item = top.section("motor", _keys(Motor))
    if item is None:
        return None
    poles = item.optional_whole("poles", least=2, most=200)
    if poles is not None and poles % 2:
        raise machine_error("machine_invalid.range", path=item.at("poles"), found=poles, expected="2, 4, 6, …")
    motor = Motor(poles, item.optional_whole("rotor_bars", least=3, most=1000))
    return None if motor == Motor() else motor


def read_recording(top: Section) -> RecordingDescription:
    """Return what is said about the recording itself."""
    item = top.section("recording", _keys(RecordingDescription))
    if item is None:
        return RecordingDescription()
    return RecordingDescription(
        item.optional_number("sampling_rate_hz", above=0, below=1e9),
        item.optional_name("group"),
        item.optional_whole("healthy_rows", least=1, most=1_000_000_000),
    )


def _keys(part: type) -> tuple[str, ...]:
    """Return the keys a part may have: the names of its fields."""
    return tuple(item.name for item in fields(part))


def _shaft_of(item: Section) -> str:
    return item.optional_name("shaft") or MAIN_SHAFT


def _read_shaft(item: Section) -> Shaft:
    return Shaft(item.name("id"), item.number("ratio", above=0, below=1e6) if "ratio" in item else 1.0)


def _with_main(shafts: tuple[Shaft, ...]) -> tuple[Shaft, ...]:
    """Return ``shafts`` with the main shaft, which exists whether or not it is listed."""
    return shafts if any(shaft.id == MAIN_SHAFT for shaft in shafts) else (Shaft(MAIN_SHAFT), *shafts)


def _read_bearing(item: Section) -> Bearing:
    if sum(key in item for key in ("designation", "geometry", "multipliers")) > 1:
        raise machine_error("machine_invalid.bearing_source", path=item.path)
    geometry = item.section("geometry", _keys(BearingGeometry))
    multipliers = item.section("multipliers", _keys(BearingMultipliers))
    bearing = Bearing(
        id=item.name("id"),
        shaft=_shaft_of(item),
        designation=item.optional_name("designation"),
        geometry=None if geometry is None else _read_geometry(geometry),
        multipliers=None if multipliers is None else _read_multipliers(multipliers),
        outer_ring_turns=item.flag("outer_ring_turns"),
        outer_ring_shaft=item.optional_name("outer_ring_shaft"),
    )
    if bearing.outer_ring_turns and bearing.outer_ring_shaft is not None:
        raise machine_error(
            "machine_invalid.range",
            path=item.at("outer_ring_shaft"),
            found=repr(bearing.outer_ring_shaft),
            expected="outer_ring_turns: false",
        )
    return bearing


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
    stage = item.section("planetary", _keys(PlanetaryStage))
    return Gear(
        id=item.name("id"),
        shaft=_shaft_of(item),
        teeth=item.whole("teeth", least=3) if stage is None else item.optional_whole("teeth", least=3),
        mates=item.optional_name("mates"),
        planetary=None if stage is None else _read_planetary(stage),
    )


def _read_planetary(item: Section) -> PlanetaryStage:
    sun = item.whole("sun", least=3)
    ring = item.whole("ring", least=3)
    if ring <= sun:
        raise machine_error("machine_invalid.range", path=item.at("ring"), found=ring, expected=f"> {sun}")
    return PlanetaryStage(
        sun=sun,
        ring=ring,
        planets=item.whole("planets", least=1),
        planet_teeth=item.optional_whole("planet_teeth", least=3),
        carrier_shaft=item.optional_name("carrier_shaft"),
    )


def _read_blades(item: Section) -> Blades:
    return Blades(
        count=item.whole("count", least=1, most=1000),
        shaft=_shaft_of(item),
        vanes=item.optional_whole("vanes", least=1, most=1000),
    )


def _read_belt(item: Section) -> Belt:
    return Belt(
        id=item.name("id"),
        length_mm=item.number("length_mm", above=0),
        pulley_mm=item.number("pulley_mm", above=0),
        shaft=_shaft_of(item),
        pulley_teeth=item.optional_whole("pulley_teeth", least=3, most=10_000),
        other_shaft=item.optional_name("other_shaft"),
    )
