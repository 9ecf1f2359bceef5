"""Apache Parquet (.parquet), through pyarrow: its columns of numbers are signals side by side.

Layout: Apache Parquet Format 2.11: the file begins and ends with PAR1, and keeps its metadata at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from diagnostics.errors import recording_error
from diagnostics.readers.arrow import is_kept, read_batches
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions, check_sample_count

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

__all__ = ["FORMAT"]

_MAGIC: Final = b"PAR1"
_ROWS_AT_ONCE: Final = 1 << 20


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a Parquet file."""
    return head.startswith(_MAGIC)


def read(content: Content, options: ReadOptions) -> Reading:
    """Return the columns of numbers in the Parquet file ``content``.

    Raises `RecordingError` (recording_damaged, recording_too_large, recording_channels_ambiguous,
    recording_rate_ambiguous).
    """
    from pyarrow.parquet import ParquetFile

    with content.open() as stream, ParquetFile(stream, pre_buffer=False) as file:
        kept = [field.name for field in file.schema_arrow if is_kept(field.type)]
        if not kept:
            raise recording_error("recording_damaged.no_samples", name=content.name)
        check_sample_count(file.metadata.num_rows * len(kept), content.name)
        return read_batches(_batches(file, kept, content.name), content.name, options)


FORMAT: Final = Format(
    "parquet",
    "Parquet",
    frozenset({".parquet", ".pq"}),
    is_format,
    read,
    libraries=("pyarrow", "pyarrow.parquet", "pyarrow.compute"),
)


def _batches(file: ParquetFile, columns: list[str], name: str) -> Iterator[pa.RecordBatch]:
    """Yield the rows of ``columns``; they must be as many as the file announces."""
    found = 0
    for batch in file.iter_batches(_ROWS_AT_ONCE, columns=columns, use_threads=False):
        found += batch.num_rows
        yield batch
    if found != file.metadata.num_rows:
        raise recording_error("recording_damaged.short", name=name, stated=file.metadata.num_rows, found=found)
