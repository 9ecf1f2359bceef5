"""From a recording to channels that may be judged: the right stretch, the gate, copies left out, samples
brought to SI units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.machine import Machine, Sensor
from diagnostics.quality.checks import TEXTS, check_channel, find_duplicates, longest_finite_stretch
from diagnostics.recording import Recording

__all__ = ["Prepared", "PreparedChannel", "prepare"]

MOST_TURNS = 600.0
"""Turns of the shaft that are looked at: six times what a cage needs (rulebook §2.1, 100 cage turns), and
memory stays bounded."""
LEAST_STRETCH_S, DEFAULT_STRETCH_S = 20.0, 30.0
MOST_SAMPLES = 8_000_000
"""Of each channel; 32 million of all channels together, a quarter of a GiB."""
VIBRATION = ("acceleration", "velocity")
STANDSTILL_M_S2 = 0.02
"""Acceleration RMS below which nothing turns: a fifth of the 0.01 g at which readings start to be plausible
(rulebook §7, scale)."""


@dataclass(frozen=True, eq=False)
class PreparedChannel:
    """A channel that passed the gate."""

    sensor: Sensor
    samples: NDArray[np.float64]
    """[shape=(n,)], in `sensor.si_unit` when calibrated, else in the sensor's stated unit."""

    @property
    def key(self) -> str:
        """The channel as the machine description names it."""
        return self.sensor.channel


@dataclass(frozen=True, eq=False)
class Prepared:
    """All channels of a recording that may be used, and every note the gate made."""

    channels: tuple[PreparedChannel, ...]
    sampling_rate_hz: float
    duration_s: float
    notes: tuple[QualityNote, ...]

    def of(self, quantity: str) -> tuple[PreparedChannel, ...]:
        """Return the channels that measure ``quantity``."""
        return tuple(c for c in self.channels if c.sensor.quantity == quantity)


def prepare(recording: Recording, machine: Machine) -> Prepared:
    """Return the usable channels of ``recording`` for the sensors of ``machine``.

    Raises `RecordingError` (recording_channel_missing, recording_rate_missing, recording_damaged).
    """
    rate_hz = recording.known_rate_hz()
    indices = [recording.channel_index(sensor.channel) for sensor in machine.sensors]
    used_s = _stretch_s(machine)
    count = min(
        recording.sample_count, int(used_s * rate_hz), MOST_SAMPLES, 4 * MOST_SAMPLES // len(recording.channels)
    )
    raw = recording.read(0, count)[indices]
    notes: list[QualityNote] = []
    if count < recording.sample_count:
        text = TEXTS("length_used", seconds=recording.sample_count / rate_hz, used=count / rate_hz)
        notes.append(QualityNote("length", None, "info", text))
    usable = []
    for sensor, samples in zip(machine.sensors, raw, strict=True):
        if sensor.quantity == "tachometer":  # two levels and long pauses are its nature
            usable.append((sensor, samples))
            continue
        gate = check_channel(samples, sampling_rate_hz=rate_hz, channel=sensor.channel)
        notes += gate.notes
        if gate.usable:
            usable.append((sensor, samples))
    if all(sensor.quantity == "tachometer" for sensor, _ in usable):
        return Prepared((), rate_hz, count / rate_hz, tuple(notes))
    stretch = longest_finite_stretch(np.array([samples for _, samples in usable]))
    kept = {sensor.channel: samples[stretch] for sensor, samples in usable}
    vibrating = {s.channel: kept[s.channel] for s, _ in usable if s.quantity in VIBRATION}
    copies = set()
    for first, second in find_duplicates(vibrating):
        copies.add(second)
        text = TEXTS("identical", first=first, second=second)
        notes.append(QualityNote("sensor.identical", second, "warning", text))
    channels = []
    for sensor, _ in usable:
        if sensor.channel in copies:
            continue
        factor = sensor.to_si_factor
        channel = PreparedChannel(sensor, kept[sensor.channel] * (sensor.raw_factor if factor is None else factor))
        standing = _standstill(channel)
        if standing is not None:
            notes.append(standing)
            continue
        if factor is None and sensor.quantity in VIBRATION:
            text = TEXTS("uncalibrated", channel=sensor.channel)
            notes.append(QualityNote("sensor.scale", sensor.channel, "info", text))
        channels.append(channel)
    return Prepared(tuple(channels), rate_hz, (stretch.stop - stretch.start) / rate_hz, tuple(notes))


def _stretch_s(machine: Machine) -> float:
    if machine.speed_rpm is None:
        return DEFAULT_STRETCH_S
    return max(LEAST_STRETCH_S, MOST_TURNS * 60.0 / machine.speed_rpm)


def _standstill(channel: PreparedChannel) -> QualityNote | None:
    if channel.sensor.quantity != "acceleration" or not channel.sensor.calibrated:
        return None
    level_m_s2 = float(np.std(channel.samples))
    if level_m_s2 >= STANDSTILL_M_S2:
        return None
    text = TEXTS("stopped", channel=channel.key, level_m_s2=level_m_s2)
    return QualityNote("running", channel.key, "blocking", text)
