"""NPZ (.npz), a zip of NumPy arrays: vectors of one length belong together, a number called fs, sr, … is their rate.

`numpy.savez` and `numpy.savez_compressed` describe the format: each member is an NPY file named after its array.
"""

from __future__ import annotations

import zipfile
from typing import IO, Any, Final, cast

from numpy.typing import NDArray

from diagnostics.readers.archive import checked_members, first_member
from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions, check_sample_count
from diagnostics.readers.npy import read_array, read_header
from diagnostics.readers.variables import read_variables

__all__ = ["FORMAT"]

_SUFFIX: Final = ".npy"
_KINDS: Final = "fiuUV"
"""Numbers, text (units, say), and records of numbers; other arrays hold no samples."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a zip whose first member is an NPY file."""
    return (first_member(head) or "").endswith(_SUFFIX)


def read(content: Content, options: ReadOptions) -> Reading:
    """Return what the NPZ file ``content`` holds.

    Raises `RecordingError` (recording_damaged, recording_too_large, recording_archive_invalid,
    recording_channels_ambiguous).
    """
    values: dict[str, Any] = {}
    with content.open() as file, zipfile.ZipFile(cast("IO[bytes]", file)) as archive:
        members = [member for member in checked_members(archive, content) if member.filename.endswith(_SUFFIX)]
        for member in members:
            array = _array(archive, member, content.name)
            if array is not None:
                values[member.filename.removesuffix(_SUFFIX)] = array
                check_sample_count(sum(value.size for value in values.values()), content.name)
    return read_variables(content.name, values, options)


FORMAT: Final = Format("npz", "NumPy NPZ", frozenset({".npz"}), is_format, read)


def _array(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> NDArray[Any] | None:
    """Return the array in ``member``, None for one that is neither numbers nor text; its header is looked at first."""
    title = f"{name}/{member.filename[:80]}"
    with archive.open(member) as packed:
        if read_header(packed, member.file_size, title).dtype.kind not in _KINDS:
            return None
    with archive.open(member) as packed:
        return read_array(packed, member.file_size, title)
