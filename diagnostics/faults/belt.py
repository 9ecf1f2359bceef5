"""Belts: the turns of a worn, loose or mismatched belt.

A sound belt shows its turn as well. It counts when several of its harmonics are certainly there and the largest is
stronger than the shaft's own 1× (rulebook §2.4), or when they make most of a level in zone C or D.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.family import Answer, Subject, together
from diagnostics.faults.velocity_evidence import (
    LOOKALIKES_OPEN,
    MOST_OF,
    certain_lines,
    chance,
    coincides,
    line_plot,
    loud,
    zone_severity,
)
from diagnostics.faults.velocity_lines import VelocityLines
from diagnostics.kinematics import bearing_orders, belt_order
from diagnostics.machine import Belt, Machine
from diagnostics.plots import Plot
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_belts"]

TEXTS: Final = Catalogue(Path(__file__).with_name("belt.toml"))
FAULT: Final = "belt.worn"
HARMONICS: Final = (1, 2, 3, 4)
"""Turns of the belt that are looked at (rulebook §2.4)."""
LEAST_LINES: Final = 2
"""Harmonics that have to be certainly there: one line alone may be anything (a convention)."""
SHAFT_MULTIPLES: Final = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0)
"""Multiples of each shaft next to which a harmonic of the belt does not count."""
BELT_SLIP: Final = 0.01
"""A belt runs this much slower than its pulley at most (creep of a sound V-belt, a convention)."""
LEAST_TURNS: Final = 20.0
"""Turns of the belt that a record must hold (a convention: its lines have to stand apart)."""


@dataclass(frozen=True)
class _Turns:
    """The harmonics of one belt in one channel."""

    lines: VelocityLines
    turn_hz: float
    shaft_hz: float
    expected_hz: tuple[float, ...]
    """Harmonics that no other part has a line at."""
    found_hz: tuple[float, ...]
    largest: float
    first: float
    """RMS velocity of the largest of them and of the shaft's 1×."""


def examine_belts(subject: Subject) -> Answer:
    """Return what the velocity spectra say about every belt of the machine."""
    if subject.speed is None or not subject.velocity or not subject.machine.belts:
        return Answer()
    answers = [_examine_belt(subject, belt, subject.speed.shaft_hz) for belt in subject.machine.belts]
    notes = tuple(note for answer in answers for note in answer.notes)
    return together(answers, tested=all(answer.tested for answer in answers), notes=notes[:1])


def _examine_belt(subject: Subject, belt: Belt, main_hz: float) -> Answer:
    duration_s = subject.prepared.duration_s
    if duration_s * belt_order(subject.machine, belt) * main_hz < LEAST_TURNS:
        text = TEXTS("too_short", belt=belt.id, needed=LEAST_TURNS / (belt_order(subject.machine, belt) * main_hz))
        return Answer(notes=(QualityNote("belts", None, "info", text),))
    others_hz = [abs(order) * main_hz for order in _other_orders(subject.machine, belt)]
    seen = [_turns(lines, subject.machine, belt, main_hz, others_hz) for lines in subject.velocity]
    case = loud(subject)
    causing = next((t for t in seen if case is not None and t.lines.channel == case.lines.channel), None)
    share = case.share(causing.found_hz) if case is not None and causing is not None else 0.0
    if case is not None and causing is not None and len(causing.found_hz) >= LEAST_LINES and share >= MOST_OF:
        severity, urgency = zone_severity(case.zone, least_urgency=3 if causing.largest > causing.first else 4)
        text = TEXTS("explains", **_values(belt, causing), share=100.0 * share, zone=case.zone.letter)
        return _found(belt, causing, severity, urgency, text, searched=len(seen))
    strongest = max(seen, key=lambda t: (len(t.found_hz) >= LEAST_LINES, t.largest / max(t.first, 1e-30)))
    over = len(strongest.found_hz) >= LEAST_LINES and strongest.largest > strongest.first
    if over and subject.zones.get(strongest.lines.channel) is not None:
        over = subject.zones[strongest.lines.channel].letter != "A"
    if over:
        severity = Severity("moderate", TEXTS("basis_over_shaft"))
        text = TEXTS("over_shaft", **_values(belt, strongest))
        return _found(belt, strongest, severity, 3, text, searched=len(seen))
    return Answer(ruled_out=(RuledOut(FAULT, belt.id, TEXTS("ruled_out", **_values(belt, strongest))),), tested=True)


def _turns(lines: VelocityLines, machine: Machine, belt: Belt, main_hz: float, others_hz: Sequence[float]) -> _Turns:
    """Return the harmonics of ``belt`` in ``lines``; the turn is sharpened to its strongest line within the slip."""
    given_hz = belt_order(machine, belt) * main_hz
    shaft_hz = abs(machine.shaft_ratio(belt.shaft)) * main_hz
    step_hz = 0.25 / lines.duration_s / max(HARMONICS)
    steps = int(BELT_SLIP * given_hz / step_hz) + 1
    candidates = [given_hz - k * step_hz for k in range(-4, steps)]
    logs = np.log1p(lines.energy / lines.floor)
    turn_hz = max(candidates, key=lambda f: sum(float(np.interp(k * f, lines.frequency_hz, logs)) for k in HARMONICS))
    own = tuple(
        k * turn_hz
        for k in HARMONICS
        if not coincides(k * turn_hz, others_hz, duration_s=lines.duration_s, relative=BELT_SLIP)
    )
    found = certain_lines(lines, own)
    return _Turns(
        lines=lines,
        turn_hz=turn_hz,
        shaft_hz=shaft_hz,
        expected_hz=own,
        found_hz=found,
        largest=max((lines.level_mm_s(f) for f in found), default=0.0),
        first=lines.level_mm_s(shaft_hz),
    )


def _other_orders(machine: Machine, belt: Belt) -> list[float]:
    """Return the orders of shafts, cages and other belts that a harmonic of ``belt`` must not be taken for."""
    orders = [multiple * shaft.ratio for shaft in machine.shafts for multiple in SHAFT_MULTIPLES]
    orders += [k * belt_order(machine, b) for b in machine.belts if b.id != belt.id for k in HARMONICS]
    for bearing in machine.bearings:
        if bearing.known:
            orders += [k * bearing_orders(machine, bearing).ftf for k in (1, 2)]
    return orders


def _values(belt: Belt, turns: _Turns) -> dict[str, object]:
    return {
        "belt": belt.id,
        "channel": turns.lines.channel,
        "turn": turns.turn_hz,
        "count": len(turns.found_hz),
        "ratio": turns.largest / turns.first if turns.first > 0.0 else 0.0,
    }


def _found(belt: Belt, turns: _Turns, severity: Severity, urgency: int, text: Text, *, searched: int) -> Answer:
    lines = turns.lines
    seen = Evidence(
        "belt_lines",
        text,
        channel=lines.channel,
        expected_hz=turns.turn_hz,
        frequency_hz=turns.turn_hz,
        harmonics_hz=turns.found_hz,
        strength=turns.largest,
    )
    prominences = [lines.prominence(f) for f in turns.found_hz]
    finding = Finding(
        fault=FAULT,
        component=belt.id,
        department=fault_kind(FAULT).department,
        probability=LOOKALIKES_OPEN,
        false_alarm_probability=chance(prominences, searched=searched * len(HARMONICS) * 20),
        severity=severity,
        urgency=urgency,
        evidence=(seen,),
        treatment=(TEXTS("treatment"),),
        against=(Against(TEXTS("against")),),
    )
    plot: Plot = line_plot(
        lines, fault=FAULT, component=belt.id, expected_hz=turns.expected_hz, shaft_hz=turns.shaft_hz
    )
    return Answer(findings=(finding,), plots=(plot,), tested=True)
