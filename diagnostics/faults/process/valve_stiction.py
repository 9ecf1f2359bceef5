"""A control valve that sticks: a limit cycle in which the controller's output runs in triangles and the process jumps
(rulebook §2.7).

Three keys have to turn: a regular oscillation, an output that a triangle fits better than a sine, and a process that
does not just mirror it (a cross-correlation that is not even). Tight tuning and disturbances from outside make sines.
This holds for self-regulating processes (flow, pressure, most temperatures), not for levels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import Against, Evidence, Finding, RuledOut, Severity
from diagnostics.faults.family import Answer
from diagnostics.faults.process.oscillation import (
    LEAST_CROSSINGS,
    LEAST_STEPS,
    POINTS,
    HalfCycles,
    Oscillation,
    aligned,
    find_oscillation,
    half_cycles,
    odd_correlation,
    surrogate,
    triangle_index,
)
from diagnostics.faults.process.tags import Tag, Tags
from diagnostics.faults.process.words import TEXTS, lacking, place, too_little
from diagnostics.texts import Text
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_valve"]

FAULT: Final = "process.valve_stiction"
STICKS, MOVES_FREELY = 0.6, 0.4
"""Triangle index above which a valve sticks and below which it does not (He et al. 2007)."""
ODD, EVEN = 2.0 / 3.0, 0.2
"""Δτ above which the cross-correlation is odd (Horch 1999) and below which it is even. Horch's limit for even is 1/3;
at 0.6 of the stable gain proportional action brings a sticking valve down to 0.25, and tight loops without one have
0.12 to 0.16 (simulated)."""
SIGNIFICANT: Final = 0.01
DRAWS: Final = 399
SEED: Final = 1999
LEAST_HALF_CYCLES, MOST_HALF_CYCLES = 8, 60
MOST_ROWS: Final = 4000
MOST_STRETCHES: Final = 8
"""Rows of a stretch and stretches, the last ones, that are looked at: a limit cycle goes on."""
SHORT_GAP: Final = 3
"""Missing rows that a straight line bridges."""
SATURATED: Final = 0.05
"""Share of the rows at either end of the output's range from which a clipped output is not judged by its shape."""
FOLLOWED: Final = 0.05
"""Share of rows with a moving set point from which the loop follows another controller."""
SAME_PERIOD: Final = 0.05
"""Relative difference of periods that count as one (a convention)."""
SLIGHT_PERCENT, SEVERE_PERCENT = 1.0, 5.0
"""Stick band as share of the output's range: 1 % is what good positioners stay below, 5 % is gross (conventions)."""
PROBABILITY, PROBABILITY_LESS = 0.85, 0.7
"""That the valve sticks when all three keys turn: backlash, a sticking transmitter and a load that switches do the
same; less where another loop swings along or proportional action makes the process less than a quarter of a period late
(estimates, not calibrated)."""

_Array = NDArray[np.float64]
_Stretch = tuple[_Array, _Array]


@dataclass(frozen=True, eq=False)
class _Cycle:
    """The limit cycle of one loop."""

    oscillation: Oscillation
    halves: HalfCycles
    index: float
    output: _Array
    """Of the last stretch [shape=(rows,)]."""
    lag: float
    """Δτ of the cross-correlation."""
    band: tuple[float, float]
    """What the output goes before the valve moves, at least and at most, in the output's unit: the stick band."""


def examine_valve(tags: Tags, loop: str | None) -> Answer:
    """Return what controller output and process value say about the valve of ``loop``."""
    output, process = tags.of("controller_output", loop), tags.of("process_value", loop)
    if output is None or process is None:
        if output is None and process is None and tags.of("setpoint", loop) is None:
            return Answer()
        pair = {"controller_output": output, "process_value": process}
        return Answer(notes=(lacking("valve", loop, [role for role, tag in pair.items() if tag is None]),))
    stretches = _stretches(tags, output, process, tags.of("setpoint", loop))
    if not stretches:
        need = TEXTS("valve_short", rows=round(LEAST_CROSSINGS * LEAST_STEPS))
        return Answer(notes=(too_little("valve", loop, need),))
    moved = np.concatenate([one for one, _ in stretches])
    if not np.ptp(moved) > 0.0:
        return Answer(notes=(too_little("valve", loop, TEXTS("valve_manual", channel=output.channel)),))
    saturated = _saturated(output)
    if saturated > SATURATED:
        text = TEXTS("valve_saturated", channel=output.channel, share=100.0 * saturated)
        return Answer(notes=(too_little("valve", loop, text),))
    longest = max(len(one) for one, _ in stretches)
    cycle = _cycle(stretches)
    if cycle is None:
        reach = {"low": LEAST_STEPS * tags.step_s, "high": 2.0 * longest / LEAST_CROSSINGS * tags.step_s}
        text = TEXTS("no_cycle", place=place(loop), **reach)
        return Answer(ruled_out=(RuledOut(FAULT, loop, text),), tested=True)
    return _judged(tags, loop, output, cycle)


def _stretches(tags: Tags, output: Tag, process: Tag, setpoint: Tag | None) -> list[_Stretch]:
    """Return output and process [shape=(n,) each] of the last stretches without gaps and without a step of the set
    point; where the set point moves all the time the process is taken against it."""
    one, two = output.values, process.values
    cut = tags.breaks.copy()
    if setpoint is not None:
        steps = np.abs(np.diff(setpoint.values, prepend=setpoint.values[:1]))
        moved = np.isfinite(steps) & (steps > 0.0)
        if np.mean(moved) > FOLLOWED and setpoint.sensor.quantity == process.sensor.quantity:
            two = two - setpoint.values
        else:
            cut |= moved
    there = np.isfinite(one) & np.isfinite(two)
    rows = np.flatnonzero(there)
    ends = np.flatnonzero((np.diff(rows) > SHORT_GAP + 1) | (np.diff(np.cumsum(cut)[rows]) > 0)) + 1
    least = LEAST_CROSSINGS * LEAST_STEPS
    found: list[_Stretch] = []
    for run in reversed(np.split(rows, ends)):
        if len(run) < least:
            continue
        for stop in range(len(run), 0, -MOST_ROWS):
            part = run[max(0, stop - MOST_ROWS) : stop]
            if len(part) >= least and len(found) < MOST_STRETCHES:
                every = np.arange(part[0], part[-1] + 1)
                found.append((np.interp(every, part, one[part]), np.interp(every, part, two[part])))
    return found


def _saturated(output: Tag) -> float:
    """Return the share of rows at the ends of the output's range."""
    there = output.values[np.isfinite(output.values)]
    low, high = float(np.min(there)), float(np.max(there))
    reach = 1e-3 * (high - low)
    return float(max(np.mean(there <= low + reach), np.mean(there >= high - reach)))


def _cycle(stretches: Sequence[_Stretch]) -> _Cycle | None:
    """Return the limit cycle that most of the ``stretches`` show, None where most show none."""
    seen = [(pair, find_oscillation(pair[0])) for pair in stretches]
    swinging = [(pair, oscillation) for pair, oscillation in seen if oscillation is not None]
    if not swinging or 2 * sum(len(pair[0]) for pair, _ in swinging) < sum(len(pair[0]) for pair in stretches):
        return None
    period = float(np.median([oscillation.period for _, oscillation in swinging]))
    same = [(pair, each) for pair, each in swinging if abs(each.period / period - 1.0) <= 4.0 * SAME_PERIOD]
    if not same:
        return None
    parts = [half_cycles(*pair, each.period) for pair, each in same]
    halves = HalfCycles(np.concatenate([p.first for p in parts]), np.concatenate([p.second for p in parts]))
    if halves.count < LEAST_HALF_CYCLES:
        return None
    lag = float(np.median([odd_correlation(*pair, each.period)[0] for pair, each in same]))
    latest = halves.first[-MOST_HALF_CYCLES:]
    index = float(triangle_index(np.mean(aligned(latest), axis=0)))
    (output, _), oscillation = same[0]
    return _Cycle(oscillation, halves, index, output, lag, _band(halves, output, oscillation.period))


def _chance(cycle: _Cycle) -> float:
    """Return how often a loop without a sticking valve has a triangle index as large as that of ``cycle``.

    Twice the smaller of two chances (Bonferroni): a sine with the scatter of these half cycles, drawn anew, which asks
    too much of cycles that differ; and linear noise of the spectrum of the output, which asks too much of cycles that
    are all alike.
    """
    halves, index = cycle.halves.first[-MOST_HALF_CYCLES:], cycle.index
    generator = np.random.default_rng(SEED)
    mean = np.mean(halves, axis=0)
    sine = np.sin(np.pi * (np.arange(POINTS) + 0.5) / POINTS)
    rounded = float(mean @ sine / (sine @ sine)) * sine
    drawn = rounded + (halves - mean)[generator.integers(len(halves), size=(DRAWS, len(halves)))]
    sines = np.mean(aligned(drawn.reshape(-1, POINTS)).reshape(drawn.shape), axis=1)
    linear = []
    for _ in range(DRAWS):
        noise = surrogate(cycle.output, generator)
        turned = half_cycles(noise, noise, cycle.oscillation.period).first[-MOST_HALF_CYCLES:]
        linear.append(np.mean(aligned(turned), axis=0) if len(turned) >= LEAST_HALF_CYCLES else sine)
    above = min(int(np.sum(triangle_index(shapes) >= index)) for shapes in (sines, np.array(linear)))
    return min(1.0, 2.0 * (1.0 + above) / (1.0 + DRAWS))


def _band(halves: HalfCycles, output: _Array, period: float) -> tuple[float, float]:
    """Return what the output goes at least and at most before the valve moves.

    At least the width along the output of the loop that the process makes over it, 2·a·|sin φ| of the ellipse of both
    fundamentals (Choudhury, Shah, Thornhill & Shook, Control Eng. Practice 14 (2006) 1395-1412), which proportional
    action and lag make narrower; at most the travel from one turn to the next, which goes on while they delay it.
    """
    turn = np.exp(-1j * np.pi * (np.arange(POINTS) + 0.5) / POINTS)
    one, two = (complex(np.mean(x, axis=0) @ turn) * 2.0 / POINTS for x in (halves.first, halves.second))
    lag = float(np.angle(two / one)) if abs(one) > 0.0 and abs(two) > 0.0 else 0.0
    travels = [np.ptp(part) for part in np.array_split(output, max(1, int(len(output) / period)))]
    return 2.0 * abs(one) * abs(float(np.sin(lag))), float(np.median(travels))


def _judged(tags: Tags, loop: str | None, output: Tag, cycle: _Cycle) -> Answer:
    sharing = _sharing(tags, loop, cycle)
    values = {
        "place": place(loop),
        "period": cycle.oscillation.period * tags.step_s,
        "count": cycle.halves.count // 2,
        "index": cycle.index,
        "sticks": STICKS,
        "lag": cycle.lag,
        "band": _range_share(output, cycle.band),
    }
    chance = _chance(cycle) if cycle.index >= STICKS and cycle.lag > EVEN else 1.0
    if chance > SIGNIFICANT:
        key = "no_stiction_unclear" if cycle.index > MOVES_FREELY and cycle.lag > EVEN else "no_stiction"
        text = TEXTS(key, **values, shared=_shared(sharing))
        return Answer(ruled_out=(RuledOut(FAULT, loop, text),), tested=True)
    against = [Against(TEXTS("against_stiction"))]
    if sharing:
        against.append(Against(TEXTS("against_shared", loops=", ".join(sharing))))
    percent = _percent(output, cycle.band)
    middle = None if percent is None else 0.5 * sum(percent)
    worse = middle is not None and middle >= SEVERE_PERCENT
    small = middle is not None and middle < SLIGHT_PERCENT
    act = all(index < cycle.index for index in sharing.values())
    finding = Finding(
        fault=FAULT,
        component=loop,
        department=fault_kind(FAULT).department,
        probability=PROBABILITY if cycle.lag >= ODD and not sharing else PROBABILITY_LESS,
        false_alarm_probability=chance,
        severity=Severity("slight" if small or not act else "severe" if worse else "moderate", TEXTS("basis_stiction")),
        urgency=4 if act else 5,
        evidence=(
            Evidence(
                "limit_cycle",
                TEXTS("stiction", **values),
                channel=output.channel,
                frequency_hz=1.0 / (cycle.oscillation.period * tags.step_s),
                strength=cycle.index,
            ),
        ),
        treatment=(TEXTS("treatment_stiction"),),
        against=tuple(against),
    )
    if act:
        return Answer(findings=(finding,), plots=(None,), tested=True)
    return Answer(watch=(finding,), plots=(None,), tested=True)


def _sharing(tags: Tags, loop: str | None, cycle: _Cycle) -> dict[str, float]:
    """Return the loops that swing with the same period, each with the triangle index of its output."""
    found = {}
    for other in tags.loops:
        output, process = tags.of("controller_output", other), tags.of("process_value", other)
        if other == loop or output is None or process is None:
            continue
        stretches = _stretches(tags, output, process, tags.of("setpoint", other))
        theirs = _cycle(stretches) if stretches and np.ptp(stretches[0][0]) > 0.0 else None
        if theirs and abs(theirs.oscillation.period / cycle.oscillation.period - 1.0) <= SAME_PERIOD:
            found[str(other)] = theirs.index
    return found


def _shared(sharing: dict[str, float]) -> Text:
    return TEXTS("shared", loops=", ".join(sharing)) if sharing else TEXTS("not_shared")


def _percent(output: Tag, band: tuple[float, float]) -> tuple[float, float] | None:
    """Return ``band`` in per cent of the output's range, None where its unit does not tell the range."""
    spans = {"ratio": 1.0, "current": 0.016}
    span = spans.get(output.sensor.quantity) if output.sensor.calibrated else None
    return None if span is None else (100.0 * band[0] / span, 100.0 * band[1] / span)


def _range_share(output: Tag, band: tuple[float, float]) -> Text:
    percent = _percent(output, band)
    if percent is not None:
        return TEXTS("band_percent", low=percent[0], high=percent[1])
    return TEXTS("band_raw", low=band[0], high=band[1], unit=output.sensor.si_unit if output.sensor.calibrated else "–")
