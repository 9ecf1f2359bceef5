"""A heat exchanger that fouls: U·A falls at equal flow while the heat of both sides still agrees (rulebook §2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.family import Answer
from diagnostics.faults.process.tags import Tag, Tags
from diagnostics.faults.process.windows import FEWEST_BLOCKS, Reference, pieces
from diagnostics.faults.process.words import TEXTS, lacking, place, too_little
from diagnostics.machine import Exchanger, Machine
from diagnostics.vocabulary import fault_kind

__all__ = ["EXCHANGER_ROLES", "balance_opened", "examine_exchanger", "log_mean_difference"]

FAULT: Final = "process.fouling"
EXCHANGER_ROLES: Final = ("hot_inlet", "hot_outlet", "cold_inlet", "cold_outlet", "hot_flow", "cold_flow")
WATCH_FALL, ACT_FALL, SEVERE_FALL = 0.10, 0.20, 0.40
"""Fall of U·A: 10 to 20 % is the warning (rulebook §2.7, unverified), more is worth acting on; severe at twice that (a
convention)."""
OPEN_BALANCE: Final = 0.05
"""Difference of the heat of both sides over their mean from which a flow meter or thermometer is wrong (rulebook
§2.7)."""
LEAST_DIFFERENCE_K: Final = 1.0
"""Temperature difference, end to end and side to side, below which two thermometers of class A (IEC 60751: 0.15 K each
and 0.002 of the temperature) leave a third of it uncertain."""
LEAST_FLOW: Final = 0.3
"""Share of the usual flow below which an exchanger works in another way (laminar; a convention)."""
BEYOND: Final = 1.1
"""So far outside the flows of the healthy rows U·A is still carried over by the exponents (a convention)."""
MOST_EXPONENT, USUAL_EXPONENT = 0.8, 0.4
"""U·A grows with the flow of a side to the power 0.8 where that side alone resists (Dittus & Boelter 1930), to half of
that where both do."""
MOST_WINDOWS: Final = 12
LEAST_ROWS: Final = 20
SIGNIFICANT: Final = 1e-3
LEAST_SCATTER: Final = 0.01
"""Of ln U·A from window to window (a convention: slow errors of four thermometers)."""
MOST_SCATTER: Final = 0.07
"""Of ln U·A from window to window in the healthy rows, above which a fall of 20 % is not told from chance: −ln 0.8 is
three such deviations."""
PROBABILITY, PROBABILITY_WATCHED = 0.85, 0.7
"""That a fall of U·A with a closed balance is fouling: gas in the water, a bypass or a lost pass do the same
(estimates, not calibrated)."""

_Array = NDArray[np.float64]
_Rows = NDArray[np.intp]


def log_mean_difference(first_k: _Array, second_k: _Array) -> _Array:
    """Return the logarithmic mean of the temperature differences at both ends in K, both [shape=(n,)] and positive.

    (ΔT₁ − ΔT₂)/ln(ΔT₁/ΔT₂) (VDI Heat Atlas, C1); for differences within 0.1 % of each other their mean.
    """
    ratio = first_k / second_k
    alike = np.abs(ratio - 1.0) < 1e-3
    safe = np.where(alike, 2.0, ratio)
    return np.asarray(np.where(alike, 0.5 * (first_k + second_k), (first_k - second_k) / np.log(safe)))


@dataclass(frozen=True, eq=False)
class _Duty:
    """What the exchanger does row by row, NaN where it cannot be told."""

    log_ua: _Array
    """ln of U·A in W/K."""
    open_balance: _Array
    """(Q_hot − Q_cold) over their mean."""
    log_flows: _Array
    """ln of hot and cold flow over their usual values [shape=(2, rows)]."""


def examine_exchanger(tags: Tags, machine: Machine, loop: str | None) -> Answer:
    """Return what four temperatures and two flows say about the heat exchanger in ``loop``."""
    own = {role: tags.of(role, loop) for role in EXCHANGER_ROLES}
    columns = {role: tag for role, tag in own.items() if tag is not None and tag.sensor.calibrated}
    if not any(role in columns for role in EXCHANGER_ROLES):
        return Answer()
    if len(columns) < len(EXCHANGER_ROLES):
        missing = [role if own[role] is None else f"{role} (unit)" for role in EXCHANGER_ROLES if role not in columns]
        return Answer(notes=(lacking("exchanger", loop, missing),))
    described = {exchanger.loop: exchanger for exchanger in machine.exchangers}
    exchanger = described.get(loop) or described.get(None) or Exchanger(loop)
    duty = _duty(columns, exchanger, tags.healthy)
    rows = np.flatnonzero(np.isfinite(duty.log_ua))
    rows = rows[_within(duty.log_flows[:, rows], duty.log_flows[:, rows[rows < tags.healthy]])]
    healthy, later = rows[rows < tags.healthy], rows[rows >= tags.healthy]
    learned = pieces(healthy, most=MOST_WINDOWS, least=LEAST_ROWS)
    judged = pieces(later, most=MOST_WINDOWS, least=LEAST_ROWS)
    if len(learned) < FEWEST_BLOCKS or not judged:
        need = TEXTS("few_rows_exchanger", healthy=len(healthy), later=len(later), need=FEWEST_BLOCKS * LEAST_ROWS)
        return Answer(notes=(too_little("exchanger", loop, need),))
    level = duty.log_ua - _flow_law(duty, healthy) @ duty.log_flows
    reference = Reference.of(np.array([np.median(level[window]) for window in learned]), least=LEAST_SCATTER)
    if reference.deviation > MOST_SCATTER:
        text = TEXTS("exchanger_scatters", scatter=100.0 * reference.deviation)
        return Answer(notes=(too_little("exchanger", loop, text),))
    return _judged(loop, duty, level, reference, healthy, judged)


def balance_opened(answer: Answer) -> bool:
    """Return whether ``answer`` of `examine_exchanger` says that an instrument has changed."""
    return bool(answer.ruled_out) and not answer.tested


def _duty(columns: dict[str, Tag], exchanger: Exchanger, healthy: int) -> _Duty:
    hot_in, hot_out, cold_in, cold_out, hot_flow, cold_flow = (columns[role].values for role in EXCHANGER_ROLES)
    hot_w = hot_flow * exchanger.hot_density_kg_m3 * exchanger.hot_heat_j_kg_k * (hot_in - hot_out)
    cold_w = cold_flow * exchanger.cold_density_kg_m3 * exchanger.cold_heat_j_kg_k * (cold_out - cold_in)
    if exchanger.arrangement == "parallel":
        ends = (hot_in - cold_in, hot_out - cold_out)
    else:
        ends = (hot_in - cold_out, hot_out - cold_in)
    differences = np.array([*ends, hot_in - hot_out, cold_out - cold_in])
    usual = [_usual(flow[:healthy]) for flow in (hot_flow, cold_flow)]
    flows = np.array([hot_flow, cold_flow]) / np.array(usual)[:, np.newaxis]
    with np.errstate(invalid="ignore"):
        there = np.all(differences >= LEAST_DIFFERENCE_K, axis=0) & np.all(flows >= LEAST_FLOW, axis=0)
    ua = np.full(len(there), np.nan)
    mean_w = 0.5 * (hot_w + cold_w)
    ua[there] = mean_w[there] / log_mean_difference(ends[0][there], ends[1][there])
    balance = np.full(len(there), np.nan)
    balance[there] = (hot_w[there] - cold_w[there]) / mean_w[there]
    log_flows = np.zeros_like(flows)
    log_flows[:, there] = np.log(flows[:, there])
    return _Duty(np.log(ua), balance, log_flows)


def _usual(flow: _Array) -> float:
    there = flow[np.isfinite(flow) & (flow > 0.0)]
    return float(np.median(there)) if there.size else np.nan


def _within(log_flows: _Array, healthy: _Array) -> NDArray[np.bool_]:
    """Return which of ``log_flows`` [shape=(2, n)] lie within those of the healthy rows."""
    if healthy.shape[1] == 0:
        return np.zeros(log_flows.shape[1], dtype=bool)
    low, high = np.quantile(healthy, [0.02, 0.98], axis=1)
    reach = np.log(BEYOND)
    inside = (log_flows >= (low - reach)[:, np.newaxis]) & (log_flows <= (high + reach)[:, np.newaxis])
    return np.asarray(np.all(inside, axis=0))


def _flow_law(duty: _Duty, healthy: _Rows) -> _Array:
    """Return the exponents of both flows [shape=(2,)] by robust regression over the healthy rows, held at the usual
    ones as far as the flows hardly varied."""
    rows = healthy[:: max(1, len(healthy) // 2000)]
    x, y = duty.log_flows[:, rows], duty.log_ua[rows] - np.median(duty.log_ua[rows])
    scatter = max(1.4826 * float(np.median(np.abs(y))), 1e-3)

    def residuals(law: _Array) -> _Array:
        held = (law[1:] - USUAL_EXPONENT) / MOST_EXPONENT
        return np.concatenate([(y - law[0] - law[1:] @ x) / scatter, 2.0 * held])

    start = np.array([0.0, USUAL_EXPONENT, USUAL_EXPONENT])
    bounds = ([-np.inf, 0.0, 0.0], [np.inf, MOST_EXPONENT, MOST_EXPONENT])
    fitted = optimize.least_squares(residuals, start, bounds=bounds, loss="soft_l1")
    return np.asarray(fitted.x[1:])


def _judged(
    loop: str | None, duty: _Duty, level: _Array, reference: Reference, healthy: _Rows, judged: list[_Rows]
) -> Answer:
    falls = [1.0 - float(np.exp(np.median(level[window]) - reference.mean)) for window in judged]
    fall, last = falls[-1], judged[-1]
    half = float(np.exp(reference.half_interval()) - 1.0) * (1.0 - fall)
    chance = reference.chance(reference.mean - float(np.log1p(-fall)))
    usual, now = float(np.median(duty.open_balance[healthy])), float(np.median(duty.open_balance[last]))
    values = {
        "place": place(loop),
        "fall": 100.0 * fall,
        "half": 100.0 * half,
        "ua": float(np.exp(np.median(duty.log_ua[last]))) / 1000.0,
        "balance": 100.0 * now,
        "usual": 100.0 * usual,
    }
    if abs(now - usual) > OPEN_BALANCE:
        note = QualityNote("sensor.scale", None, "warning", TEXTS("balance_opened", **values))
        text = TEXTS("ruled_out_balance", **values)
        return Answer(ruled_out=(RuledOut(FAULT, loop, text),), notes=(note,))
    notes: tuple[QualityNote, ...] = ()
    if abs(now) > OPEN_BALANCE:
        notes = (QualityNote("sensor.scale", None, "warning", TEXTS("balance_open", **values)),)
    if fall < WATCH_FALL or chance > SIGNIFICANT:
        text = TEXTS("ruled_out_fouling", **values, warn=100.0 * WATCH_FALL)
        return Answer(ruled_out=(RuledOut(FAULT, loop, text),), notes=notes, tested=True)
    act = fall >= ACT_FALL and not notes
    finding = Finding(
        fault=FAULT,
        component=loop,
        department=fault_kind(FAULT).department,
        probability=PROBABILITY if act else PROBABILITY_WATCHED,
        false_alarm_probability=min(1.0, len(judged) * chance),
        severity=Severity(
            "severe" if act and fall >= SEVERE_FALL else "moderate" if act else "slight",
            TEXTS("basis_fouling", warn=100.0 * WATCH_FALL, act=100.0 * ACT_FALL),
        ),
        urgency=4 if act else 5,
        evidence=(Evidence("heat_transfer", TEXTS("fouling", **values), strength=fall),),
        treatment=(TEXTS("treatment_fouling" if act else "treatment_fouling_watch"),),
        against=(Against(TEXTS("against_fouling")), *([Against(TEXTS("against_balance", **values))] if notes else [])),
    )
    if act:
        return Answer(findings=(finding,), notes=notes, plots=(None,), tested=True)
    return Answer(watch=(finding,), notes=notes, plots=(None,), tested=True)
