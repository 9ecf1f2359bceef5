"""Named arrays, as MATLAB, NumPy, HDF5 and JSON files hold them: which of them are signals, which belong together, and
which number is their sampling rate.

Vectors of one length are sampled together; the columns of a matrix are signals side by side. A scalar called fs, sr,
sampling_rate, … is the rate of the signals beside or below it; a vector called time that rises evenly is their time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from diagnostics.readers.format import Reading, ReadOptions
from diagnostics.readers.labels import measured_quantity, split_label
from diagnostics.readers.signals import SHORTEST_SIGNAL, Rate, Signal, SignalGroup, assemble
from diagnostics.readers.timebase import is_steady, time_unit_s, timebase

__all__ = ["ArrayLike", "Variable", "group_variables", "nested_variables", "read_variables"]

_RATE_NAME: Final = re.compile(
    r"fs|f_s|sr|fs_?hz|rate_?hz|sampl(e|ing)_?(rate|frequency|freq)(_?hz)?|abtastrate|采样率|采样频率", re.IGNORECASE
)
_STEP_NAME: Final = re.compile(
    r"dt|delta_?t|time_?step|sampl(e|ing)_?(period|interval)|采样间隔|采样周期", re.IGNORECASE
)
_MOST_COLUMNS: Final = 64
"""A matrix with more columns than this is an image or a map, not channels side by side."""
_DEEPEST: Final = 6
"""Structures within structures are followed so far."""
_MOST_RECORDS: Final = 256
"""Elements of an array of structures that are looked into."""
_MOST_DETAILS: Final = 24
_DATA_FIELDS: Final = ("data", "values", "value", "signal", "samples", "y")


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
    """What an attribute of the array itself says."""

    @property
    def own_name(self) -> str:
        """The name without the structures around it."""
        return self.name.rpartition(".")[2]

    @property
    def parent(self) -> str:
        """The structures around it."""
        return self.name.rpartition(".")[0]

    def scalar(self) -> float | None:
        """The value of a single number, None for anything else."""
        if int(np.prod(self.array.shape)) != 1:
            return None
        return float(np.asarray(self.array[()]).reshape(-1)[0])


def read_variables(name: str, values: Mapping[str, Any], options: ReadOptions) -> Reading:
    """Return the reading of the file ``name`` with the variables ``values``: arrays, numbers and structures of them."""
    variables = list(nested_variables(values))
    return assemble(name, group_variables(name, variables), options, details=_numbers(variables))


def nested_variables(values: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[Variable]:
    """Yield every real numeric array in ``values``, looking into structures: mappings, and records of NumPy."""
    unit = next((_text(value) for key, value in values.items() if key.lower() in ("unit", "units", "单位")), None)
    for key, value in values.items():
        title = f"{above}.{key}" if above else str(key)
        if isinstance(value, Mapping):
            if depth < _DEEPEST:
                yield from nested_variables(value, title, depth + 1)
            continue
        array = np.asarray(value)
        if array.dtype.names:
            if depth < _DEEPEST:
                yield from _in_records(array, title, depth)
        elif array.dtype.kind in "fiu" and array.size:
            holds_data = above and key.lower() in _DATA_FIELDS
            yield Variable(above if holds_data else title, array, unit if holds_data else None)


def _in_records(array: NDArray[Any], title: str, depth: int) -> Iterator[Variable]:
    """Yield what the structures in ``array`` hold; several are told apart by a field called name, or counted."""
    fields = array.dtype.names or ()
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
    array = np.asarray(_unboxed(value))
    if array.dtype.kind == "U" and array.size == 1:
        return str(array.reshape(-1)[0]).strip()[:80] or None
    return None


def group_variables(name: str, variables: Sequence[Variable]) -> list[SignalGroup]:
    """Return the sets of signals among the ``variables`` of the file ``name``, in the order of the file."""
    by_length: defaultdict[tuple[int, float | None], list[tuple[Variable, Signal]]] = defaultdict(list)
    for variable in variables:
        for signal in _signals(variable):
            by_length[signal.sample_count, variable.rate_hz].append((variable, signal))
    sets = [members for members in by_length.values() if not _is_axis(members)]
    return [_group(name, members, variables) for members in sets]


def _is_axis(members: Sequence[tuple[Variable, Signal]]) -> bool:
    """Return whether the only vector of its length rises evenly: an index or an axis without anything over it."""
    return len(members) == 1 and is_steady(np.asarray(members[0][1].load(), dtype=np.float64))


def _signals(variable: Variable) -> Iterator[Signal]:
    """Yield the signals in ``variable``: itself when it is a vector, its columns (the long way) when a matrix."""
    array, shape = variable.array, variable.array.shape
    long = [axis for axis, length in enumerate(shape) if length > 1]
    title, unit = split_label(variable.name)
    unit = variable.unit or unit
    quantity = measured_quantity(unit)
    if len(long) == 1 and shape[long[0]] >= SHORTEST_SIGNAL:
        yield Signal(title, shape[long[0]], lambda: np.reshape(array[...], -1), unit, quantity)
    elif len(long) == 2:
        rows, columns = (shape[axis] for axis in long)
        count, length = min(rows, columns), max(rows, columns)
        if count <= _MOST_COLUMNS and length >= SHORTEST_SIGNAL:
            for index in range(count):
                load = _column(array, long, index, upright=rows >= columns)
                yield Signal(f"{title}[{index + 1}]", length, load, unit, quantity)


def _column(array: ArrayLike, long: Sequence[int], index: int, *, upright: bool) -> Callable[[], NDArray[Any]]:
    """Return what loads column ``index`` of a matrix, or its row when the matrix lies on its side."""
    key: list[Any] = [0] * len(array.shape)
    key[long[0]], key[long[1]] = (slice(None), index) if upright else (index, slice(None))
    return lambda: np.asarray(array[tuple(key)])


def _group(name: str, members: list[tuple[Variable, Signal]], variables: Sequence[Variable]) -> SignalGroup:
    """Return the signals of one length as a group, after taking their time out of them."""
    rates = [Rate(own.rate_hz, "header", own.name) for own, _ in members[:1] if own.rate_hz is not None]
    gaps: tuple[int, ...] = ()
    for variable, signal in members if len(members) > 1 else ():
        unit_s = time_unit_s(variable.own_name) or time_unit_s(f"{signal.name.rpartition('.')[2]} {signal.unit or ''}")
        if unit_s is None:
            continue
        times = np.asarray(signal.load(), dtype=np.float64)
        if is_steady(times):
            timing = timebase(times * unit_s, variable.name, name)
            rates.append(Rate(timing.sampling_rate_hz, "time_column", variable.name))
            gaps = timing.gaps
            members = [member for member in members if member[1] is not signal]
            break
    rates += _stated_rates([variable for variable, _ in members], variables)
    signals = _with_short_names([signal for _, signal in members])
    return SignalGroup("", tuple(signals), tuple(rates), gaps)


def _stated_rates(members: Sequence[Variable], variables: Sequence[Variable]) -> list[Rate]:
    """Return the rates stated nearest to ``members``: beside them, else in the structure around them, and so on out."""
    stated = [rate for variable in variables for rate in _as_rate(variable)]
    inner = members[0].name
    while True:
        near = [rate for rate in stated if rate.place.rpartition(".")[0] == inner]
        if near or not inner:
            return near
        inner = inner.rpartition(".")[0]


def _as_rate(variable: Variable) -> Iterator[Rate]:
    """Yield the rate that ``variable`` states, when it is a number with the name of a rate or of a time step."""
    title, unit = split_label(variable.own_name)
    is_rate, is_step = bool(_RATE_NAME.fullmatch(title)), bool(_STEP_NAME.fullmatch(title))
    value = variable.scalar() if is_rate or is_step else None
    if value is None or not np.isfinite(value) or value <= 0.0:
        return
    hz = value * (1000.0 if (unit or "").lower() == "khz" else 1.0) if is_rate else float(f"{1.0 / value:.9g}")
    yield Rate(hz, "header", variable.name)


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
