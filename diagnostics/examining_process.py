"""The examination of a recording with a value every second or minute: a series of the process, not a vibration."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

import numpy as np

from diagnostics.examination import (
    ChannelMeasurement,
    Examination,
    Finding,
    Provenance,
    QualityNote,
    Speed,
    Verdict,
)
from diagnostics.faults.process import describes_process, examine_process
from diagnostics.faults.process.words import TEXTS
from diagnostics.machine import Machine
from diagnostics.quality.file_units import sensors_with_file_units
from diagnostics.quality.lost import time_gaps
from diagnostics.quality.preparation import SLOWEST_HZ
from diagnostics.recording import Recording
from diagnostics.series.series import Series
from diagnostics.summary import summary
from diagnostics.texts import Text
from diagnostics.version import package_version
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_process_recording", "is_process_recording"]

MOST_VALUES: Final = 32_000_000
"""Of all channels together, a quarter of a GiB: more than a year of ten channels at a row a minute."""
ROUTINE: Final = 5
"""Urgency of a machine that nothing is to be done at."""


def is_process_recording(recording: Recording, machine: Machine) -> bool:
    """Return whether ``recording`` is too slow for any vibration and ``machine`` has sensors of its process."""
    return recording.known_rate_hz() < SLOWEST_HZ and describes_process(machine)


def examine_process_recording(recording: Recording, machine: Machine) -> Examination:
    """Return the examination of the slow ``recording`` by the rules of the process.

    Raises `RecordingError` (recording_channel_missing, recording_rate_missing, recording_damaged).
    """
    started = time.perf_counter()
    sensors, notes = sensors_with_file_units(recording, machine)
    sized = replace(machine, sensors=sensors)
    rows = min(recording.sample_count, max(1, MOST_VALUES // len(recording.channels)))
    if rows < recording.sample_count:
        text = TEXTS("read_part", rows=recording.sample_count, used=rows)
        notes.append(QualityNote("length", None, "info", text))
    gaps = time_gaps(recording.time_gaps, sample_count=rows, sampling_rate_hz=recording.known_rate_hz())
    notes += [] if gaps is None else [gaps]
    series = _series(recording, rows)
    answer = examine_process(series, sized, machine.recording.healthy_rows, breaks=recording.time_gaps)
    notes += answer.notes
    if not (answer.tested or answer.findings or any(note.level == "blocking" for note in notes)):
        notes.append(QualityNote("recording", None, "blocking", TEXTS("nothing_tested", first=_why(notes))))
    verdict: Verdict = "fault" if answer.findings else "healthy" if answer.tested else "not_assessable"
    findings, watch = (_likeliest_first(items) for items in (answer.findings, answer.watch))
    return Examination(
        verdict=verdict,
        urgency=min((finding.urgency for finding in findings), default=ROUTINE),
        summary=_summary(verdict, findings, watch, notes),
        findings=findings,
        watch=watch,
        ruled_out=answer.ruled_out,
        quality=tuple(notes),
        measurements=_measurements(recording, series, sized),
        speed=Speed(None, "unknown"),
        provenance=Provenance(package_version(), recording.sha256, machine.sha256, time.perf_counter() - started),
    )


def _series(recording: Recording, rows: int) -> Series:
    """Return the first ``rows`` of ``recording`` as a series; a clock of the file gives the stamps."""
    rate_hz = recording.known_rate_hz()
    seconds = np.arange(rows) / rate_hz
    stamps: tuple[str | float, ...] = tuple(seconds.tolist())
    if recording.start is not None:
        start = np.datetime64(recording.start.replace(tzinfo=None), "ms")
        stamps = tuple(str(moment) for moment in start + np.rint(1000.0 * seconds).astype("timedelta64[ms]"))
    names = tuple(channel.name for channel in recording.channels)
    return Series(names, np.ascontiguousarray(recording.read(0, rows).T), seconds, stamps)


def _why(notes: list[QualityNote]) -> Text:
    """Return the first warning, which says what is missing."""
    return next((note.text for note in notes if note.level == "warning"), TEXTS("no_columns"))


def _likeliest_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: -finding.probability))


def _summary(
    verdict: Verdict, findings: tuple[Finding, ...], watch: tuple[Finding, ...], notes: list[QualityNote]
) -> Text:
    if verdict != "healthy":
        return summary(verdict, findings, watch, notes, None, claim="bearings")
    if not watch:
        return TEXTS("healthy")
    where = TEXTS("only_loop") if watch[0].component is None else Text(watch[0].component, watch[0].component)
    return TEXTS("healthy_watch", fault=fault_kind(watch[0].fault).name, where=where)


def _measurements(recording: Recording, series: Series, machine: Machine) -> dict[str, ChannelMeasurement]:
    """Return RMS and peak of each described channel in its SI unit."""
    found = {}
    for sensor in machine.sensors:
        name = sensor.channel
        values = series.values[:, recording.channel_index(name)]
        values = values[np.isfinite(values)]
        if values.size:
            factor = sensor.to_si_factor
            scaled = values * (sensor.raw_factor if factor is None else factor)
            rms, peak = float(np.sqrt(np.mean(scaled**2))), float(np.max(np.abs(scaled)))
            if np.isfinite(rms):
                unit = sensor.si_unit if sensor.calibrated else sensor.unit
                found[name] = ChannelMeasurement(rms=rms, peak=peak, unit=unit)
    return found
