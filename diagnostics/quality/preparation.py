"""From a recording to channels that may be judged: the right stretch, the gate, copies left out, samples
brought to SI units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.machine import Machine, Sensor
from diagnostics.machine.units import is_electrical
from diagnostics.quality.checks import check_channel
from diagnostics.quality.converter import offset
from diagnostics.quality.copies import find_duplicates
from diagnostics.quality.file_units import sensors_with_file_units
from diagnostics.quality.lost import LEAST_CLEAN_S, time_gaps
from diagnostics.quality.notes import note
from diagnostics.quality.runs import longest_finite_stretch
from diagnostics.quality.sound import quiet_sound
from diagnostics.quality.swapped import swapped_tachometer
from diagnostics.recording import Recording

__all__ = ["Prepared", "PreparedChannel", "prepare"]

MOST_TURNS = 600.0
"""Turns of the shaft that are looked at: six times what a cage needs (rulebook §2.1, 100 cage turns), and
memory stays bounded."""
LEAST_STRETCH_S, DEFAULT_STRETCH_S = 20.0, 30.0
MOST_SAMPLES = 8_000_000
"""Of each channel; 32 million of all channels together, a quarter of a GiB."""
VIBRATION = ("acceleration", "velocity")
WAVEFORMS = (*VIBRATION, "displacement", "current", "voltage", "sound_pressure")
"""Quantities that are judged by their course; temperature, pressure and flow are not, and may well stand still."""
SLOWEST_HZ = 25.6
"""Sampling rate below which not even 10 Hz, the lower end of the usual vibration band, can be read (rulebook §2.1:
2.56 times the highest line)."""
WITHOUT_DC = ("acceleration", "velocity", "sound_pressure")
"""Quantities whose sensors pass no mean value on, when they are read in their own unit."""
AUDIO_FORMATS = frozenset({"wav", "flac", "aiff", "ogg"})
"""Formats whose samples are ±1 at full scale."""
_Sensed = tuple[Sensor, NDArray[np.float64]]
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
    if rate_hz < SLOWEST_HZ:
        slow = note("rate", None, "blocking", "slow_series", step_s=1.0 / rate_hz)
        return Prepared((), rate_hz, recording.duration_s, (slow,))
    sensors, notes = sensors_with_file_units(recording, machine)
    indices = [recording.channel_index(sensor.channel) for sensor in sensors]
    count = min(
        recording.sample_count,
        int(_stretch_s(machine) * rate_hz),
        MOST_SAMPLES,
        4 * MOST_SAMPLES // len(recording.channels),
    )
    raw = recording.read(0, count)[indices]
    notes += _of_the_whole(recording, sensors, raw)
    usable, more = _gated(sensors, raw, rate_hz, full_scale=recording.format in AUDIO_FORMATS)
    notes += more
    if not any(sensor.quantity in WAVEFORMS for sensor, _ in usable):
        return Prepared((), rate_hz, count / rate_hz, tuple(notes))
    stretch = _stretch(np.array([samples for _, samples in usable]), recording.time_gaps, rate_hz)
    usable = [(sensor, samples[stretch]) for sensor, samples in usable]
    usable, more = _without_copies(usable)
    notes += more
    channels, more = _in_units(usable)
    return Prepared(channels, rate_hz, (stretch.stop - stretch.start) / rate_hz, (*notes, *more))


def _of_the_whole(recording: Recording, sensors: Sequence[Sensor], raw: NDArray[np.float64]) -> list[QualityNote]:
    """Return what is said of the recording before its channels are looked at one by one."""
    rate_hz, count = recording.known_rate_hz(), raw.shape[1]
    notes = []
    if count < recording.sample_count:
        seconds = {"seconds": recording.sample_count / rate_hz, "used": count / rate_hz}
        notes.append(note("length", None, "info", "length_used", **seconds))
    gaps = time_gaps(recording.time_gaps, sample_count=count, sampling_rate_hz=rate_hz)
    notes += [] if gaps is None else [gaps]
    return notes + swapped_tachometer(sensors, list(raw))


def _gated(
    sensors: Sequence[Sensor], raw: NDArray[np.float64], rate_hz: float, *, full_scale: bool
) -> tuple[list[_Sensed], list[QualityNote]]:
    """Return the channels that pass the gate, NaN where samples are lost; ``full_scale`` tells that ±1 is all the
    converter can do."""
    usable: list[_Sensed] = []
    notes: list[QualityNote] = []
    for sensor, samples in zip(sensors, raw, strict=True):
        if sensor.quantity == "tachometer":  # two levels and long pauses are its nature
            usable.append((sensor, samples))
            continue
        if sensor.quantity not in WAVEFORMS:
            continue
        gate = check_channel(samples, sampling_rate_hz=rate_hz, channel=sensor.channel)
        notes += gate.notes
        if gate.usable:
            samples[gate.lost] = np.nan
            usable.append((sensor, samples))
            notes += _of_full_scale(sensor, samples[~gate.lost]) if full_scale else []
    return usable, notes


def _of_full_scale(sensor: Sensor, samples: NDArray[np.float64]) -> list[QualityNote]:
    """Return what is told by the converter's range: a sensor in volts may rest on the voltage that feeds it."""
    checked = []
    if sensor.quantity in WITHOUT_DC and not (sensor.unit is not None and is_electrical(sensor.unit)):
        checked.append(offset(samples, channel=sensor.channel))
    if sensor.quantity == "sound_pressure":
        checked.append(quiet_sound(samples, channel=sensor.channel))
    return [told for told in checked if told is not None]


def _stretch(samples: NDArray[np.float64], gaps: tuple[int, ...], rate_hz: float) -> slice:
    """Return the longest stretch without lost samples, and between the gaps of the time stamps where that is long
    enough to be judged."""
    n = samples.shape[1]
    between = longest_finite_stretch(samples, cuts=gaps)
    if between.stop - between.start >= min(0.5 * n, LEAST_CLEAN_S * rate_hz):
        return between
    return longest_finite_stretch(samples)


def _without_copies(usable: list[_Sensed]) -> tuple[list[_Sensed], list[QualityNote]]:
    """Return the channels without those that carry an earlier vibration channel's signal, and a note of each."""
    found = find_duplicates({sensor.channel: samples for sensor, samples in usable if sensor.quantity in VIBRATION})
    notes = []
    scales = {sensor.channel: sensor.raw_factor for sensor, _ in usable}
    for copy in found:
        factor = copy.factor * scales[copy.second] / scales[copy.first]
        values = {"first": copy.first, "second": copy.second, "factor": factor, "delay": copy.delay_samples}
        notes.append(note("sensor.identical", copy.second, "warning", "identical", **values))
    copies = {copy.second for copy in found}
    return [(sensor, samples) for sensor, samples in usable if sensor.channel not in copies], notes


def _in_units(usable: list[_Sensed]) -> tuple[tuple[PreparedChannel, ...], list[QualityNote]]:
    """Return the channels in SI units without those of a machine that stands still."""
    channels = []
    notes = []
    for sensor, samples in usable:
        factor = sensor.to_si_factor
        channel = PreparedChannel(sensor, samples * (sensor.raw_factor if factor is None else factor))
        standing = _standstill(channel)
        if standing is not None:
            notes.append(standing)
            continue
        if factor is None and sensor.quantity in VIBRATION:
            notes.append(note("sensor.scale", sensor.channel, "info", "uncalibrated"))
        channels.append(channel)
    return tuple(channels), notes


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
    return note("running", channel.key, "blocking", "stopped", level_m_s2=level_m_s2)
