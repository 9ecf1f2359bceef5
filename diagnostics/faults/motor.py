"""Induction motors on the mains as vibration shows them: eccentricity, a loose stator or rotor, broken bars.

Every motor hums at twice the mains frequency. It counts from 1.3 mm/s RMS (rulebook §2.6), and only where it can be
told from the multiples of the shaft's speed: at two poles the two are a pole pass frequency apart. What lies around the
line names the fault. Broken bars are watched at most: the current confirms them.
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
    HINT,
    LOOKALIKES_OPEN,
    MOST_OF,
    chance,
    line_plot,
    loud,
    mounting_doubt,
    zone_severity,
)
from diagnostics.faults.velocity_lines import CERTAIN, HANN_LINES, VelocityLines
from diagnostics.kinematics import blade_pass_order, gear_meshes, motor_frequencies
from diagnostics.plots import Plot
from diagnostics.speed import ShaftSpeed
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_motor"]

TEXTS: Final = Catalogue(Path(__file__).with_name("motor.toml"))
CAUTION_MM_S: Final = 1.3
SEVERE_MM_S: Final = 2.5
"""RMS velocity at twice the mains frequency (rulebook §2.6, unverified)."""
MAINS_TOLERANCE: Final = 0.002
"""Relative deviation of the mains from its nominal frequency within which its line is looked for (a convention: ±0.1 Hz
at 50 Hz, what large grids keep in normal operation)."""
APART_LINES: Final = 2.0 * HANN_LINES
"""Lines of the record between two lines that are to be told apart: the main lobes of both (rulebook §1.3 asks for half
of it at least, T > 2/f_pp)."""
POLE_PASS_LINES: Final = 8.0
"""Pole pass frequency in lines of the record from which its sidebands are looked for (rulebook §2.1, T ≥ 8/f_pp)."""
MULTIPLES: Final = 10
"""Multiples of the shaft's speed that twice the mains frequency must not be mixed up with."""
BAR_CARRIERS: Final = (1, 2, 3)
"""Multiples of the speed whose sidebands show broken bars (rulebook §1.3)."""
BAR_SHARE: Final = 0.1
"""Sideband over its carrier from which it counts; sound motors under load have faint ones (a convention)."""
BAR_CARRIERS_NEEDED: Final = 2
"""So many of these carriers have to show it (a convention)."""


@dataclass(frozen=True)
class _Hum:
    """The line at twice the mains frequency in one channel."""

    lines: VelocityLines
    at_hz: float
    level_mm_s: float
    picked_up: bool
    """Whether the mains frequency itself is as strong in acceleration: then the cable hums, not the motor."""


def examine_motor(subject: Subject) -> Answer:
    """Return what the velocity spectra say about the motor of the machine; nothing where it is fed by an inverter."""
    machine, speed = subject.machine, subject.speed
    is_motor = machine.kind == "electric_motor" or machine.motor is not None
    if not is_motor or speed is None or machine.inverter_fed or not subject.velocity:
        return Answer()
    twice_hz = 2.0 * machine.mains_hz
    hidden = _hidden_by_shaft(subject, speed, twice_hz)
    hums = [] if hidden else [_hum(lines, twice_hz) for lines in subject.velocity]
    answers = [_magnetic(subject, speed, hums), _bars(subject, speed, hums), _loose_rotor(subject, speed)]
    notes: tuple[QualityNote, ...] = ()
    if hidden:
        text = TEXTS("hidden", frequency=twice_hz, apart=hidden, seconds=subject.prepared.duration_s)
        notes = (QualityNote("motor", None, "info", text),)
    return together(answers, tested=any(hum.lines.calibrated for hum in hums), notes=notes)


def _hidden_by_shaft(subject: Subject, speed: ShaftSpeed, twice_hz: float) -> float:
    """Return the distance in Hz to a line of shaft, blades or gears that twice the mains frequency cannot be told from;
    0 where there is none."""
    machine = subject.machine
    orders = [k * abs(shaft.ratio) for shaft in machine.shafts for k in range(1, MULTIPLES + 1)]
    orders += [blade_pass_order(machine, blades) for blades in machine.blades]
    orders += [abs(mesh.mesh) for mesh in gear_meshes(machine)]
    for order in orders:
        reach_hz = max(
            APART_LINES / subject.prepared.duration_s, order * speed.uncertainty_hz, MAINS_TOLERANCE * twice_hz
        )
        apart_hz = abs(order * speed.shaft_hz - twice_hz)
        if apart_hz <= reach_hz:
            return max(apart_hz, 1e-9)
    return 0.0


def _hum(lines: VelocityLines, twice_hz: float) -> _Hum:
    reach_hz = max(MAINS_TOLERANCE * twice_hz, 1.0 / lines.duration_s)
    near = np.flatnonzero(np.abs(lines.frequency_hz - twice_hz) <= reach_hz)
    if near.size == 0:
        return _Hum(lines, twice_hz, 0.0, picked_up=False)
    at_hz = float(lines.frequency_hz[near[int(np.argmax(lines.energy[near]))]])
    own = lines.level_mm_s(at_hz, relative_width=0.0) if lines.sideband_prominence(at_hz) >= CERTAIN else 0.0
    mains = lines.level_mm_s(0.5 * at_hz, relative_width=0.0)
    return _Hum(lines, at_hz, own, picked_up=0.5 * mains >= own)


def _magnetic(subject: Subject, speed: ShaftSpeed, hums: Sequence[_Hum]) -> Answer:
    """Return the fault that a large line at twice the mains frequency and its sidebands name."""
    rated = [hum for hum in hums if hum.lines.calibrated]
    if not rated:
        return Answer()
    hum = max(rated, key=lambda h: h.level_mm_s)
    values = {"channel": hum.lines.channel, "frequency": hum.at_hz, "level": hum.level_mm_s, "limit": CAUTION_MM_S}
    if hum.level_mm_s <= CAUTION_MM_S or hum.picked_up:
        text = TEXTS("ruled_out_pickup" if hum.level_mm_s > CAUTION_MM_S else "ruled_out_hum", **values)
        return Answer(ruled_out=(RuledOut("motor.static_eccentricity", None, text),))
    pass_hz = _pole_pass_hz(subject, speed, hum.at_hz)
    if pass_hz is not None and hum.lines.both_sidebands(hum.at_hz, pass_hz):
        fault, spacing_hz = "motor.dynamic_eccentricity", pass_hz
    elif hum.lines.both_sidebands(hum.at_hz, speed.shaft_hz):
        fault, spacing_hz = "motor.loose_stator", speed.shaft_hz
    else:
        fault, spacing_hz = "motor.static_eccentricity", 0.0
    severe = hum.level_mm_s > SEVERE_MM_S
    severity = Severity("severe" if severe else "moderate", TEXTS("basis_hum", limit=CAUTION_MM_S, severe=SEVERE_MM_S))
    urgency = 3 if fault == "motor.loose_stator" or (severe and fault == "motor.static_eccentricity") else 4
    sidebands = (hum.at_hz - spacing_hz, hum.at_hz + spacing_hz) if spacing_hz else ()
    name = fault.partition(".")[2]
    text = TEXTS(name, **values, spacing=spacing_hz)
    against = [Against(TEXTS("against_magnetic"))]
    if pass_hz is None:
        against.append(Against(TEXTS("against_no_pole_pass")))
    finding, plot = _finding(
        fault, hum.lines, (hum.at_hz, 2.0 * hum.at_hz), sidebands, text, severity, urgency, tuple(against), speed
    )
    return Answer(findings=(finding,), plots=(plot,))


def _pole_pass_hz(subject: Subject, speed: ShaftSpeed, twice_supply_hz: float) -> float | None:
    """Return f_pp = 2·f_L − p·f_r in Hz where its sidebands can be resolved, else None (rulebook §1.3)."""
    poles = None if subject.machine.motor is None else subject.machine.motor.poles
    if poles is None or not speed.refined:
        return None
    pass_hz = twice_supply_hz - poles * speed.shaft_hz
    return pass_hz if pass_hz * subject.prepared.duration_s >= POLE_PASS_LINES else None


def _bars(subject: Subject, speed: ShaftSpeed, hums: Sequence[_Hum]) -> Answer:
    """Watch pole pass sidebands around several multiples of the speed; those of the hum alone are eccentricity."""
    fault = "motor.broken_rotor_bar"
    certain = [hum for hum in hums if hum.level_mm_s > 0.0]
    supply_hz = max(certain, key=lambda h: h.level_mm_s).at_hz if certain else 2.0 * subject.machine.mains_hz
    pass_hz = _pole_pass_hz(subject, speed, supply_hz)
    if pass_hz is None:
        return Answer()

    def showing(lines: VelocityLines) -> list[float]:
        carriers = [k * speed.shaft_hz for k in BAR_CARRIERS]
        return [
            c for c in carriers if lines.both_sidebands(c, pass_hz) and _sideband_share(lines, c, pass_hz) >= BAR_SHARE
        ]

    best = max(subject.velocity, key=lambda lines: len(showing(lines)))
    carriers = showing(best)
    values = {"channel": best.channel, "count": len(carriers), "spacing": pass_hz}
    if len(carriers) < BAR_CARRIERS_NEEDED:
        return Answer(ruled_out=(RuledOut(fault, None, TEXTS("ruled_out_bars", **values)),))
    sidebands = tuple(c + side * pass_hz for c in carriers for side in (-1.0, 1.0))
    severity = Severity("slight", TEXTS("basis_bars"))
    against = (Against(TEXTS("against_bars")),)
    text = TEXTS("broken_rotor_bar", **values)
    watch, plot = _finding(fault, best, tuple(carriers), sidebands, text, severity, 5, against, speed)
    return Answer(watch=(watch,), plots=(plot,))


def _sideband_share(lines: VelocityLines, carrier_hz: float, spacing_hz: float) -> float:
    """Return the mean of both sidebands over the carrier, amplitudes."""
    pair = [lines.level_mm_s(carrier_hz + side * spacing_hz, relative_width=0.0) for side in (-1.0, 1.0)]
    own = lines.level_mm_s(carrier_hz, relative_width=0.0)
    return 0.5 * sum(pair) / own if own > 0.0 else 0.0


def _loose_rotor(subject: Subject, speed: ShaftSpeed) -> Answer:
    """Return the rotor bar pass with its sidebands as the cause of a level in zone C or D."""
    fault, case = "motor.loose_rotor", loud(subject)
    frequencies = motor_frequencies(subject.machine, speed.shaft_hz)
    bars_hz, sidebands = frequencies.rotor_bar_pass_hz, frequencies.rotor_bar_sidebands_hz
    if case is None or bars_hz is None or sidebands is None:
        return Answer()
    share = case.share([bars_hz, 2.0 * bars_hz, *sidebands], relative_width=0.0)
    values = {"channel": case.lines.channel, "frequency": bars_hz, "share": 100.0 * share, "zone": case.zone.letter}
    if share < MOST_OF or not all(case.lines.sideband_prominence(f) >= CERTAIN for f in sidebands):
        return Answer(ruled_out=(RuledOut(fault, None, TEXTS("ruled_out_rotor", **values)),))
    severity, urgency = zone_severity(case.zone, least_urgency=3)
    against = (Against(TEXTS("against_rotor")), *mounting_doubt(case.zone))
    text = TEXTS("loose_rotor", **values)
    finding, plot = _finding(
        fault, case.lines, (bars_hz, 2.0 * bars_hz), sidebands, text, severity, urgency, against, speed
    )
    return Answer(findings=(finding,), plots=(plot,))


def _finding(
    fault: str,
    lines: VelocityLines,
    carriers_hz: tuple[float, ...],
    sidebands_hz: tuple[float, ...],
    text: Text,
    severity: Severity,
    urgency: int,
    against: tuple[Against, ...],
    speed: ShaftSpeed,
) -> tuple[Finding, Plot]:
    seen = Evidence(
        "motor_lines",
        text,
        channel=lines.channel,
        expected_hz=carriers_hz[0],
        frequency_hz=carriers_hz[0],
        harmonics_hz=carriers_hz,
        sidebands_hz=sidebands_hz or None,
        strength=lines.level_mm_s(carriers_hz[0], relative_width=0.0),
    )
    finding = Finding(
        fault=fault,
        component=None,
        department=fault_kind(fault).department,
        probability=LOOKALIKES_OPEN if urgency < 5 else HINT,
        false_alarm_probability=chance(
            [lines.sideband_prominence(f) for f in (carriers_hz[0], *sidebands_hz)], searched=20 * len(BAR_CARRIERS)
        ),
        severity=severity,
        urgency=urgency,
        evidence=(seen,),
        treatment=(TEXTS(f"treatment_{fault.partition('.')[2]}"),),
        against=against,
    )
    plot = line_plot(
        lines,
        fault=fault,
        component=None,
        expected_hz=carriers_hz,
        sidebands_hz=sidebands_hz,
        sideband_spacing_hz=abs(sidebands_hz[1] - sidebands_hz[0]) / 2.0 if sidebands_hz else 0.0,
        shaft_hz=speed.shaft_hz,
    )
    return finding, plot
