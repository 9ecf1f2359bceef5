"""Features of bearings: how deeply each line of each bearing modulates the noise, whatever the cause.

Unlike the search for faults, which looks at many bands and kinds of envelope, these are measured in the same way every
time, so that a record can be compared with earlier ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.features.kinds import word
from diagnostics.features.measuring import made
from diagnostics.features.table import Feature
from diagnostics.kinematics import bearing_orders
from diagnostics.machine import Bearing, Machine
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.spectra.envelope import band_envelope, band_family, envelope_spectrum, modulation_depth
from diagnostics.spectra.floor import local_floor
from diagnostics.spectra.spectrum import transform, whitened
from diagnostics.speed import ShaftSpeed

__all__ = ["envelope_features", "watched"]

LOWEST_BAND_HZ: Final = 200.0
"""Bands start above the strongest shaft lines (rulebook §2.1, profile E)."""
HIGHEST_BAND_HZ: Final = 25_000.0
"""Reach of an accelerometer on a stud."""
BAND_PARTS: Final = (1, 2, 4)
"""The range whole, in halves and in quarters: a resonance falls well into one of them, and few bands keep the noise of
the largest depth low (a convention)."""
BAND_OVER_LINE: Final = 1.2
"""A band is at least as wide as this multiple of the line it is to carry: both sidebands of the modulation fit into a
band twice the line's frequency wide, one and some room into this (a convention)."""
WHITENING_HZ: Final = 100.0
"""Width of the running median that whitens: wider than the spacing of shaft lines, narrower than a resonance."""
FLOOR_LINES: Final = 201
"""Independent neighbours whose median is the floor (rulebook §4.1)."""
SLIP_WINDOW: Final = 0.015
"""Search for slip where the signal confirms the speed (rulebook §1.1)."""
UNCONFIRMED_WINDOW: Final = 0.01
"""What is added to the stated tolerance where it does not (rulebook §1.1)."""
LEAST_PERIODS: Final = 10.0
"""Of a line that the record must hold: eight turns of the cage are needed to tell its line from its neighbours."""

_Array = NDArray[np.float64]


def envelope_features(
    channel: PreparedChannel, machine: Machine, *, sampling_rate_hz: float, speed: ShaftSpeed
) -> list[Feature]:
    """Return the modulation depth (rulebook §4.1; 1 = full) at the outer race, inner race, rolling element (twice the
    spin) and cage line of each known bearing that an acceleration ``channel`` watches: the deepest of seven bands,
    squared envelope of the whitened signal, within the slip that is possible.

    A sensor on a bearing watches that one, and those that have no sensor of their own; any other sensor all of them.
    Raises `MachineError` (bearing_unknown).
    """
    wanted = _lines(watched(channel, machine), machine, speed.shaft_hz)
    duration_s = channel.samples.size / sampling_rate_hz
    wanted = [item for item in wanted if item[2] * duration_s >= LEAST_PERIODS]
    if not wanted:
        return []
    window = (SLIP_WINDOW if speed.refined else UNCONFIRMED_WINDOW) + speed.uncertainty_hz / speed.shaft_hz
    depths = _depths(channel.samples, sampling_rate_hz, [line_hz for _, _, line_hz in wanted], window)
    found: list[Feature] = []
    for (part, bearing, _), depth in zip(wanted, depths, strict=True):
        if depth is not None:
            found += made(
                f"envelope_{part}",
                depth,
                channel=channel.key,
                quantity=channel.sensor.quantity,
                own_name=f"envelope_{part}_{word(bearing)}_depth",
                component=bearing,
            )
    return found


def watched(channel: PreparedChannel, machine: Machine) -> list[Bearing]:
    """Return the known bearings that ``channel`` is there for."""
    known = [bearing for bearing in machine.bearings if bearing.known]
    ids = {bearing.id for bearing in known}
    places = {sensor.position for sensor in machine.sensors if sensor.quantity == "acceleration"}
    here = channel.sensor.position
    return [bearing for bearing in known if here not in ids or bearing.id == here or bearing.id not in places]


def _lines(bearings: Sequence[Bearing], machine: Machine, shaft_hz: float) -> list[tuple[str, str, float]]:
    """Return part, bearing and frequency in Hz of each line."""
    lines = []
    for bearing in bearings:
        orders = bearing_orders(machine, bearing)
        parts = {"bpfo": orders.bpfo, "bpfi": orders.bpfi, "bsf": 2.0 * orders.bsf, "ftf": orders.ftf}
        lines += [(part, bearing.id, abs(order) * shaft_hz) for part, order in parts.items()]
    return lines


def _depths(samples: _Array, rate_hz: float, lines_hz: Sequence[float], window: float) -> list[float | None]:
    """Return the largest depth of each line over the bands, None where no band carries it."""
    lines, padded = transform(samples)
    step_hz = 0.5 * rate_hz / padded
    flat = whitened(lines, width=max(101, round(WHITENING_HZ / (2.0 * step_hz))))
    top_hz = min(0.49 * rate_hz, HIGHEST_BAND_HZ)
    low_hz = min(LOWEST_BAND_HZ, 0.1 * top_hz)
    highest_hz = max(lines_hz) * (1.0 + window) + 2.0 * rate_hz / samples.size
    best: list[float | None] = [None] * len(lines_hz)
    for band_hz in band_family(low_hz, top_hz, parts=BAND_PARTS):
        width_hz = band_hz[1] - band_hz[0]
        reach_hz = min(highest_hz, width_hz / BAND_OVER_LINE)
        squared, length = band_envelope(
            flat,
            padded_length=padded,
            sample_count=samples.size,
            sampling_rate_hz=rate_hz,
            band_hz=band_hz,
            highest_hz=reach_hz,
        )
        power = envelope_spectrum(squared, length=length, line_count=int(reach_hz / step_hz) + 1)
        floor = np.repeat(local_floor(power[::2], width=FLOOR_LINES), 2)[: power.size]
        for at, line_hz in enumerate(lines_hz):
            first, last = int(line_hz * (1.0 - window) / step_hz), int(np.ceil(line_hz * (1.0 + window) / step_hz))
            if last >= power.size:
                continue
            near = slice(max(first, 4), last + 1)
            peak = near.start + int(np.argmax(power[near]))
            depth = modulation_depth(float(power[peak]), float(floor[peak]))
            best[at] = max(depth, best[at] or 0.0)
    return best
