"""The real recordings as the families of faults are asked about them."""

from __future__ import annotations

import json

from diagnostics.faults.family import Subject
from diagnostics.machine import Machine
from diagnostics.quality.preparation import prepare
from diagnostics.readers import read
from diagnostics.severity.measurements import measure_channels
from diagnostics.speed.possible import possible_speeds
from tests.shared_data import SHARED


def benchmark_subject(case: str) -> Subject:
    """The benchmark's case with this id; raises StopIteration where there is none."""
    folder = SHARED / "benchmark"
    lines = (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    described = next(item for item in map(json.loads, lines) if item["id"] == case)
    machine = Machine.from_dict(described["machine"])
    prepared = prepare(read(folder / described["recording"]).for_machine(machine), machine)
    speed = next(iter(possible_speeds(prepared, machine)), None)
    measurements, zones = measure_channels(
        prepared, machine, speed_rpm=None if speed is None else 60.0 * speed.shaft_hz
    )
    return Subject(prepared, machine, speed, measurements, zones)
