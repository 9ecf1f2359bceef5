"""Induction motors as their equivalent circuit has them, and what clamps make of their currents.

The circuit is that of any textbook, per unit of rated voltage and power: stator R_s + jX_s, magnetising jX_m, rotor
R_r/s + jX_r for the positive and R_r/(2 − s) + jX_r for the negative sequence. A short of the share μ of a winding is a
loop of resistance r_f that μ·V drives; from the terminals it is an additional current μ·I_f in that phase, of which the
three wires pass the positive and the negative sequence (Tallam, Habetler and Harley 2002).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diagnostics.faults.family import Subject
from diagnostics.machine import Machine
from diagnostics.quality.preparation import prepare
from diagnostics.recording import Recording
from diagnostics.severity.measurements import measure_channels
from diagnostics.speed import ShaftSpeed

R_S, X_S, X_M, R_R, X_R = 0.03, 0.09, 2.5, 0.025, 0.09
ALPHA = np.exp(2j * np.pi / 3.0)
RATED_SLIP = 0.028
"""At which this circuit takes its rated current."""


def impedance(slip: float) -> complex:
    """Return the impedance of one phase at ``slip``, per unit."""
    rotor = 1j * X_M * (R_R / slip + 1j * X_R) / (R_R / slip + 1j * (X_M + X_R))
    return R_S + 1j * X_S + rotor


@dataclass(frozen=True)
class Motor:
    """A motor with its supply and clamps; currents over the rated one, voltages over the rated one."""

    supply_hz: float = 50.0
    poles: int = 4
    slip: float = 0.028
    voltage_unbalance: complex = 0j
    """V₂/V₁."""
    shorted: int | None = None
    """0, 1, 2 for phase a, b, c."""
    short_share: float = 0.0
    short_resistance: float = 0.02
    """Of the loop, per unit of a whole winding."""
    reverse: bool = False
    """Whether the phases follow each other a, c, b."""
    bars_db: float | None = None
    """Below the supply frequency."""
    swing: tuple[float, float] = (0.0, 1.0)
    """Depth and frequency in Hz of a load that pulsates."""
    speed_lines: float = 1e-3
    """Amplitude of f_L ± f_r over the current's: every rotor is a little eccentric."""
    harmonics: Mapping[int, float] = field(default_factory=lambda: {5: 0.01, 7: 0.007})
    gains: Sequence[float] = (1.0, 1.0, 1.0)
    noise: float = 2e-3
    wander_hz: float = 0.0
    """Of the grid: RMS of a slow change of its frequency."""
    ripple: tuple[float, float] = (0.0, 4000.0)
    """Amplitude and carrier in Hz of an inverter."""

    @property
    def shaft_hz(self) -> float:
        """Turns a second."""
        return (1.0 - self.slip) * self.supply_hz / (self.poles / 2.0)

    @property
    def pole_pass_hz(self) -> float:
        """Twice the slip frequency."""
        return 2.0 * self.slip * self.supply_hz

    def sequences(self) -> tuple[complex, complex]:
        """I₁ and I₂ of the currents over the rated current."""
        positive, negative = 1.0 / impedance(self.slip), self.voltage_unbalance / impedance(2.0 - self.slip)
        if self.shorted is not None:
            extra = self.short_share**2 / self.short_resistance / 3.0
            positive += extra
            negative += extra * ALPHA**self.shorted
        rated = abs(1.0 / impedance(RATED_SLIP))
        return positive / rated, negative / rated

    def currents(self, *, rate_hz: float, seconds: float, seed: int = 1) -> NDArray[np.float64]:
        """[shape=(3, n)], peak of the rated current 1."""
        random = np.random.default_rng(seed)
        time_s = np.arange(int(rate_hz * seconds)) / rate_hz
        turn = self._turn(time_s, random)
        positive, negative = self.sequences()
        waves = []
        for k in range(3):
            away = -2.0 * np.pi * k / 3.0
            wave = _wave(positive, turn + away) * (1.0 + self.swing[0] * np.cos(2.0 * np.pi * self.swing[1] * time_s))
            wave = wave + _wave(negative, turn - away)
            for order, size in self.harmonics.items():
                wave += size * abs(positive) * np.cos(order * (turn + away) + order)
            lines = [(self.shaft_hz, self.speed_lines)]
            if self.bars_db is not None:
                lines.append((self.pole_pass_hz, 10.0 ** (-self.bars_db / 20.0)))
            for apart_hz, size in lines:
                for side in (-1.0, 1.0):
                    wave += _wave(size * positive, turn + away + side * 2.0 * np.pi * apart_hz * time_s)
            for side in (-2.0, -1.0, 1.0, 2.0):
                carrier = 2.0 * np.pi * self.ripple[1] * time_s + side * (turn + away)
                wave += self.ripple[0] * np.cos(carrier) if 2.2 * self.ripple[1] < rate_hz else 0.0
            waves.append(self.gains[k] * (wave + self.noise * random.standard_normal(time_s.size)))
        return self._ordered(waves)

    def voltages(self, *, rate_hz: float, seconds: float, seed: int = 1) -> NDArray[np.float64]:
        """Line to neutral [shape=(3, n)], peak of the rated voltage 1."""
        random = np.random.default_rng(seed)
        time_s = np.arange(int(rate_hz * seconds)) / rate_hz
        turn = self._turn(time_s, random)
        waves = []
        for k in range(3):
            away = -2.0 * np.pi * k / 3.0
            wave = _wave(1.0, turn + away) + _wave(self.voltage_unbalance, turn - away)
            waves.append(wave + 1e-3 * random.standard_normal(time_s.size))
        return self._ordered(waves)

    def _turn(self, time_s: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float64]:
        slow = 2.0 * np.pi * np.outer([1.0, 2.0], time_s / time_s[-1]) + random.uniform(0.0, 6.28, (2, 1))
        change_hz = self.wander_hz * np.sum(np.cos(slow), axis=0)
        return 2.0 * np.pi * (self.supply_hz * time_s + np.cumsum(change_hz) * time_s[1])

    def _ordered(self, waves: list[NDArray[np.float64]]) -> NDArray[np.float64]:
        return np.array([waves[k] for k in ((0, 2, 1) if self.reverse else (0, 1, 2))])


def _wave(vector: complex, turn: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(abs(vector) * np.cos(turn + np.angle(vector)))


def random_sound_motor(seed: int) -> tuple[Motor, float, float, bool]:
    """A motor without a fault, the rate and length of its recording and whether voltages are measured.

    Without voltages the supply's part of I₂ has to stay small for any rule: at rated load this circuit turns 1 % of
    voltage unbalance into 6 %, idle into 17 %.
    """
    random = np.random.default_rng(seed)
    voltages = bool(random.integers(2))
    slip = float(random.uniform(0.001, 0.035))
    loaded = slip > 0.5 * RATED_SLIP
    most = 0.02 if voltages else 0.006 if loaded else 0.002
    inverter = random.random() < 0.25
    supply_hz = float(
        random.uniform(12.0, 80.0) if inverter else random.choice([50.0, 60.0]) + random.normal(0.0, 0.03)
    )
    motor = Motor(
        supply_hz=supply_hz,
        poles=int(random.choice([2, 4, 6])),
        slip=slip,
        voltage_unbalance=most * random.random() * np.exp(2j * np.pi * random.random()),
        reverse=bool(random.integers(2)),
        swing=(float(random.uniform(0.0, 0.06)), float(random.uniform(0.3, 7.0))),
        speed_lines=float(10.0 ** random.uniform(-4.0, -2.3)),
        harmonics={
            5: float(random.uniform(0, 0.04)),
            7: float(random.uniform(0, 0.03)),
            3: float(random.uniform(0, 0.02)),
        },
        gains=tuple(1.0 + 0.01 * random.uniform(-1.0, 1.0, 3)),
        noise=float(10.0 ** random.uniform(-3.5, -1.7)),
        wander_hz=float(random.uniform(0.0, 0.02)),
        ripple=(0.02 if inverter else 0.0, float(random.uniform(2000.0, 8000.0))),
    )
    return motor, float(random.choice([1000.0, 1777.0, 5000.0])), float(random.choice([1.0, 4.0, 20.0])), voltages


def pulsed_voltages(
    *, supply_hz: float, carrier_hz: float, rate_hz: float, seconds: float, depth: float = 0.8
) -> NDArray[np.float64]:
    """The output of a two-level inverter, sines compared with a triangle [shape=(3, n)]."""
    time_s = np.arange(int(rate_hz * seconds)) / rate_hz
    triangle = 2.0 * np.abs(2.0 * ((carrier_hz * time_s) % 1.0) - 1.0) - 1.0
    legs = [
        np.sign(depth * np.cos(2.0 * np.pi * supply_hz * time_s - 2.0 * np.pi * k / 3.0) - triangle) for k in range(3)
    ]
    return np.array([legs[k] - legs[(k + 1) % 3] for k in range(3)])


def described(
    count: int, quantity: str = "current", *, first: int = 1, phases: str | None = None, **more: Any
) -> list[dict[str, Any]]:
    """Return ``count`` sensors in the form of a machine description, channels from ``first`` on."""
    unit = {"current": "A", "voltage": "V"}[quantity]
    return [
        {"channel": str(first + k), "quantity": quantity, "unit": unit, **more}
        | ({"phase": phases[k]} if phases else {})
        for k in range(count)
    ]


def electrical_subject(
    channels: NDArray[np.float64],
    *,
    rate_hz: float,
    sensors: Sequence[Mapping[str, Any]] | None = None,
    speed: ShaftSpeed | None = None,
    **machine: Any,
) -> Subject:
    """An electric motor with one current sensor a channel unless it is described otherwise."""
    description = {
        "kind": "electric_motor",
        "sensors": list(sensors if sensors is not None else described(len(channels))),
        **machine,
    }
    made = Machine.from_dict(description)
    prepared = prepare(Recording.from_array(channels, sampling_rate_hz=rate_hz).for_machine(made), made)
    measurements, zones = measure_channels(prepared, made, speed_rpm=None)
    return Subject(prepared, made, speed, measurements, zones)
