"""A filter that clogs: its pressure drop rises at equal flow, k = Δp/Q² (rulebook §2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import Against, Evidence, Finding, RuledOut, Severity
from diagnostics.faults.family import Answer
from diagnostics.faults.process.tags import Tag, Tags
from diagnostics.faults.process.windows import FEWEST_BLOCKS, Reference, pieces, weighted_median
from diagnostics.faults.process.words import TEXTS, lacking, place, too_little
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_filter"]

FAULT: Final = "process.blocked_filter"
WARN_RATIO: Final = 1.5
ACT_RATIO: Final = 2.0
"""k over its healthy value (rulebook §2.7, unverified)."""
SURE_RATIO: Final = 1.2
"""Ratio that the low end of its interval has to reach (a convention)."""
SEVERE_RATIO: Final = 4.0
"""Twice what calls for action (a convention): the flow through an unchanged pump has then clearly fallen."""
LEAST_FLOW: Final = 0.3
"""Share of the usual flow below which the pressure drop, a tenth of the usual one, is the error of the transmitters (a
convention)."""
TURBULENT, LAMINAR = 2.0, 1.0
"""Exponent of the flow: of a strainer and of a fine medium (Darcy's law). A real filter lies between."""
TOLD_APART: Final = 1.25
"""Ratio of high to low flows in the healthy rows from which the exponent can be read (a convention)."""
MOST_WINDOWS: Final = 12
LEAST_ROWS: Final = 20
"""Rows of a window (a convention)."""
SIGNIFICANT: Final = 1e-3
LEAST_SCATTER: Final = 0.02
"""Of ln k from window to window: transmitters repeat themselves to a per cent or so (a convention)."""
MOST_SCATTER: Final = 0.2
"""Of ln k from window to window in the healthy rows, above which a rise by half is not told from chance: ln 1.5 is two
such deviations."""
VALVE_MOVED: Final = 0.05
WARMER_K: Final = 10.0
"""Change of a valve's opening and of temperature that is named: 10 K change water's viscosity by a quarter at 20 °C
(a convention)."""
PROBABILITY, PROBABILITY_DOUBTED = 0.9, 0.7
"""That a filter with k doubled is dirty: little else does it at equal flow; less where a valve has moved too
(estimates, not calibrated)."""

_Array = NDArray[np.float64]
_Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class _Filter:
    drop_pa: _Array
    flow: _Array
    exponent: float
    exponents: tuple[float, float]
    """Within which it is known."""
    usual_flow: float

    def factor(self, rows: _Rows, exponent: float) -> float:
        """Return k of ``rows`` in units of pressure at the usual flow."""
        powers = (self.flow[rows] / self.usual_flow) ** exponent
        return weighted_median(self.drop_pa[rows] / powers, powers)


def examine_filter(tags: Tags, loop: str | None) -> Answer:
    """Return what pressure drop and flow say about the filter in ``loop``."""
    drop, missing = _pressure_drop(tags, loop)
    flow = tags.of("flow", loop)
    if drop is None and not missing:
        return Answer()
    if drop is None or flow is None:
        return Answer(notes=(lacking("filter", loop, [*missing, *(["flow"] if flow is None else [])]),))
    rows = np.flatnonzero(np.isfinite(drop) & np.isfinite(flow.values))
    healthy = rows[rows < tags.healthy]
    usual_flow = float(np.median(flow.values[healthy])) if len(healthy) else 0.0
    if usual_flow <= 0.0:
        return Answer(notes=(too_little("filter", loop, TEXTS("no_flow", channel=flow.channel)),))
    rows = rows[flow.values[rows] >= LEAST_FLOW * usual_flow]
    healthy, later = rows[rows < tags.healthy], rows[rows >= tags.healthy]
    learned = pieces(healthy, most=MOST_WINDOWS, least=LEAST_ROWS)
    judged = pieces(later, most=MOST_WINDOWS, least=LEAST_ROWS)
    if len(learned) < FEWEST_BLOCKS or not judged:
        need = TEXTS("few_rows", healthy=len(healthy), later=len(later), need=FEWEST_BLOCKS * LEAST_ROWS)
        return Answer(notes=(too_little("filter", loop, need),))
    exponent, exponents = _exponent(drop[healthy], flow.values[healthy] / usual_flow)
    filtered = _Filter(drop, flow.values, exponent, exponents, usual_flow)
    if min(filtered.factor(window, exponent) for window in learned) <= 0.0:
        return Answer(notes=(too_little("filter", loop, TEXTS("no_drop")),))
    reference = Reference.of(np.log([filtered.factor(window, exponent) for window in learned]), least=LEAST_SCATTER)
    if reference.deviation > MOST_SCATTER:
        text = TEXTS("drop_scatters", scatter=100.0 * reference.deviation)
        return Answer(notes=(too_little("filter", loop, text),))
    return _judged(tags, loop, filtered, reference, judged)


def _pressure_drop(tags: Tags, loop: str | None) -> tuple[_Array | None, list[str]]:
    """Return the drop across the filter in Pa [shape=(rows,)] and which roles are missing for it."""
    differential = tags.of("filter_differential", loop)
    if differential is not None:
        return differential.values, []
    ends = {role: tags.of(role, loop) for role in ("filter_inlet", "filter_outlet")}
    inlet, outlet = ends.values()
    if inlet is None and outlet is None:
        return None, []
    if inlet is None or outlet is None:
        return None, [role for role, tag in ends.items() if tag is None]
    if not (inlet.sensor.calibrated and outlet.sensor.calibrated):
        return None, [f"unit ({tag.channel})" for tag in (inlet, outlet) if not tag.sensor.calibrated]
    return inlet.values - outlet.values, []


def _exponent(drop_pa: _Array, flow: _Array) -> tuple[float, tuple[float, float]]:
    """Return the exponent of the flow over the usual one in the healthy rows and the limits it is known within: the
    square, unless the flows differ enough to read it."""
    there = drop_pa > 0.0
    low, high = np.quantile(flow, [0.05, 0.95])
    if high < TOLD_APART * low or np.sum(there) < LEAST_ROWS:
        return TURBULENT, (LAMINAR, TURBULENT)
    edges = np.quantile(flow[there], np.linspace(0.0, 1.0, 9))
    bins = np.clip(np.searchsorted(edges, flow[there], side="right") - 1, 0, 7)
    taken = [b for b in range(8) if np.sum(bins == b) >= 3]
    x = np.array([np.median(np.log(flow[there][bins == b])) for b in taken])
    y = np.array([np.median(np.log(drop_pa[there][bins == b])) for b in taken])
    later, earlier = np.tril_indices(len(x), -1)
    apart = np.abs(x[later] - x[earlier]) > 0.5 * np.ptp(x)
    slopes = ((y[later] - y[earlier]) / (x[later] - x[earlier]))[apart]
    known = np.clip(np.quantile(slopes, [0.5, 0.1, 0.9]), LAMINAR, TURBULENT)
    return float(known[0]), (float(known[1]), float(known[2]))


def _ratios(filtered: _Filter, reference: Reference, window: _Rows) -> _Array:
    """Return k of ``window`` over the healthy one [shape=(3,)]: as it is, and its low and high end by chance and by
    what is not known of the exponent."""
    middle = filtered.factor(window, filtered.exponent)
    away = abs(float(np.log(np.median(filtered.flow[window]) / filtered.usual_flow)))
    half = reference.half_interval() + away * max(abs(each - filtered.exponent) for each in filtered.exponents)
    return np.asarray(np.exp(np.log(max(middle, 1e-300)) - reference.mean + np.array([0.0, -half, half])))


def _judged(tags: Tags, loop: str | None, filtered: _Filter, reference: Reference, judged: list[_Rows]) -> Answer:
    ratios = np.array([_ratios(filtered, reference, window) for window in judged])
    ratio, low, high = (float(value) for value in ratios[-1])
    chance = reference.chance(reference.mean + float(np.log(ratio)))
    values = {"place": place(loop), "ratio": ratio, "low": low, "high": high, "exponent": filtered.exponent}
    worst = float(np.max(ratios[:, 0]))
    if ratio < WARN_RATIO or chance > SIGNIFICANT or low < SURE_RATIO:
        key = "filter_cleaned" if worst >= ACT_RATIO else "filter_clean"
        text = TEXTS(key, **values, worst=worst, warn=WARN_RATIO)
        return Answer(ruled_out=(RuledOut(FAULT, loop, text),), tested=True)
    against, doubted = _doubts(tags, loop, judged[-1], ratio, beyond=low < ratio / 1.4)
    act = ratio >= ACT_RATIO and low >= WARN_RATIO
    channel = next(t.channel for t in (tags.of("filter_differential", loop), tags.of("filter_inlet", loop)) if t)
    finding = Finding(
        fault=FAULT,
        component=loop,
        department=fault_kind(FAULT).department,
        probability=PROBABILITY_DOUBTED if doubted else PROBABILITY,
        false_alarm_probability=min(1.0, len(judged) * chance),
        severity=Severity(
            "severe" if act and ratio >= SEVERE_RATIO else "moderate" if act else "slight",
            TEXTS("basis_filter", warn=WARN_RATIO, act=ACT_RATIO),
        ),
        urgency=4 if act else 5,
        evidence=(Evidence("pressure_drop", TEXTS("filter", **values), channel=channel, strength=ratio),),
        treatment=(TEXTS("treatment_filter" if act else "treatment_filter_watch"),),
        against=tuple(against),
    )
    if act:
        return Answer(findings=(finding,), plots=(None,), tested=True)
    return Answer(watch=(finding,), plots=(None,), tested=True)


def _doubts(tags: Tags, loop: str | None, window: _Rows, ratio: float, *, beyond: bool) -> tuple[list[Against], bool]:
    """Return what else raises the pressure drop, and whether there is a sign of it."""
    against = [Against(TEXTS("against_viscosity"))]
    valve = tags.of("valve_position", loop)
    moved = 0.0 if valve is None else _change(valve, tags.healthy, window)
    if valve is not None and abs(moved) > VALVE_MOVED:
        against.append(Against(TEXTS("against_valve", channel=valve.channel, moved=100.0 * moved)))
    warmth = [tag for tag in tags.tags if tag.sensor.quantity == "temperature" and tag.sensor.loop == loop]
    changes = {tag.channel: _change(tag, tags.healthy, window) for tag in warmth}
    colder = {channel: change for channel, change in changes.items() if change < -WARMER_K}
    against += [Against(TEXTS("against_colder", channel=c, colder=-change)) for c, change in colder.items()]
    if beyond:
        against.append(Against(TEXTS("against_flow", ratio=ratio)))
    return against, bool(colder) or abs(moved) > VALVE_MOVED


def _change(tag: Tag, healthy: int, window: _Rows) -> float:
    """Return how far the median of ``tag`` in ``window`` is from that in the healthy rows, 0 where one is missing."""
    before, after = tag.values[:healthy], tag.values[window]
    before, after = before[np.isfinite(before)], after[np.isfinite(after)]
    return float(np.median(after) - np.median(before)) if before.size and after.size else 0.0
