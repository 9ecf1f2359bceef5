"""National Instruments TDMS (LabVIEW, DIAdem, FlexLogger), through npTDMS: channels of one group, length and rate
belong together; a channel without a rate of its own has that of the time channel beside it.

Layout of a segment's beginning and names of the waveform properties: National Instruments, "TDMS File Format Internal
Structure".
"""

from __future__ import annotations

import logging
import os
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import recording_error
from diagnostics.readers.columns import Stamps, column_group
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions, check_sample_count, library
from diagnostics.readers.labels import measured_quantity
from diagnostics.readers.signals import Rate, Signal, SignalGroup, assemble
from diagnostics.readers.timebase import time_unit_s

__all__ = ["FORMAT"]

_TAG: Final = b"TDSm"
_LEAD_IN_BYTES: Final = 28
_BIG_ENDIAN: Final = 1 << 6
"""Bit of a segment's table of contents."""
_STEP: Final = "wf_increment"
_UNITS: Final = ("unit_string", "NI_UnitDescription")
_MOST_DETAILS: Final = 24


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a TDMS file: the tag of its first segment."""
    return head.startswith(_TAG)


def read(content: Content, options: ReadOptions) -> Reading:
    """Return the channels in the TDMS file ``content``.

    Raises `RecordingError` (recording_damaged, recording_reader_missing, recording_too_large,
    recording_channels_ambiguous, recording_rate_ambiguous).
    """
    nptdms = library("nptdms", extra="tdms", title=FORMAT.title)
    nptdms.log.log_manager.set_level(logging.ERROR)
    _check_segments(content)
    with content.open() as stream, nptdms.TdmsFile.open(stream) as file:
        status = file.file_status
        if status.incomplete_final_segment or status.channel_statuses is not None:
            raise recording_error("recording_damaged", name=content.name, reason="its last segment is incomplete")
        groups = [
            group
            for tdms_group in file.groups()
            for group in _groups(tdms_group.name, tdms_group.channels(), content.name)
        ]
        return assemble(content.name, groups, options, details=_details(file.properties))


FORMAT: Final = Format("tdms", "TDMS", frozenset({".tdms"}), is_format, read, libraries=("nptdms",))


def _check_segments(content: Content) -> None:
    """Refuse a file whose segments do not fill it exactly, before anything in them is believed."""
    size = content.size_bytes
    position = 0
    with content.open() as file:
        while position < size:
            file.seek(position, os.SEEK_SET)
            lead_in = file.read(_LEAD_IN_BYTES)
            if len(lead_in) < _LEAD_IN_BYTES or not lead_in.startswith(_TAG):
                reason = f"no segment begins at byte {position}"
                raise recording_error("recording_damaged", name=content.name, reason=reason)
            order = ">" if lead_in[4] & _BIG_ENDIAN else "<"
            segment_bytes, before_samples = struct.unpack_from(f"{order}QQ", lead_in, 12)
            end = position + _LEAD_IN_BYTES + segment_bytes
            if end > size or before_samples > segment_bytes:
                raise recording_error("recording_damaged.size", name=content.name, stated=end, found=size)
            position = end


def _groups(name: str, channels: list[Any], file_name: str) -> Iterator[SignalGroup]:
    """Yield the sets of signals among the npTDMS ``channels`` of the group called ``name``."""
    timed: defaultdict[tuple[int, float], list[Any]] = defaultdict(list)
    untimed: defaultdict[int, list[Any]] = defaultdict(list)
    for channel in channels:
        if channel.dtype.kind not in "fiuM" or len(channel) == 0:
            continue
        step_s = _step_s(channel.properties)
        if step_s is None:
            untimed[len(channel)].append(channel)
        elif step_s > 0.0 and channel.dtype.kind != "M":
            timed[len(channel), step_s].append(channel)
    for (_, step_s), members in timed.items():
        rate = Rate(float(f"{1.0 / step_s:.9g}"), "header", _STEP)
        signals = tuple(_signal(channel) for channel in members)
        yield SignalGroup(name, signals, (rate,), start=_start(members[0].properties))
    check_sample_count(sum(length * len(members) for length, members in untimed.items()), file_name)
    for members in untimed.values():
        titles = [channel.name for channel in members]
        units = [_unit(channel.properties) or "" for channel in members]
        start = _start(members[0].properties)
        yield column_group(name, titles, units, [_column(channel) for channel in members], file_name, start=start)


def _step_s(properties: Mapping[str, Any]) -> float | None:
    """Return the time step in seconds, None where none is stated, 0 where the steps are no time (a spectrum, say)."""
    step = properties.get(_STEP)
    if not isinstance(step, int | float) or not np.isfinite(step) or step <= 0.0:
        return None
    return float(step) * (time_unit_s(f"time {properties.get('wf_xunit_string', '')}".strip()) or 0.0)


def _signal(channel: Any) -> Signal:
    unit = _unit(channel.properties)
    return Signal(channel.name, len(channel), partial(channel.read_data), unit, measured_quantity(unit))


def _column(channel: Any) -> NDArray[np.float64] | Stamps:
    values = channel.read_data()
    if channel.dtype.kind != "M":
        return np.asarray(values, dtype=np.float64)
    seconds = (values - values[0]) / np.timedelta64(1, "s")
    return Stamps(seconds, _moment(values[0]))


def _unit(properties: Mapping[str, Any]) -> str | None:
    return next((str(properties[key]).strip() for key in _UNITS if str(properties.get(key, "")).strip()), None)


def _start(properties: Mapping[str, Any]) -> datetime | None:
    """Return the moment of the first sample; the format keeps moments in UTC."""
    start, offset_s = properties.get("wf_start_time"), properties.get("wf_start_offset", 0.0)
    if not isinstance(start, np.datetime64) or not isinstance(offset_s, int | float) or not np.isfinite(offset_s):
        return None
    return _moment(start.astype("datetime64[us]") + np.timedelta64(round(offset_s * 1e6), "us"))


def _moment(stamp: np.datetime64) -> datetime | None:
    """Return ``stamp`` as a moment, None for what is before 1970: LabVIEW's own zero, 1904, stands for no time."""
    moment = stamp.astype("datetime64[us]").astype(datetime)
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) and moment.year >= 1970 else None


def _details(properties: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    named = ((str(key), str(value).strip()[:200]) for key, value in properties.items())
    return tuple((key, text) for key, text in named if text)[:_MOST_DETAILS]
