"""Alarms in front of people: the states of ISA-18.2, and what the alarms of a time ask of those who look after them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.anomaly.alarms.figures import Activation, alarm_load
from diagnostics.anomaly.alarms.standing import Condition, StandingAlarm
from diagnostics.errors import DiagnosticsError

DAY_S = 86_400.0


def raised(at_s=0.0):
    alarm, announced = StandingAlarm().on(at_s)
    assert announced
    return alarm


def test_an_alarm_goes_the_way_of_the_standard():
    alarm = raised(0.0)
    states = [alarm.state]
    for step in (lambda a: a.acknowledge("Li Wei", 10.0), lambda a: a.off(20.0)):
        alarm = step(alarm)
        states.append(alarm.state)

    assert [state.value for state in states] == ["UNACK", "ACKED", "NORM"]
    assert [(line.at_s, line.by) for line in alarm.history] == [(0.0, None), (10.0, "Li Wei"), (20.0, None)]


def test_an_alarm_that_went_by_itself_stays_until_somebody_has_seen_it():
    alarm = raised().off(5.0)

    assert alarm.state is Condition.RETURNED_UNACKNOWLEDGED
    assert alarm.at(30 * DAY_S).state is Condition.RETURNED_UNACKNOWLEDGED
    assert alarm.acknowledge("Li Wei", 60.0).state is Condition.NORMAL


def test_an_alarm_that_comes_again_unseen_is_the_same_alarm():
    alarm = raised().off(5.0)

    again, announced = alarm.on(10.0)

    assert not announced
    assert again.state is Condition.UNACKNOWLEDGED
    assert again.activations == 2


def test_an_acknowledged_alarm_is_announced_again_only_after_it_was_armed():
    seen = raised().acknowledge("Li Wei", 5.0).off(10.0)

    silent, silently = seen.on(20.0)
    _, aloud = silent.off(30.0).rearm("Li Wei", 40.0).on(50.0)

    assert not silently
    assert silent.state is Condition.ACKNOWLEDGED
    assert aloud


def test_a_day_without_alarm_arms_it_again():
    seen = raised().acknowledge("Li Wei", 5.0).off(10.0)

    assert not seen.on(10.0 + 0.99 * DAY_S)[1]
    assert seen.on(10.0 + 1.01 * DAY_S)[1]


def test_a_shelved_alarm_is_silent_until_its_time_is_over_and_then_speaks_if_it_stands():
    shelved = raised().shelve("Li Wei", 5.0, until_s=100.0)

    assert shelved.state is Condition.SHELVED
    assert not shelved.off(10.0).on(20.0)[1]
    assert shelved.at(99.0).state is Condition.SHELVED
    assert shelved.at(101.0).state is Condition.UNACKNOWLEDGED
    assert shelved.off(50.0).at(101.0).state is Condition.NORMAL


def test_three_times_within_a_minute_is_chattering_and_three_within_an_hour_is_not():
    fast = slow = StandingAlarm()
    for time in range(3):
        fast = fast.on(20.0 * time)[0].off(20.0 * time + 5.0)
        slow = slow.on(1200.0 * time)[0].off(1200.0 * time + 5.0)

    assert (fast.activations, fast.chatters) == (3, 1)
    assert (slow.activations, slow.chatters) == (3, 0)


@pytest.mark.parametrize(
    "act",
    [
        lambda: StandingAlarm().acknowledge("Li Wei", 0.0),
        lambda: raised().acknowledge("Li Wei", 1.0).acknowledge("Li Wei", 2.0),
        lambda: raised().rearm("Li Wei", 1.0),
        lambda: raised().shelve("Li Wei", 5.0, until_s=5.0),
        lambda: raised().unshelve("Li Wei", 1.0),
    ],
    ids=["nothing-to-acknowledge", "acknowledged-twice", "armed-in-alarm", "shelved-for-no-time", "not-on-the-shelf"],
)
def test_what_the_standard_does_not_allow_is_refused(act):
    with pytest.raises(DiagnosticsError) as caught:
        act()

    assert caught.value.code == "alarm_transition"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["on", "off", "acknowledge", "rearm", "shelve"]), max_size=40))
def test_whatever_happens_a_machine_in_alarm_is_on_the_list_and_nothing_is_announced_twice(actions):
    alarm, unseen = StandingAlarm(), 0
    for at_s, action in enumerate(map(str, actions)):
        try:
            if action == "on":
                alarm, announced = alarm.on(float(at_s))
                unseen += announced
            elif action == "off":
                alarm = alarm.off(float(at_s))
            elif action == "acknowledge":
                alarm, unseen = alarm.acknowledge("Li Wei", float(at_s)), 0
            elif action == "rearm":
                alarm, unseen = alarm.rearm("Li Wei", float(at_s)), 0
            else:
                alarm, unseen = alarm.shelve("Li Wei", float(at_s), until_s=at_s + 4.0), 0
        except DiagnosticsError:
            pass
        assert unseen <= 1
        assert not (alarm.active and alarm.state in (Condition.NORMAL, Condition.RETURNED_UNACKNOWLEDGED))
        assert StandingAlarm.from_json(json.loads(json.dumps(alarm.to_json()))) == alarm


def test_every_state_has_a_name_in_both_languages():
    assert {state.text.zh for state in Condition} == {"正常", "报警，未确认", "报警，已确认", "已恢复，未确认", "搁置"}


def every(step_s, until_s, alarm="pump"):
    return [Activation(alarm, float(at), float(at) + 1.0) for at in np.arange(0.0, until_s, step_s)]


def levels(load):
    return {yardstick.name: yardstick.level for yardstick in load.yardsticks()}


def test_one_alarm_in_ten_minutes_is_acceptable():
    load = alarm_load(every(600.0, DAY_S), from_s=0.0, to_s=DAY_S)

    assert load.per_day == pytest.approx(144.0)
    assert load.per_ten_minutes == pytest.approx(1.0)
    assert load.peak_ten_minutes == 1
    assert levels(load) | {"per_machine_month": "exceeded"} == {
        "per_day": "acceptable",
        "per_ten_minutes": "acceptable",
        "peak_ten_minutes": "acceptable",
        "in_flood": "acceptable",
        "chattering": "acceptable",
        "stale": "acceptable",
        "per_machine_month": "exceeded",
    }


def test_two_alarms_in_ten_minutes_can_be_handled_and_three_cannot():
    assert levels(alarm_load(every(300.0, DAY_S), from_s=0.0, to_s=DAY_S))["per_day"] == "manageable"
    assert levels(alarm_load(every(200.0, DAY_S), from_s=0.0, to_s=DAY_S))["per_day"] == "exceeded"


def test_eleven_alarms_in_ten_minutes_are_a_flood_and_ten_are_none():
    def load(count):
        burst = [Activation(f"a{k}", 1200.0 + 50.0 * k, 1300.0 + 50.0 * k) for k in range(count)]
        return alarm_load(burst, from_s=0.0, to_s=6000.0)

    assert (load(10).floods, load(10).flood_percent) == (0, 0.0)
    assert (load(11).floods, load(11).flood_percent) == (1, 10.0)
    assert load(11).peak_ten_minutes == 11


def test_a_burst_across_the_border_of_two_periods_is_still_the_peak():
    burst = [Activation(f"a{k}", 560.0 + 8.0 * k) for k in range(11)]

    assert alarm_load(burst, from_s=0.0, to_s=1200.0).peak_ten_minutes == 11


def test_one_alarm_three_times_within_a_minute_chatters_and_three_different_ones_do_not():
    same = [Activation("pump", at, at + 1.0) for at in (0.0, 30.0, 60.0)]
    different = [Activation(name, at, at + 1.0) for name, at in (("a", 0.0), ("b", 30.0), ("c", 60.0))]
    slower = [Activation("pump", at, at + 1.0) for at in (0.0, 30.0, 61.0)]

    assert alarm_load(same, from_s=0.0, to_s=DAY_S).chattering == ("pump",)
    assert alarm_load(different, from_s=0.0, to_s=DAY_S).chattering == ()
    assert alarm_load(slower, from_s=0.0, to_s=DAY_S).chattering == ()


def test_alarms_that_stand_for_more_than_a_day_are_stale_while_they_stand():
    long = [Activation("a", 0.0, 3 * DAY_S), Activation("b", DAY_S, None), Activation("c", 0.0, 0.9 * DAY_S)]

    assert alarm_load(long, from_s=0.0, to_s=1.5 * DAY_S).stale == 1
    assert alarm_load(long, from_s=0.0, to_s=4 * DAY_S).stale == 2
    assert alarm_load(long, from_s=3.5 * DAY_S, to_s=4 * DAY_S).stale == 1
    assert alarm_load(long, from_s=3.5 * DAY_S, to_s=4 * DAY_S).alarms == 0


def test_our_own_budget_is_one_alarm_for_a_hundred_machines_and_month():
    load = alarm_load([Activation("a", 5.0, 6.0)], from_s=0.0, to_s=30 * DAY_S, machines=100)

    assert load.per_machine_month == pytest.approx(1.0)
    assert levels(load)["per_machine_month"] == "acceptable"
    assert load.notes() == ()


def test_no_alarms_and_a_short_time_are_figures_too():
    load = alarm_load([], from_s=0.0, to_s=3600.0)

    assert load.alarms == load.peak_ten_minutes == load.stale == load.floods == 0
    assert "1.0 hours" in load.notes()[0].en
    assert all(yardstick.text.en and yardstick.text.zh for yardstick in load.yardsticks())


@pytest.mark.parametrize("wrong", [{"from_s": 5.0, "to_s": 5.0}, {"from_s": 0.0, "to_s": 9.0, "machines": 0}], ids=str)
def test_no_time_and_no_machine_are_refused(wrong):
    with pytest.raises(DiagnosticsError) as caught:
        alarm_load([], **wrong)

    assert caught.value.code == "alarm_period_invalid"
