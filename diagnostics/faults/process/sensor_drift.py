"""A sensor that drifts: it leaves its redundant partner, or what the tags beside it say, slowly and alone
(rulebook §2.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.family import Answer, together
from diagnostics.faults.process.residuals import Course, averaged, course_of, modelled
from diagnostics.faults.process.tags import Tag, Tags
from diagnostics.faults.process.words import TEXTS, too_little
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_drift"]

FAULT: Final = "sensor.drift"
WITH_TOLERANCE: Final = ("temperature", "pressure", "flow")
PREDICTORS: Final = (*WITH_TOLERANCE, "ratio")
NO_PREDICTORS: Final = ("setpoint", "users_shut")
"""A set point says what a controlled sensor reads, right or wrong; a switch is no measurement."""
DEADBAND: Final = {"pressure": 0.02, "flow": 0.05}
"""Share of the usual level below which nothing is said: EEMUA 191's deadbands (rulebook §5), as what such instruments
wander in service."""
CLASS_B_K, CLASS_B_SHARE = 0.30, 0.005
"""Tolerance of a resistance thermometer of class B: 0.30 K + 0.005·|t| (IEC 60751)."""
WATCHED: Final = 0.5
"""Share of the tolerance from which a certain drift is watched (a convention)."""
SEVERE: Final = 3.0
"""Times the tolerance from which a drift is severe (a convention)."""
SIGNIFICANT: Final = 0.01
HEALTHY_BLOCKS, MOST_BLOCKS, FEWEST_BLOCKS = 60, 400, 24
"""Averages the healthy rows and the whole record are brought down to, and the fewest that teach anything."""
MOST_SUSPECTS: Final = 6
"""Tags that are left out one after the other."""
CLEARLY_MORE: Final = 2.0
"""Times as far off, in standard deviations, as its partner, from which one of a pair is named (a convention)."""
PROBABILITY_PAIR, PROBABILITY_PAIR_OPEN, PROBABILITY_MODEL = 0.9, 0.85, 0.7
"""That a sensor drifts, with a partner to prove it or by the tags beside it alone, where a slow change that only this
sensor can see does the same (estimates, not calibrated)."""
SECONDS_A_DAY: Final = 86_400.0

_Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Blocks:
    """The tags averaged in blocks."""

    means: dict[str, _Array]
    """By channel, each [shape=(blocks,)]."""
    healthy: int
    days: float
    """That the judged blocks last."""


def examine_drift(tags: Tags, busy: frozenset[str] = frozenset()) -> Answer:
    """Return which sensors drift; changes of the channels ``busy`` are explained by a fault of the process."""
    measured = [tag for tag in tags.tags if tag.sensor.quantity in PREDICTORS and tag.sensor.role not in NO_PREDICTORS]
    pairs = _pairs(measured)
    if len(measured) < 3 and not pairs:
        return Answer()
    blocks = _blocks(tags, measured)
    if blocks is None:
        text = TEXTS("few_rows_drift", healthy=tags.healthy, later=tags.rows - tags.healthy, need=FEWEST_BLOCKS)
        return Answer(notes=(too_little("drift", None, text),))
    answers = [_of_pair(blocks, measured, pair) for pair in pairs]
    paired = {tag.channel for pair in pairs for tag in pair}
    named = any(answer.findings or answer.watch for answer in answers)
    if len(measured) >= 3 and not named:
        answers.append(_of_models(blocks, measured, busy, paired))
    notes = tuple(note for answer in answers for note in answer.notes)
    return together(answers, tested=any(answer.tested for answer in answers), notes=notes)


def _pairs(measured: Sequence[Tag]) -> list[tuple[Tag, Tag]]:
    by_channel = {tag.channel: tag for tag in measured}
    found: dict[frozenset[str], tuple[Tag, Tag]] = {}
    for tag in measured:
        other = by_channel.get(tag.sensor.redundant or "")
        if other is not None and other.sensor.quantity == tag.sensor.quantity:
            found.setdefault(frozenset((tag.channel, other.channel)), (tag, other))
    return list(found.values())


def _blocks(tags: Tags, measured: Sequence[Tag]) -> _Blocks | None:
    """Return the averages, None where the healthy or the later rows are too few."""
    rows = max(1, tags.healthy // HEALTHY_BLOCKS, tags.rows // MOST_BLOCKS)
    healthy = tags.healthy // rows
    if healthy < FEWEST_BLOCKS or (tags.rows - healthy * rows) // rows < FEWEST_BLOCKS // 2:
        return None
    days = float(tags.seconds[-1] - tags.seconds[healthy * rows]) / SECONDS_A_DAY
    return _Blocks({tag.channel: averaged(tag.values, rows) for tag in measured}, healthy, days)


def _tolerance(tag: Tag, healthy: _Array) -> float:
    """Return how far the sensor may be off, in its own unit."""
    usual = abs(float(np.nanmedian(healthy)))
    if tag.sensor.quantity == "temperature" and tag.sensor.calibrated:
        celsius = usual - 273.15 if tag.sensor.unit == "K" else usual
        return CLASS_B_K + CLASS_B_SHARE * abs(celsius)
    return DEADBAND.get(tag.sensor.quantity, 0.02) * usual


def _of_pair(blocks: _Blocks, measured: Sequence[Tag], pair: tuple[Tag, Tag]) -> Answer:
    """Return which of two sensors of the same thing leaves the other."""
    first, second = pair
    course = course_of(blocks.means[first.channel] - blocks.means[second.channel], blocks.healthy)
    if course is None:
        return Answer()
    drifting = _worse(blocks, measured, pair)
    tag = drifting or first
    partner = second if tag is first else first
    key = "drift_pair" if drifting else "drift_pair_open"
    signed = course if tag is first else replace(course, shift=-course.shift)
    return _told(blocks, tag, signed, key, partner, tests=1, component=drifting)


def _worse(blocks: _Blocks, measured: Sequence[Tag], pair: tuple[Tag, Tag]) -> Tag | None:
    """Return the one of the ``pair`` that is clearly further from what the other tags say, None where that is open."""
    beside = [tag.channel for tag in measured if tag not in pair]
    off = []
    for tag in pair:
        residuals = modelled(blocks.means[tag.channel], _stacked(blocks, beside), blocks.healthy)
        course = None if residuals is None else course_of(residuals, blocks.healthy)
        if course is None or course.deviation <= 0.0:
            return None
        off.append(abs(course.shift) / course.deviation)
    low, high = sorted(off)
    return pair[int(np.argmax(off))] if high >= CLEARLY_MORE * max(low, 1.0) else None


def _stacked(blocks: _Blocks, channels: Sequence[str]) -> _Array:
    return np.array([blocks.means[channel] for channel in channels])


def _of_models(blocks: _Blocks, measured: Sequence[Tag], busy: frozenset[str], paired: set[str]) -> Answer:
    """Return the one tag that leaves what the others say while these still agree."""
    courses = _courses(blocks, measured)
    judged = {
        tag: course
        for tag, course in courses.items()
        if tag.sensor.quantity in WITH_TOLERANCE and tag.channel not in paired
    }
    if not judged and paired:
        return Answer()
    if not judged:
        return Answer(notes=(too_little("drift", None, TEXTS("nothing_coupled")),))
    tests = len(judged)
    blind = [
        each.channel
        for each, course in judged.items()
        if 1.96 * course.deviation > _tolerance(each, blocks.means[each.channel][: blocks.healthy])
    ]
    off = {
        tag: course
        for tag, course in judged.items()
        if tests * course.far <= SIGNIFICANT
        and abs(course.shift) >= WATCHED * _tolerance(tag, blocks.means[tag.channel][: blocks.healthy])
    }
    if not off:
        tag = max(judged, key=lambda each: _standard(judged[each]))
        told = _told(blocks, tag, judged[tag], "drift_model", None, tests=tests, component=tag)
        return replace(told, notes=(_blind(blind),) if blind else (), tested=2 * len(blind) <= tests)
    return _alone(blocks, measured, off, busy, tests)


def _alone(
    blocks: _Blocks, measured: Sequence[Tag], off: dict[Tag, Course], busy: frozenset[str], tests: int
) -> Answer:
    """Return which of the tags that are ``off`` is so by itself: the one without which the others agree again."""
    suspects = sorted(off, key=lambda each: -_standard(off[each]))[:MOST_SUSPECTS]
    rest = {tag: _courses(blocks, [other for other in measured if other is not tag]) for tag in suspects}
    rest = {tag: others for tag, others in rest.items() if others}
    if not rest:
        return Answer(notes=(too_little("drift", None, TEXTS("alone", channel=suspects[0].channel)),))
    moved = {
        tag: [other.channel for other, theirs in others.items() if len(others) * theirs.far <= SIGNIFICANT]
        for tag, others in rest.items()
    }
    free = [tag for tag in rest if not moved[tag]]
    if not free:
        first = next(iter(rest))
        text = TEXTS("drift_followed", channel=first.channel, others=", ".join(moved[first]))
        return Answer(ruled_out=(RuledOut(FAULT, first.channel, text),), tested=True)
    if len(free) > 1:
        text = TEXTS("drift_open", channels=", ".join(tag.channel for tag in free))
        return Answer(notes=(too_little("drift", None, text),))
    tag = free[0]
    if tag.channel in busy:
        return Answer(ruled_out=(RuledOut(FAULT, tag.channel, TEXTS("drift_busy", channel=tag.channel)),), tested=True)
    return _told(blocks, tag, off[tag], "drift_model", None, tests=tests, component=tag)


def _standard(course: Course) -> float:
    """Return the shift in standard deviations."""
    return abs(course.shift) / max(course.deviation, 1e-300)


def _courses(blocks: _Blocks, tags: Sequence[Tag]) -> dict[Tag, Course]:
    """Return where each tag has gone to from what the others say, without those that the others do not tell."""
    found = {}
    for tag in tags:
        beside = [other.channel for other in tags if other is not tag]
        residuals = modelled(blocks.means[tag.channel], _stacked(blocks, beside), blocks.healthy)
        course = None if residuals is None else course_of(residuals, blocks.healthy)
        if course is not None:
            found[tag] = course
    return found


def _told(
    blocks: _Blocks, tag: Tag, course: Course, key: str, partner: Tag | None, *, tests: int, component: Tag | None
) -> Answer:
    """Return the finding, watch item or exclusion that ``course`` of ``tag`` comes to."""
    tolerance = _tolerance(tag, blocks.means[tag.channel][: blocks.healthy])
    unit = {"pressure": (1e5, "bar"), "flow": (1.0 / 3600.0, "m³/h"), "temperature": (1.0, "K")}
    factor, name = unit.get(tag.sensor.quantity, (1.0, tag.sensor.si_unit)) if tag.sensor.calibrated else (1.0, "–")
    values = {
        "channel": tag.channel,
        "partner": "" if partner is None else partner.channel,
        "shift": course.shift / factor,
        "half": 1.96 * course.deviation / factor,
        "tolerance": tolerance / factor,
        "unit": name,
        "days": blocks.days,
        "per_day": course.shift / factor / max(blocks.days, 1e-9),
        "chance": min(1.0, tests * course.chance),
    }
    off = abs(course.shift) / tolerance if tolerance > 0.0 else 0.0
    where = None if component is None else component.channel
    if tests * course.far <= SIGNIFICANT and off >= WATCHED and not course.gradual:
        note = QualityNote("sensor.scale", tag.channel, "warning", TEXTS("jumped", **values))
        return Answer(ruled_out=(RuledOut(FAULT, where, TEXTS("no_drift_jump", **values)),), notes=(note,), tested=True)
    if tests * course.chance > SIGNIFICANT or off < WATCHED:
        blind = partner is not None and 1.96 * course.deviation > tolerance
        notes = (_blind([tag.channel]),) if blind else ()
        return Answer(ruled_out=(RuledOut(FAULT, where, TEXTS("no_drift", **values)),), notes=notes, tested=not blind)
    open_pair = key == "drift_pair_open"
    finding = Finding(
        fault=FAULT,
        component=where,
        department=fault_kind(FAULT).department,
        probability=PROBABILITY_MODEL if partner is None else PROBABILITY_PAIR_OPEN if open_pair else PROBABILITY_PAIR,
        false_alarm_probability=min(1.0, tests * course.chance),
        severity=Severity(
            "severe" if off >= SEVERE else "moderate" if off >= 1.0 else "slight", TEXTS("basis_drift", **values)
        ),
        urgency=4 if off >= 1.0 else 5,
        evidence=(Evidence("drift", TEXTS(key, **values), tag.channel, strength=off),),
        treatment=(TEXTS("treatment_drift"),),
        against=(Against(TEXTS("against_drift_model" if partner is None else "against_drift_pair")),),
    )
    if off >= 1.0:
        return Answer(findings=(finding,), plots=(None,), tested=True)
    return Answer(watch=(finding,), plots=(None,), tested=True)


def _blind(channels: Sequence[str]) -> QualityNote:
    text = TEXTS(
        "not_tested",
        rule=TEXTS("rule_drift"),
        place=TEXTS("only_loop"),
        reason=TEXTS("drift_blind", channels=", ".join(channels)),
    )
    return QualityNote("baseline", None, "info", text)
