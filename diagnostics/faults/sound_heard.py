"""Bearings and gears by ear: the rules for vibration applied to microphones, with the same null and the same keys.

To these rules, which look at shape alone, a microphone is an uncalibrated accelerometer of the whole machine. What is
heard is watched at most (rulebook §7): the sound of a neighbour, a room that favours one line, or a fan that drowns it
can mislead both ways. Beside accelerometers, sound only confirms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.bearing_examination import BearingExamination, examine_machine_bearings
from diagnostics.faults.bearing_search import FAULT_DEPTH, WATCH_DEPTH
from diagnostics.faults.family import Answer, Subject
from diagnostics.faults.findings import part_name
from diagnostics.faults.gear import examine_gears
from diagnostics.faults.velocity_evidence import HINT
from diagnostics.machine import Machine
from diagnostics.plots import Plot, TurnPlot
from diagnostics.quality.preparation import Prepared, PreparedChannel
from diagnostics.speed import ShaftSpeed
from diagnostics.speed.levelling import with_steady_speed
from diagnostics.speed.possible import possible_speeds
from diagnostics.texts import Catalogue, Text

__all__ = ["confirmed_by_sound", "examine_heard_bearings", "examine_heard_gears", "only_heard"]

TEXTS: Final = Catalogue(Path(__file__).with_name("sound.toml"))
HEARD_SHARE: Final = 0.6
"""How much of the probability stays with a fault that is heard and not measured on the machine, as with one that is
inferred (a convention)."""
URGENT_REPEAT: Final = 3
"""Urgency of the measurement that has to follow where a fault of a size worth acting on is heard: that of a moderate
race defect (rulebook §2.3)."""
HEARD_GEAR_FAULTS: Final = ("gear.broken_tooth", "gear.eccentric")
"""Wear and misalignment are left out: they rest on the ratio of lines an octave apart, which radiation and the room
shape in sound; the level of a room varies by 5.6 dB from line to line (Schroeder, Acustica 4 (1954))."""
MOST_SEARCHED: Final = 4_000_000
"""Samples of all microphones together that the search for bearing lines takes in; measured, these cost 2 s on one
core."""
SAMPLES_PER_SPEED: Final = 150_000
"""What one more speed to be searched costs a microphone, in samples (measured)."""


def only_heard(prepared: Prepared) -> bool:
    """Whether microphones are there and no accelerometer, which is what bearings and gears are judged by."""
    return bool(prepared.of("sound_pressure")) and not prepared.of("acceleration")


def examine_heard_bearings(prepared: Prepared, machine: Machine) -> BearingExamination:
    """Return what the microphones say about the bearings, all of it to be watched.

    A defect heard at a depth that would be worth acting on leaves nothing to be called healthy: a blocking note asks
    for the measurement that decides. Raises `MachineError` (bearing_unknown).
    """
    stand_in = _as_vibration(prepared)
    speeds = _heard_speeds(prepared, machine)
    stand_in, left_out = _affordable(stand_in, max(1, len(speeds)))
    stand_in, speeds = _with_steady_speed(stand_in, machine, speeds)
    heard = examine_machine_bearings(stand_in, machine, speeds)
    named = [*heard.answer.found, *heard.answer.watched]
    pairs = [(finding, plot) for finding, plot in named if _fast(finding, machine, heard.speed)]
    slow = [_too_slow(finding) for finding, _ in named if not _fast(finding, machine, heard.speed)]
    watch = [_heard_bearing(finding) for finding, _ in pairs]
    loud = [finding for finding in watch if _depth(finding) >= FAULT_DEPTH]
    notes = [*stand_in.notes, *heard.answer.notes, *([left_out] if left_out and heard.tested else [])]
    notes += [_confirm(finding, part_name(finding.fault), _depth(finding)) for finding in loud]
    answer = replace(
        heard.answer,
        findings=(),
        watch=tuple(watch),
        ruled_out=(*slow, *heard.answer.ruled_out),
        plots=tuple(plot for _, plot in pairs),
        notes=tuple(notes),
        tested=heard.answer.tested and not loud,
    )
    return replace(heard, answer=answer)


def examine_heard_gears(subject: Subject) -> Answer:
    """Return what the microphones say about the gears, all of it to be watched; a broken tooth as with bearings.

    What the rules say of a baseline is left out: it names faults that sound does not judge.
    """
    stand_in = _as_vibration(subject.prepared)
    heard = examine_gears(Subject(stand_in, subject.machine, subject.speed, {}, {}))
    pairs = [(f, plot) for f, plot in (*heard.found, *heard.watched) if f.fault in HEARD_GEAR_FAULTS]
    broken = [finding for finding, _ in pairs if finding.fault == "gear.broken_tooth"]
    notes = [_confirm(finding, TEXTS("name_broken_tooth"), None) for finding in broken]
    return Answer(
        watch=tuple(_heard_gear(finding) for finding, _ in pairs),
        ruled_out=tuple(item for item in heard.ruled_out if item.fault in HEARD_GEAR_FAULTS),
        notes=(*(() if heard.tested else heard.notes), *notes),
        plots=tuple(_turn_only(plot) for _, plot in pairs),
        tested=heard.tested and not broken,
    )


def confirmed_by_sound(felt: BearingExamination, prepared: Prepared, machine: Machine) -> BearingExamination:
    """Return ``felt``, what accelerometers say of the bearings, with the evidence of microphones beside them added to
    every fault that is heard as well."""
    named = (*felt.answer.findings, *felt.answer.watch)
    if not named or felt.speed is None or not prepared.of("sound_pressure"):
        return felt
    heard = _heard_lines(prepared, machine, felt.speed)
    answer = replace(
        felt.answer,
        findings=tuple(_with_evidence(f, heard.get((f.fault, f.component))) for f in felt.answer.findings),
        watch=tuple(_with_evidence(f, heard.get((f.fault, f.component))) for f in felt.answer.watch),
    )
    return replace(felt, answer=answer)


def _heard_lines(prepared: Prepared, machine: Machine, speed: ShaftSpeed) -> dict[tuple[str, str | None], Evidence]:
    """Return the evidence of each bearing fault that the microphones hear, by fault and bearing."""
    stand_in, _ = _affordable(_as_vibration(prepared), 1)
    answer = examine_machine_bearings(stand_in, machine, [speed]).answer
    return {(f.fault, f.component): _line(f, "confirmed_line") for f in (*answer.findings, *answer.watch)}


def _heard_speeds(prepared: Prepared, machine: Machine) -> tuple[ShaftSpeed, ...]:
    """Return the speeds that are possible by vibration where there is any, else by the first microphone.

    Microphones near each other hear the same lines, so that more of them prove no more. Sound alone gives a speed only
    where it is stated or a motor on the mains leaves little choice: its clearest lines are blades, and a speed that
    fits them is any fraction of theirs.
    """
    if prepared.of("velocity"):
        return possible_speeds(prepared, machine)
    speeds = possible_speeds(_first_microphone(_as_vibration(prepared)), machine)
    is_motor = machine.kind == "electric_motor" or machine.motor is not None
    on_mains = is_motor and not machine.inverter_fed
    return speeds if on_mains else tuple(s for s in speeds if s.source != "estimated")


def _with_steady_speed(
    stand_in: Prepared, machine: Machine, speeds: tuple[ShaftSpeed, ...]
) -> tuple[Prepared, tuple[ShaftSpeed, ...]]:
    """Return ``stand_in`` without a drift of the speed; following one is slow, so the first microphone is asked whether
    there is any."""
    first = _first_microphone(stand_in)
    followed, _ = with_steady_speed(first, machine, speeds)
    return (stand_in, speeds) if followed is first else with_steady_speed(stand_in, machine, speeds)


def _first_microphone(stand_in: Prepared) -> Prepared:
    """Return ``stand_in`` with its first microphone and its tachometers alone."""
    first = stand_in.of("acceleration")[0]
    return replace(stand_in, channels=(first, *stand_in.of("tachometer")))


def _as_vibration(prepared: Prepared) -> Prepared:
    """Return ``prepared`` with its microphones as uncalibrated accelerometers, without its own and without notes."""
    channels = tuple(
        replace(c, sensor=replace(c.sensor, quantity="acceleration", unit=None, sensitivity=None))
        if c.sensor.quantity == "sound_pressure"
        else c
        for c in prepared.channels
        if c.sensor.quantity != "acceleration"
    )
    return replace(prepared, channels=channels, notes=())


def _affordable(stand_in: Prepared, speeds: int) -> tuple[Prepared, QualityNote | None]:
    """Return ``stand_in`` with as many microphones, evenly chosen, as `MOST_SEARCHED` allows, and a note of it."""
    microphones: Sequence[PreparedChannel] = stand_in.of("acceleration")
    cost = max(c.samples.size for c in microphones) + speeds * SAMPLES_PER_SPEED
    most = max(1, MOST_SEARCHED // cost)
    if len(microphones) <= most:
        return stand_in, None
    kept = {microphones[i * len(microphones) // most].key for i in range(most)}
    channels = tuple(c for c in stand_in.channels if c.sensor.quantity != "acceleration" or c.key in kept)
    listed = ", ".join(c.key for c in microphones if c.key in kept)
    note = QualityNote("sound", None, "info", TEXTS("searched", listed=listed, count=len(microphones)))
    return replace(stand_in, channels=channels), note


def _fast(finding: Finding, machine: Machine, speed: ShaftSpeed | None) -> bool:
    """Whether the line of a bearing's ``finding`` is faster than the shaft at its bearing turns.

    A cage is slower, and so is what swells in any hall: speech (3 to 8 syllables a second), strokes, neighbours. Of 150
    simulated sound machines among these 17 had a line of the cage in their sound.
    """
    shaft = next((b.shaft for b in machine.bearings if b.id == finding.component), None)
    if shaft is None or speed is None:
        return True
    return (finding.evidence[0].frequency_hz or 0.0) > abs(machine.shaft_ratio(shaft)) * speed.shaft_hz


def _too_slow(finding: Finding) -> RuledOut:
    line = finding.evidence[0]
    values = {"part": part_name(finding.fault), "component": finding.component, "frequency": line.frequency_hz}
    return RuledOut(finding.fault, finding.component, TEXTS("too_slow", **values, depth=_depth(finding)))


def _depth(finding: Finding) -> float:
    return finding.evidence[0].modulation_depth or 0.0


def _heard_bearing(finding: Finding) -> Finding:
    """Return a bearing's finding or watch item as heard."""
    depth = _depth(finding)
    against = [Against(TEXTS("against_heard")), *finding.against]
    return replace(
        finding,
        probability=HEARD_SHARE * finding.probability,
        severity=Severity("slight", TEXTS("basis_heard", depth=depth)),
        urgency=URGENT_REPEAT if depth >= FAULT_DEPTH else 5,
        evidence=(_line(finding, "heard_line"),),
        against=tuple(against),
        treatment=(_repeat(finding.component),),
    )


def _heard_gear(finding: Finding) -> Finding:
    """Return a gear's finding as heard; the level of a room makes the ratio of an eccentric one's lines a hint."""
    broken = finding.fault == "gear.broken_tooth"
    return replace(
        finding,
        probability=HEARD_SHARE * finding.probability if broken else min(HINT, finding.probability),
        severity=Severity("slight", TEXTS("basis_heard_gear")),
        urgency=URGENT_REPEAT if broken else 5,
        evidence=tuple(replace(e, text=TEXTS("heard_gear", said=e.text)) for e in finding.evidence),
        against=(Against(TEXTS("against_heard")), *finding.against),
        treatment=(_repeat(finding.component),),
    )


def _line(finding: Finding, key: str) -> Evidence:
    """Return the envelope line of ``finding`` as one that is heard."""
    line = finding.evidence[0]
    low_hz, high_hz = line.band_hz or (0.0, 0.0)
    text = TEXTS(
        key,
        channel=line.channel,
        low=low_hz / 1e3,
        high=high_hz / 1e3,
        frequency=line.frequency_hz,
        expected=TEXTS("expected_open") if line.expected_hz is None else TEXTS("expected", at=line.expected_hz),
        part=part_name(finding.fault),
        component=finding.component,
        harmonics=max(0, len(line.harmonics_hz or ()) - 1),
        sidebands=len(line.sidebands_hz or ()),
        depth=_depth(finding),
        least=WATCH_DEPTH,
    )
    return replace(line, kind="heard_line", text=text)


def _with_evidence(finding: Finding, heard: Evidence | None) -> Finding:
    return finding if heard is None else replace(finding, evidence=(*finding.evidence, heard))


def _confirm(finding: Finding, name: Text, depth: float | None) -> QualityNote:
    """Return the note that a fault is heard and has to be measured before the machine can be called healthy."""
    said = {"name": name, "component": finding.component}
    text = TEXTS("confirm", **said) if depth is None else TEXTS("confirm_depth", **said, depth=depth)
    return QualityNote("sound", finding.evidence[0].channel, "blocking", text)


def _repeat(component: str | None) -> Text:
    return TEXTS("repeat_with_accelerometer", component=component)


def _turn_only(plot: Plot | None) -> Plot | None:
    """Return the mean turn; a velocity spectrum means nothing in sound."""
    return plot if isinstance(plot, TurnPlot) else None
