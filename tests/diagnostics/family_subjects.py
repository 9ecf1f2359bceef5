"""Machines whose every line is known, as the families of faults are asked about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.family import Answer, Subject
from diagnostics.machine import Machine
from diagnostics.quality.preparation import prepare
from diagnostics.recording import Recording
from diagnostics.severity.measurements import measure_channels
from diagnostics.speed import ShaftSpeed

SHAFT_HZ = 24.5
RATE_HZ = 4096.0
SECONDS = 10.0

Line = tuple[float, float]
"""RMS velocity in mm/s and phase in degrees."""


def acceleration(
    lines: Mapping[float, float | Line],
    *,
    noise_m_s2: float = 0.3,
    seed: int = 1,
    rate_hz: float = RATE_HZ,
    seconds: float = SECONDS,
) -> NDArray[np.float64]:
    """Acceleration in m/s² of lines at these frequencies in Hz, in white noise."""
    time_s = np.arange(int(seconds * rate_hz)) / rate_hz
    total = noise_m_s2 * np.random.default_rng(seed).standard_normal(time_s.size)
    for frequency_hz, line in lines.items():
        level_mm_s, phase_deg = line if isinstance(line, tuple) else (line, 57.3 * frequency_hz % 360.0)
        pulse = 2.0 * np.pi * frequency_hz
        amplitude = 1e-3 * level_mm_s * np.sqrt(2.0) * pulse
        total += amplitude * np.cos(pulse * time_s + np.radians(phase_deg))
    return total


def orders(levels: Mapping[float, float | Line], *, shaft_hz: float = SHAFT_HZ) -> dict[float, float | Line]:
    return {order * shaft_hz: level for order, level in levels.items()}


def sensors(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [
        {"channel": str(k + 1), "quantity": "acceleration", "unit": "m/s2", "position": "DE", **changes}
        for k in range(count)
    ]


def subject(
    *channels: NDArray[np.float64],
    shaft_hz: float = SHAFT_HZ,
    rate_hz: float = RATE_HZ,
    described: Sequence[Mapping[str, Any]] | None = None,
    **machine: Any,
) -> Subject:
    """A group 2 machine on a rigid base (zones to 1.4, 2.8 and 4.5 mm/s) unless it is described otherwise."""
    description = {
        "name": "test machine",
        "speed_rpm": 60.0 * shaft_hz,
        "power_kw": 30.0,
        "mounting": "rigid",
        "sensors": list(described or sensors(len(channels))),
        **machine,
    }
    made = Machine.from_dict({key: value for key, value in description.items() if value is not None})
    prepared = prepare(Recording.from_array(np.array(channels), sampling_rate_hz=rate_hz).for_machine(made), made)
    speed = ShaftSpeed(shaft_hz, 0.005, "given", refined=True)
    measurements, zones = measure_channels(prepared, made, speed_rpm=60.0 * shaft_hz)
    return Subject(prepared, made, speed, measurements, zones)


def named(answer: Answer) -> list[tuple[str, str | None, int]]:
    return [(finding.fault, finding.component, finding.urgency) for finding in answer.findings]


def watched(answer: Answer) -> list[tuple[str, str | None]]:
    return [(finding.fault, finding.component) for finding in answer.watch]


def excluded(answer: Answer) -> set[str]:
    return {item.fault for item in answer.ruled_out}
