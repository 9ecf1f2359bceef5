"""What is said between a caller, the warm process and a child: one datagram with four descriptors asks, one answers.

A request carries the file, a memory file with its JSON, into which the answer's is written, one for samples, and a
socket on which the warm process tells how the child ended. Nothing is unpickled, and what comes back is checked like a
stranger's word.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from diagnostics.errors import RecordingError
from diagnostics.readers.format import FASTEST_HZ, MOST_CHANNELS, Reading, ReadOptions
from diagnostics.recording import Channel, RateSource, SampleSource
from diagnostics.sandbox.walls import REQUIRED_WALLS, Limits, Wall
from diagnostics.texts import Text

__all__ = [
    "INLINE_BYTES",
    "LONGEST_NAME",
    "NUMBERS",
    "SERVICE_LARGEST_BYTES",
    "Attempts",
    "Ended",
    "FoundReading",
    "Layout",
    "Refused",
    "Request",
    "SandboxChoice",
    "SandboxMode",
    "limits_for",
    "plain_options",
    "plain_refusal",
    "required_walls",
    "tellable",
]

SandboxMode = Literal["full", "degraded"]
"""``full`` refuses to open a file unless all required walls stand; ``degraded`` raises those it can."""
SandboxChoice = SandboxMode | Literal["off"]
"""What a user may choose: ``off`` reads without any cage."""
SERVICE_LARGEST_BYTES: Final = 512 << 20
"""Largest file of the service; the limits below are made for it."""
_MEMORY_BYTES: Final = 3 << 29
_CPU_SECONDS: Final = 30
_WALL_SECONDS: Final = 60.0
_OUTPUT_BYTES: Final = 1 << 30
INLINE_BYTES: Final = 64 << 20
"""Samples up to this size come with the first answer; more of a file that can be read in parts comes when asked."""
_MOST_GAPS: Final = 100_000
"""Of a recording with more gaps than this the rest is not told."""
LONGEST_NAME: Final = 4096
"""Longest path on Linux (PATH_MAX in linux/limits.h)."""

Short = Annotated[str, Field(max_length=500)]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Request(_Message):
    """What a child is to do: read a file, read one stretch of its samples, or show that it is caged."""

    task: Literal["read", "stretch", "attempts"]
    name: str
    options: dict[str, object]
    limits: Limits
    required: tuple[Wall, ...]
    start: int = 0
    stop: int = 0
    libraries: tuple[str, ...] = ()

    def read_options(self) -> ReadOptions:
        """Return the options as readers take them."""
        return ReadOptions(**{**self.options, "channels": tuple(self.options["channels"])})  # type: ignore[arg-type]


class _FoundChannel(_Message):
    index: int = Field(ge=1, le=MOST_CHANNELS)
    name: Short
    quantity: Short | None
    unit: Short | None


class Layout(_Message):
    """How samples lie in their memory file."""

    dtype: Literal["<f8", "<f4", "<i8", "<i4", "<i2", "|i1", "<u8", "<u4", "<u2", "|u1"]
    interleaved: bool
    """Whether all channels of one moment stand together, as in audio files, or all moments of one channel."""


NUMBERS: Final = get_args(Layout.model_fields["dtype"].annotation)
"""Types of numbers that cross as they are."""


class FoundReading(_Message):
    """A reading without its samples."""

    form: Short
    channels: tuple[_FoundChannel, ...] = Field(min_length=1, max_length=MOST_CHANNELS)
    sampling_rate_hz: float | None = Field(gt=0.0, lt=FASTEST_HZ, allow_inf_nan=False)
    sample_count: int = Field(ge=1, le=1 << 42)
    rate_source: RateSource | None
    time_gaps: tuple[int, ...] = Field(max_length=_MOST_GAPS)
    start: datetime | None
    group: Short | None
    details: tuple[tuple[Short, Short], ...] = Field(max_length=200)
    layout: Layout | None
    """How the samples lie in the memory file, None where they do not."""

    @classmethod
    def of(cls, form: str, reading: Reading, layout: Layout | None) -> FoundReading:
        """Return what is told of ``reading``."""
        return cls(
            form=form,
            channels=tuple(
                _FoundChannel(
                    index=channel.index,
                    name=tellable(channel.name),
                    quantity=channel.quantity,
                    unit=None if channel.unit is None else tellable(channel.unit),
                )
                for channel in reading.channels
            ),
            sampling_rate_hz=reading.sampling_rate_hz,
            sample_count=reading.sample_count,
            rate_source=reading.rate_source,
            time_gaps=reading.time_gaps[:_MOST_GAPS],
            start=reading.start,
            group=None if reading.group is None else tellable(reading.group),
            details=tuple((tellable(name), tellable(value)) for name, value in reading.details[:200]),
            layout=layout,
        )

    @property
    def shape(self) -> tuple[int, int]:
        """Shape of all samples (channels, n)."""
        return len(self.channels), self.sample_count

    def reading(self, source: SampleSource) -> Reading:
        """Return the reading with its samples in ``source``."""
        return Reading(
            channels=tuple(Channel(each.index, each.name, each.quantity, each.unit) for each in self.channels),
            sampling_rate_hz=self.sampling_rate_hz,
            sample_count=self.sample_count,
            source=source,
            rate_source=self.rate_source,
            time_gaps=self.time_gaps,
            start=self.start,
            group=self.group,
            details=self.details,
        )


class Refused(_Message):
    """An error that a reader told."""

    code: str = Field(pattern=r"^(recording|sandbox)_[a-z_]{1,60}$")
    en: str = Field(max_length=20_000)
    zh: str = Field(max_length=20_000)

    def error(self) -> RecordingError:
        """Return the error as it was raised in the child."""
        return RecordingError(self.code, Text(self.en, self.zh))


class Attempts(_Message):
    """The walls around a child, and what it could not do: why each attempt was refused, None where it went through."""

    standing: tuple[Wall, ...]
    refused: dict[str, Short | None]


class Ended(_Message):
    """How a child ended, as the warm process saw it."""

    exit_code: int
    """Negative when a signal ended it."""
    timed_out: bool = False


def limits_for(size_bytes: int) -> Limits:
    """Return the limits for a file of ``size_bytes``: those measured for the service, in proportion beyond its
    largest file.
    """
    factor = max(1.0, size_bytes / SERVICE_LARGEST_BYTES)
    return Limits(
        memory_bytes=int(_MEMORY_BYTES * factor),
        cpu_seconds=int(_CPU_SECONDS * factor),
        wall_seconds=_WALL_SECONDS * factor,
        output_bytes=int(_OUTPUT_BYTES * factor),
    )


def required_walls(mode: SandboxMode) -> tuple[Wall, ...]:
    """Return the walls without which no file is opened."""
    return REQUIRED_WALLS if mode == "full" else ()


def plain_refusal(error: RecordingError) -> Refused:
    """Return what is told of ``error``."""
    return Refused(code=error.code, en=tellable(error.text.en, 20_000), zh=tellable(error.text.zh, 20_000))


def plain_options(options: ReadOptions) -> dict[str, object]:
    """Return ``options`` as JSON takes them."""
    plain = asdict(options)
    plain["group"] = None if options.group is None else tellable(options.group)
    plain["channels"] = [tellable(channel) for channel in options.channels]
    return plain


def tellable(text: str, length: int = 500) -> str:
    """Return ``text`` without half characters, and not longer than a message may be."""
    return text.encode("utf-8", "replace").decode("utf-8")[:length]
