"""Gears: a broken or cracked tooth knocks once a turn of its wheel, always at the same angle.

Only this fault is looked for. Wear, eccentricity and misalignment of gears need a baseline and are not judged here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from diagnostics.examination import Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.findings import HIGHEST_PROBABILITY, TEXTS
from diagnostics.machine import Gear, Machine
from diagnostics.quality.checks import TEXTS as QUALITY_TEXTS
from diagnostics.quality.preparation import Prepared, PreparedChannel
from diagnostics.spectra.synchronous import difference_kurtosis, synchronous_average
from diagnostics.speed import ShaftSpeed

__all__ = ["GearExamination", "examine_machine_gears"]

BROKEN_TOOTH_FM4: Final = 4.0
"""Kurtosis of the difference signal from which a tooth is taken as broken (rulebook §2.4)."""
LEAST_TURNS: Final = 128
"""Two halves of 64 turns each, the least for an average (rulebook §4.4)."""
RATE_OVER_MESH: Final = 2.56 * 3.5
"""Sampling rate over mesh frequency (rulebook §2.1, profile G)."""
POINTS_PER_TOOTH: Final = 16
SAME_ANGLE_TEETH: Final = 1.0
"""The knock must come within one tooth of the same angle in both halves of the record (rulebook §2.4)."""
LEAST_FALSE_ALARM: Final = 1e-3
"""Never claimed smaller: the statistic's null has not been measured on many sound gearboxes."""


@dataclass(frozen=True)
class GearExamination:
    """What the gears came to; `tested` says whether a broken tooth was really looked for."""

    findings: tuple[Finding, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    notes: tuple[QualityNote, ...] = ()
    tested: bool = False


@dataclass(frozen=True)
class _Knock:
    """The clearest channel of one gear."""

    channel: str
    fm4: float
    repeats: bool
    """Whether both halves of the record show it at the same angle."""
    points: int


def examine_machine_gears(prepared: Prepared, machine: Machine, speed: ShaftSpeed | None) -> GearExamination:
    """Return what the acceleration channels say about a broken tooth of every gear whose teeth are known."""
    channels = prepared.of("acceleration")
    gears = [gear for gear in machine.gears if gear.teeth is not None]
    if speed is None or not channels or not gears:
        return GearExamination()
    findings: list[Finding] = []
    ruled_out: list[RuledOut] = []
    for gear in gears:
        shaft_hz = abs(machine.shaft_ratio(gear.shaft)) * speed.shaft_hz
        knock = _clearest(gear, channels, prepared, shaft_hz)
        if knock is None:
            continue
        if knock.repeats and knock.fm4 > BROKEN_TOOTH_FM4:
            findings.append(_finding(gear, knock, shaft_hz, len(channels)))
        else:
            text = TEXTS("ruled_out_tooth", gear=gear.id, fm4=knock.fm4, limit=BROKEN_TOOTH_FM4)
            ruled_out.append(RuledOut("gear.broken_tooth", gear.id, text))
    tested = len(findings) + len(ruled_out) == len(gears)
    level = QualityNote("gears", None, "warning", QUALITY_TEXTS("gears_tooth_only"))
    return GearExamination(tuple(findings), tuple(ruled_out), (level,), tested)


def _clearest(gear: Gear, channels: tuple[PreparedChannel, ...], prepared: Prepared, shaft_hz: float) -> _Knock | None:
    """Return the channel with the largest FM4, None when rate or length do not allow an average of this wheel."""
    teeth = gear.teeth or 0
    rate_hz = prepared.sampling_rate_hz
    if prepared.duration_s * shaft_hz < LEAST_TURNS or rate_hz < RATE_OVER_MESH * teeth * shaft_hz:
        return None
    points = POINTS_PER_TOOTH * teeth
    knocks = []
    for channel in channels:
        exact_hz = _exact_speed(channel, rate_hz, shaft_hz, points, prepared.duration_s)
        half = channel.samples.size // 2
        # The second half starts a whole number of turns after the first, so that angles can be compared.
        second = round(math.floor(half * exact_hz / rate_hz) * rate_hz / exact_hz)
        parts = (channel.samples, channel.samples[:half], channel.samples[second:])
        averages = [
            synchronous_average(p, sampling_rate_hz=rate_hz, shaft_hz=exact_hz, points=points)[0] for p in parts
        ]
        (whole, _), (first, angle), (last, other) = (difference_kurtosis(a, teeth=teeth) for a in averages)
        apart = abs(angle - other)
        same = min(apart, 1.0 - apart) * teeth <= SAME_ANGLE_TEETH
        repeats = same and min(first, last) > BROKEN_TOOTH_FM4
        knocks.append(_Knock(channel.key, whole, repeats, points))
    return max(knocks, key=lambda knock: (knock.repeats, knock.fm4))


def _exact_speed(channel: PreparedChannel, rate_hz: float, shaft_hz: float, points: int, duration_s: float) -> float:
    """Return the speed within half a line of the record whose average keeps the most power."""
    candidates = shaft_hz + np.linspace(-0.5, 0.5, 21) / duration_s
    kept = [
        float(np.var(synchronous_average(channel.samples, sampling_rate_hz=rate_hz, shaft_hz=f, points=points)[0]))
        for f in candidates
    ]
    return float(candidates[int(np.argmax(kept))])


def _finding(gear: Gear, knock: _Knock, shaft_hz: float, channel_count: int) -> Finding:
    """Kurtosis of n Gaussian points has the standard error √(24/n); one-sided, corrected for the channels tried."""
    deviation = (knock.fm4 - 3.0) / math.sqrt(24.0 / knock.points)
    chance = min(1.0, channel_count * 0.5 * math.erfc(deviation / math.sqrt(2.0)))
    text = TEXTS("broken_tooth", channel=knock.channel, gear=gear.id, fm4=knock.fm4, shaft=shaft_hz)
    return Finding(
        fault="gear.broken_tooth",
        component=gear.id,
        department="mechanical",
        probability=0.8 * HIGHEST_PROBABILITY,
        false_alarm_probability=max(LEAST_FALSE_ALARM, chance),
        severity=Severity("severe", TEXTS("basis_tooth", fm4=knock.fm4)),
        urgency=2,
        evidence=(
            Evidence(
                "synchronous_average",
                text,
                channel=knock.channel,
                expected_hz=shaft_hz,
                frequency_hz=shaft_hz,
                strength=knock.fm4,
            ),
        ),
        treatment=(TEXTS("treatment_tooth", gear=gear.id),),
    )
