"""A change in words: what differs, what is as before, and where a maintenance lead looks first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.snapshots.baseline import BaselineState, described
from diagnostics.anomaly.snapshots.columns import Columns
from diagnostics.anomaly.snapshots.score import Judgement
from diagnostics.anomaly.watching.where_to_look import where_to_look
from diagnostics.features import Feature
from diagnostics.machine import Machine
from diagnostics.texts import Catalogue, Text

__all__ = ["TEXTS", "joined", "unusual_words"]

TEXTS: Final = Catalogue(Path(__file__).with_name("baseline.toml"))
NAMED: Final = 3
"""Contributors put into words (a convention)."""
LINE_DEPTH: Final = 0.5
LINE_SPREADS: Final = 4.0
"""Depth worth acting on (rulebook §4.2) and deviation from which a line of a bearing says where to look
although louder bands have the larger share of the deviation."""
ALL_OF_IT: Final = 0.9
"""Share of those named from which the rest is as before (a convention)."""
HIGH_HZ: Final = 1000.0
"""Where the high bands begin, which bearings, gears and lubrication fill (rulebook §3.1: the velocity band ends)."""

_Array = NDArray[np.float64]


def joined(texts: Sequence[Text]) -> Text:
    """Return sentences one after the other."""
    return Text(" ".join(text.en for text in texts), "".join(text.zh for text in texts))


def unusual_words(
    columns: Columns,
    own: _Array,
    found: Judgement,
    lead: Sequence[int],
    state: BaselineState,
    machine: Machine,
) -> Text:
    """Return what a maintenance lead is told of an unusual record; ``lead`` are the columns that stand for what
    changed, the largest share first."""
    count = len(state.records)
    least = 1.0 / (count + 1.0)
    beyond = found.p_value <= least * (1.0 + 1e-9)
    key = "unusual_beyond" if beyond else "unusual"
    parts = [TEXTS(key, records=count, state=described(state), p=found.p_value, least=least)]
    shares = found.group_scores / float(found.group_scores.sum())
    share_of = {int(at): float(share) for group, share in zip(columns.groups, shares, strict=True) for at in group}
    line = _bearing_line(columns, own, found)
    named = list(dict.fromkeys([*lead[:NAMED], *([] if line is None else [line])]))
    for at in named:
        direction = "up" if found.deviations[at] > 0.0 else "down"
        channel = columns.features[at].channel
        shown = columns.shown(at, own[at], found.usual[at])
        parts.append(TEXTS(direction, channel=channel, share=100.0 * share_of[at], **shown))
    if sum(share_of[at] for at in lead[:NAMED]) >= ALL_OF_IT and len(columns.groups) > len(named):
        parts.append(TEXTS("rest_as_before"))
    if not lead:
        return joined(parts)
    units = columns.changed_units(own, found.usual, found.spread)
    first = columns.features[lead[0]]
    if first.channel in units:
        parts.append(TEXTS("unit", channel=first.channel, factor=units[first.channel]))
    else:
        at = lead[0] if line is None else line
        parts.append(_where(columns.features[at], machine, falling=bool(found.deviations[at] < 0.0)))
    return joined(parts)


def _bearing_line(columns: Columns, own: _Array, found: Judgement) -> int | None:
    """Return the column of the bearing line that rose most, None where none is both deep and unusual."""
    risen = [
        at
        for at, feature in enumerate(columns.features)
        if feature.described.group == "envelope" and own[at] >= LINE_DEPTH and found.deviations[at] >= LINE_SPREADS
    ]
    return max(risen, key=lambda at: float(own[at] - found.usual[at]), default=None)


def _where(feature: Feature, machine: Machine, *, falling: bool) -> Text:
    """Return where to look first when ``feature`` is off."""
    place = _place(feature, machine)
    values = {"place": place, "component": feature.component or "", "channel": feature.channel}
    kind, group = feature.kind, feature.described.group
    if group == "process":
        return where_to_look([f"{feature.channel} ({feature.quantity})"], falling=falling)
    if group == "sound":
        return TEXTS("look_sound", **values)
    if group == "electrical" or feature.quantity in ("current", "voltage"):
        key = f"look_{feature.quantity}_{'thd' if kind == 'thd' else 'level' if kind == 'rms' else 'phases'}"
        return TEXTS(key, **values)
    if falling and group in ("level", "band"):
        return TEXTS("look_quieter", **values)
    if kind == "order":
        return TEXTS(f"look_{feature.name.removesuffix('_mm_s')}", **values)
    if f"look_{kind}" in TEXTS.keys:
        return TEXTS(f"look_{kind}", **values)
    low = kind == "velocity_rms" or (kind == "band" and _lower_edge_hz(feature) < HIGH_HZ)
    return TEXTS("look_low" if low else "look_high", **values)


def _lower_edge_hz(feature: Feature) -> float:
    """Return where the band of a feature begins: its name says so (``band_1000_2000_hz_rms_m_s2``)."""
    return float(feature.name.split("_")[1])


def _place(feature: Feature, machine: Machine) -> Text:
    """Return where the sensor of ``feature`` sits."""
    position = next((sensor.position for sensor in machine.sensors if sensor.channel == feature.channel), None)
    if position is None:
        return TEXTS("place_channel", channel=feature.channel)
    return TEXTS("place_position", position=position, channel=feature.channel)
