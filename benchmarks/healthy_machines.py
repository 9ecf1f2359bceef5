"""Simulated machines with nothing wrong, no two alike: all that sound machines do, and no bearing line.

Independent of the examination and of `sample_signals`: sums of sinusoids locked to a shaft that wanders, Gaussian noise
coloured by resonances and modulated by the load, and knocks at random times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from diagnostics.catalogue import bearing_catalogue

__all__ = ["HealthyMachine", "healthy_machine"]

RATES_HZ: Final = (12_800.0, 20_480.0, 25_600.0)
DURATIONS_S: Final = (2.0, 4.0, 6.0)
SPEED_RPM: Final = (600.0, 3600.0)
SHAFT_WANDER: Final = 0.001
"""Largest RMS of the relative wander of the speed: that of an induction motor on the mains (a convention)."""
LOAD_HZ: Final = (0.05, 1.5)
"""The load swells and fades this often (process, control loop)."""


@dataclass(frozen=True, eq=False)
class HealthyMachine:
    """The samples of a sound machine and its description with bearings of the catalogue."""

    samples: NDArray[np.float64]
    """[shape=(channels, n)], m/s²"""
    rate_hz: float
    description: dict[str, Any]


def healthy_machine(seed: int) -> HealthyMachine:
    """Return machine number ``seed``; the same number gives the same samples."""
    chance = np.random.default_rng([seed, 20816])
    rate_hz, duration_s = float(chance.choice(RATES_HZ)), float(chance.choice(DURATIONS_S))
    shaft_hz = float(chance.uniform(*SPEED_RPM)) / 60.0
    time_s = np.arange(round(rate_hz * duration_s)) / rate_hz
    turns = _turns(time_s, shaft_hz, chance)
    load = _load(time_s, chance)
    channels = int(chance.integers(1, 3))
    lines = _lines(time_s, turns, rate_hz, chance)
    samples = [lines * chance.uniform(0.5, 1.5) + load * _noise(time_s.size, rate_hz, chance) for _ in range(channels)]
    knocks = _knocks(time_s.size, duration_s, rate_hz, chance)
    rows = bearing_catalogue()
    chosen = [rows[int(i)].designation for i in chance.choice(len(rows), size=channels, replace=False)]
    description = {
        "name": f"sound machine {seed}",
        "kind": "other",
        "speed_rpm": round(60.0 * shaft_hz, 1),
        "bearings": [{"id": f"B{i + 1}", "designation": name} for i, name in enumerate(chosen)],
        "sensors": [
            {"channel": str(i + 1), "quantity": "acceleration", "unit": "m/s2", "position": f"B{i + 1}"}
            for i in range(channels)
        ],
    }
    return HealthyMachine(np.array(samples) + knocks, rate_hz, description)


def _turns(time_s: NDArray[np.float64], shaft_hz: float, chance: np.random.Generator) -> NDArray[np.float64]:
    """Turns of the shaft since the start, with two slow swings of its speed."""
    turns = shaft_hz * time_s
    for _ in range(2):
        swing_hz, depth = chance.uniform(0.1, 1.0), chance.uniform(0.0, SHAFT_WANDER)
        turns = turns + shaft_hz * depth / (2 * np.pi * swing_hz) * np.sin(
            2 * np.pi * swing_hz * time_s + chance.uniform(0.0, 6.28)
        )
    return turns


def _load(time_s: NDArray[np.float64], chance: np.random.Generator) -> NDArray[np.float64]:
    load_hz, depth = chance.uniform(*LOAD_HZ), chance.uniform(0.0, 0.4)
    return np.asarray(1.0 + depth * np.sin(2 * np.pi * load_hz * time_s + chance.uniform(0.0, 6.28)))


def _lines(
    time_s: NDArray[np.float64], turns: NDArray[np.float64], rate_hz: float, chance: np.random.Generator
) -> NDArray[np.float64]:
    """Shaft harmonics, twice the mains, and a mesh with sidebands of the shaft that reach up to where bearings ring."""

    def phase() -> float:
        return float(chance.uniform(0.0, 2 * np.pi))

    total = np.zeros(time_s.size)
    for k in range(1, 9):
        total += chance.uniform(0.0, 1.0) / k * np.sin(2 * np.pi * k * turns + phase())
    total += chance.uniform(0.0, 0.5) * np.sin(2 * np.pi * float(chance.choice([100.0, 120.0])) * time_s + phase())
    teeth, depth = int(chance.integers(17, 60)), chance.uniform(0.0, 0.3)
    mesh_hz = teeth * float(turns[-1] / time_s[-1])
    for k in range(1, 4):
        if k * mesh_hz < 0.45 * rate_hz and chance.random() < 0.5:
            swell = 1.0 + depth * np.cos(2 * np.pi * turns + phase())
            total += chance.uniform(0.0, 1.0) / k * swell * np.sin(2 * np.pi * k * teeth * turns + phase())
    return total


def _noise(count: int, rate_hz: float, chance: np.random.Generator) -> NDArray[np.float64]:
    """Gaussian noise through one to three resonances, over a white ground."""
    white = chance.standard_normal(count)
    total = chance.uniform(0.1, 0.5) * white
    for _ in range(int(chance.integers(1, 4))):
        ringing = float(np.exp(-np.pi * chance.uniform(100.0, 600.0) / rate_hz))
        angle = 2 * np.pi * chance.uniform(500.0, 0.45 * rate_hz) / rate_hz
        hump = signal.lfilter([1.0], [1.0, -2 * ringing * np.cos(angle), ringing**2], chance.standard_normal(count))
        total = total + chance.uniform(0.2, 1.0) * hump / np.std(hump)
    return np.asarray(total, dtype=np.float64)


def _knocks(count: int, duration_s: float, rate_hz: float, chance: np.random.Generator) -> NDArray[np.float64]:
    """Up to five knocks a second at random times, half of the machines have none."""
    train = np.zeros(count)
    number = int(chance.poisson(chance.uniform(0.0, 5.0) * duration_s)) if chance.random() < 0.5 else 0
    np.add.at(train, chance.integers(0, count, number), chance.exponential(3.0, number))
    time_s = np.arange(round(0.01 * rate_hz)) / rate_hz
    ring = np.exp(-800.0 * time_s) * np.sin(2 * np.pi * chance.uniform(1000.0, 0.4 * rate_hz) * time_s)
    return np.asarray(signal.fftconvolve(train, ring)[:count], dtype=np.float64)
