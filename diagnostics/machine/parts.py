"""The parts of a machine that a description may name: shafts, bearings, gears, blades, belts and the motor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "MAIN_SHAFT",
    "Bearing",
    "BearingGeometry",
    "BearingMultipliers",
    "Belt",
    "Blades",
    "Gear",
    "Motor",
    "PlanetaryStage",
    "RecordingDescription",
    "Shaft",
]

MAIN_SHAFT: Final = "main"
"""The shaft whose speed the description gives and every other shaft's ratio refers to."""


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
    """A rolling bearing on a shaft, known by designation, geometry or multipliers (one of them), or of unknown type.

    `shaft` turns the inner ring and the outer ring stands still. With `outer_ring_turns` it is the other way round;
    with `outer_ring_shaft` both rings turn, the outer one with that shaft.
    """

    id: str
    shaft: str = MAIN_SHAFT
    designation: str | None = None
    geometry: BearingGeometry | None = None
    multipliers: BearingMultipliers | None = None
    outer_ring_turns: bool = False
    outer_ring_shaft: str | None = None

    @property
    def known(self) -> bool:
        """Whether designation, geometry or multipliers were given, so that its frequencies can be told."""
        return not (self.designation is None and self.geometry is None and self.multipliers is None)


@dataclass(frozen=True)
class PlanetaryStage:
    """Teeth of sun and ring (which stands still) and the number of planets.

    `planet_teeth` is needed only where a planet does not have (ring − sun)/2 teeth, `carrier_shaft` where the
    description lists the shaft that the carrier turns.
    """

    sun: int
    ring: int
    planets: int
    planet_teeth: int | None = None
    carrier_shaft: str | None = None


@dataclass(frozen=True)
class Gear:
    """A gear wheel on a shaft, its teeth and the wheel it meshes with; or a planetary stage whose sun is on `shaft`."""

    id: str
    shaft: str = MAIN_SHAFT
    teeth: int | None = None
    mates: str | None = None
    planetary: PlanetaryStage | None = None


@dataclass(frozen=True)
class Blades:
    """Blades or vanes on a shaft, and the fixed guide vanes beside them where there are any."""

    count: int
    shaft: str = MAIN_SHAFT
    vanes: int | None = None


@dataclass(frozen=True)
class Belt:
    """A belt: its length and the pitch diameter of the pulley on `shaft`, both in mm.

    `pulley_teeth` makes it a timing belt; `other_shaft` is the shaft of the second pulley where it is listed.
    """

    id: str
    length_mm: float
    pulley_mm: float
    shaft: str = MAIN_SHAFT
    pulley_teeth: int | None = None
    other_shaft: str | None = None


@dataclass(frozen=True)
class Motor:
    """An induction motor: number of poles and of rotor bars."""

    poles: int | None = None
    rotor_bars: int | None = None


@dataclass(frozen=True)
class RecordingDescription:
    """What the description says about recordings whose file does not carry it or leaves it open."""

    sampling_rate_hz: float | None = None
    group: str | None = None
    """Which signals are meant in a file that holds several sets of them: a sheet, a group, or one of its channels."""
    healthy_rows: int | None = None
    """How many of the first rows of a process series are known to be healthy."""
