"""The set of recordings that goes with the project: which machine, which fault, which seed, which description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sample_signals.bearings import BearingFault, BearingGeometry, BearingPart, LoadZone
from sample_signals.gears import BrokenTooth, GearPair, Wheel, WheelRunout
from sample_signals.machine import (
    STANDARD_GRAVITY_M_S2,
    Channel,
    SimulatedMachine,
    Source,
)
from sample_signals.mains import MagneticVibration, MainsPickup
from sample_signals.noise import ColouredNoise, StructureNoise
from sample_signals.resonance import Resonance
from sample_signals.rotor import Looseness, Misalignment, OrderLine, Unbalance
from sample_signals.sensor import MeasuringChain
from sample_signals.shaft import Direction, ShaftSpeed

MAINS_HZ = 50.0
BEARING_6205 = BearingGeometry(balls=9, ball_mm=7.94, pitch_mm=39.04)
BEARING_NINE_LARGE = BearingGeometry(balls=9, ball_mm=9.525, pitch_mm=46.0)
BEARING_SEVEN = BearingGeometry(balls=7, ball_mm=11.5, pitch_mm=43.5)

HOUSING = (Resonance(3150.0, 0.03), Resonance(5200.0, 0.025, gain=0.5))
"""Modes of a small bearing housing. The simulated machine's own: no measured housing is claimed."""


@dataclass(frozen=True)
class RecordingPlan:
    """One recording of the set.

    `fault` and `component` are what an examination should name (empty: nothing to find), `quality` the check that
    the recording itself should fail (empty: none). `full_scale_g` is what ±1 in the file means. `description` is
    the machine description without name, speed and sensors.
    """

    name: str
    title: str
    fault: str
    component: str
    seed: int
    machine: SimulatedMachine
    description: Mapping[str, Any]
    quality: str = ""
    duration_s: float = 11.0
    sampling_rate_hz: int = 16000
    full_scale_g: float = 10.0
    bits: int = 24
    clip_g: float | None = None
    directions: tuple[Direction, ...] = (Direction.RADIAL,)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The sensors: own noise of 0.5 mg RMS each, the order of a common industrial accelerometer."""
        clip_m_s2 = None if self.clip_g is None else self.clip_g * STANDARD_GRAVITY_M_S2
        chain = MeasuringChain(
            full_scale_m_s2=self.full_scale_g * STANDARD_GRAVITY_M_S2,
            bits=self.bits,
            noise_rms_m_s2=0.0005 * STANDARD_GRAVITY_M_S2,
            clip_m_s2=clip_m_s2,
        )
        return tuple(Channel(chain, direction) for direction in self.directions)

    def machine_description(self) -> dict[str, Any]:
        """The content of the machine.yaml that goes with the recording."""
        position = self.component if self.component in {"DE", "NDE"} else "DE"
        names = {Direction.RADIAL: "radial_v", Direction.AXIAL: "axial"}
        sensors = [
            {
                "channel": str(number),
                "quantity": "acceleration",
                "unit": "g",
                "scale": self.full_scale_g,
                "position": position,
                "direction": names[direction],
            }
            for number, direction in enumerate(self.directions, start=1)
        ]
        return {
            "name": f"{self.title} (simulated)",
            **self.description,
            "speed_rpm": self.machine.speed.speed_rpm,
            "sensors": sensors,
        }


def running_machine(
    speed_rpm: float, *sources: Source, unbalance_mm_s: float = 0.6, noise_m_s2: float = 0.25
) -> SimulatedMachine:
    """A sound machine with a mains-fed induction motor, plus `sources`.

    1× of `unbalance_mm_s` RMS and a third of it at 2× (zone A of ISO 20816-3 for the default), 2·f_L, a little hum
    of the cable, broadband noise and two modes that noise keeps ringing. Speed wanders by 0.01 % RMS.
    """
    return SimulatedMachine(
        speed=ShaftSpeed(speed_rpm, wander_relative=1e-4),
        sources=(
            OrderLine(1.0, unbalance_mm_s),
            OrderLine(2.0, unbalance_mm_s / 3, phase_rad=1.0),
            MagneticVibration(MAINS_HZ, velocity_mm_s=0.25, phase_rad=0.4),
            MainsPickup(MAINS_HZ, amplitudes_m_s2=(0.004, 0.0, 0.002)),
            ColouredNoise(noise_m_s2, slope=1.0, corner_hz=800.0),
            StructureNoise(noise_m_s2 / 2, Resonance(1150.0, 0.04)),
            StructureNoise(noise_m_s2 / 4, HOUSING[0]),
            *sources,
        ),
    )


def _described(kind: str, power_kw: float, poles: int, **parts: Any) -> dict[str, Any]:
    """The fields of a machine description that all share."""
    motor = {"poles": poles, "rotor_bars": 28}
    return {"kind": kind, "power_kw": power_kw, "mounting": "rigid", "mains_hz": MAINS_HZ, "motor": motor, **parts}


def _geometry(geometry: BearingGeometry) -> dict[str, float]:
    """A bearing as a machine description gives it."""
    return {
        "balls": geometry.balls,
        "ball_mm": geometry.ball_mm,
        "pitch_mm": geometry.pitch_mm,
        "contact_deg": geometry.contact_deg,
    }


_DE_6205 = {"id": "DE", "designation": "6205-2RS"}
_NDE_SEVEN = {"id": "NDE", "geometry": _geometry(BEARING_SEVEN)}

_HEALTHY = RecordingPlan(
    name="healthy_motor",
    title="Healthy motor",
    fault="",
    component="",
    seed=1001,
    machine=running_machine(1478.0),
    description=_described("electric_motor", 5.5, 4, bearings=[_DE_6205, _NDE_SEVEN]),
)

_BEARINGS = (
    RecordingPlan(
        name="bearing_outer_race",
        title="Cooling fan, outer race of the drive-end bearing",
        fault="bearing.outer_race",
        component="DE",
        seed=1002,
        machine=running_machine(
            1476.0, BearingFault(BearingPart.OUTER_RACE, BEARING_6205, 4.0, HOUSING, cage_modulation=0.05)
        ),
        description=_described("fan", 5.5, 4, bearings=[_DE_6205, _NDE_SEVEN]),
    ),
    RecordingPlan(
        name="bearing_inner_race",
        title="Pump motor, inner race of the drive-end bearing",
        fault="bearing.inner_race",
        component="DE",
        seed=1003,
        machine=running_machine(
            2935.0, BearingFault(BearingPart.INNER_RACE, BEARING_NINE_LARGE, 6.0, HOUSING, cage_modulation=0.05)
        ),
        description=_described(
            "electric_motor",
            7.5,
            2,
            bearings=[{"id": "DE", "geometry": _geometry(BEARING_NINE_LARGE)}, _NDE_SEVEN],
        ),
        duration_s=10.0,
    ),
    RecordingPlan(
        name="bearing_rolling_element",
        title="Blower motor, a ball of the drive-end bearing",
        fault="bearing.rolling_element",
        component="DE",
        seed=1004,
        machine=running_machine(
            2945.0,
            BearingFault(
                BearingPart.ROLLING_ELEMENT,
                BEARING_6205,
                7.0,
                HOUSING,
                load_zone=LoadZone(load_factor=0.7, unloaded_share=0.1),
                slip_std_relative=0.003,
            ),
        ),
        description=_described(
            "blower",
            7.5,
            2,
            bearings=[
                {
                    "id": "DE",
                    "multipliers": {"bpfo": 3.5848, "bpfi": 5.4152, "bsf": 2.35675, "ftf": 0.39828},
                }
            ],
        ),
        duration_s=10.0,
    ),
    RecordingPlan(
        name="bearing_cage",
        title="Motor, cage of the drive-end bearing",
        fault="bearing.cage",
        component="DE",
        seed=1005,
        machine=running_machine(
            1472.0,
            BearingFault(
                BearingPart.CAGE,
                BEARING_SEVEN,
                6.0,
                HOUSING,
                slip_std_relative=0.004,
                impact_scatter_relative=0.4,
            ),
            OrderLine(BEARING_SEVEN.ftf_order, velocity_mm_s=0.3),
        ),
        description=_described("electric_motor", 7.5, 4, bearings=[{"id": "DE", "geometry": _geometry(BEARING_SEVEN)}]),
        duration_s=12.0,
    ),
)

_GEAR = RecordingPlan(
    name="gear_broken_tooth",
    title="Gearbox, broken tooth on the pinion",
    fault="gear.broken_tooth",
    component="G1",
    seed=1006,
    machine=running_machine(
        1470.0,
        GearPair(
            pinion_teeth=23,
            gear_teeth=47,
            mesh_m_s2=(1.5, 0.7, 0.35),
            runouts=(WheelRunout(Wheel.PINION, 0.08), WheelRunout(Wheel.GEAR, 0.06, pm_rad=0.03)),
            broken_tooth=BrokenTooth(Wheel.PINION, 12.0, (Resonance(2300.0, 0.03), Resonance(4100.0, 0.03, 0.5))),
        ),
    ),
    description=_described(
        "gearbox",
        7.5,
        4,
        shafts=[{"id": "main", "ratio": 1.0}, {"id": "output", "ratio": 23 / 47}],
        gears=[
            {"id": "G1", "shaft": "main", "teeth": 23, "mates": "G2"},
            {"id": "G2", "shaft": "output", "teeth": 47, "mates": "G1"},
        ],
    ),
    duration_s=10.0,
    sampling_rate_hz=12800,
)

_ROTORS = (
    RecordingPlan(
        name="rotor_unbalance",
        title="Fan, dirt on the impeller",
        fault="rotor.unbalance",
        component="main",
        seed=1007,
        machine=running_machine(
            1482.0, Unbalance(2200.0, vibrating_mass_kg=60.0), OrderLine(7.0, 0.15), unbalance_mm_s=0.1
        ),
        description=_described(
            "fan", 18.5, 4, shafts=[{"id": "main", "ratio": 1.0}], blades=[{"shaft": "main", "count": 7}]
        ),
        duration_s=8.0,
        sampling_rate_hz=12000,
    ),
    RecordingPlan(
        name="rotor_misalignment",
        title="Pump, coupling out of line",
        fault="rotor.misalignment",
        component="main",
        seed=1008,
        machine=running_machine(1476.0, Misalignment(parallel_mm_s=3.2, angular_mm_s=2.4), unbalance_mm_s=0.3),
        description=_described(
            "pump",
            22.0,
            4,
            shafts=[{"id": "main", "ratio": 1.0}],
            pump_category="II",
        ),
        duration_s=8.0,
        sampling_rate_hz=12000,
        directions=(Direction.RADIAL, Direction.AXIAL),
    ),
    RecordingPlan(
        name="rotor_looseness",
        title="Blower, worn fit of the bearing seat",
        fault="rotor.looseness",
        component="main",
        seed=1009,
        machine=running_machine(
            1468.0, Looseness(landing_m_s2=11.0, pulse_turns=0.012), unbalance_mm_s=0.3, noise_m_s2=0.5
        ),
        description=_described("blower", 15.0, 4, shafts=[{"id": "main", "ratio": 1.0}]),
        duration_s=8.0,
        sampling_rate_hz=12000,
    ),
)

_CLIPPED = RecordingPlan(
    name="clipped_motor",
    title="Motor, recorded with too much gain",
    fault="",
    component="",
    quality="sensor.clipping",
    seed=1010,
    machine=running_machine(1478.0, unbalance_mm_s=3.0, noise_m_s2=1.5),
    description=_described("electric_motor", 5.5, 4, bearings=[_DE_6205]),
    duration_s=8.0,
    sampling_rate_hz=12000,
    full_scale_g=0.5,
    bits=16,
    clip_g=0.3,
)

RECORDINGS: tuple[RecordingPlan, ...] = (_HEALTHY, *_BEARINGS, _GEAR, *_ROTORS, _CLIPPED)
"""All recordings of the set, in the order of the manifest."""
