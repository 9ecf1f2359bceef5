"""From a recording to its table of features."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Literal

from diagnostics.examination import Examination
from diagnostics.faults.family import Subject
from diagnostics.features.electrical import electrical_features, loading_current
from diagnostics.features.envelope import envelope_features
from diagnostics.features.process import process_features
from diagnostics.features.sound import sound_features
from diagnostics.features.table import Feature, FeatureTable
from diagnostics.features.vibration import vibration_features
from diagnostics.kinematics import refuse_unknown_bearings
from diagnostics.machine import Machine
from diagnostics.quality.preparation import Prepared, prepare
from diagnostics.recording import Recording
from diagnostics.speed import ShaftSpeed
from diagnostics.speed.levelling import with_steady_speed
from diagnostics.speed.possible import possible_speeds

__all__ = ["feature_table", "prepared_features"]

VIBRATION = ("acceleration", "velocity", "displacement")


def feature_table(
    recording: Recording, machine: Machine, *, load: float | None = None, examination: Examination | None = None
) -> FeatureTable:
    """Return the features of ``recording`` made on ``machine``; the same bytes and machine give the same table.

    ``load`` tells how hard the machine worked, in any unit that stays the same; without it (or where it is no finite
    number) a motor's current does.
    ``examination`` of the same recording, where there is one, lends its findings.
    Raises `RecordingError` (recording_rate_missing, recording_rate_ambiguous, recording_channel_missing,
    recording_damaged) and `MachineError` (bearing_unknown).
    """
    refuse_unknown_bearings(machine)
    timed = recording.for_machine(machine)
    prepared = prepare(timed, machine)
    prepared, speeds = with_steady_speed(prepared, machine, possible_speeds(prepared, machine))
    stated = load if load is not None and math.isfinite(load) else None
    table = prepared_features(timed, machine, prepared=prepared, speeds=speeds, load=stated)
    if examination is None:
        return table
    return replace(table, findings=tuple(finding.fault for finding in examination.findings))


def prepared_features(
    recording: Recording,
    machine: Machine,
    *,
    prepared: Prepared,
    speeds: Sequence[ShaftSpeed],
    load: float | None = None,
    longest_s: float | None = None,
) -> FeatureTable:
    """Return the features of a recording that is ``prepared`` already, its possible ``speeds`` known.

    Where several speeds are possible nothing that needs the speed is measured. Only the first ``longest_s`` seconds are
    looked at: the depth of envelope lines in noise depends on the length. Raises `RecordingError`.
    """
    prepared = _first(prepared, longest_s)
    speed = speeds[0] if speeds and (len(speeds) == 1 or speeds[0].refined) else None
    shaft_hz = None if speed is None else speed.shaft_hz
    rate_hz = prepared.sampling_rate_hz
    found: list[Feature] = []
    for channel in prepared.channels:
        if channel.sensor.quantity in VIBRATION:
            found += vibration_features(channel, machine, sampling_rate_hz=rate_hz, shaft_hz=shaft_hz)
        if channel.sensor.quantity == "acceleration" and speed is not None:
            found += envelope_features(channel, machine, sampling_rate_hz=rate_hz, speed=speed)
        if channel.sensor.quantity == "sound_pressure":
            found += sound_features(channel, sampling_rate_hz=rate_hz)
    subject = Subject(prepared, machine, speed, {}, {})
    found += electrical_features(subject)
    found += process_features(recording, machine)
    source: Literal["given", "current"] | None = None if load is None else "given"
    if load is None:
        load = loading_current(subject)
        source = None if load is None else "current"
    return FeatureTable(
        features=_each_once(found),
        recording=PurePath(recording.source_name).name,
        recording_sha256=recording.sha256,
        machine_sha256=machine.sha256,
        duration_s=prepared.duration_s,
        speed_rpm=None if shaft_hz is None else 60.0 * shaft_hz,
        load=load,
        load_source=source,
        start=recording.start,
    )


def _first(prepared: Prepared, longest_s: float | None) -> Prepared:
    if longest_s is None or prepared.duration_s <= longest_s:
        return prepared
    count = max(2, round(longest_s * prepared.sampling_rate_hz))
    channels = tuple(replace(channel, samples=channel.samples[:count]) for channel in prepared.channels)
    return replace(prepared, channels=channels, duration_s=count / prepared.sampling_rate_hz)


def _each_once(found: Iterable[Feature]) -> tuple[Feature, ...]:
    """Return the features, those whose names came out alike (bearings ``B 1`` and ``b-1``) numbered."""
    kept: dict[tuple[str, str], Feature] = {}
    for feature in found:
        number, name = 1, feature.name
        while (feature.channel, name) in kept:
            number += 1
            name = f"{feature.name}_{number}"
        kept[feature.channel, name] = feature if name == feature.name else replace(feature, name=name)
    return tuple(kept.values())
