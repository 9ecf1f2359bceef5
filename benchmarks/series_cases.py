"""The shared slow series (SKAB's pump loop, NAB's machine temperature) without their labels, and how answers on them
are counted."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import SHARED
from diagnostics.anomaly.watching.monitoring import Monitoring
from diagnostics.series.reading import read_series
from diagnostics.series.series import Series

__all__ = [
    "LABELS",
    "TRAIN_ROWS",
    "Counted",
    "LabelledSeries",
    "count",
    "load_machine_temperature",
    "load_skab",
    "load_skab_sound",
    "windows_of_machine_temperature",
]

SKAB: Final = SHARED / "data" / "skab" / "data"
NAB: Final = SHARED / "data" / "nab"
TRAIN_ROWS: Final = 400
"""SKAB's own protocol: the first 400 rows of each file train."""
LABELS: Final = ("anomaly", "changepoint")


@dataclass(frozen=True, eq=False)
class LabelledSeries:
    """A series as a stranger would send it, and beside it what its rows are labelled."""

    name: str
    series: Series
    anomalous: NDArray[np.bool_]


@dataclass(frozen=True)
class Counted:
    """Rows after the training ones, pooled, point by point, without any adjustment."""

    true_alarms: int
    false_alarms: int
    missed: int
    quiet: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2.0 * self.true_alarms / max(1, 2 * self.true_alarms + self.false_alarms + self.missed)

    @property
    def false_share(self) -> float:
        """Alarmed share of the normal rows (SKAB's FAR)."""
        return self.false_alarms / max(1, self.false_alarms + self.quiet)

    @property
    def missed_share(self) -> float:
        """Quiet share of the anomalous rows (SKAB's MAR)."""
        return self.missed / max(1, self.missed + self.true_alarms)


def count(alarms: Iterable[NDArray[np.bool_]], cases: Sequence[LabelledSeries]) -> Counted:
    """Return the counts of ``alarms``, each [shape=(rows,)] of a whole file, over the rows of ``cases`` that did not
    train."""
    pairs = [(alarm[TRAIN_ROWS:], case.anomalous[TRAIN_ROWS:]) for alarm, case in zip(alarms, cases, strict=True)]
    alarm, truth = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    return Counted(
        int(np.sum(alarm & truth)),
        int(np.sum(alarm & ~truth)),
        int(np.sum(~alarm & truth)),
        int(np.sum(~alarm & ~truth)),
    )


def load_skab(folder: str) -> list[LabelledSeries]:
    """Return the files of ``valve1`` or ``other``; the label columns are taken out of the text before it is read."""
    return [_without_labels(path) for path in sorted((SKAB / folder).glob("*.csv"))]


def load_skab_sound() -> Series:
    """Return the two and a half hours of the same rig without a fault."""
    return read_series(SKAB / "anomaly-free" / "anomaly-free.csv")


def load_machine_temperature() -> Series:
    """Return NAB's machine temperature, a value every five minutes for eleven weeks."""
    return read_series(NAB / "data" / "realKnownCause" / "machine_temperature_system_failure.csv")


def windows_of_machine_temperature() -> list[tuple[str, str]]:
    """Return beginning and end of the four labelled windows, as the series writes times."""
    labelled = json.loads((NAB / "labels" / "combined_windows.json").read_text(encoding="utf-8"))
    windows = labelled["realKnownCause/machine_temperature_system_failure.csv"]
    return [(start.partition(".")[0], end.partition(".")[0]) for start, end in windows]


def events_by_window(watched: Monitoring) -> tuple[list[int], int]:
    """Return how many events of the machine temperature touch each labelled window, and how many touch none."""
    windows = [tuple(map(datetime.fromisoformat, window)) for window in windows_of_machine_temperature()]
    hits, outside = [0] * len(windows), 0
    for event in watched.events:
        start, end = datetime.fromisoformat(str(event.start)), datetime.fromisoformat(str(event.end))
        touched = [at for at, (first, last) in enumerate(windows) if start <= last and end >= first]
        for at in touched:
            hits[at] += 1
        outside += not touched
    return hits, outside


def _without_labels(path: Path) -> LabelledSeries:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    labels = [rows[0].index(name) for name in LABELS]
    kept = [at for at in range(len(rows[0])) if at not in labels]
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / path.name
        with bare.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([row[at] for at in kept] for row in rows)
        series = read_series(bare)
    anomalous = np.array([float(row[labels[0]]) > 0.0 for row in rows[1:]])
    return LabelledSeries(f"{path.parent.name}/{path.name}", series, anomalous)
