"""The way through an examination, top to bottom as an analyst would go it.

Is the recording fit to judge from? How fast does the machine turn? How loud is it? Which bearing faults
show, each tested against the record's own null and for its size? What does that add up to, and what has to
be done when?
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from diagnostics.examination import Examination, Finding, Provenance, QualityNote, Speed
from diagnostics.faults.bearing_examination import examine_machine_bearings
from diagnostics.faults.findings import high_vibration_finding, part_name
from diagnostics.faults.gear import examine_machine_gears
from diagnostics.faults.rotor import rotor_cause
from diagnostics.kinematics import refuse_unknown_bearings
from diagnostics.machine import Machine
from diagnostics.machine_speed import possible_speeds
from diagnostics.plots import Plot
from diagnostics.quality.checks import TEXTS as QUALITY_TEXTS
from diagnostics.quality.preparation import prepare
from diagnostics.recording import Recording
from diagnostics.severity.iso20816 import Zone, velocity_band_hz
from diagnostics.severity.measurements import level_can_be_rated, loudest_zone, measure_channels
from diagnostics.speed import ShaftSpeed
from diagnostics.texts import Catalogue, Text
from diagnostics.version import package_version
from diagnostics.vocabulary import fault_kind

__all__ = ["ExaminationDetail", "examine"]

TEXTS: Final = Catalogue(Path(__file__).with_name("examine_texts.toml"))
ROUTINE: Final = 5


@dataclass(frozen=True, eq=False)
class ExaminationDetail:
    """Arrays behind an examination, in the order of its findings and then of its watch list; None where
    there is nothing to draw."""

    plots: tuple[Plot | None, ...]


def examine(recording: Recording, machine: Machine) -> Examination:
    """Return the examination of ``recording`` made on ``machine``; the same bytes and machine give the same result.

    Raises `RecordingError` (recording_rate_missing, recording_rate_ambiguous, recording_channel_missing,
    recording_damaged) and `MachineError` (bearing_unknown).
    """
    started = time.perf_counter()
    refuse_unknown_bearings(machine)
    prepared = prepare(recording.for_machine(machine), machine)
    speeds = possible_speeds(prepared, machine)
    bearings = examine_machine_bearings(prepared, machine, speeds)
    speed = bearings.speed
    speed_rpm = None if speed is None else 60.0 * speed.shaft_hz

    measurements, zones = measure_channels(prepared, machine, speed_rpm=speed_rpm)
    loudest = loudest_zone(zones)
    gears = examine_machine_gears(prepared, machine, speed)

    named = list(zip(bearings.findings, bearings.plots, strict=False)) + [(f, None) for f in gears.findings]
    named.sort(key=lambda pair: -pair[0].probability)
    findings = [finding for finding, _ in named]
    plots = [plot for _, plot in named] + list(bearings.plots[len(bearings.findings) :])
    if not findings and loudest is not None and loudest[1].letter in "CD":
        channel, zone = loudest
        cause = rotor_cause(prepared, machine, speed, channel, zone)
        findings = [cause or high_vibration_finding(zone, channel=channel, band_hz=velocity_band_hz(speed_rpm))]
        plots.insert(0, None)

    notes = [*prepared.notes, *bearings.notes, *gears.notes]
    if prepared.channels and not level_can_be_rated(prepared, speed_rpm):
        low_hz = velocity_band_hz(speed_rpm)[0]
        text = QUALITY_TEXTS("length_no_level", seconds=prepared.duration_s, low=low_hz)
        notes.append(QualityNote("length", None, "warning", text))
    if not prepared.channels:
        notes.append(QualityNote("recording", None, "blocking", QUALITY_TEXTS("no_usable_channel")))
    tested = bearings.health_claimed if machine.bearings else gears.tested or loudest is not None
    if not (findings or tested or any(note.level == "blocking" for note in notes)):
        notes.append(QualityNote("recording", None, "blocking", QUALITY_TEXTS("nothing_tested")))
    verdict = "fault" if findings else "healthy" if tested else "not_assessable"
    return Examination(
        verdict=cast(Literal["healthy", "fault", "not_assessable"], verdict),
        urgency=min((finding.urgency for finding in findings), default=ROUTINE),
        summary=_summary(
            verdict, findings, bearings.watch, notes, loudest, gears_only=not machine.bearings and gears.tested
        ),
        findings=tuple(findings),
        watch=bearings.watch,
        ruled_out=(*bearings.ruled_out, *gears.ruled_out),
        quality=tuple(notes),
        measurements=measurements,
        speed=_stated(speed),
        provenance=Provenance(package_version(), recording.sha256, machine.sha256, time.perf_counter() - started),
        detail=ExaminationDetail(tuple(plots)),
    )


def _stated(speed: ShaftSpeed | None) -> Speed:
    if speed is None:
        return Speed(None, "unknown")
    source = cast(Literal["given", "estimated", "tachometer"], speed.source)
    return Speed(60.0 * speed.shaft_hz, source, 60.0 * speed.uncertainty_hz)


def _summary(
    verdict: str,
    findings: Sequence[Finding],
    watch: Sequence[Finding],
    notes: Sequence[QualityNote],
    loudest: tuple[str, Zone] | None,
    *,
    gears_only: bool,
) -> Text:
    """Say in one or two sentences what the first finding is, or why there is none."""
    if verdict == "not_assessable":
        return TEXTS("not_assessable", reason=next(n.text for n in notes if n.level == "blocking"))
    if not findings:
        if watch:
            return TEXTS("healthy_watch", part=part_name(watch[0].fault), component=watch[0].component)
        if loudest is not None:
            return TEXTS("healthy_zone", zone=loudest[1].letter, standard=loudest[1].standard.name)
        return TEXTS("healthy_gears" if gears_only else "healthy")
    first = findings[0]
    action = TEXTS(f"urgency_{first.urgency}")
    if first.fault == "machine.high_vibration" and loudest is not None:
        zone = loudest[1]
        return TEXTS("high_vibration", zone=zone.letter, standard=zone.standard.name, action=action)
    if first.fault.startswith("rotor.") and loudest is not None:
        zone, cause = loudest[1], fault_kind(first.fault).name
        return TEXTS("rotor", cause=cause, zone=zone.letter, standard=zone.standard.name, action=action)
    if first.fault == "gear.broken_tooth":
        return TEXTS("broken_tooth", component=first.component, action=action)
    return TEXTS(
        "fault",
        component=first.component,
        part=part_name(first.fault),
        level=TEXTS(f"level_{first.severity.level}"),
        action=action,
    )
