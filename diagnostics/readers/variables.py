"""Named arrays, as MATLAB, NumPy, HDF5 and JSON files hold them: which of them are signals, which belong together, and
which number is their sampling rate.

Vectors of one length and one rate are sampled together; the columns of a matrix are signals side by side. A scalar
called fs, sr, sampling_rate, … is the rate of the signals beside or below it; a vector called time that rises evenly is
their time. A vector that stands alone and only counts, switches or stays the same is no signal beside others that do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import Any, Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from diagnostics.readers.format import Reading, ReadOptions
from diagnostics.readers.labels import measured_quantity, split_label
from diagnostics.readers.signals import SHORTEST_SIGNAL, Rate, Signal, SignalGroup, assemble
from diagnostics.readers.timebase import is_counter, is_steady, time_unit_s, timebase

__all__ = [
    "ArrayLike",
    "Variable",
    "group_variables",
    "is_unit_name",
    "nested_variables",
    "rate_hz_of",
    "read_variables",
]

_RATE_NAME: Final = re.compile(
    r"fs|f_s|sr|fs_?hz|rate_?hz|sampl(e|ing)_?(rate|frequency|freq)(_?hz)?|abtastrate|采样率|采样频率", re.IGNORECASE
)
_STEP_NAME: Final = re.compile(
    r"dt|delta_?t|time_?step|sampl(e|ing)_?(period|interval)|采样间隔|采样周期", re.IGNORECASE
)
_UNIT_NAMES: Final = ("unit", "units", "单位")
_DATA_FIELDS: Final = ("data", "values", "value", "signal", "samples")
_MOST_COLUMNS: Final = 64
"""A matrix with more columns than this is an image or a map, not channels side by side."""
_DEEPEST: Final = 32
"""Structures within structures are followed so far; nobody nests a measurement deeper."""
_MOST_RECORDS: Final = 256
"""Elements of an array of structures that are looked into."""
_MOST_DETAILS: Final = 24
_FIRST_SAMPLES: Final = 256
"""So many samples tell a vector that measures something from one that counts or switches; only when they do not, all
are looked at.
"""


@runtime_checkable
class ArrayLike(Protocol):
    """A NumPy array, or what is sliced like one without being in memory."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Length of each axis."""
        ...

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the elements."""
        ...

    def __getitem__(self, key: Any, /) -> Any: ...


@dataclass(frozen=True, eq=False)
class Variable:
    """One numeric array, or number, of a file; names of structures around it stand before its own, with dots."""

    name: str
    array: ArrayLike
    unit: str | None = None
    rate_hz: float | None = None
    """What an attribute of the array, or of a group around it, says."""
    start: datetime | None = None
    """When its first sample was taken, where an attribute says so."""

    @property
    def own_name(self) -> str:
        """The name without the structures around it."""
        return self.name.rpartition(".")[2]

    def scalar(self) -> float | None:
        """The value of a single number, None for anything else."""
        if any(length != 1 for length in self.array.shape):
            return None
        return float(np.asarray(self.array[()]).reshape(-1)[0])


@dataclass(frozen=True, eq=False)
class _Vector:
    """One signal within a variable: the whole of it, a column, or a row when the matrix lies on its side."""

    variable: Variable
    signal_name: str
    length: int
    axis: int
    """The axis of the variable along which the samples lie."""
    position: tuple[int, ...]
    """Where on each of the other axes."""
    column: int | None = None
    """Which of several columns without a name of their own."""

    def first(self, count: int) -> NDArray[Any]:
        """Return the first ``count`` samples."""
        key: list[Any] = list(self.position)
        key[self.axis] = slice(0, count)
        return np.asarray(self.variable.array[tuple(key)])

    def samples(self) -> NDArray[Any]:
        """Return all samples [shape=(length,)]."""
        return self.first(self.length)

    def numbers(self, count: int | None = None) -> NDArray[np.float64]:
        """Return the first ``count`` samples, or all, as 64-bit floats."""
        return np.asarray(self.first(count or self.length), dtype=np.float64)

    def signal(self) -> Signal:
        """Return this as the signal of a group."""
        _, unit = split_label(self.variable.name)
        unit = self.variable.unit or unit
        return Signal(self.signal_name, self.length, self.samples, unit, measured_quantity(unit))


def read_variables(
    name: str, values: Mapping[str, Any], options: ReadOptions, *, details: tuple[tuple[str, str], ...] = ()
) -> Reading:
    """Return the reading of the file ``name`` with the variables ``values``: arrays, numbers and structures of them.

    Its details are ``details`` and the single numbers. Raises `RecordingError` as `assemble` does.
    """
    variables = list(nested_variables(values))
    return assemble(name, group_variables(name, variables), options, details=(*details, *_numbers(variables)))


def nested_variables(values: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[Variable]:
    """Yield every real numeric array in ``values``, looking into structures: mappings, and records of NumPy.

    A `Variable` among the values keeps what it says of itself; its name is the key it stands under.
    """
    unit = next((_text(value) for key, value in values.items() if is_unit_name(key)), None)
    for key, value in values.items():
        title = f"{above}.{key}" if above else str(key)
        if isinstance(value, Mapping):
            if depth < _DEEPEST:
                yield from nested_variables(value, title, depth + 1)
            continue
        variable = value if isinstance(value, Variable) else Variable(title, _as_array(value))
        if isinstance(variable.array, np.ndarray) and variable.array.dtype.names:
            if depth < _DEEPEST:
                yield from _in_records(variable.array, title, depth)
        elif variable.array.dtype.kind in "fiu" and 0 not in variable.array.shape:
            if key.lower() in _DATA_FIELDS:
                yield replace(variable, name=above or title, unit=variable.unit or unit)
            else:
                yield replace(variable, name=title)


def _as_array(value: Any) -> ArrayLike:
    return value if isinstance(value, ArrayLike) else np.asarray(value)


def _in_records(array: NDArray[Any], title: str, depth: int) -> Iterator[Variable]:
    """Yield what the structures in ``array`` hold; several are told apart by a field called name, or counted.

    Records of nothing but numbers are a table: each field is a column.
    """
    fields = array.dtype.names or ()
    if not array.dtype.hasobject:
        yield from nested_variables({field: array[field] for field in fields}, title, depth + 1)
        return
    records = array.reshape(-1)[:_MOST_RECORDS]
    for number, record in enumerate(records, start=1):
        values = {field: _unboxed(record[field]) for field in fields}
        named = next((_text(values[field]) for field in fields if field.lower() == "name"), None)
        single = title if len(records) == 1 else f"{title}.{named or number}"
        yield from nested_variables(values, single, depth + 1)


def _unboxed(value: Any) -> Any:
    """Return what an array of one object holds, as SciPy wraps the fields of structures."""
    while isinstance(value, np.ndarray) and value.dtype == object and value.size == 1:
        value = value.reshape(-1)[0]
    return value


def _text(value: Any) -> str | None:
    """Return a short text that ``value`` holds, None when it is no text."""
    value = _unboxed(value)
    if isinstance(value, np.ndarray) and value.dtype.kind == "U" and value.size == 1:
        value = value.reshape(-1)[0]
    return value.strip()[:80] or None if isinstance(value, str) else None


def is_unit_name(name: str) -> bool:
    """Return whether a field or attribute called ``name`` holds the unit of what it stands beside."""
    return name.strip().lower() in _UNIT_NAMES


def rate_hz_of(name: str, value: float) -> float | None:
    """Return the sampling rate in Hz that a number called ``name`` states, None when it states none.

    >>> rate_hz_of("fs", 12000), rate_hz_of("sampling rate [kHz]", 25.6), rate_hz_of("dt", 5e-5), rate_hz_of("rpm", 99)
    (12000.0, 25600.0, 20000.0, None)
    """
    title, unit = split_label(name)
    title = title.replace(" ", "_")
    if not np.isfinite(value) or value <= 0.0:
        return None
    if _RATE_NAME.fullmatch(title):
        return float(value) * (1000.0 if (unit or "").lower() == "khz" else 1.0)
    return float(f"{1.0 / value:.9g}") if _STEP_NAME.fullmatch(title) else None


def group_variables(name: str, variables: Sequence[Variable]) -> list[SignalGroup]:
    """Return the sets of signals among the ``variables`` of the file ``name``, in the order of the file.

    Where there are several, each is called by the structure around it, or by its first signal. A vector alone of its
    length that rises evenly is an axis without anything over it; one that takes no more than two values measures
    nothing, unless all do.
    """
    stated = [rate for variable in variables for rate in _as_rate(variable)]
    together: defaultdict[tuple[int, tuple[float, ...]], list[_Vector]] = defaultdict(list)
    for variable in variables:
        rates = tuple(rate.hz for rate in _rates_of(variable, stated))
        for vector in _vectors(variable):
            together[vector.length, rates].append(vector)
    sets = [members for members in together.values() if len(members) > 1 or not _rises_evenly(members[0])]
    sets = [members for members in sets if not all(map(_takes_two_values, members))] or sets
    groups = [_group(name, members, _rates_of(members[0].variable, stated)) for members in sets]
    names = _set_names(sets) if len(sets) > 1 else [""] * len(sets)
    return [replace(group, name=title) for group, title in zip(groups, names, strict=True)]


def _takes_two_values(vector: _Vector) -> bool:
    """Return whether ``vector`` is a constant or a switch between two values."""
    for samples in (vector.first(_FIRST_SAMPLES), vector.samples()):
        if not np.all((samples == samples.min()) | (samples == samples.max())):
            return False
    return True


def _vectors(variable: Variable) -> Iterator[_Vector]:
    """Yield the signals in ``variable``: itself when it is a vector, its columns (the long way) when a matrix."""
    shape = variable.array.shape
    long = [axis for axis, length in enumerate(shape) if length > 1]
    title, _ = split_label(variable.name)
    origin = (0,) * len(shape)
    if len(long) == 1 and shape[long[0]] >= SHORTEST_SIGNAL:
        yield _Vector(variable, title, shape[long[0]], long[0], origin)
    elif len(long) == 2:
        along, across = sorted(long, key=lambda axis: -shape[axis])
        if shape[across] <= _MOST_COLUMNS and shape[along] >= SHORTEST_SIGNAL:
            for index in range(shape[across]):
                position = (*origin[:across], index, *origin[across + 1 :])
                yield _Vector(variable, f"{title}[{index + 1}]", shape[along], along, position, index)


def _group(name: str, members: list[_Vector], rates: list[Rate]) -> SignalGroup:
    """Return the signals of one length as a group, after taking their time out of them."""
    gaps: tuple[int, ...] = ()
    counters = [vector for vector in members if len(members) > 1 and _counts_samples(vector)]
    others = [vector for vector in members if vector not in counters]
    time = next((vector for vector in others if len(others) > 1 and _is_time(vector)), None)
    if time is not None:
        times_s = time.numbers() * (_time_unit_s(time) or 1.0)
        timing = timebase(times_s, time.signal_name, name)
        rates = [Rate(timing.sampling_rate_hz, "time_column", time.signal_name), *rates]
        gaps = timing.gaps
    members = [vector for vector in others if vector is not time] or members
    signals = _with_short_names([vector.signal() for vector in members])
    start = next((vector.variable.start for vector in members if vector.variable.start is not None), None)
    return SignalGroup("", tuple(signals), tuple(rates), gaps, start)


def _is_time(vector: _Vector) -> bool:
    """Return whether ``vector`` is the time of the signals beside it: it has the name or unit of a time and rises, or
    is the first of several columns without names and rises evenly.
    """
    if _time_unit_s(vector) is None:
        return False
    return _rises_evenly(vector) if vector.column == 0 else _never_falls(vector)


def _time_unit_s(vector: _Vector) -> float | None:
    """Return the unit in seconds that the name, the unit or the place of ``vector`` gives, None for no time."""
    if vector.column is not None:
        return 1.0 if vector.column == 0 else None
    own, unit = vector.variable.own_name, vector.variable.unit
    if unit is None:
        return time_unit_s(own)
    return time_unit_s(f"{own} {unit}") or time_unit_s(f"time {unit}")


def _never_falls(vector: _Vector) -> bool:
    numbers = vector.numbers()
    return bool(np.all(np.diff(numbers) >= 0.0) and numbers[-1] > numbers[0])


def _rises_evenly(vector: _Vector) -> bool:
    return is_steady(vector.numbers(_FIRST_SAMPLES)) and is_steady(vector.numbers())


def _counts_samples(vector: _Vector) -> bool:
    name = vector.variable.own_name if vector.column is None else ""
    return is_counter(name, vector.numbers(_FIRST_SAMPLES)) and is_counter(name, vector.numbers())


def _rates_of(variable: Variable, stated: Sequence[Rate]) -> list[Rate]:
    """Return the rates ``stated`` nearest to ``variable``: by itself, else inside it, beside it, and so on outwards."""
    if variable.rate_hz is not None:
        return [Rate(variable.rate_hz, "header", variable.name)]
    inner = variable.name
    while True:
        near = [rate for rate in stated if rate.place.rpartition(".")[0] == inner]
        if near or not inner:
            return near
        inner = inner.rpartition(".")[0]


def _as_rate(variable: Variable) -> Iterator[Rate]:
    """Yield the rate that ``variable`` states, when it is a number with the name of a rate or of a time step."""
    value = variable.scalar()
    hz = None if value is None else rate_hz_of(variable.own_name, value)
    if hz is not None:
        yield Rate(hz, "header", variable.name)


def _structure_around(members: Sequence[_Vector]) -> str:
    """Return the name of the innermost structure that all ``members`` lie in."""
    paths = [vector.variable.name.split(".")[:-1] for vector in members]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*paths, strict=False))
    return ".".join(names[0] for names in shared)


def _set_names(sets: Sequence[Sequence[_Vector]]) -> list[str]:
    """Return names of which each picks one set: that of the structure around it, else that of its first signal."""
    around = [_structure_around(members) for members in sets]
    counts = Counter(around)
    return [
        name if name and counts[name] == 1 else members[0].signal_name
        for name, members in zip(around, sets, strict=True)
    ]


def _with_short_names(signals: list[Signal]) -> list[Signal]:
    """Return the signals without the structures around their names where that leaves them different."""
    short = [signal.name.rpartition(".")[2] for signal in signals]
    if len(set(short)) < len(short):
        return signals
    return [replace(signal, name=name) for signal, name in zip(signals, short, strict=True)]


def _numbers(variables: Iterable[Variable]) -> tuple[tuple[str, str], ...]:
    """Return the single numbers in the file, which often are speed and load."""
    numbers = ((variable.name, variable.scalar()) for variable in variables)
    return tuple((name, f"{value:.10g}") for name, value in numbers if value is not None)[:_MOST_DETAILS]
