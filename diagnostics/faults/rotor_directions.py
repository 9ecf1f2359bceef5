"""Several channels of one shaft against each other: along and across it, two directions, one side of the swing and the
other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from diagnostics.faults.family import Subject
from diagnostics.faults.rotor_orders import HIGHEST_ORDER, ShaftOrders, phase_between_deg
from diagnostics.machine import MAIN_SHAFT
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.spectra.integration import integrated
from diagnostics.spectra.synchronous import synchronous_average

__all__ = ["AXIAL_SHARE", "AxialLevel", "axial_levels", "one_sided_swing", "other_direction", "phase_deg"]

AXIAL_SHARE: Final = 0.5
"""1× or 2× along the shaft over the same order across it, above which angular misalignment or a bent shaft is named
(rulebook §2.2)."""
FLAT_TURNS: Final = 3
"""Turns that are averaged for the waveform: the period of a family of thirds."""


@dataclass(frozen=True)
class AxialLevel:
    """An axial channel's 1× and 2× over the largest ones across the shaft."""

    channel: PreparedChannel
    first: float
    second: float


def axial_levels(subject: Subject, shaft: str, orders: ShaftOrders) -> list[AxialLevel]:
    """Return the axial channels on ``shaft`` against the channels across it, at the same place where there are any."""
    on_shaft = {bearing.id: bearing.shaft for bearing in subject.machine.bearings}
    lines = {v.channel: v for v in subject.velocity if v.calibrated}
    channels = [c for c in subject.prepared.channels if c.key in lines]
    across = [c for c in channels if c.sensor.direction != "axial"]
    found = []
    for channel in channels:
        place = channel.sensor.position
        if channel.sensor.direction != "axial" or on_shaft.get(place or "", MAIN_SHAFT) != shaft:
            continue
        here = [c for c in across if c.sensor.position == place] or across
        radial = [max((lines[c.key].level_mm_s(k * orders.shaft_hz) for c in here), default=0.0) for k in (1, 2)]
        along = [lines[channel.key].level_mm_s(k * orders.shaft_hz) for k in (1, 2)]
        ratios = [a / r if r > 0.0 else 0.0 for a, r in zip(along, radial, strict=True)]
        # An order that is faint across the shaft says nothing by being as faint along it.
        if along[1] < AXIAL_SHARE * max(radial):
            ratios[1] = 0.0
        if along[0] < AXIAL_SHARE * max(radial):
            ratios[0] = 0.0
        found.append(AxialLevel(channel, *ratios))
    return found


def one_sided_swing(subject: Subject, orders: ShaftOrders) -> float | None:
    """Return the swing of the mean waveform of three turns to one side over that to the other, 0 … 1."""
    channel = _channel(subject, orders.channel)
    rate_hz, lowest_hz = subject.prepared.sampling_rate_hz, orders.shaft_hz / FLAT_TURNS
    velocity = channel.samples
    if channel.sensor.quantity == "acceleration":
        velocity = integrated(velocity, sampling_rate_hz=rate_hz, low_hz=0.5 * lowest_hz)
    points = 2 * HIGHEST_ORDER * FLAT_TURNS
    mean, turns = synchronous_average(velocity, sampling_rate_hz=rate_hz, shaft_hz=lowest_hz, points=points)
    if turns < 1:
        return None
    mean = mean - np.mean(mean)
    sides = (float(np.max(mean)), -float(np.min(mean)))
    return min(sides) / max(sides) if max(sides) > 0.0 else None


def other_direction(subject: Subject, key: str) -> PreparedChannel | None:
    """Return another channel across the shaft at the same place as ``key``, of the same quantity."""
    own = _channel(subject, key).sensor
    if own.direction in (None, "axial") or own.position is None:
        return None
    for channel in subject.prepared.of(own.quantity):
        other = channel.sensor
        if other.position == own.position and other.direction not in (None, "axial", own.direction):
            return channel
    return None


def phase_deg(subject: Subject, first: str, second: str, at_hz: float) -> float | None:
    """Return how far two channels are apart in phase at ``at_hz`` (see `phase_between_deg`)."""
    samples = (_channel(subject, first).samples, _channel(subject, second).samples)
    return phase_between_deg(*samples, sampling_rate_hz=subject.prepared.sampling_rate_hz, at_hz=at_hz)


def _channel(subject: Subject, key: str) -> PreparedChannel:
    return next(c for c in subject.prepared.channels if c.key == key)
