"""A rotor so far out of balance that its one line drowns the machine: the rule that needs no calibrated level.

An unbalance grows with the square of the speed while nothing else does, so 1× alone may be said to be large when it
outweighs not only the low orders but everything that bearings, teeth and flow excite up to 5 kHz and more, in two
directions that turn about each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np

from diagnostics.examination import Against, Evidence, Finding, RuledOut, Severity
from diagnostics.faults.family import Answer, Subject
from diagnostics.faults.rotor_directions import phase_deg
from diagnostics.faults.rotor_orders import ShaftOrders, shaft_orders_of
from diagnostics.faults.velocity_evidence import LEAST_FALSE_ALARM, line_plot, rated_band_hz
from diagnostics.faults.velocity_lines import VelocityLines
from diagnostics.plots import Plot
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.texts import Catalogue
from diagnostics.vocabulary import fault_kind

__all__ = ["unrated_unbalance"]

TEXTS: Final = Catalogue(Path(__file__).with_name("rotor.toml"))
VELOCITY_SHARE: Final = 0.75
"""Share of the velocity's energy at 1× (rulebook §2.2: 70–80 %), in both directions."""
HIGHEST_SECOND: Final = 0.5
"""2× over 1× above which misalignment is the better name (rulebook §2.2), in both directions."""
TURNING_DEG: Final = 45.0
"""Two directions within it of 90° turn about each other (rulebook §2.2: H and V about 90° apart)."""
ACCELERATION_SHARE: Final = 0.1
"""Share of all acceleration energy at 1× in both directions: a line 10 dB below the sum of everything else (a
convention). Measured as the weaker of the two best channels: 0.18 and 0.27 on two rotors with weights fixed to them,
0.003 at most on five recordings of the same rig without (its best single channel: 0.012), below 0.001 on three other
machines. A sound machine with exceptionally quiet bearings can come near it, so the finding stays doubtful."""
LEAST_REACH_HZ: Final = 5000.0
"""The acceleration has to reach this far, as for any claim about a whole machine (rulebook §7)."""
PROBABILITY: Final = 0.5
"""No level confirms it (a convention)."""


@dataclass(frozen=True)
class _Shaken:
    """One channel, and how far the shaft's own speed dominates it."""

    channel: PreparedChannel
    lines: VelocityLines
    orders: ShaftOrders
    part: float
    """Of the acceleration's energy that is at 1×."""

    @property
    def like_unbalance(self) -> bool:
        """Whether the velocity's orders are those of an unbalance."""
        return self.orders.first_share >= VELOCITY_SHARE and self.orders.second <= HIGHEST_SECOND


def unrated_unbalance(subject: Subject, *, shaft: str, shaft_hz: float) -> Answer:
    """Return the unbalance that two uncalibrated acceleration channels of one place show by their shape alone."""
    reach_hz = 0.5 * subject.prepared.sampling_rate_hz
    channels = _channels(subject, shaft_hz)
    if reach_hz < LEAST_REACH_HZ or len(channels) < 2:
        return Answer()
    pairs = []
    for one, other in combinations(sorted(channels, key=lambda s: -s.part), 2):
        if other.part < ACCELERATION_SHARE or not (one.like_unbalance and other.like_unbalance):
            continue
        if one.channel.sensor.position != other.channel.sensor.position:
            continue
        apart_deg = phase_deg(subject, one.channel.key, other.channel.key, shaft_hz)
        if apart_deg is not None and abs(apart_deg - 90.0) <= TURNING_DEG:
            pairs.append((one, other, apart_deg))
    if pairs:
        finding, plot = _finding(*pairs[0], shaft=shaft, reach_hz=reach_hz)
        return Answer(findings=(finding,), plots=(plot,))
    second = sorted((s.part for s in channels), reverse=True)[1]
    text = TEXTS("ruled_out_unrated", part=100.0 * second, limit=100.0 * ACCELERATION_SHARE)
    return Answer(ruled_out=(RuledOut("rotor.unbalance", shaft, text),))


def _channels(subject: Subject, shaft_hz: float) -> list[_Shaken]:
    """Return the uncalibrated acceleration channels that do not lie along the shaft."""
    lines = {v.channel: v for v in subject.velocity}
    found = []
    for channel in subject.prepared.of("acceleration"):
        if channel.sensor.calibrated or channel.sensor.direction == "axial":
            continue
        own = lines[channel.key]
        orders = shaft_orders_of(own, shaft_hz=shaft_hz, band_hz=rated_band_hz(subject))
        first = own.line_energy(shaft_hz) * (2.0 * np.pi * shaft_hz) ** 2
        found.append(_Shaken(channel, own, orders, first / (1e6 * float(np.var(channel.samples)))))
    return found


def _finding(one: _Shaken, other: _Shaken, apart_deg: float, *, shaft: str, reach_hz: float) -> tuple[Finding, Plot]:
    fault, shaft_hz = "rotor.unbalance", one.orders.shaft_hz
    text = TEXTS(
        "unrated_unbalance",
        channel=one.channel.key,
        other=other.channel.key,
        share=100.0 * one.orders.first_share,
        other_share=100.0 * other.orders.first_share,
        shaft=shaft_hz,
        phase=apart_deg,
        part=100.0 * one.part,
        other_part=100.0 * other.part,
        highest=reach_hz / 1000.0,
        limit=100.0 * ACCELERATION_SHARE,
    )
    finding = Finding(
        fault=fault,
        component=shaft,
        department=fault_kind(fault).department,
        probability=PROBABILITY,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity("moderate", TEXTS("basis_unrated")),
        urgency=4,
        evidence=(
            Evidence(
                "shaft_orders",
                text,
                channel=one.channel.key,
                expected_hz=shaft_hz,
                frequency_hz=shaft_hz,
                strength=one.part,
            ),
        ),
        treatment=(TEXTS("treatment_unbalance"),),
        against=(Against(TEXTS("against_unrated")), Against(TEXTS("against_unbalance"))),
    )
    plot = line_plot(one.lines, fault=fault, component=shaft, expected_hz=(shaft_hz,), shaft_hz=shaft_hz)
    return finding, plot
