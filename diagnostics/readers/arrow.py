"""Apache Arrow (.arrow, .feather, .ipc), through pyarrow, and what all column stores share: from typed columns with
metadata to sets of signals.

Layout: Apache Arrow Columnar Format 1.5, "IPC File Format" and "IPC Streaming Format"; Feather version 2 is the file.
"""

from __future__ import annotations

import io
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import recording_error
from diagnostics.readers.arrow_values import floats_of, ticks_of
from diagnostics.readers.columns import Stamps, column_group
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions, check_sample_count
from diagnostics.readers.labels import measured_quantity, split_label
from diagnostics.readers.signals import Rate, Signal, SignalGroup, assemble
from diagnostics.readers.stamps import one_moment
from diagnostics.readers.variables import is_unit_name, rate_hz_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FORMAT", "is_kept", "read_batches"]

_FILE: Final = b"ARROW1\0\0"
_STREAM: Final = b"\xff\xff\xff\xff"
"""Continuation in front of a stream's first message, the length of which follows."""
_LONGEST_SCHEMA: Final = 1 << 24
_PANDAS_INDEX: Final = "__index_level_"
"""What pandas calls an index without a name."""
_START_NAMES: Final = frozenset({"start", "start_time", "starttime", "t0", "datetime", "timestamp", "开始时间"})
_NOT_TOLD: Final = frozenset({"pandas", "ARROW:schema", "huggingface"})
"""Metadata that libraries keep for themselves."""
_MOST_DETAILS: Final = 24
_LONGEST_DETAIL: Final = 200
_MOST_ROWS_OF_LISTS: Final = 4096
"""A table with a recording in each row is looked into so far."""
_TICKS_PER_S: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens an Arrow file, or a stream of Arrow messages."""
    if head.startswith(_FILE):
        return True
    return head.startswith(_STREAM) and len(head) >= 8 and 0 < struct.unpack_from("<i", head, 4)[0] <= _LONGEST_SCHEMA


def read(content: Content, options: ReadOptions) -> Reading:
    """Return the columns of numbers in the Arrow file or stream ``content``.

    Raises `RecordingError` (recording_damaged, recording_too_large, recording_channels_ambiguous,
    recording_rate_ambiguous).
    """
    with content.open() as stream:
        return read_batches(_batches(stream), content.name, options)


FORMAT: Final = Format(
    "arrow",
    "Arrow",
    frozenset({".arrow", ".feather", ".ipc"}),
    is_format,
    read,
    libraries=("pyarrow", "pyarrow.ipc", "pyarrow.compute"),
)


def _batches(stream: io.BufferedIOBase) -> Iterator[pa.RecordBatch]:
    """Yield the batches of rows in a file or a stream, one after the other."""
    from pyarrow import ipc

    is_file = stream.read(len(_FILE)) == _FILE
    stream.seek(0)
    how = ipc.IpcReadOptions(use_threads=False)
    if is_file:
        reader = ipc.open_file(stream, options=how)
        batches = (reader.get_batch(number) for number in range(reader.num_record_batches))
    else:
        batches = ipc.open_stream(stream, options=how)
    for batch in batches:
        batch.validate(full=True)
        yield batch


def is_kept(kind: pa.DataType) -> bool:
    """Return whether a column of this type can be a signal, a time, or hold a signal in each row."""
    from pyarrow import types

    return (
        types.is_integer(kind)
        or types.is_floating(kind)
        or types.is_decimal(kind)
        or types.is_temporal(kind)
        or _is_list(kind)
    )


def read_batches(batches: Iterable[pa.RecordBatch], name: str, options: ReadOptions) -> Reading:
    """Return the reading of the file ``name`` whose rows come in ``batches``.

    The columns are signals side by side; a table with lists of numbers holds a set of signals in each row. Units are
    taken from the metadata of the columns, rate and start from that of the table or of a column. Raises
    `RecordingError` as `assemble` does.
    """
    import pyarrow as pa

    kept: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        count += sum(_value_count(column) for column in batch.columns if is_kept(column.type))
        check_sample_count(count, name)
        kept.append(batch)
    if count == 0:
        raise recording_error("recording_damaged.no_samples", name=name)
    return _read_table(pa.Table.from_batches(kept), name, options)


def _value_count(column: pa.Array) -> int:
    return len(column.flatten()) if _is_list(column.type) else len(column)


def _read_table(table: pa.Table, name: str, options: ReadOptions) -> Reading:
    metadata = _texts(table.schema.metadata)
    rates, start = _rates(metadata), _start(metadata)
    if any(_is_list(field.type) for field in table.schema):
        groups = list(_rows_of_lists(table, rates, start))
    else:
        groups = [_columns(table, rates, start, name)]
    return assemble(name, groups, options, details=_details(metadata))


def _is_list(kind: pa.DataType) -> bool:
    from pyarrow import types

    is_list = types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind)
    return bool(is_list and (types.is_integer(kind.value_type) or types.is_floating(kind.value_type)))


def _columns(table: pa.Table, rates: list[Rate], start: datetime | None, name: str) -> SignalGroup:
    """Return the numeric columns of ``table``, an index of pandas as the first of them."""
    fields = [(field, column) for field, column in zip(table.schema, table.columns, strict=True) if is_kept(field.type)]
    fields.sort(key=lambda pair: not pair[0].name.startswith(_PANDAS_INDEX))
    stated = [rate for field, _ in fields for rate in _rates(_texts(field.metadata))]
    return column_group(
        "",
        ["index" if field.name.startswith(_PANDAS_INDEX) else field.name for field, _ in fields],
        [_unit(field) or "" for field, _ in fields],
        [_values(column) for _, column in fields],
        name,
        rates=[*rates, *stated],
        start=start,
    )


def _rows_of_lists(table: pa.Table, rates: list[Rate], start: datetime | None) -> Iterator[SignalGroup]:
    """Yield the lists of each row as signals, those of one length together; a number in the row may be their rate."""
    lists = [field for field in table.schema if _is_list(field.type)]
    numbers = [field.name for field in table.schema if is_kept(field.type) and field not in lists]
    for row in range(min(table.num_rows, _MOST_ROWS_OF_LISTS)):
        stated = [
            Rate(hz, "header", key)
            for key in numbers
            if isinstance(value := table[key][row].as_py(), int | float) and (hz := rate_hz_of(key, value)) is not None
        ]
        by_length: defaultdict[int, list[Signal]] = defaultdict(list)
        for field in lists:
            values = table[field.name][row].values
            if values is not None and len(values):
                title, unit = split_label(field.name)
                unit = _unit(field) or unit
                load = partial(_numbers, values)
                by_length[len(values)].append(Signal(title, len(values), load, unit, measured_quantity(unit)))
        for signals in by_length.values():
            title = f"row {row + 1}" if table.num_rows > 1 else ""
            yield SignalGroup(title, tuple(signals), (*rates, *stated), start=start)


def _values(column: pa.ChunkedArray) -> NDArray[np.float64] | Stamps:
    """Return a column as numbers, NaN where there is none, or as moments."""
    from pyarrow import types

    kind = column.type
    if not types.is_temporal(kind):
        return _numbers(column)
    if types.is_time(kind):
        return Stamps(_numbers(column.cast(f"int{kind.bit_width}")) / _TICKS_PER_S[kind.unit])
    if types.is_date(kind):
        column = column.cast("timestamp[ms]")
    per_s = _TICKS_PER_S[column.type.unit]
    ticks, absent = ticks_of(column)
    seconds = (ticks - ticks[:1]) / per_s
    if absent is not None:
        seconds[absent] = np.nan
    if types.is_duration(kind) or not len(ticks) or (absent is not None and absent[0]):
        return Stamps(seconds)
    zone = UTC if getattr(kind, "tz", None) else None
    return Stamps(seconds, datetime(1970, 1, 1, tzinfo=zone) + timedelta(microseconds=int(ticks[0]) * 10**6 // per_s))


def _numbers(column: Any) -> NDArray[np.float64]:
    """Return a column, or the list in a row, as numbers with NaN for what is absent."""
    import pyarrow as pa

    numbers = column.cast("float64", safe=False)
    return floats_of(numbers if isinstance(numbers, pa.ChunkedArray) else pa.chunked_array([numbers]))


def _unit(field: pa.Field) -> str | None:
    texts = _texts(field.metadata)
    return next((text for key, text in texts.items() if is_unit_name(key) and text), None)


def _rates(texts: Mapping[str, str]) -> list[Rate]:
    """Return the rates among the metadata ``texts``."""
    found = []
    for key, text in texts.items():
        with suppress(ValueError):
            hz = rate_hz_of(key, float(text))
            found += [Rate(hz, "header", key)] if hz is not None else []
    return found


def _start(texts: Mapping[str, str]) -> datetime | None:
    moments = (one_moment(text) for key, text in texts.items() if key.lower().replace(" ", "_") in _START_NAMES)
    return next((moment for moment in moments if isinstance(moment, datetime)), None)


def _details(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    told = ((key, text) for key, text in texts.items() if key not in _NOT_TOLD and 0 < len(text) <= _LONGEST_DETAIL)
    return tuple(told)[:_MOST_DETAILS]


def _texts(metadata: Mapping[bytes, bytes] | None) -> dict[str, str]:
    """Return metadata as text."""
    return {key.decode("utf-8", "replace"): value.decode("utf-8", "replace") for key, value in (metadata or {}).items()}
