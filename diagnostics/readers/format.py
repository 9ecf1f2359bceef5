"""What every format module offers, what it is asked, and what it answers."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Final

from diagnostics.errors import recording_error
from diagnostics.readers.content import Content
from diagnostics.recording import Channel, RateSource, SampleSource

__all__ = [
    "FASTEST_HZ",
    "MAX_SAMPLES",
    "MOST_CHANNELS",
    "Format",
    "ReadOptions",
    "Reading",
    "check_sample_count",
    "library",
]

MAX_SAMPLES: Final = 100_000_000
"""Samples of all channels together that are held in memory at once: 0.8 GB as 64-bit floats, what a machine with 4 GB
of memory carries.
"""

MOST_CHANNELS: Final = 4096
"""More than any rack of recorders has."""
FASTEST_HZ: Final = 1e12
"""A thousand times faster than any digitiser."""


@dataclass(frozen=True)
class ReadOptions:
    """What the caller knows and a file may leave open."""

    sampling_rate_hz: float | None = None
    group: str | None = None
    """Which signals are meant in a file that holds several sets of them: a sheet, a group, or one of its channels."""
    channels: tuple[str, ...] = ()
    """The channels that will be asked for; they tell apart sets of signals where only one has them all."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What a reader finds in a file: channels sampled together, and what the file says of them."""

    channels: tuple[Channel, ...]
    sampling_rate_hz: float | None
    sample_count: int
    """Samples of each channel."""
    source: SampleSource
    rate_source: RateSource | None = None
    time_gaps: tuple[int, ...] = ()
    start: datetime | None = None
    """When the first sample was taken; without a zone when the file names none."""
    group: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    """What else the file says of itself (title, instrument, software …), as pairs of name and value."""


@dataclass(frozen=True)
class Format:
    """One file format: its name for programs and for people, the suffixes it is known by, its recogniser and its
    reader.
    """

    name: str
    title: str
    suffixes: frozenset[str]
    is_format: Callable[[bytes], bool]
    """Whether a file's first `HEAD_BYTES` bytes open this format."""
    read: Callable[[Content, ReadOptions], Reading]
    """Raises `RecordingError`; anything else that a library raises is told as recording_damaged by the registry."""
    libraries: tuple[str, ...] = ()
    """Modules that `read` loads when it is called; the sandbox loads them before its cage is closed."""


def check_sample_count(samples: int, name: str) -> None:
    """Raise `RecordingError` (recording_too_large) when ``samples`` of all channels together are more than
    `MAX_SAMPLES`.
    """
    if samples > MAX_SAMPLES:
        raise recording_error("recording_too_large", name=name, samples=samples, limit=MAX_SAMPLES)


def library(module: str, *, extra: str, title: str) -> ModuleType:
    """Return the optional library ``module``, loaded when first needed; raises `RecordingError`
    (recording_reader_missing) that names the ``extra`` to install for the format ``title``.
    """
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        raise recording_error("recording_reader_missing", title=title, extra=extra, module=module) from missing
