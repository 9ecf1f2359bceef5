"""A recording: channels sampled together at one rate, read block by block, whatever file format it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diagnostics.errors import recording_error

if TYPE_CHECKING:
    from diagnostics.machine import Machine

__all__ = [
    "RATE_AGREEMENT",
    "ArraySource",
    "Channel",
    "ColumnsSource",
    "RateSource",
    "Recording",
    "SampleSource",
    "lost_as_nan",
]

RateSource = Literal["header", "time_column", "given"]
"""Where a sampling rate comes from: the file states it, its time stamps give it, or the caller stated it."""
RATE_AGREEMENT: Final = 0.01
"""Largest relative difference at which a file's rate and a stated rate count as the same: clocks of loggers are far
better than 1 %.
"""


@dataclass(frozen=True)
class Channel:
    """One channel of a recording: its 1-based index, its name in the file, and what the file says it measures."""

    index: int
    name: str
    quantity: str | None = None
    unit: str | None = None


class SampleSource(Protocol):
    """Where the samples of a recording come from."""

    def read(self, start: int, stop: int) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` [shape=(channels, stop - start)]; raises `RecordingError` when the
        file is damaged.
        """
        ...


@dataclass(frozen=True, eq=False)
class ArraySource:
    """Samples held in memory."""

    samples: NDArray[np.float64]
    """[shape=(channels, n)]"""

    def read(self, start: int, stop: int) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` [shape=(channels, stop - start)]."""
        return self.samples[:, start:stop]


@dataclass(frozen=True, eq=False)
class ColumnsSource:
    """Samples held in memory channel by channel, as numbers of whatever type the file has; they become 64-bit floats
    where they are read.
    """

    columns: tuple[NDArray[Any], ...]
    """Each [shape=(n,)]."""

    def read(self, start: int, stop: int) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` [shape=(channels, stop - start)], NaN for what is no number."""
        samples = np.empty((len(self.columns), stop - start))
        with np.errstate(invalid="ignore"):  # a signalling NaN becomes a quiet one
            for row, column in zip(samples, self.columns, strict=True):
                row[:] = column[start:stop]
        return lost_as_nan(samples)


def lost_as_nan(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``samples`` with NaN, in place, where they are infinite: what is no number counts as lost."""
    # The sum is finite when every sample is, and takes a tenth of the time of looking at each.
    with np.errstate(over="ignore", invalid="ignore"):
        total = np.sum(samples)
    if not np.isfinite(total):
        samples[np.isinf(samples)] = np.nan
    return samples


@dataclass(frozen=True)
class Recording:
    """Channels sampled together; the samples stay in the file until they are read."""

    channels: tuple[Channel, ...]
    sampling_rate_hz: float | None
    sample_count: int
    """Samples of each channel."""
    format: str
    """Name of the format (`readers.FORMATS`), or ``array``."""
    sha256: str
    """Of the file's bytes; of the samples for an array."""
    source_name: str
    source: SampleSource = field(repr=False, compare=False)
    time_gaps: tuple[int, ...] = ()
    """0-based indices of the samples before which the file's time stamps leave out at least half a step."""
    rate_source: RateSource | None = None
    start: datetime | None = None
    """When the first sample was taken; without a zone when the file names none."""
    group: str | None = None
    """Which of the file's sets of signals this is, in a file that holds several."""
    details: tuple[tuple[str, str], ...] = ()
    """What else the file says of itself (title, instrument, archive …), as pairs of name and value."""

    @classmethod
    def from_array(
        cls,
        samples: ArrayLike,
        *,
        sampling_rate_hz: float | None,
        names: Sequence[str] | None = None,
        source_name: str = "array",
    ) -> Recording:
        """Return a recording of ``samples`` [shape=(n,) or (channels, n)]; channels are called 1, 2, … unless
        ``names`` says otherwise.

        Raises `RecordingError` (recording_empty) without samples, `ValueError` when ``names`` does not fit the shape.
        """
        values = np.atleast_2d(np.array(samples, dtype=np.float64))
        if values.ndim != 2 or values.size == 0:
            raise recording_error("recording_empty", name=source_name)
        names = [str(i + 1) for i in range(values.shape[0])] if names is None else list(names)
        if len(names) != values.shape[0]:
            raise ValueError(f"{len(names)} names for {values.shape[0]} channels")
        values.setflags(write=False)
        return cls(
            channels=tuple(Channel(i + 1, name) for i, name in enumerate(names)),
            sampling_rate_hz=None if sampling_rate_hz is None else float(sampling_rate_hz),
            sample_count=values.shape[1],
            format="array",
            sha256=hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest(),
            source_name=source_name,
            source=ArraySource(values),
        )

    @property
    def duration_s(self) -> float:
        """Length in seconds; raises `RecordingError` (recording_rate_missing) when the sampling rate is not known."""
        return self.sample_count / self.known_rate_hz()

    def known_rate_hz(self) -> float:
        """Return the sampling rate in Hz; raises `RecordingError` (recording_rate_missing) when it is not known."""
        if self.sampling_rate_hz is None:
            raise recording_error("recording_rate_missing", name=self.source_name)
        return self.sampling_rate_hz

    def at_rate(self, sampling_rate_hz: float) -> Recording:
        """Return this recording with ``sampling_rate_hz`` where the file carries none.

        Raises `RecordingError` (recording_rate_ambiguous) when the file carries another rate (more than 1 % away).
        """
        if self.sampling_rate_hz is None:
            return replace(self, sampling_rate_hz=float(sampling_rate_hz), rate_source="given")
        if abs(sampling_rate_hz / self.sampling_rate_hz - 1) > RATE_AGREEMENT:
            raise recording_error(
                "recording_rate_ambiguous",
                name=self.source_name,
                found_hz=self.sampling_rate_hz,
                given_hz=sampling_rate_hz,
            )
        return self

    def for_machine(self, machine: Machine) -> Recording:
        """Return this recording with the rate that ``machine`` states where the file carries none.

        Raises `RecordingError` (recording_rate_missing, recording_rate_ambiguous).
        """
        stated_hz = machine.recording.sampling_rate_hz
        timed = self if stated_hz is None else self.at_rate(stated_hz)
        timed.known_rate_hz()
        return timed

    def read(self, start: int = 0, stop: int | None = None) -> NDArray[np.float64]:
        """Return samples ``start`` to ``stop`` (the end when None), in file units [shape=(channels, n)].

        Raises `RecordingError` (recording_damaged) when the file holds less than its header says.
        """
        start, stop, _ = slice(start, stop).indices(self.sample_count)
        return self.source.read(start, max(start, stop))

    def blocks(self, samples: int) -> Iterator[NDArray[np.float64]]:
        """Yield the recording in blocks of ``samples`` [shape=(channels, ≤ samples)], the last one possibly shorter."""
        if samples < 1:
            raise ValueError("a block holds at least one sample")
        for start in range(0, self.sample_count, samples):
            yield self.read(start, start + samples)

    def channel_index(self, key: str) -> int:
        """Return the 0-based index of channel ``key``: its 1-based index as text, or its name in the file.

        Raises `RecordingError` (recording_channel_missing) that lists the channels there are.
        """
        if len(key) <= 6 and key.isascii() and key.isdigit() and 1 <= int(key) <= len(self.channels):
            return int(key) - 1
        for position, channel in enumerate(self.channels):
            if channel.name == key:
                return position
        known = ", ".join(
            f"{channel.index} ({channel.name})" if channel.name != str(channel.index) else str(channel.index)
            for channel in self.channels[:20]
        )
        raise recording_error("recording_channel_missing", name=self.source_name, channel=key, channels=known)
