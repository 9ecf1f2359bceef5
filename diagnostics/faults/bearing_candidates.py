"""Which bearings of the catalogue would explain what a recording shows, for a bearing whose type is not known.

The strongest family of lines that no shaft makes is looked for as in an examination (`unknown_bearing`), and the
bearings that would make it are weighed, for a person who has the machine before them to choose.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from diagnostics.catalogue.bearings import CatalogueBearing
from diagnostics.catalogue.candidates import candidate_bearings
from diagnostics.faults.bearing_search import TestedHypothesis
from diagnostics.faults.envelope_lines import envelope_lines
from diagnostics.faults.findings import TEXTS, part_name
from diagnostics.faults.hypotheses import known_lines
from diagnostics.faults.unknown_bearing import CANDIDATE_TOLERANCE, KINDS, ORDER_RANGE, strongest_family
from diagnostics.machine import Machine
from diagnostics.quality.preparation import prepare
from diagnostics.recording import Recording
from diagnostics.speed import ShaftSpeed
from diagnostics.speed.levelling import with_steady_speed
from diagnostics.speed.possible import possible_speeds
from diagnostics.texts import Text

__all__ = ["BearingFit", "BearingFits", "bearing_fits"]

MOST_FITS: Final = 5
"""As many as a person compares (a convention)."""
CHANCE: Final = 0.1
"""A family that chance makes in more than one sound machine of ten is not worth comparing bearings with. An
examination, which accuses, asks for far more (`bearing_search.SIGNIFICANCE`); here a person only chooses what to look
for."""


@dataclass(frozen=True)
class BearingFit:
    """A bearing that would make the family found; `fit` is 1 where it has its line exactly there, 0.14 at the edge of
    what is still named.
    """

    bearing: CatalogueBearing
    fit: float
    fault: str
    line_hz: float
    consequence: Text
    """What it would mean if this were the bearing."""


@dataclass(frozen=True)
class BearingFits:
    """The bearings that fit, the best first, or why there is none."""

    fits: tuple[BearingFit, ...] = ()
    reason: Text | None = None


def bearing_fits(recording: Recording, machine: Machine, *, component: str) -> BearingFits:
    """Return the bearings that would explain ``recording`` if ``component`` of ``machine`` were of unknown type.

    Every acceleration sensor of ``machine`` is looked at. Raises `RecordingError` as `prepare`, `ValueError` for a
    component that is no bearing of the machine.
    """
    bearing = next((b for b in machine.bearings if b.id == component), None)
    if bearing is None:
        raise ValueError(f"{component} is no bearing of the machine")
    recorded = prepare(recording, machine)
    prepared, speeds = with_steady_speed(recorded, machine, possible_speeds(recorded, machine))
    channels = prepared.of("acceleration")
    if not channels:
        return BearingFits(reason=TEXTS("fits_no_acceleration", component=component))
    if not speeds:
        return BearingFits(reason=TEXTS("fits_no_speed", component=component))
    rate_hz, speed = prepared.sampling_rate_hz, speeds[0]
    shaft_hz = abs(machine.shaft_ratio(bearing.shaft)) * speed.shaft_hz
    top_hz = min(0.25 * rate_hz, 2.0 * ORDER_RANGE[1] * shaft_hz)
    lines = envelope_lines([c.samples for c in channels], sampling_rate_hz=rate_hz, highest_hz=top_hz)
    known = known_lines(machine, speed.shaft_hz, duration_s=lines.duration_s, highest_hz=top_hz)
    found = strongest_family(lines, known, component=component, shaft_hz=shaft_hz, main_shaft_hz=speed.shaft_hz)
    if found is None or found.probability > CHANCE:
        return BearingFits(reason=TEXTS("fits_no_family", component=component))
    fits = _fits(found, shaft_hz, slip=_looseness(speed))
    if not fits:
        order = found.frequency_hz / shaft_hz
        reason = TEXTS("fits_none", component=component, frequency=found.frequency_hz, order=order)
        return BearingFits(reason=reason)
    return BearingFits(fits)


def _looseness(speed: ShaftSpeed) -> float:
    """Return by how much (relative) a line may lie beside its place: slip and rounding, and what the speed leaves
    open.
    """
    return CANDIDATE_TOLERANCE + speed.uncertainty_hz / speed.shaft_hz


def _fits(found: TestedHypothesis, shaft_hz: float, *, slip: float) -> tuple[BearingFit, ...]:
    """Return the bearings with a line near the family ``found``: exp(−½(distance/σ)²), σ half of ``slip``, as slip is
    weighed in an examination (`TestedHypothesis.plausibility`).
    """
    fault = found.hypothesis.fault
    order = found.frequency_hz / shaft_hz
    near = candidate_bearings(order, kind=KINDS[fault], tolerance=slip, most=MOST_FITS)
    return tuple(
        BearingFit(
            bearing=candidate.bearing,
            fit=math.exp(-0.5 * (candidate.distance / (0.5 * slip)) ** 2),
            fault=fault,
            line_hz=found.frequency_hz,
            consequence=TEXTS(
                "fits_consequence",
                designation=candidate.bearing.designation,
                component=found.hypothesis.component,
                part=part_name(fault),
                frequency=found.frequency_hz,
                order=order,
                expected=candidate.multiple,
                distance=100.0 * candidate.distance,
            ),
        )
        for candidate in near
    )
