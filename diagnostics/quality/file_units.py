"""The unit that the file states for a channel, beside the one in the machine description."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from diagnostics.examination import QualityNote
from diagnostics.machine import Machine, Sensor
from diagnostics.machine.units import is_electrical, unit_factor
from diagnostics.quality.notes import note
from diagnostics.recording import Channel, Recording

__all__ = ["sensors_with_file_units"]

_SAME: Final = 0.01
"""Factors closer than this are two spellings of one unit."""


def sensors_with_file_units(recording: Recording, machine: Machine) -> tuple[tuple[Sensor, ...], list[QualityNote]]:
    """Return the sensors of ``machine``, with the unit that ``recording`` states where the description states none,
    and a warning for each channel of which the two say different units.

    A scale or sensitivity tells how samples become the unit, so nothing is compared then. Raises `RecordingError`
    (recording_channel_missing).
    """
    sensors, notes = [], []
    for sensor in machine.sensors:
        channel = recording.channels[recording.channel_index(sensor.channel)]
        sensors.append(_completed(sensor, channel))
        contradiction = _contradiction(sensor, channel)
        notes += [] if contradiction is None else [contradiction]
    return tuple(sensors), notes


def _completed(sensor: Sensor, channel: Channel) -> Sensor:
    if sensor.unit is not None or channel.unit is None or sensor.scale is not None:
        return sensor
    fits = is_electrical(channel.unit) or (
        sensor.sensitivity is None and unit_factor(sensor.quantity, channel.unit) is not None
    )
    return replace(sensor, unit=channel.unit) if fits else sensor


def _contradiction(sensor: Sensor, channel: Channel) -> QualityNote | None:
    if sensor.unit is None or channel.unit is None or sensor.scale is not None or sensor.sensitivity is not None:
        return None
    stated, filed = unit_factor(sensor.quantity, sensor.unit), unit_factor(sensor.quantity, channel.unit)
    if stated is None or filed is None or abs(stated / filed - 1.0) <= _SAME:
        return None
    return note("sensor.scale", sensor.channel, "warning", "unit_contradicted", stated=sensor.unit, filed=channel.unit)
