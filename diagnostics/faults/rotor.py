"""Rotor faults as the cause of a vibration that is already too high: unbalance, misalignment, looseness.

The level makes the finding (zone C or D); the orders of the shaft in the velocity spectrum only name its cause. Below
zone C nothing is named: a strong 1× is what healthy rotors show, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import Against, Evidence, Finding, Severity
from diagnostics.faults.findings import HIGHEST_PROBABILITY, TEXTS
from diagnostics.machine import Machine
from diagnostics.quality.preparation import Prepared, PreparedChannel
from diagnostics.severity.iso20816 import Zone, velocity_band_hz
from diagnostics.spectra.spectrum import power_spectrum
from diagnostics.speed import ShaftSpeed

__all__ = ["ShaftOrders", "rotor_cause", "shaft_order_levels"]

HIGHEST_ORDER: Final = 10
"""Looseness may show harmonics up to 10× (rulebook §2.2)."""
HALF_ORDERS: Final = (0.5, 1.5, 2.5)
UNBALANCE_SHARE: Final = 0.75
"""Share of the velocity's energy at 1× (rulebook §2.2: 70–80 %)."""
UNBALANCE_SECOND: Final = 0.5
"""2× over 1× above which misalignment is the better name (rulebook §2.2)."""
MISALIGNMENT_SECOND: Final = 1.0
"""2× over 1× from which misalignment is named (rulebook §2.2: moderate)."""
LOOSENESS_HARMONIC: Final = 0.2
LOOSENESS_COUNT: Final = 4
"""Harmonics above 1× that reach this share of it, and how many it takes (rulebook §2.2); one half order stands for
one of them, two half orders for all (a convention: nothing but looseness and rubs makes fractions)."""
LOOSENESS_FIRST: Final = 0.1
"""Least share of the energy at 1×: the family hangs on the shaft's own speed (a convention)."""
ORDERS_SHARE: Final = 0.6
"""Least share of the velocity's energy in whole and half orders; with less, something else is loud (a convention)."""
MOST_SURE: Final = 0.75
"""Share of the highest probability: without phase and a second direction the look-alikes stay open (a convention)."""
LEAST_FALSE_ALARM: Final = 1e-3
"""Never claimed smaller: how often the rule names a wrong cause has not been measured."""
LINE_WIDTH: Final = 0.005
"""Relative half-width around an order, for a speed that wavers within the ±0.5 % of steady running (rulebook §1.3)."""


@dataclass(frozen=True)
class ShaftOrders:
    """Levels of the shaft's orders in one channel, mm/s RMS; `share` is the energy in all of them over the total."""

    channel: str
    whole: tuple[float, ...]
    """1× … 10×."""
    half: tuple[float, ...]
    """½×, 1½×, 2½×."""
    share: float
    first_share: float
    """Energy at 1× over the total."""

    @property
    def strong_harmonics(self) -> int:
        """How many of 2× … 10× reach `LOOSENESS_HARMONIC` of 1×."""
        return sum(level >= LOOSENESS_HARMONIC * self.whole[0] for level in self.whole[1:])

    @property
    def strong_halves(self) -> int:
        """How many half orders do."""
        return sum(level >= LOOSENESS_HARMONIC * self.whole[0] for level in self.half)

    @property
    def second(self) -> float:
        """Level at 2× over the one at 1×."""
        return self.whole[1] / self.whole[0] if self.whole[0] > 0.0 else np.inf


def rotor_cause(
    prepared: Prepared, machine: Machine, speed: ShaftSpeed | None, channel_key: str, zone: Zone
) -> Finding | None:
    """Return the rotor fault that explains ``zone`` (C or D) of the channel ``channel_key``, None where none does."""
    channel = next((c for c in prepared.channels if c.key == channel_key), None)
    if speed is None or channel is None:
        return None
    orders = shaft_order_levels(channel, sampling_rate_hz=prepared.sampling_rate_hz, shaft_hz=speed.shaft_hz)
    fault = _fault(orders, mains_in_second=_mains_in_second(machine, speed, prepared.duration_s))
    return None if fault is None else _finding(fault, orders, machine, speed, zone)


def shaft_order_levels(channel: PreparedChannel, *, sampling_rate_hz: float, shaft_hz: float) -> ShaftOrders:
    """Return the levels of whole and half orders of ``shaft_hz`` in the velocity of a vibration channel.

    The floor beside each order (median of the neighbourhood) is taken off; the total is that of 10–1000 Hz (2–1000
    below 600 rpm).
    """
    frequency_hz, energy = _velocity_energy(channel, sampling_rate_hz)
    low_hz, high_hz = velocity_band_hz(60.0 * shaft_hz)
    total = float(np.sum(energy[(frequency_hz >= low_hz) & (frequency_hz <= high_hz)]))
    whole = [_line_energy(frequency_hz, energy, k * shaft_hz) for k in range(1, HIGHEST_ORDER + 1)]
    half = [_line_energy(frequency_hz, energy, k * shaft_hz) for k in HALF_ORDERS]
    share = min(1.0, (sum(whole) + sum(half)) / total) if total > 0.0 else 0.0
    return ShaftOrders(
        channel=channel.key,
        whole=tuple(float(np.sqrt(e)) for e in whole),
        half=tuple(float(np.sqrt(e)) for e in half),
        share=share,
        first_share=min(1.0, whole[0] / total) if total > 0.0 else 0.0,
    )


def _velocity_energy(
    channel: PreparedChannel, sampling_rate_hz: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return frequencies in Hz and the mean square velocity of each line in (mm/s)², both [shape=(m,)]."""
    frequency_hz, density = power_spectrum(channel.samples, sampling_rate_hz=sampling_rate_hz)
    energy = 1e6 * density * frequency_hz[1]
    if channel.sensor.quantity == "acceleration":
        energy = energy / np.maximum(2.0 * np.pi * frequency_hz, 1e-9) ** 2
        energy[0] = 0.0
    return frequency_hz, energy


def _line_energy(frequency_hz: NDArray[np.float64], energy: NDArray[np.float64], at_hz: float) -> float:
    step_hz = float(frequency_hz[1])
    half_width_hz = max(2.0 * step_hz, LINE_WIDTH * at_hz)
    distance = np.abs(frequency_hz - at_hz)
    line = distance <= half_width_hz
    beside = (distance > half_width_hz) & (distance <= 6.0 * half_width_hz) & (frequency_hz > 0.0)
    if not np.any(line) or not np.any(beside):
        return 0.0
    floor = float(np.median(energy[beside]))
    return max(0.0, float(np.sum(energy[line] - floor)))


def _mains_in_second(machine: Machine, speed: ShaftSpeed, duration_s: float) -> bool:
    """Whether 2× and twice the mains frequency cannot be told apart (two-pole motors; rulebook §1.3)."""
    is_motor = machine.kind == "electric_motor" or machine.motor is not None
    apart_hz = abs(2.0 * speed.shaft_hz - 2.0 * machine.mains_hz)
    return is_motor and apart_hz <= max(2.0 / duration_s, 2.0 * LINE_WIDTH * speed.shaft_hz)


def _fault(orders: ShaftOrders, *, mains_in_second: bool) -> str | None:
    if orders.whole[0] <= 0.0 or orders.share < ORDERS_SHARE:
        return None
    strong, halves = orders.strong_harmonics, orders.strong_halves
    family = strong >= LOOSENESS_COUNT or halves >= 2 or (strong == LOOSENESS_COUNT - 1 and halves == 1)
    if family and orders.first_share >= LOOSENESS_FIRST:
        return "rotor.looseness"
    both_share = orders.first_share * (1.0 + orders.second**2)
    if orders.second >= MISALIGNMENT_SECOND and both_share >= ORDERS_SHARE and not mains_in_second:
        return "rotor.misalignment"
    if orders.first_share >= UNBALANCE_SHARE and orders.second <= UNBALANCE_SECOND:
        return "rotor.unbalance"
    return None


def _finding(fault: str, orders: ShaftOrders, machine: Machine, speed: ShaftSpeed, zone: Zone) -> Finding:
    name = fault.partition(".")[2]
    urgent = {"C": 3 if fault == "rotor.looseness" else 4, "D": 2}[zone.letter]
    text = TEXTS(
        f"rotor_{name}",
        channel=orders.channel,
        level=zone.velocity_mm_s,
        zone=zone.letter,
        standard=zone.standard.name,
        limit=zone.limit_mm_s,
        first=orders.whole[0],
        second=orders.whole[1],
        share=100.0 * orders.first_share,
        shaft=speed.shaft_hz,
        count=orders.strong_harmonics,
        halves=orders.strong_halves,
    )
    against = [Against(TEXTS(f"against_{name}"))]
    if zone.mounting_assumed:
        against.append(Against(TEXTS("mounting_assumed")))
    return Finding(
        fault=fault,
        component=machine.shafts[0].id if machine.shafts else "main",
        department="mechanical",
        probability=MOST_SURE * HIGHEST_PROBABILITY,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity("moderate" if zone.letter == "C" else "severe", zone.standard.name),
        urgency=urgent,
        evidence=(
            Evidence(
                "shaft_orders",
                text,
                channel=orders.channel,
                expected_hz=speed.shaft_hz,
                frequency_hz=speed.shaft_hz,
                harmonics_hz=tuple(k * speed.shaft_hz for k in range(1, HIGHEST_ORDER + 1)),
                band_hz=velocity_band_hz(60.0 * speed.shaft_hz),
                strength=orders.whole[0],
            ),
        ),
        treatment=(TEXTS(f"treatment_{name}"),),
        against=tuple(against),
    )
