"""Closed-form test signals of bearings, made here so that the tests know every line in them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from diagnostics.machine import Machine
from diagnostics.recording import Recording

RATE_HZ = 20_000.0
SPEED_RPM = 1_470.0
ORDERS = {"bpfo": 3.585, "bpfi": 5.415, "bsf": 2.357, "ftf": 0.398}


def noise(seconds: float, *, rms: float = 1.0, seed: int = 1) -> NDArray[np.float64]:
    return rms * np.random.default_rng(seed).standard_normal(int(seconds * RATE_HZ))


def impulses(
    seconds: float,
    *,
    rate_hz: float,
    height: float,
    shaft_hz: float = 0.0,
    resonance_hz: float = 6000.0,
    jitter: float = 0.0,
) -> NDArray[np.float64]:
    """Ringing impacts `rate_hz` times a second, their height following the load zone once a turn when
    `shaft_hz` is given.

    `jitter` is the scatter of the moments as a share of their distance, the slip of the elements.
    """
    samples = np.zeros(int(seconds * RATE_HZ))
    after = np.arange(int(0.004 * RATE_HZ))
    moments_s = np.arange(1.0 / rate_hz, seconds - 0.01, 1.0 / rate_hz)
    for moment_s in moments_s + jitter / rate_hz * np.random.default_rng(3).standard_normal(moments_s.size):
        # Sampled at its exact moment: moments rounded to samples would make lines at fractions of the rate.
        first = int(np.ceil(moment_s * RATE_HZ))
        t = (first + after) / RATE_HZ - moment_s
        load = 1.0 + (np.cos(2 * np.pi * shaft_hz * moment_s) if shaft_hz else 0.0)
        samples[first + after] += height * load * np.exp(-1500.0 * t) * np.sin(2 * np.pi * resonance_hz * t)
    return samples


def shaft_lines(seconds: float, *, shaft_hz: float, amplitude: float = 0.5) -> NDArray[np.float64]:
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return sum(amplitude / k * np.sin(2 * np.pi * k * shaft_hz * t + k) for k in range(1, 7))  # type: ignore[return-value]


def machine(**changes: object) -> Machine:
    return Machine.from_dict(
        {
            "name": "fan",
            "speed_rpm": SPEED_RPM,
            "bearings": [{"id": "DE", "multipliers": ORDERS}],
            "sensors": [{"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": "DE"}],
            **changes,
        }
    )


def recording(*channels: NDArray[np.float64], rate_hz: float = RATE_HZ) -> Recording:
    return Recording.from_array(np.array(channels), sampling_rate_hz=rate_hz)
