"""ASAM MDF 4 (.mf4), through asammdf: each channel group is sampled together at the times of its master channel.

Layout of the blocks: ASAM MDF 4.2 (2019), chapter "MDF file structure".
"""

from __future__ import annotations

import importlib
import io
import logging
import struct
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.content import Content
from diagnostics.readers.format import MAX_SAMPLES, Format, Reading, ReadOptions, check_sample_count, library
from diagnostics.readers.labels import measured_quantity
from diagnostics.readers.signals import Rate, Signal, SignalGroup, assemble
from diagnostics.readers.timebase import timebase

__all__ = ["FORMAT"]

_IDENTIFICATION: Final = b"MDF     4."
_UNFINISHED: Final = b"UnFinMF 4."
"""Left by a logger that was cut off while it wrote."""
_UNFINISHED_FLAGS_AT: Final = 60
"""In the identification: what the logger left to be done, in the standard's flags and in its own."""
_HEADER_AT: Final = 64
_BLOCK: Final = struct.Struct("<4s4xQQ")
"""Each block's beginning: its kind, its length in bytes with this, and the number of links behind it."""
_RECORDS: Final = struct.Struct("<8xQH6xII")
"""In a ##CG block, behind its links: number of records, flags, bytes of a record, bytes of its invalidation bits."""
_CHANNEL: Final = struct.Struct("<BBBBIIII")
"""In a ##CN block, behind its links: types of channel, synchronisation and data, first bit, first byte, number of bits,
flags, and number of the invalidation bit.
"""
_MOST_BLOCKS: Final = 1 << 20
_UNPACKED_SIZE_AT: Final = 8
"""In a ##DZ block, behind its links: the size of what is packed in it."""
_VARIABLE_LENGTH: Final = 1
"""Flag of a channel group whose records are texts or byte streams."""
_VIRTUAL_CHANNELS: Final = (3, 6)
"""Types of a channel that is computed from the row's number and has no bits in the record."""
_MASTERS: Final = (2, 3)
"""Types of a channel that is the master, stored or computed from the row's number."""
_TIME: Final = 1
"""Synchronisation type; others are angle, distance and the row's number."""
_NUMERIC_TYPES: Final = range(6)
"""Data types of whole and real numbers in either byte order; beyond them are texts, bytes and dates."""
_REAL_TYPES: Final = (4, 5)
_REAL_BITS: Final = (16, 32, 64)
_HAS_INVALID_BIT: Final = 2
"""Flag of a channel."""
_ALGEBRAIC: Final = 3
"""Conversion by a formula written in the file, which is not carried out."""
_TO_TEXT: Final = 7
"""First type of the conversions that give a text."""
_DETAILS: Final = ("author", "department", "project", "subject")


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens an MDF file of version 4, finished or not."""
    return head.startswith((_IDENTIFICATION, _UNFINISHED))


def read(content: Content, options: ReadOptions) -> Reading:
    """Return the numeric channels in the MDF file ``content``; channel groups with the same times belong together.

    Raises `RecordingError` (recording_damaged, recording_reader_missing, recording_too_large,
    recording_channels_ambiguous, recording_rate_ambiguous).
    """
    asammdf = library("asammdf", extra="mdf", title=FORMAT.title)
    logging.getLogger("asammdf").setLevel(logging.CRITICAL)
    with content.open() as stream:
        _check(stream, content)
        with _in_memory(), _opened(asammdf, stream) as file:
            groups = _merged([group for index in range(len(file.groups)) for group in _groups(file, index, content)])
            named = ((key, str(getattr(file.header, key) or "").strip()[:200]) for key in _DETAILS)
            return assemble(content.name, groups, options, details=tuple((key, text) for key, text in named if text))


FORMAT: Final = Format(
    "mdf4", "MDF 4", frozenset({".mf4", ".mdf"}), is_format, read, libraries=("asammdf", "asammdf.blocks.mdf_v4")
)


@dataclass(frozen=True)
class _Block:
    kind: bytes
    links: tuple[int, ...]
    body: bytes
    """At most the first 64 bytes behind the links."""
    size_bytes: int


class _Walk:
    """Visits blocks of a file once each, and refuses what leads in a circle or out of the file."""

    def __init__(self, stream: io.BufferedIOBase, content: Content) -> None:
        self._stream, self._content = stream, content
        self._seen: set[int] = set()

    def block(self, address: int, *kinds: bytes) -> _Block:
        """Return the block at ``address``, which must be one of ``kinds`` and not visited before."""
        if address in self._seen or len(self._seen) >= _MOST_BLOCKS:
            raise self.damaged(f"its blocks are linked in a circle at byte {address}")
        self._seen.add(address)
        self._stream.seek(address)
        beginning = self._stream.read(_BLOCK.size)
        if len(beginning) < _BLOCK.size:
            raise self.damaged(f"a block is missing at byte {address}")
        kind, length, count = _BLOCK.unpack(beginning)
        if kind not in kinds:
            raise self.damaged(f"a block of another kind lies at byte {address}")
        if address + length > self._content.size_bytes:
            stated, found = address + length, self._content.size_bytes
            raise recording_error("recording_damaged.size", name=self._content.name, stated=stated, found=found)
        if length < _BLOCK.size + 8 * count:
            raise self.damaged(f"the block at byte {address} is too short")
        links = struct.unpack(f"<{count}Q", self._stream.read(8 * count))
        if any(link >= self._content.size_bytes for link in links):
            raise self.damaged(f"the block at byte {address} leads out of the file")
        rest = length - _BLOCK.size - 8 * count
        return _Block(kind, links, self._stream.read(min(rest, 64)).ljust(64, b"\0"), rest)

    def chain(self, address: int, *kinds: bytes) -> Iterator[_Block]:
        """Yield the block at ``address`` and those that follow it by their first links."""
        while address:
            block = self.block(address, *kinds)
            yield block
            address = block.links[0] if block.links else 0

    def damaged(self, reason: str) -> RecordingError:
        """Return the error that says why the file is refused."""
        return recording_error("recording_damaged", name=self._content.name, reason=reason)


def _check(stream: io.BufferedIOBase, content: Content) -> None:
    """Refuse a file whose blocks lie outside of it, lead in a circle, or announce more records than there are."""
    walk = _Walk(stream, content)
    stream.seek(0)
    beginning = stream.read(_HEADER_AT).ljust(_HEADER_AT, b"\0")
    if beginning.startswith(_UNFINISHED) or any(struct.unpack_from("<HH", beginning, _UNFINISHED_FLAGS_AT)):
        raise walk.damaged("it was not finished when it was written")
    unpacked = 0
    for data_group in walk.chain(walk.block(_HEADER_AT, b"##HD").links[0], b"##DG"):
        _, first_group, data, *_ = data_group.links
        found = _data_size(walk, data) if data else 0
        unpacked += found
        stated = 0
        for group in walk.chain(first_group, b"##CG"):
            cycles, flags, record_bytes, invalid_bytes = _RECORDS.unpack_from(group.body)
            _check_channels(walk, group.links[1], 8 * record_bytes, 8 * invalid_bytes)
            if not flags & _VARIABLE_LENGTH:
                stated += cycles * (record_bytes + invalid_bytes + data_group.body[0])
        if stated > found:
            raise recording_error("recording_damaged.size", name=content.name, stated=stated, found=found)
    if unpacked > 8 * MAX_SAMPLES:
        check_sample_count(unpacked // 8 + MAX_SAMPLES, content.name)


def _check_channels(walk: _Walk, address: int, record_bits: int, invalid_bits: int) -> None:
    """Visit the channels at ``address`` and those they are composed of; each must lie within its record."""
    waiting = [address]
    while waiting:
        for block in walk.chain(waiting.pop(), b"##CN", b"##CA"):
            if block.kind == b"##CA":
                continue
            waiting.append(block.links[1])
            kind, _, data_type, bit, byte, bits, flags, invalid_bit = _CHANNEL.unpack_from(block.body)
            is_real = data_type in _REAL_TYPES
            if kind not in _VIRTUAL_CHANNELS and (
                8 * byte + bit + bits > record_bits
                or (is_real and (bits not in _REAL_BITS or bit))
                or (data_type in _NUMERIC_TYPES and not 0 < bits <= 64)
            ):
                raise walk.damaged("a channel lies outside of its record")
            if flags & _HAS_INVALID_BIT and invalid_bit >= invalid_bits:
                raise walk.damaged("a channel's invalidation bit lies outside of its record")


def _data_size(walk: _Walk, address: int) -> int:
    """Return the unpacked bytes of the records at ``address``."""
    kinds = (b"##DT", b"##DV", b"##DZ", b"##DI", b"##HL", b"##DL", b"##LD")
    block = walk.block(address, *kinds)
    if block.kind == b"##HL":
        return _data_size(walk, block.links[0]) if block.links and block.links[0] else 0
    if block.kind in (b"##DL", b"##LD"):
        lists = [block, *(walk.chain(block.links[0], b"##DL", b"##LD") if block.links else ())]
        return sum(_data_size(walk, link) for part in lists for link in part.links[1:] if link)
    if block.kind == b"##DZ":
        return int(struct.unpack_from("<Q", block.body, _UNPACKED_SIZE_AT)[0])
    return block.size_bytes


@contextmanager
def _in_memory() -> Iterator[None]:
    """Keep asammdf from making the temporary file that it would append channels to, and from printing what it cannot
    read: a reader has nowhere to write.
    """
    module: Any = importlib.import_module("asammdf.blocks.mdf_v4")
    temporary_file = module.NamedTemporaryFile
    module.NamedTemporaryFile = lambda *_, **__: io.BytesIO()
    try:
        with redirect_stdout(io.StringIO()):
            yield
    finally:
        module.NamedTemporaryFile = temporary_file


@contextmanager
def _opened(asammdf: ModuleType, stream: io.BufferedIOBase) -> Iterator[Any]:
    stream.seek(0)
    file = asammdf.MDF(stream)
    try:
        yield file
    finally:
        file.close()


@dataclass(frozen=True, eq=False)
class _Timed:
    """A set of signals, and the times in seconds at which all of them were sampled [shape=(sample_count,)]."""

    group: SignalGroup
    times_s: NDArray[np.float64] | None


def _groups(file: Any, index: int, content: Content) -> Iterator[_Timed]:
    """Yield the numeric signals of the channel group ``index``, where it has any."""
    channels = file.groups[index].channels
    count = int(file.groups[index].channel_group.cycles_nr)
    master = next((channel for channel in channels if channel.channel_type in _MASTERS), None)
    members = [
        (number, channel)
        for number, channel in enumerate(channels)
        if channel is not master
        and channel.data_type in _NUMERIC_TYPES
        and _conversion(channel) < _TO_TEXT
        and not file.groups[index].channel_dependencies[number]
    ]
    if not members or count == 0:
        return
    check_sample_count(count, content.name)
    signals = []
    for number, channel in members:
        unit = _text(channel.unit) or _text(getattr(channel.conversion, "unit", None))
        load = partial(_samples, file, index, number, content)
        signals.append(Signal(channel.name, count, load, unit, measured_quantity(unit)))
    name = _text(getattr(file.groups[index].channel_group, "acq_name", None)) or f"group {index + 1}"
    group = SignalGroup(name, tuple(signals))
    if master is None or master.sync_type != _TIME:
        yield _Timed(group, None)
        return
    _check_conversion(master, content)
    times_s = np.asarray(file.get_master(index), dtype=np.float64)
    timing = timebase(times_s, master.name, content.name)
    rate = Rate(timing.sampling_rate_hz, "time_column", master.name)
    start = _start(file.header, float(times_s[0]))
    yield _Timed(replace(group, rates=(rate,), time_gaps=timing.gaps, start=start), times_s)


def _merged(groups: list[_Timed]) -> list[SignalGroup]:
    """Return the groups, with those in one that were sampled at the same times: some loggers write each channel
    alone.
    """
    merged: list[_Timed] = []
    for timed in groups:
        place = next((place for place, other in enumerate(merged) if _together(timed, other)), None)
        if place is None:
            merged.append(timed)
        else:
            group = merged[place].group
            signals = (*group.signals, *timed.group.signals)
            merged[place] = replace(merged[place], group=replace(group, signals=signals))
    return [timed.group for timed in merged]


def _together(one: _Timed, other: _Timed) -> bool:
    """Return whether different channels were sampled at the same times."""
    if one.times_s is None or other.times_s is None or not np.array_equal(one.times_s, other.times_s):
        return False
    return {signal.name for signal in one.group.signals}.isdisjoint(signal.name for signal in other.group.signals)


def _samples(file: Any, group: int, number: int, content: Content) -> NDArray[Any]:
    """Return the samples of a channel in its unit; those that the file marks as invalid are NaN."""
    _check_conversion(file.groups[group].channels[number], content)
    values, invalid = file.get(group=group, index=number, samples_only=True, ignore_invalidation_bits=True)
    samples = np.array(values, dtype=np.float64)
    if invalid is not None:
        samples[np.asarray(invalid, dtype=bool)] = np.nan
    return samples


def _conversion(channel: Any) -> int:
    """Return the type of a channel's conversion, 0 where it has none."""
    return 0 if channel.conversion is None else int(channel.conversion.conversion_type)


def _check_conversion(channel: Any, content: Content) -> None:
    if _conversion(channel) == _ALGEBRAIC:
        reason = f"{channel.name!r} is to be computed by a formula, save its values instead"
        raise recording_error("recording_damaged", name=content.name, reason=reason)


def _start(header: Any, begin_s: float) -> datetime | None:
    """Return the moment of the first sample, None where the file's clock was not set."""
    if header.abs_time == 0:
        return None
    start: datetime = header.start_time + timedelta(seconds=begin_s)
    return start


def _text(value: Any) -> str | None:
    return str(value).strip()[:80] or None if value else None
