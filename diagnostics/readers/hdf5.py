"""HDF5 (.h5, .hdf5), through h5py: numeric datasets are signals, groups are structures, attributes say unit and rate.

An HDF5 file can name other files and plugins to load; none of that is followed. Links and filters: The HDF Group, HDF5
File Format Specification, version 3.0.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import ModuleType
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from diagnostics.errors import RecordingError, recording_error
from diagnostics.readers.content import Content
from diagnostics.readers.format import MAX_SAMPLES, Format, Reading, ReadOptions
from diagnostics.readers.variables import Variable, is_unit_name, rate_hz_of, read_variables

__all__ = ["FORMAT", "SIGNATURE", "read_tree"]

SIGNATURE: Final = b"\x89HDF\r\n\x1a\n"
_USER_BLOCKS: Final = (0, 512, 1024, 2048, 4096, 8192, 16_384, 32_768)
"""The signature may stand behind a block of the user's, of 512 bytes or a doubling of it."""
_DEEPEST: Final = 32
_MOST_OBJECTS: Final = 100_000
_MOST_BYTES: Final = 2 << 30
_MOST_RATIO: Final = 1000
"""Largest size of a dataset over what is stored of it: deflate packs no better than 1032 to 1."""
_RATIO_COUNTS_FROM_BYTES: Final = 1 << 20
"""A small dataset may pack as well as it likes, and may hold nothing but its fill value."""
_FILTERS: Final = {1: "gzip", 2: "shuffle", 3: "fletcher32", 4: "szip", 32_000: "lzf"}
"""Filters that come with h5py, by their registered number; any other is a plugin to load."""
_LONGEST_TEXT: Final = 256
_SHORTEST_MOMENT: Final = len("2026-01-01T00:00")
_MOST_ATTRIBUTES: Final = 24
_START_NAME: Final = re.compile(
    r"(start|recording|recorded|acquisition|measurement)?[ _]?(at|start|date[ _]?time|date|time|time[ _]?stamp)"
    r"|start|开始时间|采集时间|测量时间",
    re.IGNORECASE,
)


def is_format(head: bytes) -> bool:
    """Return whether ``head`` opens an HDF5 file that is none of MATLAB's."""
    return not head.startswith(b"MATLAB") and any(head.startswith(SIGNATURE, begin) for begin in _USER_BLOCKS)


def read(content: Content, options: ReadOptions) -> Reading:
    """Return what the HDF5 file ``content`` holds: datasets of one length belong together.

    Sampling rate, unit and start are taken from attributes of a dataset or of the groups around it. Raises
    `RecordingError` (recording_damaged, recording_too_large, recording_link_refused, recording_channels_ambiguous,
    recording_rate_ambiguous).
    """
    return read_tree(content, options, is_text=_is_string)


FORMAT: Final = Format(
    "hdf5", "HDF5", frozenset({".h5", ".hdf5", ".hdf", ".he5"}), is_format, read, libraries=("h5py",)
)


def read_tree(
    content: Content,
    options: ReadOptions,
    *,
    is_text: Callable[[Any], bool],
    is_part: Callable[[str, Any], bool] = lambda _name, _item: True,
) -> Reading:
    """Return the reading of the HDF5 file ``content``; ``is_text`` tells the datasets that hold a text, ``is_part``
    the groups and datasets, by name and object, that belong to the recording.
    """
    with content.open() as stream, _h5py().File(cast(Any, stream), "r") as file:
        tree = _Tree(content.name, is_text, is_part)
        values = tree.values(file, tree.said_by(file, _Said()), 0)
        return read_variables(content.name, values, options, details=tuple(tree.details(file)))


def _h5py() -> ModuleType:
    """Return h5py, loaded when first needed, with the loading of plugins switched off."""
    os.environ["HDF5_PLUGIN_PRELOAD"] = "::"
    import h5py

    return cast(ModuleType, h5py)


@dataclass(frozen=True)
class _Said:
    """What attributes say of a dataset, and of all below a group."""

    rate_hz: float | None = None
    unit: str | None = None
    start: datetime | None = None


@dataclass(frozen=True, eq=False)
class _Samples:
    """A dataset, or one field of its records, that is loaded when it is sliced."""

    source: Any
    column: str | None
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    whole: list[NDArray[Any]] = field(default_factory=list)
    """What was loaded at once; the fields of records share it."""

    def __getitem__(self, key: Any) -> NDArray[Any]:
        """Return a part; records, and a matrix of which a whole column is wanted, are loaded once, since their columns
        are packed together.
        """
        is_column = sum(length > 1 for length in self.shape) > 1 and any(
            isinstance(part, slice) and part.stop == length for part, length in zip(key, self.shape, strict=True)
        )
        if self.column is None and not is_column:
            return np.asarray(self.source[key])
        if not self.whole:
            self.whole.append(np.asarray(self.source[()]))
        whole = self.whole[0] if self.column is None else self.whole[0][self.column]
        return np.asarray(whole[key])


@dataclass(eq=False)
class _Tree:
    """The walk through one file: every component of a path is looked at before it is opened."""

    name: str
    is_text: Callable[[Any], bool]
    is_part: Callable[[str, Any], bool]
    seen: set[int] = field(default_factory=set)

    def values(self, group: Any, said: _Said, depth: int) -> dict[str, Any]:
        """Return what ``group`` holds: groups as dictionaries, numeric datasets as variables, short texts."""
        if depth > _DEEPEST or len(group) > _MOST_OBJECTS:
            raise self.damaged("too many groups within groups")
        found: dict[str, Any] = {}
        for key in group:
            item = self._opened(group, key)
            if item is None or not self.is_part(key, item):
                continue
            if hasattr(item, "keys"):
                found[key] = self.values(item, self.said_by(item, said), depth + 1)
            elif hasattr(item, "shape"):
                found[key] = self._content(item, said)
        return {key: value for key, value in found.items() if value is not None}

    def _opened(self, group: Any, key: str) -> Any:
        """Return the object ``key`` of ``group``, None for one seen before or a link within the file.

        A name that is itself a path would be followed through links that nobody looked at.
        """
        if "/" in key or key == ".":
            raise self.damaged(f"a link called {key[:40]!r}")
        link = group.get(key, getlink=True)
        if type(link).__name__ == "ExternalLink":
            raise self.refused(f"{group.name.rstrip('/')}/{key}", "external link")
        if type(link).__name__ != "HardLink":
            return None
        item = group[key]
        address = _h5py().h5o.get_info(item.id).addr
        if address in self.seen:
            return None
        self.seen.add(address)
        if len(self.seen) > _MOST_OBJECTS:
            raise self.damaged(f"more than {_MOST_OBJECTS} objects")
        return item

    def _content(self, dataset: Any, said: _Said) -> Any:
        """Return a numeric dataset as a variable, one of records as variables by their names, a text as itself."""
        self._check_storage(dataset)
        dtype = _dtype(dataset)
        if dtype is None or not dataset.size:
            return None
        if self.is_text(dataset):
            return _as_text(dataset[()]) if dataset.size <= _LONGEST_TEXT else None
        self._check_size(dataset)
        said = self.said_by(dataset, said)
        if dtype.names:
            return _columns(dataset, dtype, said)
        return _variable(_Samples(dataset, None, dataset.shape, dtype), said) if _is_number(dtype) else None

    def _check_storage(self, dataset: Any) -> None:
        """Refuse a dataset whose samples lie in another file, or are packed by a plugin."""
        if dataset.external:
            raise self.refused(dataset.name, "external data file")
        if dataset.is_virtual:
            raise self.refused(dataset.name, "virtual dataset")
        plan = dataset.id.get_create_plist()
        for index in range(plan.get_nfilters()):
            number, _, _, title = plan.get_filter(index)
            if number not in _FILTERS:
                label = title.decode("utf-8", "replace")[:40] or number
                known = ", ".join(_FILTERS.values())
                raise self.damaged(f"{dataset.name} is packed by the filter {label}; only {known} are read")

    def _check_size(self, dataset: Any) -> None:
        """Refuse a dataset that announces far more than the file holds."""
        chunk = math.prod(dataset.chunks) if dataset.chunks else 0
        stated = max(math.prod(dataset.shape), chunk) * dataset.dtype.itemsize
        stored = dataset.id.get_storage_size()
        if stated > _MOST_BYTES:
            raise recording_error("recording_too_large", name=self.name, samples=dataset.size, limit=MAX_SAMPLES)
        if stated > max(_RATIO_COUNTS_FROM_BYTES, _MOST_RATIO * stored):
            raise recording_error("recording_damaged.size", name=self.name, stated=stated, found=stored)

    def said_by(self, item: Any, said: _Said) -> _Said:
        """Return what the attributes of ``item`` add to what groups around it have ``said``."""
        for key, value in self._attributes(item):
            if isinstance(value, float):
                said = replace(said, rate_hz=rate_hz_of(key, value) or said.rate_hz)
            elif is_unit_name(key):
                said = replace(said, unit=value)
            elif _START_NAME.fullmatch(key):
                said = replace(said, start=_moment(value) or said.start)
        return said

    def details(self, file: Any) -> Iterator[tuple[str, str]]:
        """Yield the attributes of the whole file as pairs of text."""
        for key, value in self._attributes(file):
            yield key, f"{value:.10g}" if isinstance(value, float) else value

    def _attributes(self, item: Any) -> Iterator[tuple[str, str | float]]:
        """Yield the attributes of ``item`` that are one number or one short text; no other is loaded."""
        for key in list(item.attrs)[:_MOST_ATTRIBUTES]:
            attribute = item.attrs.get_id(key)
            dtype = _dtype(attribute)
            if dtype is None or attribute.get_storage_size() > _LONGEST_TEXT or math.prod(attribute.shape) != 1:
                continue
            if _is_number(dtype):
                yield key, float(np.reshape(item.attrs[key], -1)[0])
            elif _h5py().check_string_dtype(dtype) is not None:
                text = _as_text(item.attrs[key])
                if text:
                    yield key, text

    def damaged(self, reason: str) -> RecordingError:
        return recording_error("recording_damaged", name=self.name, reason=reason)

    def refused(self, item: str, kind: str) -> RecordingError:
        return recording_error("recording_link_refused", name=self.name, item=item[:80], kind=kind)


def _columns(dataset: Any, dtype: np.dtype[Any], said: _Said) -> dict[str, Variable]:
    """Return the numeric fields of records, which are loaded together: HDF5 takes its time for each field apart."""
    kinds = {name: dtype[name] for name in dtype.names or () if _is_number(dtype[name])}
    records = dataset.fields(list(kinds))
    whole: list[NDArray[Any]] = []
    return {name: _variable(_Samples(records, name, dataset.shape, kind, whole), said) for name, kind in kinds.items()}


def _variable(samples: _Samples, said: _Said) -> Variable:
    return Variable("", samples, said.unit, said.rate_hz, said.start)


def _dtype(item: Any) -> np.dtype[Any] | None:
    """Return the type of a dataset or an attribute, None where NumPy has none like it."""
    try:
        return cast("np.dtype[Any]", item.dtype)
    except TypeError:
        return None


def _is_number(dtype: np.dtype[Any]) -> bool:
    return dtype.kind in "fiu"


def _is_string(dataset: Any) -> bool:
    return dataset.shape == () and _h5py().check_string_dtype(dataset.dtype) is not None


def _as_text(value: Any) -> str:
    """Return the text in ``value``: text, bytes, an array of one of them, or of UTF-16 numbers as MATLAB has it."""
    array = np.asarray(value)
    if array.dtype == np.uint16:
        value = array.astype("<u2").tobytes().decode("utf-16-le", "replace")
    elif array.size == 1:
        value = array.reshape(-1)[0]
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text.strip("\0 \n\t")[:_LONGEST_TEXT]


def _moment(text: str) -> datetime | None:
    """Return the date and time of day in the ISO 8601 ``text``, None where it is none."""
    try:
        return datetime.fromisoformat(text) if len(text) >= _SHORTEST_MOMENT else None
    except ValueError:
        return None
