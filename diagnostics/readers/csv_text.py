"""Numbers in text: any usual delimiter, with or without header lines, decimal point or comma, UTF-8, UTF-16 or GBK.

A column of time (by its name, or a first column that rises evenly) gives the sampling rate; a column that only
counts is left out.
"""

from __future__ import annotations

import codecs
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import recording_error
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions, check_sample_count
from diagnostics.readers.table import Table, find_layout, read_table
from diagnostics.readers.timebase import Timebase, is_counter, is_steady, time_unit_s, timebase
from diagnostics.recording import ArraySource, Channel

__all__ = ["FORMAT"]

_MAX_BYTES: Final = 1 << 29
"""Text longer than 512 MB holds more than `MAX_SAMPLES` numbers at five characters each."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` is the beginning of text with rows of numbers."""
    text = _decode(head, is_part=True)
    if text is None or "\0" in text:
        return False
    lines = _lines(text)
    return find_layout(lines[:-1] if len(lines) > 1 and len(head) >= 65_536 else lines) is not None


def read(content: Content, _: ReadOptions) -> Reading:
    """Return what the text file ``content`` holds; raises `RecordingError`, naming the line that cannot be read."""
    size = content.size_bytes
    if size > _MAX_BYTES:
        raise recording_error("recording_too_large.bytes", name=content.name, size=size >> 20, limit=_MAX_BYTES >> 20)
    with content.open() as file:
        text = _decode(file.read())
    if text is None:
        raise recording_error("recording_damaged.text", name=content.name)
    table = read_table(_lines(text), content.name)
    check_sample_count(table.values.size, content.name)
    return _reading(table, content.name)


FORMAT: Final = Format("csv", "CSV", frozenset({".csv", ".tsv"}), is_format, read)


def _decode(content: bytes, *, is_part: bool = False) -> str | None:
    """Return ``content`` as text, None when it is in no known encoding; a part may end within a character."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content[:200]:
        # Text of digits in UTF-16 without a mark has a zero in every other byte.
        encodings = ("utf-16-le",) if content[1:2] == b"\0" else ("utf-16-be",)
    else:
        encodings = ("utf-8-sig", "gbk")
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            return decoder.decode(content, final=not is_part)
        except UnicodeDecodeError:
            continue
    return None


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _reading(table: Table, name: str) -> Reading:
    values, names = table.values, table.names
    timing, used = _timing(table, name)
    signals = [index for index in range(values.shape[1]) if index not in used]
    if not signals:
        raise recording_error("recording_damaged.no_samples", name=name)
    samples = np.ascontiguousarray(values[:, signals].T)
    samples[~np.isfinite(samples)] = np.nan
    samples.setflags(write=False)
    return Reading(
        channels=tuple(
            Channel(position, names[index] or str(position), unit=table.units[index] or None)
            for position, index in enumerate(signals, start=1)
        ),
        sampling_rate_hz=None if timing is None else timing.sampling_rate_hz,
        sample_count=samples.shape[1],
        source=ArraySource(samples),
        rate_source=None if timing is None else "time_column",
        time_gaps=() if timing is None else timing.gaps,
    )


def _timing(table: Table, name: str) -> tuple[Timebase | None, set[int]]:
    """Return the time base, None where there is none, and the columns that are time or count and so are no channels."""
    if table.stamps_s is not None:
        return timebase(table.stamps_s, table.names[0] or "1", name), {0}
    for index, title in enumerate(table.names):
        unit_s = time_unit_s(f"{title} {table.units[index]}") or time_unit_s(title)
        if unit_s is not None and table.values.shape[1] > 1:
            return timebase(table.values[:, index] * unit_s, title, name), {index}
    first: NDArray[np.float64] = table.values[:, 0]
    if table.values.shape[1] > 1 and is_counter(table.names[0], first):
        return None, {0}
    if table.values.shape[1] > 1 and not table.names[0] and is_steady(first):
        return timebase(first, "1", name), {0}
    return None, set()
