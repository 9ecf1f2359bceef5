"""What has changed on a machine since it was healthy, in figures and in words, and where to look.

A change alone is no fault: the words say what differs and where to look first. Which fault it is, the examination says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from diagnostics.anomaly.snapshots.baseline import Baseline, BaselineState, described
from diagnostics.anomaly.snapshots.change_words import TEXTS, joined, unusual_words
from diagnostics.anomaly.snapshots.columns import Columns
from diagnostics.anomaly.snapshots.conditions import Condition
from diagnostics.anomaly.snapshots.score import Judgement, cross_conformal
from diagnostics.examination import Change, ChangeContributor, LevelChange
from diagnostics.features import FeatureTable
from diagnostics.machine import Machine
from diagnostics.severity.iso20816 import choose_standard
from diagnostics.texts import Text

__all__ = ["judge_change"]

SIGNIFICANT: Final = 0.01
"""P-value from which a record is unusual; a history too short to give it has to be exceeded altogether (rulebook §4.2,
key 1)."""
SHORTER: Final = 0.8
LONGER: Final = 1.25
"""Length over that of the records learned beyond which lines in noise cannot be compared: their depth goes with one
over the root of the length, 12 % at these (a convention)."""
LEAST_COLUMNS: Final = 0.5
"""Of the features learned that a record must have to be compared (a convention)."""
LEAST_SHARE: Final = 0.05
MOST_NAMED: Final = 5
"""Contributors named: at most five, with a twentieth of the deviation at least (a convention)."""
CRITERION_II: Final = 0.25
"""Of the B/C boundary: a larger change of the broadband velocity, up or down, needs an explanation (ISO 20816-1,
criterion II; rulebook §3.1)."""

_Array = NDArray[np.float64]


def judge_change(baseline: Baseline, table: FeatureTable, machine: Machine) -> Change:
    """Return how the record of ``table``, made on ``machine``, differs from the healthy ones of ``baseline``.

    Raises `DiagnosticsError` (``baseline_machine``, ``baseline_version``).
    """
    baseline.refuse_other(machine_sha256=table.machine_sha256, version=table.version)
    state, unlike = baseline.state_of(Condition(table.speed_rpm, table.load))
    if state is None:
        return _incomparable(baseline.record_count, TEXTS("no_state"))
    count = len(state.records)
    load = table.load if state.load_source == table.load_source else None
    condition = Condition(table.speed_rpm, load)
    unlike = unlike or state.seen.unlike(condition)
    if unlike is not None:
        return _incomparable(count, _apart(unlike, condition, state))
    usable, remarks = _usable(state, table)
    if usable is None:
        return _incomparable(count, joined(remarks))
    columns = state.columns.part(usable)
    rows = state.rows[:, usable]
    own = columns.row(table)
    levels = _level_changes(columns, rows, own, machine)
    if state.sick:
        text = TEXTS("sick", records=count, state=described(state))
        return _incomparable(count, joined([text, *_level_words(levels), *remarks]), levels)
    if state.missing:
        text = TEXTS("learning", records=count, missing=state.missing, state=described(state))
        return Change("learning", True, count, joined([text, *_level_words(levels), *remarks]), level_changes=levels)
    found = cross_conformal(rows, state.conditions, own, condition, columns.groups, columns.least_spread(rows))
    is_unusual = found.p_value <= max(SIGNIFICANT, 1.0 / (count + 1.0)) * (1.0 + 1e-9)
    contributors = _contributors(columns, own, found) if is_unusual else ()
    if is_unusual:
        said = unusual_words(columns, own, found, [at for at, _ in contributors], state, machine)
    else:
        said = TEXTS("usual", records=count, state=described(state), p=found.p_value)
    return Change(
        status="unusual" if is_unusual else "usual",
        comparable=True,
        history_records=count,
        text=joined([said, *_level_words(levels), *remarks]),
        p_value=found.p_value,
        score=found.score,
        contributors=tuple(item for _, item in contributors),
        level_changes=levels,
    )


def _incomparable(records: int, text: Text, levels: tuple[LevelChange, ...] = ()) -> Change:
    return Change("not_comparable", False, records, text, level_changes=levels)


def _apart(why: str, condition: Condition, state: BaselineState) -> Text:
    """Return why a record under ``condition`` is not compared with ``state``."""
    speeds, loads = state.seen.speeds_rpm, state.seen.loads
    values: dict[str, object] = {"state": described(state)}
    if condition.speed_rpm is not None:
        values["speed"] = f"{condition.speed_rpm:.0f}"
    if loads:
        values |= {"low": f"{loads[0]:.3g}", "high": f"{loads[-1]:.3g}"}
    if condition.load is not None:
        values["load"] = f"{condition.load:.3g}"
    values["what"] = TEXTS("load_current" if state.load_source == "current" else "load_given")
    key = "speed_not_learned" if why == "speed" and not speeds else f"apart_{why}"
    return TEXTS(key, **values)


def _usable(state: BaselineState, table: FeatureTable) -> tuple[NDArray[np.bool_] | None, list[Text]]:
    """Return which columns of ``state`` can be compared with ``table`` (None where too few can), and what is to be
    said about the others."""
    shortest = min(record.duration_s for record in state.records)
    longest = max(record.duration_s for record in state.records)
    if table.duration_s < SHORTER * shortest:
        return None, [TEXTS("too_short", seconds=table.duration_s, needed=shortest)]
    present = state.columns.present_in(table)
    features = state.columns.features
    remarks = []
    here = {feature.channel for feature in table.features}
    lost = list(dict.fromkeys(feature.channel for feature in features if feature.channel not in here))
    if lost:
        remarks.append(TEXTS("channels_lost", channels=", ".join(lost)))
    lacking = [f for f, is_in in zip(features, present, strict=True) if not is_in and f.channel not in lost]
    if lacking:
        example = f"{lacking[0].channel}.{lacking[0].name}"
        remarks.append(TEXTS("features_lost", count=len(lacking), example=example))
    if np.sum(present) < LEAST_COLUMNS * len(features):
        return None, [*remarks, TEXTS("too_few_features")]
    if table.duration_s > LONGER * longest:
        timeless = [feature.described.group != "envelope" for feature in features]
        present = present & np.array(timeless, dtype=np.bool_)
        remarks.append(TEXTS("too_long", seconds=table.duration_s, longest=longest))
    return (present if present.any() else None), remarks


def _contributors(columns: Columns, own: _Array, found: Judgement) -> tuple[tuple[int, ChangeContributor], ...]:
    """Return the column and the share of what makes the record unusual: of each group its farthest feature, the largest
    share first."""
    total = float(found.group_scores.sum())
    named = []
    for group, part in zip(columns.groups, found.group_scores, strict=True):
        share = float(part) / total if total > 0.0 else 0.0
        if share >= LEAST_SHARE:
            at = int(group[int(np.argmax(np.abs(found.deviations[group])))])
            feature = columns.features[at]
            value, usual = columns.value(at, own[at]), columns.value(at, found.usual[at])
            named.append((at, ChangeContributor(feature.channel, feature.name, share, value, usual, feature.unit)))
    named.sort(key=lambda pair: -pair[1].share)
    return tuple(named[:MOST_NAMED])


def _level_changes(columns: Columns, rows: _Array, own: _Array, machine: Machine) -> tuple[LevelChange, ...]:
    """Return the channels whose broadband velocity has changed by more than a quarter of the B/C boundary against the
    median of the healthy records."""
    standard = choose_standard(machine)
    if standard is None or not np.isfinite(standard.b_c_mm_s):
        return ()
    limit_mm_s = CRITERION_II * standard.b_c_mm_s
    found = []
    for at, feature in enumerate(columns.features):
        if feature.kind != "velocity_rms":
            continue
        usual_mm_s = columns.value(at, float(np.median(rows[:, at])))
        value_mm_s = columns.value(at, own[at])
        if abs(value_mm_s - usual_mm_s) > limit_mm_s:
            found.append(LevelChange(feature.channel, value_mm_s, usual_mm_s, limit_mm_s, standard.name))
    return tuple(found)


def _level_words(levels: Sequence[LevelChange]) -> list[Text]:
    return [
        TEXTS(
            "criterion_ii",
            channel=item.channel,
            value=item.value_mm_s,
            usual=item.usual_mm_s,
            limit=item.limit_mm_s,
            standard=item.standard,
        )
        for item in levels
    ]
