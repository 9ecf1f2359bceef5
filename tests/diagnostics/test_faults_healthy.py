"""Sound machines of every kind: all families are asked, none may find anything."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from diagnostics.faults.belt import examine_belts
from diagnostics.faults.family import Subject
from diagnostics.faults.fan_pump import examine_fan_pump
from diagnostics.faults.gear import examine_gears
from diagnostics.faults.lubrication import examine_lubrication
from diagnostics.faults.motor import examine_motor
from diagnostics.faults.rotor import examine_rotor
from tests.diagnostics.benchmark_subjects import benchmark_subject
from tests.diagnostics.family_subjects import Line, acceleration, sensors, subject
from tests.shared_data import needs_shared

FAMILIES = (examine_rotor, examine_gears, examine_belts, examine_fan_pump, examine_motor, examine_lubrication)
MAINS_HZ = 50.0
LARGEST_HUM_MM_S = 1.2
"""The rulebook calls 1.3 mm/s at twice the mains frequency a fault (§2.6)."""


def sound_machine(seed: int) -> Subject:
    """A machine of a random kind that shows every line a sound one has, its level anywhere in zones A and B."""
    random = np.random.default_rng(seed)
    kind = str(random.choice(["electric_motor", "fan", "pump", "gearbox", "compressor", "other"]))
    poles = int(random.choice([2, 4, 6]))
    shaft_hz = 2.0 * MAINS_HZ / poles * random.uniform(0.95, 0.995)
    calibrated = random.random() < 0.75
    rate_hz, seconds = (12_800.0, 6.0) if random.random() < 0.2 else (4096.0, 8.0)
    blades = int(random.integers(5, 12))
    machine: dict[str, Any] = {
        "kind": kind,
        "blades": [{"count": blades}] if kind in ("fan", "pump") else [],
        "motor": {"poles": poles, "rotor_bars": int(random.integers(26, 44))} if random.random() < 0.6 else None,
        "belts": [{"id": "V1", "length_mm": 1500.0, "pulley_mm": 150.0}] if random.random() < 0.3 else [],
    }
    if kind == "gearbox":
        teeth, mate = int(random.integers(12, 16)), int(random.integers(25, 40))
        machine["shafts"] = [{"id": "main"}, {"id": "out", "ratio": teeth / mate}]
        machine["gears"] = [
            {"id": "G1", "teeth": teeth, "mates": "G2"},
            {"id": "G2", "shaft": "out", "teeth": mate, "mates": "G1"},
        ]
    described = sensors(2, unit="m/s2" if calibrated else "V")
    described[0]["direction"], described[1]["direction"] = "radial_h", "radial_v"
    lines = _lines(random, machine, shaft_hz, blades)
    largest_mm_s = float(random.uniform(0.2, 2.6)) if calibrated else float(random.uniform(0.2, 0.7))
    noise_m_s2 = float(random.uniform(0.1, 0.4)) if calibrated else float(random.uniform(1.0, 5.0))
    channels = []
    for direction in range(2):
        share = {f: level * random.uniform(0.5, 1.0) for f, level in lines.items()}
        total = float(np.sqrt(sum(level**2 for level in share.values())))
        limits = {2.0 * MAINS_HZ: LARGEST_HUM_MM_S}
        levels: dict[float, float | Line] = {
            f: (min(level * largest_mm_s / total, limits.get(f, np.inf)), float(random.uniform(0.0, 360.0)))
            for f, level in share.items()
        }
        channels.append(
            acceleration(levels, noise_m_s2=noise_m_s2, seed=2 * seed + direction, rate_hz=rate_hz, seconds=seconds)
        )
    return subject(*channels, shaft_hz=shaft_hz, rate_hz=rate_hz, described=described, **machine)


def _lines(random: np.random.Generator, machine: dict[str, Any], shaft_hz: float, blades: int) -> dict[float, float]:
    """Relative levels of all lines, each from faint to as strong as 1×."""
    lines = {k * shaft_hz: float(random.uniform(0.02, 1.0)) / k for k in range(1, 8)}
    lines[shaft_hz] = 1.0
    lines[2.0 * MAINS_HZ] = float(random.uniform(0.05, 0.8))
    for side in (-1.0, 1.0):
        lines[2.0 * MAINS_HZ + side * shaft_hz] = 0.1 * float(random.random())
    if machine["blades"]:
        lines[blades * shaft_hz] = float(random.uniform(0.1, 0.8))
        lines[2 * blades * shaft_hz] = float(random.uniform(0.02, 0.3))
    if machine["belts"]:
        turn_hz = np.pi * 150.0 / 1500.0 * shaft_hz
        lines |= {k * turn_hz: 0.3 * float(random.random()) / k for k in (1, 2, 3)}
    for gear in machine.get("gears", [])[:1]:
        mesh_hz = gear["teeth"] * shaft_hz
        for k in (1, 2, 3):
            lines[k * mesh_hz] = float(random.uniform(0.1, 0.5)) / k**2
            lines |= {k * mesh_hz + j * shaft_hz: 0.02 * float(random.random()) for j in (-2, -1, 1, 2)}
    return lines


@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=pytest.mark.long) for first in (50, 100, 150))])
def test_two_hundred_sound_machines_have_no_fault(first: int) -> None:
    found = []
    for seed in range(first, first + 50):
        case = sound_machine(seed)
        assert not case.zones or {zone.letter for zone in case.zones.values()} <= {"A", "B"}
        found += [(seed, f.fault, f.evidence[0].text.en) for family in FAMILIES for f in family(case).findings]

    assert found == []


@needs_shared
@pytest.mark.parametrize(
    "case", ["mfpt_baseline_1", "cwru_97", "gearbox_h30hz0", "adi_1800_GoB_GS_BaLo_WA_00lb", "cwru_130", "cwru_105"]
)
def test_no_family_finds_anything_on_real_machines_without_such_a_fault(case: str) -> None:
    real = benchmark_subject(case)

    assert [f.fault for family in FAMILIES for f in family(real).findings] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_an_answer_has_one_picture_or_none_for_each_item(family: Any) -> None:
    for seed in range(6):
        answer = family(sound_machine(seed))
        assert len(answer.plots) == len(answer.findings) + len(answer.watch)
