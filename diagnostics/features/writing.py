"""Tables of features as CSV, one row a recording or one row a feature."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from diagnostics.features.table import FeatureTable, Key

__all__ = ["long_csv", "wide_csv"]


def wide_csv(tables: Sequence[FeatureTable]) -> str:
    """Return one row a recording: its start (its name where not every recording states one), the speed, the load where
    one is known, and a column ``channel.feature`` for each feature that any of them has; empty where one lacks it.

    ``diagnose monitor`` reads this.
    """
    keys: dict[Key, None] = {}
    for table in tables:
        keys.update(dict.fromkeys(table.by_key))
    dated = all(table.start is not None for table in tables)
    loaded = any(table.load is not None for table in tables)
    head = ["start" if dated else "recording", "speed_rpm", *(["load"] if loaded else [])]
    rows = [[*head, *(f"{channel}.{name}" for channel, name in keys)]]
    for table in tables:
        label = table.start.isoformat() if dated and table.start is not None else table.recording
        run = [_number(table.speed_rpm), *([_number(table.load)] if loaded else [])]
        rows.append([label, *run, *(_number(table.value(*key)) for key in keys)])
    return _text(rows)


def long_csv(tables: Sequence[FeatureTable]) -> str:
    """Return one row a feature: recording, channel, feature, value, unit."""
    rows = [["recording", "channel", "feature", "value", "unit"]]
    for table in tables:
        rows += [[table.recording, channel, name, _number(value), unit] for channel, name, value, unit in table.rows()]
    return _text(rows)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.9g}"


def _text(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
