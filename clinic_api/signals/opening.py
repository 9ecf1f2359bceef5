"""A recording as views take it: the samples of its copy, the machine it was made on, what its examination said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid
from clinic_api.signals.preparing import TEXTS
from clinic_api.signals.schemas import ChannelRead, SensorRead
from clinic_api.signals.shelf import Copy
from diagnostics.errors import DiagnosticsError
from diagnostics.machine import Machine, Sensor
from diagnostics.quality.file_units import sensors_with_file_units
from diagnostics.recording import Recording

__all__ = ["Examined", "Opened", "Stretch", "checked", "told"]


@dataclass(frozen=True)
class Examined:
    """What the newest examination of a recording says that views rest on."""

    examination_id: str
    document: Mapping[str, Any]

    @property
    def speed_rpm(self) -> float | None:
        """The speed it took the machine to have."""
        rpm = self.document["speed"]["rpm"]
        return None if rpm is None else float(rpm)


@dataclass(frozen=True)
class Stretch:
    """Samples ``start`` to ``stop`` of one channel (from 0)."""

    channel: int
    start: int
    stop: int

    @property
    def count(self) -> int:
        """Number of samples, at least one."""
        return self.stop - self.start

    def of_channel(self, channel: int) -> Stretch:
        """Return the same moments of another channel."""
        return Stretch(channel, self.start, self.stop)


@dataclass(frozen=True, eq=False)
class Opened:
    """A recording that is looked at."""

    recording_id: str
    name: str
    copy: Copy
    machine: Machine | None
    examined: Examined | None = None

    @property
    def rate_hz(self) -> float:
        """Samples a second."""
        return self.copy.about.sampling_rate_hz

    @property
    def duration_s(self) -> float:
        """Length of the whole recording."""
        return self.copy.about.sample_count / self.rate_hz

    @property
    def recording(self) -> Recording:
        """The recording as `diagnostics` takes it."""
        return self.copy.recording(self.name)

    def described(self) -> Machine:
        """Return the machine; raises `Invalid` ``machine_missing``."""
        if self.machine is None:
            raise Invalid("machine_missing", TEXTS("machine_missing"))
        return self.machine

    def channel_index(self, key: str) -> int:
        """Return the place from 0 of a channel named by number or name; raises `Invalid`
        ``recording_channel_missing``.
        """
        try:
            return self.recording.channel_index(key)
        except DiagnosticsError as problem:
            raise Invalid(problem.code, problem.text) from None

    def stretch(self, channel: str, from_s: float, to_s: float | None) -> Stretch:
        """Return the samples between two times; raises `Invalid` ``stretch_empty``."""
        index = self.channel_index(channel)
        until_s = self.duration_s if to_s is None else min(to_s, self.duration_s)
        start = int(np.ceil(min(from_s, self.duration_s) * self.rate_hz - 1e-6))
        stop = min(int(np.floor(until_s * self.rate_hz + 1e-6)) + 1, self.copy.about.sample_count)
        if stop <= start:
            text = TEXTS("stretch_empty", start=from_s, stop=until_s, duration=self.duration_s)
            raise Invalid("stretch_empty", text)
        return Stretch(index, start, stop)

    def samples(self, stretch: Stretch, *, at_most: int) -> NDArray[np.float64]:
        """Return all samples of a stretch; raises `Invalid` ``stretch_too_long``, ``stretch_with_gaps``."""
        if stretch.count > at_most:
            raise Invalid("stretch_too_long", TEXTS("stretch_too_long", limit=at_most))
        return checked(self.copy.channel(stretch.channel, stretch.start, stretch.stop))

    def sensor(self, channel: int) -> Sensor | None:
        """Return the machine's sensor on a channel (from 0), None without one."""
        if self.machine is None:
            return None
        for sensor in self.machine.sensors:
            try:
                if self.recording.channel_index(sensor.channel) == channel:
                    return sensors_with_file_units(self.recording, replace(self.machine, sensors=(sensor,)))[0][0]
            except DiagnosticsError:
                continue  # this recording does not have that channel
        return None

    def channels(self) -> list[ChannelRead]:
        """Return what is told of the channels."""
        return [
            ChannelRead(index=each.index, name=each.name, unit=each.unit, sensor=_told_of(self.sensor(place)))
            for place, each in enumerate(self.copy.about.channels)
        ]

    def common(self, stretch: Stretch) -> dict[str, Any]:
        """Return what every view of a stretch says."""
        channels = self.channels()
        return {
            "recording_id": self.recording_id,
            "channel": channels[stretch.channel],
            "channels": channels,
            "sampling_rate_hz": self.rate_hz,
            "duration_s": self.duration_s,
            "from_s": stretch.start / self.rate_hz,
            "to_s": stretch.stop / self.rate_hz,
        }

    def unit(self, stretch: Stretch) -> str | None:
        """Return the unit of the samples of a stretch, as the file names it."""
        return self.copy.about.channels[stretch.channel].unit


def checked(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``samples``; raises `Invalid` ``stretch_with_gaps`` where some were lost."""
    if not np.isfinite(samples).all():
        raise Invalid("stretch_with_gaps", TEXTS("stretch_with_gaps"))
    return samples


def told(values: NDArray[np.floating]) -> list[float | None]:
    """Return ``values`` as JSON has them: null for NaN."""
    numbers: list[float | None] = values.tolist()
    for place in np.flatnonzero(np.isnan(values)).tolist():
        numbers[place] = None
    return numbers


def _told_of(sensor: Sensor | None) -> SensorRead | None:
    if sensor is None:
        return None
    factor = sensor.to_si_factor
    return SensorRead(
        quantity=sensor.quantity,
        unit=None if factor is None else sensor.si_unit,
        factor=factor,
        position=sensor.position,
        direction=sensor.direction,
    )
