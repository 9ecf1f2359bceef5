"""Alarms that do not chatter: coming on, going off, one event for what belongs together, in blocks of any length."""

from __future__ import annotations

import json
import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.anomaly.alarms.rule import AlarmRule, AlarmState, deadbands
from diagnostics.errors import DiagnosticsError

RULE = AlarmRule(1.0)
NAN = math.nan


def alarmed_rows(rule, scores):
    return np.flatnonzero(rule.run(scores)[0]).tolist()


def row_by_row(rule, scores):
    """The rule as a person would follow it with a pencil."""
    alarm, on, counted, calm = [], False, [], 0
    for score in scores:
        calm = calm + 1 if score < rule.off_level else 0
        if on and calm >= rule.off_dwell_rows:
            on, counted = False, []
        elif not on:
            counted = [*counted, score][-rule.of_rows :]
            reached = sum(kept >= rule.on_limit for kept in counted)
            on = score >= rule.on_limit and reached >= rule.on_count
        alarm.append(on)
    return alarm


def test_two_of_five_rows_at_the_limit_are_no_alarm_and_three_are():
    assert alarmed_rows(RULE, [0, 2, 0, 2, 0, 0, 0]) == []
    assert alarmed_rows(RULE, [0, 2, 0, 2, 2, 0, 0])[0] == 4
    assert alarmed_rows(RULE, [2, 2, 0, 0, 0, 2, 0]) == []


def test_a_score_between_off_level_and_limit_keeps_an_alarm_but_starts_none():
    between = [0.95] * 20

    assert alarmed_rows(RULE, between) == []
    assert alarmed_rows(RULE, [2, 2, 2, *between]) == list(range(2, 23))


def test_five_calm_rows_in_succession_end_it_and_four_do_not():
    on, calm = [2.0, 2.0, 2.0], [0.0]

    assert alarmed_rows(RULE, on + 4 * calm + [0.95] + 4 * calm) == list(range(2, 12))
    assert alarmed_rows(RULE, on + 5 * calm + 3 * calm) == list(range(2, 7))


def test_a_score_that_jitters_about_the_limit_is_one_alarm():
    draws = np.random.default_rng(1)
    scores = 1.0 + 0.04 * draws.standard_normal(5000)

    _, events = RULE.run(scores)

    assert np.sum(np.diff(scores >= 1.0)) > 2000
    assert len(events) == 1


def test_what_was_counted_before_going_off_does_not_count_for_the_next_alarm():
    rule = AlarmRule(1.0, on_count=3, of_rows=5, off_dwell_rows=1)

    assert alarmed_rows(rule, [2, 2, 2, 0, 2, 0, 2, 0]) == [2]


def test_a_missing_score_neither_raises_an_alarm_nor_ends_one():
    assert alarmed_rows(RULE, [NAN] * 10) == []
    assert alarmed_rows(RULE, [2, 2, 2] + [NAN] * 30) == list(range(2, 33))
    assert alarmed_rows(RULE, [2, 2, 2, 0, 0, NAN, 0, 0, 0, 0]) == list(range(2, 10))
    assert alarmed_rows(RULE, [2, NAN, 2, NAN, 2])[0] == 4


def test_an_event_names_onset_first_and_last_row_and_peak():
    scores = [0, 0, 1.5, 0, 1.2, 1.1, 3.0, 3.0, 2.0, 0, 0, 0, 0, 0, 0]

    _, (event,) = RULE.run(scores)

    assert (event.onset_row, event.from_row, event.to_row) == (2, 5, 12)
    assert (event.peak_row, event.peak_score) == (6, 3.0)
    assert not event.standing


def test_an_event_may_have_its_peak_before_it_switched_on():
    _, (event,) = RULE.run([5.0, 1.0, 1.0, 0, 0, 0, 0, 0, 0])

    assert (event.peak_row, event.peak_score, event.from_row) == (0, 5.0, 2)


def test_an_alarm_at_the_end_still_stands():
    _, (event,) = RULE.run([0, 2, 2, 2, 2])

    assert event.standing
    assert event.to_row == 4


def test_alarms_closer_than_the_gap_are_one_event_though_the_rows_between_do_not_alarm():
    burst, calm = [2.0] * 4, [0.0]
    scores = burst + 10 * calm + burst + 30 * calm + burst + 10 * calm
    alarm, events = AlarmRule(1.0, gap_rows=8).run(scores)
    apart = AlarmRule(1.0, gap_rows=0).run(scores)[1]

    assert [(event.from_row, event.times) for event in events] == [(2, 2), (50, 1)]
    assert not alarm[10:14].any()
    assert len(apart) == 3


def test_negative_limits_have_their_hysteresis_on_the_right_side():
    rule = AlarmRule(-10.0)

    assert rule.off_level == pytest.approx(-11.0)
    assert alarmed_rows(rule, [-20, -9, -9, -9, -10.5, -20, -20, -20, -20, -20]) == list(range(3, 9))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([0.0, 0.5, 0.92, 1.0, 1.5, 2.0, NAN]), max_size=60),
    st.lists(st.integers(1, 9), min_size=1, max_size=60),
    st.integers(1, 5),
    st.integers(0, 4),
    st.integers(1, 6),
    st.integers(0, 6),
)
def test_blocks_give_what_one_pass_gives_and_both_what_a_pencil_gives(scores, lengths, count, more, dwell, gap):
    rule = AlarmRule(1.0, on_count=count, of_rows=count + more, off_dwell_rows=dwell, gap_rows=gap)
    whole, events = rule.run(scores)
    parts, in_blocks, state, done = [], [], None, 0
    while done < len(scores):
        length = lengths[len(parts) % len(lengths)]
        alarm, over, state = rule.block(scores[done : done + length], state)
        state = AlarmState.from_json(json.loads(json.dumps(state.to_json(), allow_nan=False)))
        parts.append(alarm.tolist())
        in_blocks += over
        done += length
    in_blocks += rule.finish(state or AlarmState())

    assert [row for part in parts for row in part] == whole.tolist() == row_by_row(rule, scores)
    assert tuple(in_blocks) == events


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.0, 2.0), min_size=1, max_size=80), st.integers(0, 5))
def test_events_cover_exactly_the_rows_that_alarm_and_their_gaps(scores, gap):
    rule = AlarmRule(1.0, on_count=2, of_rows=3, off_dwell_rows=2, gap_rows=gap)
    alarm, events = rule.run(scores)

    inside = np.zeros(len(scores), dtype=bool)
    for event in events:
        assert alarm[event.from_row]
        assert alarm[event.to_row]
        assert event.peak_score == max(scores[event.onset_row : event.to_row + 1])
        inside[event.from_row : event.to_row + 1] = True
    assert not (alarm & ~inside).any()
    assert all(later.from_row - sooner.to_row > gap + 1 for sooner, later in pairwise(events))


@pytest.mark.parametrize(
    "wrong",
    [
        {"on_limit": NAN},
        {"off_fraction": 1.2},
        {"on_count": 6},
        {"on_count": 0},
        {"off_dwell_rows": 0},
        {"gap_rows": -1},
        {"off_limit": 2.0},
    ],
    ids=str,
)
def test_rules_that_contradict_themselves_are_refused(wrong):
    with pytest.raises(DiagnosticsError) as caught:
        AlarmRule(**{"on_limit": 1.0, **wrong})

    assert caught.value.code == "alarm_rule_invalid"


def test_a_rule_that_can_never_come_on_is_allowed():
    assert alarmed_rows(AlarmRule(np.inf), [1e300] * 10) == []


@pytest.mark.parametrize(
    ("quantity", "deadband_percent", "delay_s"),
    [("flow", 5.0, 15.0), ("pressure", 2.0, 15.0), ("level", 2.0, 60.0), ("temperature", 1.0, 60.0)],
)
def test_deadbands_are_those_of_eemua_191(quantity, deadband_percent, delay_s):
    deadband = deadbands()[quantity]

    assert (deadband.deadband_percent, deadband.delay_s) == (deadband_percent, delay_s)
    assert "EEMUA 191" in deadband.source


def test_a_temperature_alarm_waits_a_minute_and_goes_off_one_percent_of_the_span_lower():
    rule = AlarmRule.for_quantity(80.0, "temperature", span=150.0, row_s=10.0)

    assert rule.off_level == pytest.approx(78.5)
    assert alarmed_rows(rule, [81.0] * 5 + [70.0] * 9) == []
    assert alarmed_rows(rule, [81.0] * 6 + [79.0] * 9 + [78.0] * 9) == list(range(5, 20))
    with pytest.raises(DiagnosticsError):
        AlarmRule.for_quantity(80.0, "colour", span=150.0, row_s=10.0)
    with pytest.raises(DiagnosticsError):
        AlarmRule.for_quantity(80.0, "flow", span=0.0, row_s=10.0)
