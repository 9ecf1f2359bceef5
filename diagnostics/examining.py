"""The way through an examination, top to bottom as an analyst would go it.

Is the recording fit to judge from? How fast does the machine turn? Which bearing faults show, each tested against the
record's own null and for its size? How loud is it, and what do the other parts say? What does that add up to, and what
has to be done when?
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, cast

from diagnostics.examination import Change, Examination, Finding, Provenance, QualityLevel, QualityNote, Speed, Verdict
from diagnostics.examining_process import examine_process_recording, is_process_recording
from diagnostics.faults.bearing_examination import BearingExamination, examine_machine_bearings
from diagnostics.faults.belt import examine_belts
from diagnostics.faults.family import Answer, Subject
from diagnostics.faults.fan_pump import examine_fan_pump
from diagnostics.faults.findings import high_vibration_finding
from diagnostics.faults.gear import examine_gears
from diagnostics.faults.lubrication import examine_lubrication
from diagnostics.faults.motor import examine_motor
from diagnostics.faults.motor_current import examine_motor_current
from diagnostics.faults.rotor import examine_rotor
from diagnostics.faults.sound import examine_sound
from diagnostics.faults.sound_heard import confirmed_by_sound, examine_heard_bearings, only_heard
from diagnostics.faults.supply import examine_supply
from diagnostics.kinematics import refuse_unknown_bearings
from diagnostics.machine import Machine
from diagnostics.plots import Plot
from diagnostics.quality.checks import TEXTS as QUALITY_TEXTS
from diagnostics.quality.preparation import Prepared, prepare
from diagnostics.quality.signals import signal_notes
from diagnostics.recording import Recording
from diagnostics.severity.iso20816 import velocity_band_hz
from diagnostics.severity.measurements import level_can_be_rated, measure_channels
from diagnostics.speed import ShaftSpeed
from diagnostics.speed.levelling import with_steady_speed
from diagnostics.speed.possible import contradicting_speed, possible_speeds
from diagnostics.summary import Claim, summary
from diagnostics.version import package_version

if TYPE_CHECKING:
    from diagnostics.anomaly.snapshots.baseline import Baseline

__all__ = ["ExaminationDetail", "examine"]

FAMILIES: Final[tuple[Callable[[Subject], Answer], ...]] = (
    examine_rotor,
    examine_gears,
    examine_belts,
    examine_fan_pump,
    examine_motor,
    examine_motor_current,
    examine_supply,
    examine_lubrication,
    examine_sound,
)
"""The families of faults besides the bearings, each asked about every machine."""
ROUTINE: Final = 5


@dataclass(frozen=True, eq=False)
class ExaminationDetail:
    """Arrays behind an examination, in the order of its findings and then of its watch list; None where
    there is nothing to draw."""

    plots: tuple[Plot | None, ...]


def examine(recording: Recording, machine: Machine, *, baseline: Baseline | None = None) -> Examination:
    """Return the examination of ``recording`` made on ``machine``; the same bytes and machine give the same result.

    With the machine's ``baseline`` it also says what has changed since the machine was healthy.
    Raises `RecordingError` (recording_rate_missing, recording_rate_ambiguous, recording_channel_missing,
    recording_damaged), `MachineError` (bearing_unknown) and `DiagnosticsError` (baseline_machine, baseline_version).
    """
    started = time.perf_counter()
    refuse_unknown_bearings(machine)
    if baseline is not None:
        baseline.refuse_other(machine_sha256=machine.sha256)
    timed = recording.for_machine(machine)
    if is_process_recording(timed, machine):
        examined = examine_process_recording(timed, machine)
        change = None if baseline is None else _change(baseline, timed, machine, prepare(timed, machine), ())
        nothing_to_draw = ExaminationDetail((None,) * len((*examined.findings, *examined.watch)))
        return replace(examined, change=change, detail=nothing_to_draw)
    recorded = prepare(timed, machine)
    prepared, speeds = with_steady_speed(recorded, machine, possible_speeds(recorded, machine))
    bearings = _examine_bearings(prepared, machine, speeds)
    speed_rpm = None if bearings.speed is None else 60.0 * bearings.speed.shaft_hz
    measurements, zones = measure_channels(prepared, machine, speed_rpm=speed_rpm)
    subject = Subject(prepared, machine, bearings.speed, measurements, zones)
    others = [family(subject) for family in FAMILIES]
    answers = [bearings.answer, *others]

    findings = sorted((pair for answer in answers for pair in answer.found), key=_likeliest_first)
    watch = sorted((pair for answer in answers for pair in answer.watched), key=_likeliest_first)
    if not findings and subject.loudest is not None and subject.loudest[1].letter in "CD":
        channel, loud = subject.loudest
        findings = [(high_vibration_finding(loud, channel=channel, band_hz=velocity_band_hz(speed_rpm)), None)]
    notes = [note for answer in answers for note in answer.notes]
    notes = [*prepared.notes, *notes, *_of_signals(recorded, machine, bearings.speed), *_limits(prepared, speed_rpm)]
    notes += _contradiction(subject, found=bool(findings))
    claim = _claim(prepared, machine)
    tested = _was_tested(claim, subject, bearings.answer, others, notes)
    if not (findings or tested or any(note.level == "blocking" for note in notes)):
        notes.append(QualityNote("recording", None, "blocking", QUALITY_TEXTS("nothing_tested")))

    verdict: Verdict = "fault" if findings else "healthy" if tested else "not_assessable"
    named, watched = tuple(finding for finding, _ in findings), tuple(finding for finding, _ in watch)
    zone = None if subject.loudest is None else subject.loudest[1]
    change = None if baseline is None else _change(baseline, timed, machine, prepared, speeds)
    return Examination(
        verdict=verdict,
        urgency=min((finding.urgency for finding in named), default=ROUTINE),
        summary=summary(verdict, named, watched, notes, zone, claim=claim),
        findings=named,
        watch=watched,
        ruled_out=tuple(item for answer in answers for item in answer.ruled_out),
        quality=tuple(notes),
        measurements=measurements,
        speed=_stated(bearings.speed),
        provenance=Provenance(package_version(), recording.sha256, machine.sha256, time.perf_counter() - started),
        detail=ExaminationDetail(tuple(plot for _, plot in (*findings, *watch))),
        change=change,
    )


def _change(
    baseline: Baseline, recording: Recording, machine: Machine, prepared: Prepared, speeds: Sequence[ShaftSpeed]
) -> Change:
    """Return how the recording differs from the machine's healthy ones, measured as those were."""
    # Loading the statistics takes as long as a short examination, so it is done only for this.
    from diagnostics.anomaly.snapshots.change import judge_change
    from diagnostics.features import prepared_features

    longest_s = baseline.longest_s
    table = prepared_features(recording, machine, prepared=prepared, speeds=speeds, longest_s=longest_s)
    return judge_change(baseline, table, machine)


def _examine_bearings(prepared: Prepared, machine: Machine, speeds: Sequence[ShaftSpeed]) -> BearingExamination:
    """Return what vibration says about the bearings, or sound where there is nothing else."""
    if only_heard(prepared):
        return examine_heard_bearings(prepared, machine)
    return confirmed_by_sound(examine_machine_bearings(prepared, machine, speeds), prepared, machine)


def _claim(prepared: Prepared, machine: Machine) -> Claim:
    """Return what a healthy verdict on this recording would claim to have tested."""
    if only_heard(prepared):
        return "heard"
    vibration = any(prepared.of(quantity) for quantity in ("acceleration", "velocity", "displacement"))
    if not vibration and (prepared.of("current") or prepared.of("voltage")):
        return "electrical"
    return "bearings" if any(bearing.known for bearing in machine.bearings) else "gears"


def _was_tested(
    claim: Claim, subject: Subject, bearings: Answer, others: Sequence[Answer], notes: Sequence[QualityNote]
) -> bool:
    """Return whether a fault worth acting on would have been seen."""
    if any(note.check == "speed" and note.level == "blocking" for note in notes):
        return False
    if claim == "heard" and any(note.check == "sound" and note.level == "blocking" for note in notes):
        return False
    known = any(bearing.known for bearing in subject.machine.bearings)
    if known and claim != "electrical":
        return bearings.tested
    return any(answer.tested for answer in others) or subject.loudest is not None


def _likeliest_first(drawn: tuple[Finding, Plot | None]) -> float:
    return -drawn[0].probability


def _of_signals(recorded: Prepared, machine: Machine, speed: ShaftSpeed | None) -> list[QualityNote]:
    """Say what is wrong with the signals as they were recorded, before a drift of the speed was taken out."""
    return signal_notes(recorded, machine, shaft_hz=None if speed is None else speed.shaft_hz)


def _limits(prepared: Prepared, speed_rpm: float | None) -> list[QualityNote]:
    """Say what keeps the level, or everything, from being judged."""
    if not prepared.channels:
        return [QualityNote("recording", None, "blocking", QUALITY_TEXTS("no_usable_channel"))]
    if level_can_be_rated(prepared, speed_rpm):
        return []
    low_hz = velocity_band_hz(speed_rpm)[0]
    text = QUALITY_TEXTS("length_no_level", seconds=prepared.duration_s, low=low_hz)
    return [QualityNote("length", None, "warning", text)]


def _contradiction(subject: Subject, *, found: bool) -> list[QualityNote]:
    """Say that the stated speed does not fit the signal: nothing that needs the speed can then be excluded."""
    read = contradicting_speed(subject.prepared, subject.machine, subject.speed)
    if read is None or subject.speed is None:
        return []
    level: QualityLevel = "blocking" if subject.machine.bearings and not found else "warning"
    text = QUALITY_TEXTS("speed_contradicted", stated=60.0 * subject.speed.shaft_hz, read=60.0 * read.shaft_hz)
    return [QualityNote("speed", None, level, text)]


def _stated(speed: ShaftSpeed | None) -> Speed:
    if speed is None:
        return Speed(None, "unknown")
    source = cast(Literal["given", "estimated", "tachometer"], speed.source)
    return Speed(60.0 * speed.shaft_hz, source, 60.0 * speed.uncertainty_hz)
