"""The supply of a motor: a lost phase in the currents, unbalance and harmonics in the voltages.

The limits of the standards are for ten-minute means at the point of coupling; a record of seconds can exceed them for a
moment, so what lies only just above is watched.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from diagnostics.electrical import nema_unbalance, voltage_harmonics
from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity, SeverityLevel
from diagnostics.faults.family import Answer, Subject, together
from diagnostics.faults.findings import HIGHEST_PROBABILITY
from diagnostics.faults.motor_current_view import ElectricalView, Phases, electrical_view
from diagnostics.faults.velocity_evidence import LEAST_FALSE_ALARM, LOOKALIKES_OPEN
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_supply"]

TEXTS: Final = Catalogue(Path(__file__).with_name("supply.toml"))
UNBALANCE_GRADES: Final[tuple[tuple[float, SeverityLevel, int], ...]] = (
    (0.05, "critical", 2),
    (0.02, "severe", 3),
    (0.015, "moderate", 4),
)
"""|V₂|/|V₁|, level and urgency. Rulebook §2.7: above 5 % (NEMA MG 1: do not run) 1–2, above 2 % (EN 50160) 3, above 1 %
4; of the last, IEC 60034-1 lets a motor run with 1.5 % for some minutes, and a record is no longer."""
UNBALANCE_WATCH: Final = 0.01
"""IEC 60034-1, for long."""
LOW_VOLTAGE_V: Final = 1000.0
THD_LIMIT: Final = {"low": 0.08, "medium": 0.05}
SINGLE_LIMIT: Final = {"low": 0.05, "medium": 0.03}
"""IEEE 519-2014 and -2022 up to 1 kV and above it, EN 50160 for 8 % (rulebook §3.6)."""
SEVERE_OVER_LIMIT: Final = 1.5
"""Times the limit, from which harmonics heat (rulebook §2.7); urgency 3 needs the heating seen, which a voltage does
not show."""
LEAST_CYCLES: Final = 10.0
"""Rulebook §2.1, profile CV."""
LEAST_ORDERS: Final = 13
"""Orders that have to be readable before harmonics are called low: 5, 7, 11 and 13 (rulebook §2.7)."""
NEUTRAL_SHARE: Final = 0.005
"""Zero sequence from which voltages are those to neutral: line voltages add up to nothing (a convention: gain errors of
±0.5 %)."""


def examine_supply(subject: Subject) -> Answer:
    """Return what currents and voltages say about the supply; nothing where neither is measured."""
    view = electrical_view(subject)
    if view is None or isinstance(view, QualityNote) or view.supply.cycles < LEAST_CYCLES:
        return Answer()
    lost = _phase_loss(view)
    voltages = view.voltages
    if voltages is None:
        return lost
    answers, notes = [lost], []
    if voltages.three:
        answers.append(_unbalance(view, voltages))
    harmonics, note = _harmonics(view, voltages)
    answers.append(harmonics)
    notes += [] if note is None else [note]
    tested = any(answer.tested for answer in answers[1:])
    return together(answers, tested=tested, notes=tuple(notes))


def _phase_loss(view: ElectricalView) -> Answer:
    """Return the phase that carries next to nothing while the other two are equal and opposite."""
    fault, currents = "supply.phase_loss", view.currents
    if currents is None or not currents.three:
        return Answer()
    sizes = np.abs(currents.phasors)
    k = currents.lost
    if k is None:
        least = int(np.argmin(sizes))
        share = 100.0 * float(sizes[least] / np.mean(np.delete(sizes, least)))
        text = TEXTS("ruled_out_phase_loss", phase=currents.names[least], share=share)
        return Answer(ruled_out=(RuledOut(fault, None, text),))
    share = 100.0 * float(sizes[k] / np.mean(np.delete(sizes, k)))
    text = TEXTS("phase_loss", phase=currents.names[k], channel=currents.channels[k], share=share)
    finding = Finding(
        fault=fault,
        component=f"phase_{currents.names[k]}",
        department=fault_kind(fault).department,
        probability=0.95 * HIGHEST_PROBABILITY,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity("critical", TEXTS("basis_phase_loss")),
        urgency=1,
        evidence=(Evidence("phase_current", text, channel=currents.channels[k], strength=share),),
        treatment=(TEXTS("treatment_phase_loss"),),
        against=(Against(TEXTS("against_phase_loss")),),
    )
    return Answer(findings=(finding,), plots=(None,))


def _unbalance(view: ElectricalView, voltages: Phases) -> Answer:
    fault, parts = "supply.unbalance", voltages.sequences
    assert parts is not None  # noqa: S101  (narrowing: asked by the caller)
    share = abs(parts.negative_ratio)
    values = {"share": 100.0 * share, "nema": 100.0 * _nema(voltages), "supply": view.supply.frequency_hz}
    if share < UNBALANCE_WATCH:
        return Answer(ruled_out=(RuledOut(fault, None, TEXTS("ruled_out_unbalance", **values)),), tested=True)
    graded = next(((level, urgency) for limit, level, urgency in UNBALANCE_GRADES if share > limit), None)
    level, urgency = graded or ("slight", 4)
    finding = Finding(
        fault=fault,
        component=None,
        department=fault_kind(fault).department,
        probability=LOOKALIKES_OPEN,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity(level, TEXTS("basis_unbalance")),
        urgency=urgency,
        evidence=(Evidence("voltage_unbalance", TEXTS("unbalance", **values), strength=100.0 * share),),
        treatment=(TEXTS("treatment_unbalance", derating=_derating(share)),),
        against=(Against(TEXTS("against_unbalance")),),
    )
    if graded is None:
        return Answer(watch=(finding,), plots=(None,), tested=True)
    return Answer(findings=(finding,), plots=(None,), tested=True)


def _nema(voltages: Phases) -> float:
    """Return the NEMA figure of the line voltages, made of those to neutral where these were measured."""
    vectors, parts = voltages.phasors, voltages.sequences
    if parts is not None and abs(parts.zero_ratio) > NEUTRAL_SHARE:
        vectors = vectors - np.roll(vectors, -1)
    return nema_unbalance(np.abs(vectors))


def _derating(share: float) -> float:
    """Return the per cent of rated power that a motor may give (NEMA MG 1, rulebook §3.6; at 4 and 5 % unverified)."""
    return float(np.interp(100.0 * share, [1.0, 2.0, 3.0, 4.0, 5.0], [100.0, 95.0, 90.0, 83.0, 76.0]))


def _harmonics(view: ElectricalView, voltages: Phases) -> tuple[Answer, QualityNote | None]:
    """Return the distortion of the voltage against the limits of a grid, which an inverter's output need not keep."""
    fault = "supply.harmonics"
    if view.fed_by_inverter:
        return Answer(), QualityNote("supply", None, "info", TEXTS("harmonics_inverter"))
    seen = voltage_harmonics(voltages.samples, view.supply.frequency_hz, sampling_rate_hz=view.sampling_rate_hz)
    order, largest = seen.largest
    medium = voltages.calibrated and voltages.rms > LOW_VOLTAGE_V
    limits = "medium" if medium else "low"
    values: dict[str, object] = {
        "total": 100.0 * seen.total,
        "order": order,
        "largest": 100.0 * largest,
        "highest": seen.highest,
        "total_limit": 100.0 * THD_LIMIT[limits],
        "single_limit": 100.0 * SINGLE_LIMIT[limits],
    }
    over = max(seen.total / THD_LIMIT[limits], largest / SINGLE_LIMIT[limits])
    if over <= 1.0:
        if seen.highest < LEAST_ORDERS:
            text = TEXTS("harmonics_slow", rate=view.sampling_rate_hz, highest=seen.highest)
            return Answer(), QualityNote("rate", None, "info", text)
        return Answer(ruled_out=(RuledOut(fault, None, TEXTS("ruled_out_harmonics", **values)),), tested=True), None
    finding = Finding(
        fault=fault,
        component=None,
        department=fault_kind(fault).department,
        probability=LOOKALIKES_OPEN,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity("severe" if over > SEVERE_OVER_LIMIT else "moderate", _basis(medium=medium)),
        urgency=4,
        evidence=(
            Evidence(
                "voltage_harmonics",
                TEXTS("harmonics", **values),
                frequency_hz=view.supply.frequency_hz,
                harmonics_hz=(order * view.supply.frequency_hz,),
                strength=100.0 * seen.total,
            ),
        ),
        treatment=(TEXTS("treatment_harmonics"),),
        against=(Against(TEXTS("against_harmonics")),),
    )
    return Answer(findings=(finding,), plots=(None,), tested=True), None


def _basis(*, medium: bool) -> Text:
    return TEXTS("basis_harmonics_medium" if medium else "basis_harmonics")
