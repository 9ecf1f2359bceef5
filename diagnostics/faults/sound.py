"""Sound: a microphone recording as an examination of its own, or beside accelerometers.

A leak by its hiss, gears by ear where no accelerometer is there (bearings come first, in the examination itself), the
level, and what sound does not exclude.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from diagnostics.examination import QualityNote
from diagnostics.faults.family import Answer, Subject, together
from diagnostics.faults.sound_heard import examine_heard_gears, only_heard
from diagnostics.faults.sound_leak import examine_leak, level_reference
from diagnostics.quality.preparation import PreparedChannel
from diagnostics.quality.sound import QUIET_DBFS, implausible_sound, sound_reach
from diagnostics.severity.sound_level import REFERENCE_PA, level_db, sound_level_db
from diagnostics.texts import Catalogue

__all__ = ["examine_sound"]

TEXTS: Final = Catalogue(Path(__file__).with_name("sound.toml"))


def examine_sound(subject: Subject) -> Answer:
    """Return what the microphones say besides bearings; nothing without one."""
    prepared = subject.prepared
    microphones = prepared.of("sound_pressure")
    if not microphones:
        return Answer()
    alone = only_heard(prepared)
    answers = [examine_leak(subject)]
    answers += [examine_heard_gears(subject)] if alone else []
    notes = sound_reach(sampling_rate_hz=prepared.sampling_rate_hz, duration_s=prepared.duration_s)
    notes += [note for answer in answers for note in answer.notes]
    notes += _levels(microphones, prepared.sampling_rate_hz)
    if alone:
        notes.append(QualityNote("sound", None, "warning", TEXTS("alone")))
        notes += _unheard(microphones)
    tested = any(answer.tested for answer in answers) and all(note.level != "blocking" for note in notes)
    return together(answers, tested=tested, notes=tuple(notes))


def _levels(microphones: Sequence[PreparedChannel], rate_hz: float) -> list[QualityNote]:
    """Return the sound level, one note for all microphones of a kind, and a warning of each that cannot be right."""
    notes: list[QualityNote] = []
    levels: dict[float, list[tuple[float, float]]] = {REFERENCE_PA: [], 1.0: []}
    for channel in microphones:
        reference = level_reference(channel.sensor, channel.samples)
        if reference is not None:
            levels[reference].append(sound_level_db(channel.samples, sampling_rate_hz=rate_hz, reference=reference))
        elif channel.sensor.calibrated:
            overall_db = level_db(float(np.var(channel.samples)), reference=REFERENCE_PA)
            told = implausible_sound(overall_db, channel=channel.key)
            notes += [] if told is None else [told]
    for reference, found in levels.items():
        if found:
            key = "level_note" if reference == REFERENCE_PA else "level_note_full_scale"
            plain, weighted = (_span([pair[i] for pair in found]) for i in (0, 1))
            notes.append(
                QualityNote("sound", None, "info", TEXTS(key, count=len(found), plain=plain, weighted=weighted))
            )
    return notes


def _span(levels_db: Sequence[float]) -> str:
    low, high = f"{min(levels_db):.1f}", f"{max(levels_db):.1f}"
    return low if low == high else f"{low} … {high}"


def _unheard(microphones: Sequence[PreparedChannel]) -> list[QualityNote]:
    """Say that every microphone is below −60 dB of full scale: then nothing tells the machine from the recorder."""
    levels = []
    for channel in microphones:
        if level_reference(channel.sensor, channel.samples) != 1.0:
            return []
        levels.append(level_db(float(np.var(channel.samples)), reference=1.0))
    if max(levels) >= QUIET_DBFS:
        return []
    return [QualityNote("sound", None, "blocking", TEXTS("nothing_heard", level=max(levels)))]
