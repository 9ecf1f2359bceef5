"""Which records a baseline may be learned from: every one that may not is named, with the reason."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from diagnostics.anomaly.snapshots.columns import Columns
from diagnostics.anomaly.snapshots.conditions import Condition
from diagnostics.anomaly.snapshots.score import HealthyCloud, held_out_distances
from diagnostics.examination import QualityLevel, QualityNote
from diagnostics.features import FeatureTable
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS

__all__ = ["TEXTS", "Sifted", "Trend", "baseline_note", "condition_of", "rising_trend", "sift", "unfit_rows"]

TEXTS: Final = Catalogue(Path(__file__).with_name("baseline.toml"))
USUAL_SHARE: Final = 0.5
"""A channel or feature that more than half of the records have is one that all should have."""
MISSING_SHARE: Final = 0.1
"""Of the usual features; a record that lacks more was made otherwise, at another rate or length (a convention)."""
LEAST_RECORDS: Final = 8
"""Fewer records of a state cannot tell which of them is the odd one (a convention)."""
OUTLYING: Final = 10.0
"""Distance of a group of features over that of the middle record from which a record is none of the others. Measured on
simulated healthy histories of 10 to 60 records with heavy tails (Student's t, five degrees of freedom): one history in
a hundred holds such a record."""
LEAST_DISTANCE: Final = 0.5
"""Distance of the middle record taken at least: 1 is expected (a convention)."""
ROUNDS: Final = 3
"""Times the others are looked at again once the farthest are gone (a convention)."""
TREND_P: Final = 0.01
"""Probability of a monotone trend by chance, over all features (rulebook §5, Mann-Kendall)."""
TREND_SPREADS: Final = 3.0
"""Change from first to last, over the scatter about the trend, below which it is only noticed (a convention)."""
SICK_RATIO: Final = math.log(2.0)
SICK_DEPTH: Final = 0.2
"""Growth within the history from which nothing may be learned from it: twice the level (6 dB, slight bearing damage,
rulebook §2.3), a depth worth repeating the measurement (rulebook §4.2)."""

_Array = NDArray[np.float64]


@dataclass
class Sifted:
    """The records that are left, and what was said of the others."""

    tables: list[FeatureTable]
    notes: list[QualityNote] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)
    """Names of those left out because the machine or the measurement was not healthy."""


@dataclass(frozen=True)
class Trend:
    """A feature that changed from the first record to the last."""

    column: int
    first: float
    last: float
    """As the rows."""
    sick: bool


def baseline_note(key: str, level: QualityLevel, /, channel: str | None = None, **values: object) -> QualityNote:
    """Return the note ``baseline.…`` worded by ``key``."""
    return QualityNote(f"baseline.{key}", channel, level, TEXTS(f"note_{key}", **values))


def condition_of(table: FeatureTable) -> Condition:
    """Return the condition under which a table's recording was made."""
    return Condition(table.speed_rpm, table.load)


def sift(tables: Sequence[FeatureTable]) -> Sifted:
    """Return ``tables`` without copies, records of a faulty machine, and those that lack what the others have."""
    sifted = Sifted([])
    seen: dict[str, str] = {}
    for table in tables:
        if table.recording_sha256 in seen:
            first = seen[table.recording_sha256]
            sifted.notes.append(baseline_note("duplicate", "info", record=table.recording, first=first))
        elif table.findings:
            named = _fault_names(table.findings)
            sifted.notes.append(baseline_note("findings", "warning", record=table.recording, faults=named))
            sifted.unfit.append(table.recording)
        elif not any(feature.described.judged for feature in table.features):
            sifted.notes.append(baseline_note("empty", "warning", record=table.recording))
        else:
            sifted.tables.append(table)
        seen.setdefault(table.recording_sha256, table.recording)
    return _complete(sifted)


def _fault_names(codes: Sequence[str]) -> Text:
    names = [FAULTS[code].name if code in FAULTS else Text(code, code) for code in codes]
    return Text(", ".join(name.en for name in names), "、".join(name.zh for name in names))


def _complete(sifted: Sifted) -> Sifted:
    """Leave out the records that lack a channel or a tenth of the features that are usual."""
    tables = sifted.tables
    wanted = USUAL_SHARE * len(tables)
    keys = Counter(key for table in tables for key in table.by_key)
    channels = Counter(channel for table in tables for channel in {key[0] for key in table.by_key})
    usual = {key for key, count in keys.items() if count > wanted}
    kept = []
    for table in tables:
        own = {key[0] for key in table.by_key}
        lost = [channel for channel, count in channels.items() if count > wanted and channel not in own]
        lacking = usual - set(table.by_key)
        if lost:
            named = ", ".join(lost)
            note = baseline_note("channel_missing", "warning", lost[0], record=table.recording, channels=named)
        elif len(lacking) > MISSING_SHARE * len(usual):
            example = ".".join(min(lacking))
            values = {"record": table.recording, "count": len(lacking), "usual": len(usual), "example": example}
            note = baseline_note("features_missing", "warning", None, **values)
        else:
            kept.append(table)
            continue
        sifted.notes.append(note)
    sifted.tables = kept
    return sifted


def unfit_rows(
    rows: _Array, conditions: Sequence[Condition], names: Sequence[str], columns: Columns
) -> tuple[NDArray[np.bool_], list[QualityNote]]:
    """Return which ``rows`` [shape=(records, columns)] of one operating state may be learned, and what the others are:
    measured in another unit, or unlike all others."""
    fit = np.ones(len(rows), dtype=np.bool_)
    notes: list[QualityNote] = []
    if len(rows) < LEAST_RECORDS:
        return fit, notes
    for _ in range(ROUNDS):
        kept = np.flatnonzero(fit)
        if len(kept) < LEAST_RECORDS:
            break
        own = [conditions[int(at)] for at in kept]
        distances = held_out_distances(rows[kept], own, columns.groups, columns.least_spread(rows[kept]))
        middle = np.maximum(np.median(distances, axis=0), LEAST_DISTANCE)
        far = kept[np.max(distances / middle, axis=1) > OUTLYING]
        if far.size == 0:
            break
        fit[far] = False
        near = np.flatnonzero(fit)
        cloud = HealthyCloud.fit(
            rows[near], [conditions[int(at)] for at in near], columns.groups, columns.least_spread(rows[near])
        )
        for at in far:
            notes.append(_outlier(rows[at], conditions[int(at)], names[int(at)], cloud, columns))
    return fit, notes


def _outlier(row: _Array, condition: Condition, name: str, cloud: HealthyCloud, columns: Columns) -> QualityNote:
    usual = cloud.usual([condition])[0]
    changed = columns.changed_units(row, usual, cloud.spread)
    if changed:
        channel, factor = next(iter(changed.items()))
        return baseline_note("unit", "warning", channel, record=name, channel_name=channel, factor=factor)
    away = cloud.deviations(row[np.newaxis], [condition])[0]
    at = int(np.argmax(np.abs(away)))
    feature = columns.features[at]
    values = columns.shown(at, row[at], usual[at])
    return baseline_note("outlier", "warning", feature.channel, record=name, channel_name=feature.channel, **values)


def rising_trend(rows: _Array, conditions: Sequence[Condition], columns: Columns) -> Trend | None:
    """Return the feature that drifts most from the first to the last of ``rows`` [shape=(records, columns)], in the
    order of time; None where none has a monotone trend that is both certain and large.

    Kendall's τ (Mann-Kendall), corrected for the number of features; the change is that of a straight line over the
    scatter about it.
    """
    if len(rows) < LEAST_RECORDS:
        return None
    cloud = HealthyCloud.fit(rows, conditions, columns.groups, columns.least_spread(rows))
    away = cloud.deviations(rows, conditions)
    order = np.arange(len(rows), dtype=np.float64)
    moving = [at for at in range(len(columns.features)) if cloud.spread[at] > 0.0]
    found: list[tuple[float, int, float, float]] = []
    for at in moving:
        if float(stats.kendalltau(order, away[:, at]).pvalue) > TREND_P / len(moving):
            continue
        slope, middle = np.polyfit(order - order.mean(), away[:, at], 1)
        change = slope * (len(rows) - 1)
        scatter = float(np.std(away[:, at] - middle - slope * (order - order.mean())))
        found.append((abs(change) / max(scatter, 0.1), at, middle - 0.5 * change, middle + 0.5 * change))
    if not found:
        return None
    over, at, start, end = max(found)
    if over < TREND_SPREADS:
        return None
    first, last = (float(cloud.centre[at] + cloud.spread[at] * value) for value in (start, end))
    ratio = columns.features[at].described.scale
    limit = SICK_DEPTH if ratio == "difference" else SICK_RATIO if ratio == "ratio" else 6.0
    envelope = columns.features[at].described.group == "envelope"
    sick = last - first > limit and (ratio != "difference" or envelope)
    return Trend(at, first, last, sick)
