"""The columns of a process series as the rules see them: by role and loop, in SI units, with healthy rows first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.examination import QualityNote
from diagnostics.faults.process.words import TEXTS
from diagnostics.machine import Machine, Sensor
from diagnostics.readers.labels import split_label
from diagnostics.series.series import Series

__all__ = ["PROCESS_QUANTITIES", "Tag", "Tags", "read_tags"]

PROCESS_QUANTITIES: Final = ("temperature", "pressure", "flow", "ratio")
ASSUMED_HEALTHY: Final = 1.0 / 3.0
"""Share of the rows that is taken as healthy where nothing is said (a convention)."""
GAP_STEPS: Final = 5.0
"""A step so many times the usual one breaks the course; as in `diagnostics.series.quality`."""
ICE_POINT_K: Final = 273.15
"""0 °C, exact (ITS-90)."""
ATMOSPHERE_PA: Final = 101_325.0
"""Standard atmosphere, exact (CGPM 1954); the air pressure moves by a few per cent about it."""
ABSURD: Final = 1e12
"""Values from here on are no measurements in any unit, but what loggers write in their place."""

_Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tag:
    """One column of the series and the sensor it comes from."""

    sensor: Sensor
    values: _Array
    """[shape=(rows,)], in `sensor.si_unit` where calibrated, else as they stand; NaN where missing."""

    @property
    def channel(self) -> str:
        """The channel as the machine description names it."""
        return self.sensor.channel

    def kelvin(self) -> _Array:
        """Return a temperature in kelvin [shape=(rows,)]."""
        return self.values if self.sensor.unit == "K" else self.values + ICE_POINT_K

    def absolute_pa(self) -> _Array:
        """Return a pressure against vacuum in Pa [shape=(rows,)]; gauge pressures get the standard atmosphere."""
        return self.values if self.sensor.reference == "absolute" else self.values + ATMOSPHERE_PA


@dataclass(frozen=True, eq=False)
class Tags:
    """Every column that the machine describes, and the time of the rows."""

    tags: tuple[Tag, ...]
    seconds: _Array
    """[shape=(rows,)], never going back."""
    step_s: float
    breaks: NDArray[np.bool_]
    """[shape=(rows,)], before which rows the course is broken off."""
    healthy: int
    """So many of the first rows are healthy."""

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.seconds)

    @property
    def loops(self) -> tuple[str | None, ...]:
        """The loops that the sensors with a role name, in their order; None alone where none is named."""
        named = dict.fromkeys(tag.sensor.loop for tag in self.tags if tag.sensor.role and tag.sensor.loop)
        return tuple(named) or (None,)

    def of(self, role: str, loop: str | None) -> Tag | None:
        """Return the tag of ``role`` in ``loop``, else the one without a loop, which serves them all."""
        same = [tag for tag in self.tags if tag.sensor.role == role]
        own = [tag for tag in same if tag.sensor.loop == loop]
        return next(iter(own or [tag for tag in same if tag.sensor.loop is None]), None)

    def masked(self, masks: dict[str, NDArray[np.bool_]]) -> Tags:
        """Return the tags with NaN where ``masks`` by channel are true."""
        hidden = [
            replace(tag, values=np.where(masks[tag.channel], np.nan, tag.values)) if tag.channel in masks else tag
            for tag in self.tags
        ]
        return replace(self, tags=tuple(hidden))


def read_tags(
    series: Series, machine: Machine, healthy_rows: int | None, *, breaks: Sequence[int] = ()
) -> tuple[Tags, list[QualityNote]]:
    """Return the columns of ``series`` that ``machine`` describes, and notes of what is missing or assumed.

    Rows that repeat the time of the one before are left out; where the clock goes back or cannot be read it is taken to
    run on. ``breaks`` are rows before which the caller knows of a gap.
    """
    seconds, step_s, broken = _clock(series.seconds)
    broken[[row for row in breaks if 0 <= row < len(broken)]] = True
    kept = np.concatenate([[True], np.diff(series.seconds) != 0.0])[: len(series)]
    notes, tags = [], []
    for sensor in machine.sensors:
        values = _column(series, sensor.channel)
        if values is None:
            if sensor.role is not None:
                text = TEXTS("column_missing", channel=sensor.channel, known=", ".join(series.names[:12]))
                notes.append(QualityNote("recording", sensor.channel, "warning", text))
            continue
        factor = sensor.to_si_factor
        scaled = values[kept] * (sensor.raw_factor if factor is None else factor)
        tags.append(Tag(sensor, np.where(np.abs(scaled) < ABSURD, scaled, np.nan)))
    notes += _twice(tags)
    healthy = healthy_rows
    if healthy is None:
        healthy = int(ASSUMED_HEALTHY * len(series))
        if len(series):
            text = TEXTS(
                "healthy_assumed", rows=healthy, first=series.stamps[0], last=series.stamps[max(healthy - 1, 0)]
            )
            notes.append(QualityNote("baseline", None, "info", text))
    healthy = int(np.sum(kept[: max(healthy, 0)]))
    return Tags(tuple(tags), seconds[kept], step_s, broken[kept], healthy), notes


def _clock(seconds: _Array) -> tuple[_Array, float, NDArray[np.bool_]]:
    """Return times that never go back, the usual step, and the rows before which the course is broken."""
    steps = np.diff(seconds)
    onward = steps[np.isfinite(steps) & (steps > 0.0)]
    step_s = float(np.median(onward)) if onward.size else 1.0
    sound = np.isfinite(steps) & (steps >= 0.0)
    run = np.concatenate([np.zeros(min(1, len(seconds))), np.cumsum(np.where(sound, steps, step_s))])
    broken = np.zeros(len(seconds), dtype=bool)
    broken[1:] = (np.isfinite(steps) & (steps < 0.0)) | (sound & (steps > GAP_STEPS * step_s))
    return run, step_s, broken


def _column(series: Series, channel: str) -> _Array | None:
    """Return the column called ``channel``, with or without its unit, or of that 1-based number; None where there is
    none."""
    if channel in series.names:
        return series.column(channel)
    if len(channel) <= 6 and channel.isascii() and channel.isdigit() and 1 <= int(channel) <= len(series.names):
        return series.values[:, int(channel) - 1]
    named = [at for at, name in enumerate(series.names) if split_label(name)[0] == channel]
    return series.values[:, named[0]] if len(named) == 1 else None


def _twice(tags: Sequence[Tag]) -> list[QualityNote]:
    """Say which roles two sensors of one loop have; the first counts."""
    seen: dict[tuple[str, str | None], str] = {}
    notes = []
    for tag in tags:
        role = tag.sensor.role
        if role is None:
            continue
        first = seen.setdefault((role, tag.sensor.loop), tag.channel)
        if first != tag.channel:
            text = TEXTS("role_twice", role=role, first=first, channel=tag.channel)
            notes.append(QualityNote("recording", tag.channel, "warning", text))
    return notes
