"""MATLAB 7.3 (.mat): an HDF5 file behind a block of 512 bytes; structures are groups, arrays lie on their side.

MathWorks, "MAT-File Versions". What the attributes mean is known from files: MATLAB_class names the class of a
variable, MATLAB_empty marks one whose dataset holds only its shape, MATLAB_sparse a sparse matrix.
"""

from __future__ import annotations

from typing import Any, Final

from diagnostics.readers.content import Content
from diagnostics.readers.format import Format, Reading, ReadOptions
from diagnostics.readers.hdf5 import SIGNATURE, read_tree

__all__ = ["FORMAT"]

_TITLE: Final = b"MATLAB 7.3 MAT-file"
_BLOCK_BYTES: Final = 512
_INNER: Final = frozenset({"#refs#", "#subsystem#"})
"""Where MATLAB keeps what its cells and objects refer to."""


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens a MATLAB 7.3 file."""
    return head.startswith(_TITLE) and head.startswith(SIGNATURE, _BLOCK_BYTES)


def read(content: Content, options: ReadOptions) -> Reading:
    """Return what the MATLAB file ``content`` holds: vectors of one length belong together; cells are not looked into.

    Raises `RecordingError` as `hdf5.read` does.
    """
    return read_tree(content, options, is_text=_is_text, is_part=_is_part)


FORMAT: Final = Format("mat73", "MATLAB 7.3", frozenset({".mat"}), is_format, read, libraries=("h5py",))


def _is_text(dataset: Any) -> bool:
    return bool(dataset.attrs.get("MATLAB_class") == b"char")


def _is_part(name: str, item: Any) -> bool:
    return name not in _INNER and "MATLAB_empty" not in item.attrs and "MATLAB_sparse" not in item.attrs
