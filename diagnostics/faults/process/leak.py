"""A leak: pressure that falls in a closed vessel, or flow that goes on with every user shut (rulebook §2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.family import Answer, together
from diagnostics.faults.process.tags import ATMOSPHERE_PA, ICE_POINT_K, Tag, Tags
from diagnostics.faults.process.words import TEXTS, lacking, place, too_little
from diagnostics.machine import Machine
from diagnostics.texts import Text
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_leak"]

FAULT: Final = "process.leak"
SHUT: Final = 0.5
"""Value of the column from which users are shut."""
SETTLING: Final = 0.1
"""Share of a closed interval after shutting that is left out: the gas cools or warms after it came to rest (a
convention)."""
LEAST_ROWS: Final = 20
"""Of a closed interval (a convention)."""
SIGNIFICANT: Final = 1e-3
UNSEEN_K: Final = 10.0
MEASURED_K: Final = 1.0
"""How far the gas may be from what is known of its temperature: a day's swing where it is not measured, and between gas
and thermometer where it is (conventions)."""
SLIGHT_PER_HOUR, SEVERE_PER_HOUR = 0.01, 0.1
"""Share of the content that is lost in an hour (conventions)."""
ZERO_FLOW: Final = 0.02
"""Share of the usual flow within which a meter's zero may lie: twice the 1 % of full scale that is asked of simple
meters (a convention)."""
WELL_KEPT, POOR = 0.05, 0.2
"""Share of the consumption: leaks of compressed air of 5 to 10 % are reached by good upkeep, 20 to 30 % are common and
poor (US Department of Energy, Improving Compressed Air System Performance: a sourcebook for industry)."""
HOURS_A_YEAR: Final = 8760.0
NORMAL_K, NORMAL_PA = ICE_POINT_K, ATMOSPHERE_PA
"""Normal conditions (DIN 1343)."""
PROBABILITY: Final = 0.85
"""A leak, not a user that was forgotten (an estimate, not calibrated)."""
POINTS: Final = 60
"""Averages that a closed interval is brought down to before its slope is taken."""

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class _Trend:
    """How one closed interval goes."""

    value: float
    error: float
    """Standard error."""
    rows: int


def examine_leak(tags: Tags, machine: Machine, loop: str | None) -> Answer:
    """Return what the rows with all users of ``loop`` shut say about leaks."""
    shut, pressure, flow = (tags.of(role, loop) for role in ("users_shut", "vessel_pressure", "flow"))
    if shut is None:
        wanted = pressure is not None
        return Answer(notes=(lacking("leak", loop, ["users_shut"]),)) if wanted else Answer()
    if pressure is None and flow is None:
        return Answer(notes=(lacking("leak", loop, ["vessel_pressure", "flow"]),))
    intervals = _closed(tags, shut)
    if not intervals:
        text = TEXTS("never_shut", channel=shut.channel, rows=LEAST_ROWS)
        return Answer(notes=(too_little("leak", loop, text),))
    answers = []
    if pressure is not None:
        answers.append(_decay(tags, machine, loop, pressure, intervals))
    if flow is not None:
        answers.append(_night_flow(tags, loop, flow, shut, intervals))
    notes = tuple(note for answer in answers for note in answer.notes)
    return together(answers, tested=any(answer.tested for answer in answers), notes=notes)


def _closed(tags: Tags, shut: Tag) -> list[slice]:
    """Return the intervals in which users are shut, without their first tenth."""
    closed = np.nan_to_num(shut.values) > SHUT
    follows = np.concatenate([[False], closed[:-1] & ~tags.breaks[1:]])
    starts = np.flatnonzero(closed & ~follows)
    stops = np.flatnonzero(closed & ~np.concatenate([closed[1:] & follows[1:], [False]])) + 1
    found = []
    for start, stop in zip(starts, stops, strict=True):
        begin = start + int(np.ceil(SETTLING * (stop - start)))
        if stop - begin >= LEAST_ROWS:
            found.append(slice(int(begin), int(stop)))
    return found


def _decay(tags: Tags, machine: Machine, loop: str | None, pressure: Tag, intervals: list[slice]) -> Answer:
    """Judge the fall of p/T, which is that of the mass in a closed vessel."""
    if not pressure.sensor.calibrated:
        return Answer(notes=(lacking("leak", loop, [f"unit ({pressure.channel})"]),))
    warmth = tags.of("vessel_temperature", loop)
    warmth = warmth if warmth is not None and warmth.sensor.calibrated else None
    absolute = pressure.absolute_pa()
    content = absolute / (1.0 if warmth is None else warmth.kelvin())
    content = np.where(content > 0.0, content, np.nan)
    trends = [trend for trend in (_slope(tags.seconds, np.log(content), part) for part in intervals) if trend]
    if not trends:
        return Answer(notes=(too_little("leak", loop, TEXTS("closed_empty", channel=pressure.channel)),))
    loss_per_s, error = _combined([_Trend(-trend.value, trend.error, trend.rows) for trend in trends])
    seconds = max(float(tags.seconds[part.stop - 1] - tags.seconds[part.start]) for part in intervals)
    kelvin = np.nanmedian(warmth.kelvin()) if warmth is not None else 293.15
    allowed = (UNSEEN_K if warmth is None else MEASURED_K) / float(kelvin)
    per_hour = 3600.0 * loss_per_s
    values = {
        "place": place(loop),
        "channel": pressure.channel,
        "loss": 100.0 * per_hour,
        "half": 1.96 * 360_000.0 * error,
        "intervals": len(trends),
        "hours": seconds / 3600.0,
        "allowed": 100.0 * allowed,
    }
    chance = float(stats.t.sf(loss_per_s / error, max(len(trends) - 1, 4)))
    if loss_per_s * seconds <= allowed or chance > SIGNIFICANT:
        sure = 1.96 * error * seconds <= max(allowed, SLIGHT_PER_HOUR * seconds / 3600.0)
        notes = () if sure else (too_little("leak", loop, TEXTS("decay_unsure", **values)),)
        return Answer(ruled_out=(RuledOut(FAULT, loop, TEXTS("ruled_out_decay", **values)),), notes=notes, tested=sure)
    volume = next((v.volume_m3 for v in machine.vessels if v.loop in (loop, None) and v.volume_m3), None)
    cost = TEXTS("decay_no_volume")
    if volume is not None:
        moles = float(np.nanmedian(absolute)) / float(kelvin) * NORMAL_K / NORMAL_PA
        cost = TEXTS("decay_cost", volume=volume, cubic_metres=per_hour * HOURS_A_YEAR * volume * moles)
    against = [Against(TEXTS("against_leak"))]
    if warmth is None:
        against.append(Against(TEXTS("against_temperature", swing=UNSEEN_K)))
    if pressure.sensor.reference is None:
        against.append(Against(TEXTS("against_gauge")))
    level = 0 if per_hour < SLIGHT_PER_HOUR else 1 if per_hour < SEVERE_PER_HOUR else 2
    evidence = Evidence("pressure_decay", TEXTS("decay", **values, cost=cost), pressure.channel, strength=per_hour)
    return _found(loop, level, chance, evidence, against, TEXTS("basis_decay"))


def _night_flow(tags: Tags, loop: str | None, flow: Tag, shut: Tag, intervals: list[slice]) -> Answer:
    """Judge the flow that goes on while every user is shut."""
    open_flow = flow.values[(np.nan_to_num(shut.values, nan=1.0) <= SHUT) & np.isfinite(flow.values)]
    usual = float(np.quantile(open_flow, 0.9)) if open_flow.size >= LEAST_ROWS else 0.0
    if usual <= 0.0:
        return Answer(notes=(too_little("leak", loop, TEXTS("no_usual_flow", channel=flow.channel)),))
    trends = [trend for trend in (_level(flow.values, part) for part in intervals) if trend]
    if not trends:
        return Answer(notes=(too_little("leak", loop, TEXTS("closed_empty", channel=flow.channel)),))
    night, error = _combined(trends)
    share, hourly = night / usual, 3600.0 * night
    values = {
        "place": place(loop),
        "channel": flow.channel,
        "flow": hourly,
        "half": 1.96 * 3600.0 * error,
        "share": 100.0 * share,
        "zero": 100.0 * ZERO_FLOW,
        "intervals": len(trends),
        "cubic_metres": hourly * HOURS_A_YEAR,
    }
    chance = float(stats.t.sf((night - ZERO_FLOW * usual) / error, max(len(trends) - 1, 4)))
    notes: tuple[QualityNote, ...] = ()
    if not flow.sensor.calibrated:
        notes = (QualityNote("sensor.scale", flow.channel, "warning", TEXTS("flow_unit", channel=flow.channel)),)
    if chance > SIGNIFICANT:
        sure = 1.96 * error <= ZERO_FLOW * usual
        text = TEXTS("ruled_out_night_flow", **values)
        return Answer(ruled_out=(RuledOut(FAULT, loop, text),), notes=notes, tested=sure)
    level = 0 if share < WELL_KEPT else 1 if share < POOR else 2
    key = "night_flow" if flow.sensor.calibrated else "night_flow_share"
    evidence = Evidence("night_flow", TEXTS(key, **values), flow.channel, strength=share)
    against = [Against(TEXTS("against_leak"))]
    return _found(loop, level, chance, evidence, against, TEXTS("basis_night_flow"), notes)


def _found(
    loop: str | None,
    level: int,
    chance: float,
    evidence: Evidence,
    against: list[Against],
    basis: Text,
    notes: tuple[QualityNote, ...] = (),
) -> Answer:
    finding = Finding(
        fault=FAULT,
        component=loop,
        department=fault_kind(FAULT).department,
        probability=PROBABILITY,
        false_alarm_probability=chance,
        severity=Severity("slight" if level == 0 else "moderate" if level == 1 else "severe", basis),
        urgency=4,
        evidence=(evidence,),
        treatment=(TEXTS("treatment_leak"),),
        against=tuple(against),
    )
    return Answer(findings=(finding,), notes=notes, plots=(None,), tested=True)


def _averages(values: _Array, part: slice) -> _Array:
    """Return the means of equal stretches of ``part`` [shape=(points,)], without those that are missing."""
    kept = values[part]
    stretches = np.array_split(kept, min(POINTS, len(kept) // 4))
    return np.array([np.mean(stretch[np.isfinite(stretch)]) for stretch in stretches if np.any(np.isfinite(stretch))])


def _slope(seconds: _Array, values: _Array, part: slice) -> _Trend | None:
    """Return the slope of ``values`` over one closed interval per second: Theil and Sen's, with the error of the line
    of least squares widened for residuals that follow each other."""
    x = _averages(np.where(np.isfinite(values), seconds, np.nan), part)
    y = _averages(values, part)
    if len(y) < LEAST_ROWS // 4 or np.ptp(x) <= 0.0:
        return None
    slope, middle = (float(value) for value in stats.theilslopes(y, x)[:2])
    off = y - middle - slope * x
    error = float(np.sqrt(np.sum(off**2) / (len(y) - 2) / np.sum((x - np.mean(x)) ** 2)))
    return _Trend(slope, max(error * _widening(off), 1e-15), len(y))


def _level(values: _Array, part: slice) -> _Trend | None:
    """Return the median of one closed interval."""
    y = _averages(values, part)
    if len(y) < LEAST_ROWS // 4:
        return None
    middle = float(np.median(y))
    error = 1.2533 * float(np.std(y, ddof=1)) / np.sqrt(len(y))
    return _Trend(middle, max(float(error) * _widening(y - middle), 1e-15), len(y))


def _widening(off: _Array) -> float:
    """Return by how much residuals of first-order autocorrelation φ widen a mean or slope: √((1 + φ)/(1 − φ)), φ with
    one standard error added (Box, Jenkins & Reinsel, Time Series Analysis)."""
    energy = float(np.sum(off**2))
    if energy <= 0.0:
        return 1.0
    phi = float(np.sum(off[1:] * off[:-1])) / energy + 1.0 / np.sqrt(len(off))
    phi = min(max(phi, 0.0), 0.9)
    return float(np.sqrt((1.0 + phi) / (1.0 - phi)))


def _combined(trends: list[_Trend]) -> tuple[float, float]:
    """Return the median of the intervals and its error: that of the scatter between them, or of their own where they
    are few, whichever is larger."""
    values = np.array([trend.value for trend in trends])
    own = float(np.median([trend.error for trend in trends])) / np.sqrt(len(trends))
    between = 1.2533 * float(np.std(values, ddof=1)) / np.sqrt(len(values)) if len(values) > 2 else 0.0
    return float(np.median(values)), max(own, float(between))
