"""Gears: a broken tooth by its knock; run-out and misalignment by the lines around the mesh.

Sidebands and harmonics of the mesh are there in sound gears too, and the housing shapes their ratios; so a ratio counts
only where most channels show it, and one that a sound gear can have becomes a finding only when the mesh also makes
most of a level in zone C or D. Wear, backlash and hunting-tooth damage need a baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.family import Answer, Subject, together
from diagnostics.faults.findings import HIGHEST_PROBABILITY
from diagnostics.faults.gear_tooth import BROKEN_TOOTH_FM4, LEAST_TURNS, RATE_OVER_MESH, Knock, knock_of_wheel
from diagnostics.faults.velocity_evidence import (
    HINT,
    LEAST_FALSE_ALARM,
    LOOKALIKES_OPEN,
    MOST_OF,
    line_plot,
    loud,
)
from diagnostics.faults.velocity_lines import LINE_WIDTH, VelocityLines
from diagnostics.kinematics import GearMesh, gear_meshes
from diagnostics.machine import Gear, Machine
from diagnostics.plots import Plot, TurnPlot
from diagnostics.severity.gear_level import gear_level
from diagnostics.texts import Catalogue
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_gears"]

TEXTS: Final = Catalogue(Path(__file__).with_name("gear.toml"))
SIGNIFICANT: Final = 0.01
"""Highest probability that an even wheel knocks as much, over all wheels (rulebook §4.2, key 1)."""
TOOTH_PROBABILITY: Final = 0.8 * HIGHEST_PROBABILITY
"""A dent in another part of the same shaft stays possible (a convention)."""
FURTHER_SIDEBANDS: Final = (2, 3, 4, 5)
"""Sidebands that the first pair has to outweigh together (rulebook §2.4: the first pair dominates, low-order
modulation; how many are counted is a convention)."""
SIDEBAND_TURNS: Final = 100.0
"""Turns of a shaft that a record must hold before its sidebands are judged (rulebook §2.1, profile G)."""
SIDEBAND_REACH: Final = 0.3
"""Half-width of a line around the mesh in shaft speeds at most, so that neighbouring sidebands stay apart."""


@dataclass(frozen=True)
class _MeshLines:
    """One mesh in one channel: ratios of acceleration amplitudes, which is what gears are judged by."""

    lines: VelocityLines
    mesh_hz: float
    shaft_hz: float
    """Of the wheel whose sidebands are meant."""
    first_pair: float
    """Mean of the first two sidebands over the mesh line."""
    dominates: bool
    """Whether that pair is certainly there and holds more than all further ones."""
    harmonics: tuple[float, float]
    """2· and 3·mesh over the mesh."""
    sided: tuple[bool, bool]
    """Whether each of them has certain sidebands on both sides."""


def examine_gears(subject: Subject) -> Answer:
    """Return what acceleration says about every gear and mesh of the machine."""
    channels = subject.prepared.of("acceleration")
    if subject.speed is None or not channels or not subject.machine.gears:
        return Answer()
    found: list[tuple[Finding, Plot | None]] = []
    watched: list[tuple[Finding, Plot | None]] = []
    ruled_out: list[RuledOut] = []
    notes: list[QualityNote] = []
    tested = True
    for gear in (g for g in subject.machine.gears if g.teeth is not None):
        shaft_hz = abs(subject.machine.shaft_ratio(gear.shaft)) * subject.speed.shaft_hz
        knock = knock_of_wheel(channels, subject.prepared, teeth=gear.teeth or 0, shaft_hz=shaft_hz)
        if knock is None:
            tested = False
            rate_hz = RATE_OVER_MESH * (gear.teeth or 0) * shaft_hz
            text = TEXTS("not_averaged", gear=gear.id, turns=float(LEAST_TURNS), rate=rate_hz)
            notes.append(QualityNote("gears", None, "info", text))
        elif knock.repeats and _corrected(knock, subject.machine) <= SIGNIFICANT:
            found.append(_broken_tooth(gear, knock, subject, shaft_hz))
        else:
            values = {"gear": gear.id, "fm4": knock.fm4, "limit": BROKEN_TOOTH_FM4, "chance": knock.chance}
            ruled_out.append(RuledOut("gear.broken_tooth", gear.id, TEXTS("ruled_out_tooth", **values)))
    for mesh in gear_meshes(subject.machine):
        answer = _examine_mesh(subject, mesh)
        found += answer.found
        watched += answer.watched
        ruled_out += answer.ruled_out
    if not notes:
        notes.append(QualityNote("gears", None, "info", TEXTS("no_baseline")))
    return Answer(
        findings=tuple(finding for finding, _ in found),
        watch=tuple(finding for finding, _ in watched),
        ruled_out=tuple(ruled_out),
        notes=tuple(notes[:1]),
        plots=tuple(plot for _, plot in (*found, *watched)),
        tested=tested,
    )


def _corrected(knock: Knock, machine: Machine) -> float:
    """Return the probability of chance over all wheels of the machine."""
    return min(1.0, knock.chance * sum(gear.teeth is not None for gear in machine.gears))


def _broken_tooth(gear: Gear, knock: Knock, subject: Subject, shaft_hz: float) -> tuple[Finding, Plot]:
    fault = "gear.broken_tooth"
    step = gear_level(fault)
    channels = subject.prepared.of("acceleration")
    sensor = next(c.sensor for c in channels if c.key == knock.channel)
    text = TEXTS(
        "broken_tooth",
        channel=knock.channel,
        gear=gear.id,
        fm4=knock.fm4,
        shaft=shaft_hz,
        channels=knock.agreeing,
        count=len(channels),
    )
    seen = Evidence(
        "synchronous_average",
        text,
        channel=knock.channel,
        expected_hz=shaft_hz,
        frequency_hz=shaft_hz,
        strength=knock.fm4,
    )
    finding = Finding(
        fault=fault,
        component=gear.id,
        department=fault_kind(fault).department,
        probability=TOOTH_PROBABILITY,
        false_alarm_probability=max(LEAST_FALSE_ALARM, _corrected(knock, subject.machine)),
        severity=Severity(step.level if step else "severe", TEXTS("basis_tooth", fm4=knock.fm4)),
        urgency=step.urgency if step else 2,
        evidence=(seen,),
        treatment=(TEXTS("treatment_tooth", gear=gear.id),),
        against=(Against(TEXTS("against_tooth")),),
    )
    plot = TurnPlot(
        fault=fault,
        component=gear.id,
        channel=knock.channel,
        angle_turns=np.arange(knock.average.size) / knock.average.size,
        average=knock.average,
        difference=knock.difference,
        unit="m/s²" if sensor.calibrated else (sensor.unit or "1"),
        knock_turns=knock.angle_turns,
    )
    return finding, plot


def _examine_mesh(subject: Subject, mesh: GearMesh) -> Answer:
    """Return what the lines around one mesh say; a planetary stage modulates its mesh when it is sound and is left
    out."""
    if mesh.planetary is not None or subject.speed is None:
        return Answer()
    wheels = [(mesh.gear, mesh.gear_shaft), (mesh.mate, mesh.mate_shaft)]
    sides = [(gear, _in_channels(subject, mesh, abs(order))) for gear, order in wheels if gear and order is not None]
    sides = [(gear, seen) for gear, seen in sides if seen]
    if not sides:
        return Answer()
    gear, seen = max(sides, key=lambda side: float(np.median([m.first_pair for m in side[1]])))
    answers = [_eccentric(subject, gear, seen), _harmonic(subject, mesh.gear, sides[0][1])]
    return together(answers)


def _in_channels(subject: Subject, mesh: GearMesh, shaft_order: float) -> list[_MeshLines]:
    """Return the mesh as each acceleration channel shows it that certainly hears it."""
    main_hz = subject.speed.shaft_hz if subject.speed else 0.0
    mesh_hz, shaft_hz = abs(mesh.mesh) * main_hz, shaft_order * main_hz
    accelerations = {channel.key for channel in subject.prepared.of("acceleration")}
    found = []
    for lines in subject.velocity:
        if (
            lines.channel not in accelerations
            or not lines.certain(mesh_hz)
            or shaft_hz * lines.duration_s < SIDEBAND_TURNS
        ):
            continue
        width = min(LINE_WIDTH, SIDEBAND_REACH * shaft_hz / mesh_hz)

        def level(at_hz: float, lines: VelocityLines = lines, width: float = width) -> float:
            return lines.level_mm_s(at_hz, relative_width=width) * at_hz

        own = level(mesh_hz)
        pair = [level(mesh_hz + side * shaft_hz) for side in (-1, 1)]
        further = sum(level(mesh_hz + s * k * shaft_hz) ** 2 for k in FURTHER_SIDEBANDS for s in (-1, 1))
        certain = lines.both_sidebands(mesh_hz, shaft_hz)
        found.append(
            _MeshLines(
                lines=lines,
                mesh_hz=mesh_hz,
                shaft_hz=shaft_hz,
                first_pair=0.5 * sum(pair) / own,
                dominates=certain and sum(p**2 for p in pair) > further,
                harmonics=(level(2.0 * mesh_hz) / own, level(3.0 * mesh_hz) / own),
                sided=(lines.both_sidebands(2.0 * mesh_hz, shaft_hz), lines.both_sidebands(3.0 * mesh_hz, shaft_hz)),
            )
        )
    return found


def _eccentric(subject: Subject, gear: str, seen: Sequence[_MeshLines]) -> Answer:
    fault = "gear.eccentric"
    middle = float(np.median([m.first_pair for m in seen]))
    showing = [m for m in seen if m.dominates and gear_level(fault, sideband_over_mesh=m.first_pair)]
    if 2 * len(showing) <= len(seen):
        return Answer(ruled_out=(RuledOut(fault, gear, TEXTS("ruled_out_eccentric", gear=gear, ratio=100.0 * middle)),))
    best = max(showing, key=lambda m: m.first_pair)
    values = {"ratio": 100.0 * best.first_pair, "channels": len(showing), "count": len(seen)}
    level = gear_level(fault, sideband_over_mesh=best.first_pair)
    severity = Severity(level.level if level else "moderate", TEXTS("basis_ratio"))
    finding, plot = _spectral(fault, "eccentric", gear, best, severity, level.urgency if level else 4, values)
    return Answer(findings=(finding,), plots=(plot,))


def _harmonic(subject: Subject, gear: str, seen: Sequence[_MeshLines]) -> Answer:
    """Return misalignment (one harmonic above the mesh, with sidebands) or wear (both above it)."""
    strongest = [max(m.harmonics) for m in seen]
    wear = [m for m in seen if min(m.harmonics) > 1.0]
    misaligned = [m for m in seen if any(h > 1.0 and s for h, s in zip(m.harmonics, m.sided, strict=True))]
    key, showing = ("wear", wear) if len(wear) >= len(misaligned) else ("misaligned", misaligned)
    if 2 * len(showing) <= len(seen):
        text = TEXTS("ruled_out_harmonics", gear=gear, ratio=float(np.median(strongest)))
        return Answer(ruled_out=tuple(RuledOut(f"gear.{name}", gear, text) for name in ("wear", "misaligned")))
    best = max(showing, key=lambda m: max(m.harmonics))
    ratio = max(best.harmonics)
    values = {"ratio": ratio, "harmonic": 2 + int(np.argmax(best.harmonics)), "channels": len(showing)}
    values |= {"count": len(seen)}
    case = loud(subject)
    family = [k * best.mesh_hz + j * best.shaft_hz for k in (1, 2, 3) for j in (-2, -1, 0, 1, 2)]
    width = min(LINE_WIDTH, SIDEBAND_REACH * best.shaft_hz / best.mesh_hz)
    if key == "misaligned" and case is not None and case.share(family, relative_width=width) >= MOST_OF:
        level = gear_level("gear.misaligned", harmonic_over_mesh=ratio)
        basis = TEXTS("basis_zone", zone=case.zone.letter, standard=case.zone.standard.name)
        severity = Severity(level.level if level else "slight", basis)
        urgency = min(level.urgency if level else 4, 2 if case.zone.letter == "D" else 4)
        finding, plot = _spectral("gear.misaligned", "misaligned", gear, best, severity, urgency, values)
        return Answer(findings=(finding,), plots=(plot,))
    severity = Severity("slight", TEXTS("basis_ratio"))
    watch, plot = _spectral(f"gear.{key}", key, gear, best, severity, 5, values, watch=True)
    return Answer(watch=(watch,), plots=(plot,))


def _spectral(
    fault: str,
    key: str,
    gear: str,
    best: _MeshLines,
    severity: Severity,
    urgency: int,
    values: dict[str, float | int],
    *,
    watch: bool = False,
) -> tuple[Finding, Plot]:
    mesh_hz, shaft_hz, channel = best.mesh_hz, best.shaft_hz, best.lines.channel
    text = TEXTS(key, channel=channel, gear=gear, mesh=mesh_hz, shaft=shaft_hz, **values)
    harmonics = (mesh_hz, 2.0 * mesh_hz, 3.0 * mesh_hz)
    sidebands = tuple(k + side * shaft_hz for k in harmonics for side in (-1.0, 1.0))
    seen = Evidence(
        "mesh_lines",
        text,
        channel=channel,
        expected_hz=mesh_hz,
        frequency_hz=mesh_hz,
        harmonics_hz=harmonics,
        sidebands_hz=sidebands,
        strength=float(values["ratio"]),
    )
    finding = Finding(
        fault=fault,
        component=gear,
        department=fault_kind(fault).department,
        probability=HINT if watch else LOOKALIKES_OPEN,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=severity,
        urgency=urgency,
        evidence=(seen,),
        treatment=(TEXTS(f"watch_{key}" if watch else f"treatment_{key}", gear=gear),),
        against=(Against(TEXTS(f"against_{key}")),),
    )
    plot = line_plot(
        best.lines,
        fault=fault,
        component=gear,
        expected_hz=harmonics,
        sidebands_hz=sidebands,
        sideband_spacing_hz=shaft_hz,
        shaft_hz=shaft_hz,
    )
    return finding, plot
