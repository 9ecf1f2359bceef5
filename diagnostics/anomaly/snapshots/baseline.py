"""The baseline of a machine: its own healthy records, and what they say of a new one.

A baseline is the records themselves, sifted and frozen: nothing is learned from a record that it judges. From twenty
records of an operating state on it judges (rulebook §5); before, it says how many are missing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.snapshots.columns import Columns
from diagnostics.anomaly.snapshots.conditions import Condition, ConditionRange, operating_states
from diagnostics.anomaly.snapshots.history import (
    TEXTS,
    baseline_note,
    condition_of,
    rising_trend,
    sift,
    unfit_rows,
)
from diagnostics.errors import error
from diagnostics.examination import QualityNote
from diagnostics.features import FEATURES_VERSION, Feature, FeatureTable
from diagnostics.machine import Machine
from diagnostics.texts import Text

__all__ = ["LEAST_RECORDS", "SCHEMA", "Baseline", "BaselineState", "HealthyRecord"]

SCHEMA: Final = "baseline/1"
LEAST_RECORDS: Final = 20
"""Records of an operating state from which on it is judged (rulebook §5)."""
MOST_UNFIT: Final = 1.0 / 3.0
"""Share of records of a sick machine or another measurement from which nothing is learned at all (a convention)."""
LARGEST_FILE_BYTES: Final = 256_000_000

_Array = NDArray[np.float64]


@dataclass(frozen=True)
class HealthyRecord:
    """A record that was learned."""

    name: str
    sha256: str
    duration_s: float
    condition: Condition
    start: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain texts and numbers."""
        return {
            "name": self.name,
            "sha256": self.sha256,
            "duration_s": self.duration_s,
            "speed_rpm": self.condition.speed_rpm,
            "load": self.condition.load,
            "start": None if self.start is None else self.start.isoformat(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> HealthyRecord:
        """Return the record that `to_json` described."""
        return cls(
            name=str(stored["name"]),
            sha256=str(stored["sha256"]),
            duration_s=_finite(stored["duration_s"], positive=True),
            condition=Condition(_optional(stored["speed_rpm"], positive=True), _optional(stored["load"])),
            start=None if stored["start"] is None else datetime.fromisoformat(stored["start"]),
        )


@dataclass(frozen=True, eq=False)
class BaselineState:
    """One operating state: its healthy records and their features."""

    records: tuple[HealthyRecord, ...]
    columns: Columns
    values: _Array
    """[shape=(records, columns)], in the unit of each feature."""
    load_source: str | None
    """``given`` or ``current`` where all records have it from there."""
    sick: bool = False
    """Whether it got worse while it was learned, so that nothing is judged by it."""

    @property
    def missing(self) -> int:
        """How many more records are needed before it judges."""
        return max(0, LEAST_RECORDS - len(self.records))

    @property
    def conditions(self) -> list[Condition]:
        """The condition of each record."""
        return [record.condition for record in self.records]

    @property
    def seen(self) -> ConditionRange:
        """The range of the conditions."""
        return ConditionRange.of(self.conditions)

    @property
    def rows(self) -> _Array:
        """The values as they are compared [shape=(records, columns)]."""
        return self.columns.scaled(self.values)

    def to_json(self) -> dict[str, Any]:
        """Return plain dicts, lists, texts and numbers."""
        columns = []
        for feature in self.columns.features:
            column = feature.to_json()
            del column["value"]
            columns.append(column)
        return {
            "load_source": self.load_source,
            "sick": self.sick,
            "records": [record.to_json() for record in self.records],
            "columns": columns,
            "values": self.values.tolist(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> BaselineState:
        """Return the state that `to_json` described; raises `ValueError` for one that cannot be."""
        records = tuple(HealthyRecord.from_json(item) for item in stored["records"])
        columns = Columns(tuple(Feature.from_json({**item, "value": 0.0}) for item in stored["columns"]))
        values = np.array(stored["values"], dtype=np.float64)
        if not records or values.shape != (len(records), len(columns.features)) or not np.isfinite(values).all():
            raise ValueError("values")
        return cls(records, columns, values, stored["load_source"], bool(stored["sick"]))


@dataclass(frozen=True, eq=False)
class Baseline:
    """The healthy history of one machine, by operating state."""

    machine_sha256: str
    states: tuple[BaselineState, ...]
    notes: tuple[QualityNote, ...] = ()
    """What was left out, and why; what keeps the history from being a good one."""

    @classmethod
    def learn(cls, tables: Iterable[FeatureTable], *, machine_sha256: str | None = None) -> Baseline:
        """Return the baseline of the machine whose healthy records have these ``tables``.

        Records of which an examination found a fault, that are unlike the others, in another unit, copies, or lack a
        channel are named in `notes` and left out. Raises `DiagnosticsError`: ``baseline_no_records`` where none is
        left, ``baseline_history_sick`` where a third and more are not healthy, ``baseline_machine`` for tables of
        another machine (of different machines where ``machine_sha256`` is None), ``baseline_version`` for tables of
        another version.
        """
        given = list(tables)
        machine_sha256 = _one_machine(given, machine_sha256)
        sifted = sift(given)
        _refuse_sick(sifted.unfit, len(given))
        notes = list(sifted.notes)
        states = []
        unfit = list(sifted.unfit)
        for indices in operating_states([condition_of(table) for table in sifted.tables]):
            state, said, left_out = _learned([sifted.tables[at] for at in indices])
            notes += said
            unfit += left_out
            states += [] if state is None else [state]
        _refuse_sick(unfit, len(given))
        if not states:
            raise error("baseline_no_records", records=len(given))
        return cls(machine_sha256, tuple(states), tuple(notes))

    @property
    def record_count(self) -> int:
        """Healthy records learned, of all states."""
        return sum(len(state.records) for state in self.states)

    @property
    def longest_s(self) -> float:
        """Length of the longest record learned."""
        return max(record.duration_s for state in self.states for record in state.records)

    def state_of(self, condition: Condition) -> tuple[BaselineState | None, str | None]:
        """Return the operating state in which ``condition`` lies, and None; or the nearest and what keeps them apart
        (`ConditionRange.unlike`)."""
        unlike = [(state, state.seen.unlike(condition)) for state in self.states]
        for state, why in unlike:
            if why is None:
                return state, None
        order = ("load", "load_unknown", "speed", "speed_unknown")
        return min(unlike, key=lambda pair: order.index(pair[1] or "speed_unknown"))

    def refuse_other(self, *, machine_sha256: str, version: int = FEATURES_VERSION) -> None:
        """Raise `DiagnosticsError` (``baseline_machine``, ``baseline_version``) for another machine or version."""
        if version != FEATURES_VERSION:
            raise error("baseline_version", found=version, known=FEATURES_VERSION)
        if machine_sha256 != self.machine_sha256:
            raise error("baseline_machine", learned=self.machine_sha256[:12], found=machine_sha256[:12])

    def lines(self) -> list[Text]:
        """Return in words what was learned, a line a state, and every note."""
        said = [
            TEXTS("learned", records=len(state.records), features=len(state.columns.features), state=described(state))
            for state in self.states
        ]
        return [*said, *(note.text for note in self.notes)]

    def to_json(self) -> dict[str, Any]:
        """Return plain dicts, lists, texts and numbers; `from_json` gives the baseline back."""
        return {
            "schema": SCHEMA,
            "features_version": FEATURES_VERSION,
            "machine_sha256": self.machine_sha256,
            "notes": [note.to_json() for note in self.notes],
            "states": [state.to_json() for state in self.states],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | str | bytes) -> Baseline:
        """Return the baseline that `to_json` described; raises `DiagnosticsError` (``baseline_unreadable``,
        ``baseline_version``)."""
        try:
            entry = json.loads(stored) if isinstance(stored, str | bytes) else stored
            if entry["schema"] != SCHEMA:
                raise ValueError("schema")
            version = entry["features_version"]
            if version != FEATURES_VERSION:
                raise error("baseline_version", found=version, known=FEATURES_VERSION)
            states = tuple(BaselineState.from_json(item) for item in entry["states"])
            if not states:
                raise ValueError("states")
            notes = tuple(
                QualityNote(note["check"], note["channel"], note["level"], Text(**note["text"]))
                for note in entry["notes"]
            )
            return cls(str(entry["machine_sha256"]), states, notes)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as wrong:
            raise error("baseline_unreadable") from wrong

    @classmethod
    def load(cls, path: str | Path, machine: Machine | None = None) -> Baseline:
        """Read a baseline file; raises `DiagnosticsError` (``baseline_unreadable``, ``baseline_version``, and
        ``baseline_machine`` where it is not one of ``machine``)."""
        try:
            with Path(path).open("rb") as file:
                content = file.read(LARGEST_FILE_BYTES + 1)
        except (OSError, ValueError) as missing:
            raise error("baseline_unreadable") from missing
        if len(content) > LARGEST_FILE_BYTES:
            raise error("baseline_unreadable")
        baseline = cls.from_json(content)
        if machine is not None:
            baseline.refuse_other(machine_sha256=machine.sha256)
        return baseline


def _one_machine(tables: Sequence[FeatureTable], machine_sha256: str | None) -> str:
    if not tables:
        raise error("baseline_no_records", records=0)
    learned = tables[0].machine_sha256 if machine_sha256 is None else machine_sha256
    for table in tables:
        if table.version != FEATURES_VERSION:
            raise error("baseline_version", found=table.version, known=FEATURES_VERSION)
        if table.machine_sha256 != learned:
            raise error("baseline_machine", learned=learned[:12], found=table.machine_sha256[:12])
    return learned


def _refuse_sick(unfit: Sequence[str], count: int) -> None:
    if (len(unfit) >= 2 and len(unfit) > MOST_UNFIT * count) or len(unfit) == count:
        named = ", ".join(unfit[:5]) + (" …" if len(unfit) > 5 else "")
        raise error("baseline_history_sick", unfit=len(unfit), records=count, named=named)


def _learned(tables: Sequence[FeatureTable]) -> tuple[BaselineState | None, list[QualityNote], list[str]]:
    """Return the state that ``tables`` make, what is to be said of it, and the names of the records left out."""
    tables = _in_time(tables)
    sources = {table.load_source for table in tables}
    source = sources.pop() if len(sources) == 1 else None
    if source is None:
        tables = [replace(table, load=None, load_source=None) for table in tables]
    columns = Columns.common(tables)
    if not columns.features:
        return None, [baseline_note("nothing_in_common", "warning", records=len(tables))], []
    names = [table.recording for table in tables]
    conditions = [condition_of(table) for table in tables]
    rows = np.array([columns.row(table) for table in tables])
    fit, notes = unfit_rows(rows, conditions, names, columns)
    kept = [table for table, is_fit in zip(tables, fit, strict=True) if is_fit]
    columns = Columns.common(kept)
    rows = np.array([columns.row(table) for table in kept])
    conditions = [condition_of(table) for table in kept]
    trend = rising_trend(rows, conditions, columns)
    if trend is not None:
        shown = columns.shown(trend.column, trend.last, trend.first)
        channel = columns.features[trend.column].channel
        told = {"channel_name": channel, "records": len(kept), **shown}
        if trend.sick:
            notes.append(baseline_note("getting_worse", "blocking", channel, **told))
        else:
            notes.append(baseline_note("trend", "warning", channel, **told))
    state = BaselineState(
        records=tuple(_record(table) for table in kept),
        columns=columns,
        values=np.array([[table.by_key[f.key].value for f in columns.features] for table in kept]),
        load_source=source,
        sick=trend is not None and trend.sick,
    )
    if state.missing:
        notes.append(baseline_note("short", "info", records=len(kept), missing=state.missing, state=described(state)))
    return state, notes, [name for name, is_fit in zip(names, fit, strict=True) if not is_fit]


def described(state: BaselineState) -> Text:
    """Return in words at which speed a state was recorded."""
    speeds = state.seen.speeds_rpm
    if not speeds:
        return Text("at an unknown speed", "（转速未知）")
    low, high = f"{speeds[0]:.0f}", f"{speeds[-1]:.0f}"
    shown = low if low == high else f"{low}–{high}"
    return Text(f"at {shown} rpm", f"（{shown} 转/分）")


def _record(table: FeatureTable) -> HealthyRecord:
    return HealthyRecord(table.recording, table.recording_sha256, table.duration_s, condition_of(table), table.start)


def _in_time(tables: Sequence[FeatureTable]) -> list[FeatureTable]:
    """Return ``tables`` by their start where all have one, else as they were given."""
    starts = [table.start for table in tables]
    aware = {start is not None and start.tzinfo is not None for start in starts}
    if any(start is None for start in starts) or len(aware) != 1:
        return list(tables)
    return sorted(tables, key=lambda table: table.start or datetime.min)  # noqa: DTZ901  (none is missing here)


def _finite(value: object, *, positive: bool = False) -> float:
    number = float(str(value))
    if not math.isfinite(number) or (positive and number <= 0.0):
        raise ValueError(number)
    return number


def _optional(value: object, *, positive: bool = False) -> float | None:
    return None if value is None else _finite(value, positive=positive)
