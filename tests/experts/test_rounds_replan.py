"""Replanning: what has begun stays, the rest keeps its order, freed time is offered, and the changes are told."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experts.errors import ExpertsError
from experts.rounds import RoundsDoctor, Stop, Travel, broken_promises, moment_of, plan_day, replan
from tests.experts.rounds_days import DAY, QUICK, doctor, km_east, small_days, stop

CHAIN = [stop("a", place=km_east(10)), stop("b", place=km_east(20)), stop("c", place=km_east(30))]
FIXED = Travel(speed_km_h=60.0)


def at(minute: int) -> datetime:
    return moment_of(DAY, minute)


def test_a_stop_falls_out_and_the_rest_keeps_its_order() -> None:
    plan = plan_day(DAY, CHAIN, [doctor()], travel=FIXED, effort=QUICK)
    order = plan.routes[0].stop_ids
    after = replan(plan, CHAIN, [doctor()], fallen_out=[order[1]], travel=FIXED)

    assert after.routes[0].stop_ids == (order[0], order[2])
    assert after.routes[0].stops[1].start < plan.routes[0].stops[2].start
    assert broken_promises(after, [s for s in CHAIN if s.id != order[1]], [doctor()], FIXED) == []
    assert (after.revision, [dropped.planned.stop_id for dropped in after.dropped]) == (1, [order[1]])
    assert [(change.stop_id, change.kind) for change in after.changes] == [(order[1], "dropped"), (order[2], "time")]
    assert "falls out; Dr d would have been there at" in after.changes[0].text.en


def test_freed_time_is_offered_to_what_was_left_out() -> None:
    stops = [stop(f"s{k}", service_minutes=120, urgency=k + 1) for k in range(3)]
    plan = plan_day(DAY, stops, [doctor(shift=(480, 780))], effort=QUICK)
    after = replan(plan, stops, [doctor(shift=(480, 780))], fallen_out=["s0"])

    assert [entry.stop_id for entry in plan.unplanned] == ["s2"]
    assert after.unplanned == ()
    assert {(change.stop_id, change.kind) for change in after.changes} >= {("s0", "dropped"), ("s2", "added")}


def test_a_new_stop_is_taken_in_where_it_costs_least() -> None:
    doctors = [doctor("near", home=km_east(30)), doctor("far", home=km_east(-40))]
    plan = plan_day(DAY, CHAIN, doctors, effort=QUICK)
    after = replan(plan, CHAIN, doctors, added=[stop("new", place=km_east(-38))])

    assert {route.doctor_id: route.stop_ids for route in after.routes}["far"] == ("new",)
    assert [(change.stop_id, change.kind) for change in after.changes] == [("new", "added")]


def test_what_has_begun_stays_and_the_next_leg_is_not_called_back() -> None:
    plan = plan_day(DAY, CHAIN, [doctor()], travel=FIXED, effort=QUICK)
    first, second, third = plan.routes[0].stops
    under_way = at(second.sets_out)
    after = replan(plan, CHAIN, [doctor()], fallen_out=[third.stop_id], now=under_way, travel=FIXED)

    assert after.routes[0].stops[0].start == first.start
    assert (after.routes[0].stops[1].start, len(after.routes[0].stops)) == (second.start, 2)


def test_the_stop_one_is_on_the_way_to_falls_out() -> None:
    plan = plan_day(DAY, CHAIN, [doctor()], travel=FIXED, effort=QUICK)
    _, second, third = plan.routes[0].stops
    now = second.sets_out + 5
    after = replan(plan, CHAIN, [doctor()], fallen_out=[second.stop_id], now=at(now), travel=FIXED)

    assert after.routes[0].stop_ids[1] == third.stop_id
    assert after.routes[0].stops[1].sets_out == now
    assert broken_promises(after, [s for s in CHAIN if s.id != second.stop_id], [doctor()], FIXED) == []


def test_nothing_new_is_begun_in_the_past() -> None:
    plan = plan_day(DAY, CHAIN, [doctor()], effort=QUICK)
    after = replan(plan, CHAIN, [doctor(), doctor("e")], added=[stop("new", service_minutes=300)], now=at(720))
    starts = {planned.stop_id: planned.sets_out for _, planned in after.planned()}

    assert [entry.stop_id for entry in after.unplanned] == [] or "new" not in starts
    assert starts.get("new", 720) >= 720


def test_a_day_that_is_over_cannot_take_a_stop() -> None:
    after = replan(plan_day(DAY, [], [doctor()]), [], [doctor()], added=[stop("new")], now=at(1000))

    assert [(entry.stop_id, entry.code) for entry in after.unplanned] == [("new", "out_of_hours")]


def test_all_anew_only_when_asked() -> None:
    # Kept in order, the added stop at the far end is reached last; planned anew the route may turn round.
    stops = [stop("a", place=km_east(10), windows=((480, 1020),)), stop("b", place=km_east(60))]
    doctors = [doctor(), doctor("e", home=km_east(60))]
    plan = plan_day(DAY, stops[:1], doctors[:1], effort=QUICK)
    kept = replan(plan, stops[:1], doctors, added=stops[1:])
    anew = replan(plan, stops[:1], doctors, added=stops[1:], keep_order=False, effort=QUICK)

    assert kept.routes[0].stop_ids[0] == "a"
    assert anew.travel_minutes <= kept.travel_minutes
    assert broken_promises(anew, stops, doctors, Travel()) == []


def test_a_stop_that_goes_to_another_doctor_is_told_as_such() -> None:
    plan = plan_day(DAY, [stop("a", place=km_east(50))], [doctor("d")], effort=QUICK)
    doctors = [doctor("d"), doctor("e", home=km_east(50))]
    after = replan(plan, [stop("a", place=km_east(50))], doctors, keep_order=False, effort=QUICK)

    assert [(change.kind, change.stop_id) for change in after.changes] == [("doctor", "a")]
    assert [(dropped.doctor_id, dropped.planned.stop_id) for dropped in after.dropped] == [("d", "a")]


def test_an_unknown_stop_cannot_fall_out() -> None:
    with pytest.raises(ExpertsError) as refused:
        replan(plan_day(DAY, [], []), [], [], fallen_out=["x"])
    assert refused.value.code == "stop_not_in_plan"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(small_days(), st.data(), st.sampled_from([None, 500, 700, 900]), st.booleans())
def test_every_replanned_day_keeps_every_promise(
    day: tuple[tuple[Stop, ...], tuple[RoundsDoctor, ...]], data: st.DataObject, minute: int | None, keep: bool
) -> None:
    stops, doctors = day
    plan = plan_day(DAY, stops, doctors, effort=QUICK)
    out = data.draw(st.lists(st.sampled_from([s.id for s in stops]), unique=True, max_size=2)) if stops else []
    now = None if minute is None else at(minute)
    after = replan(plan, stops, doctors, fallen_out=out, now=now, keep_order=keep, effort=QUICK)
    left = [s for s in stops if s.id not in out]
    before = {planned.stop_id: (route.doctor_id, planned.start) for route, planned in plan.planned()}
    begun = {planned.stop_id for _, planned in plan.planned() if minute is not None and planned.sets_out <= minute}
    made = {planned.stop_id: (route.doctor_id, planned.start) for route, planned in after.planned()}

    assert broken_promises(after, left, doctors, Travel()) == []
    assert {s: made[s] for s in begun - set(out)} == {s: before[s] for s in begun - set(out)}
    if keep:
        for route in plan.routes:
            kept = [s for s in route.stop_ids if s not in out]
            now_of = next((r.stop_ids for r in after.routes if r.doctor_id == route.doctor_id), ())
            lost = [s for s in kept if s not in now_of]
            assert [s for s in now_of if s in kept] == [s for s in kept if s not in lost]
            # Where the stop one was on the way to fell out late, a later one may no longer fit, and that is told.
            assert not lost or minute is not None
            assert {change.kind for change in after.changes if change.stop_id in lost} <= {"left_out", "doctor"}
            assert set(lost) <= {change.stop_id for change in after.changes}


def test_a_doctor_whose_day_is_over_was_home_when_the_plan_said_so() -> None:
    plan = plan_day(DAY, CHAIN, [doctor()], travel=FIXED, effort=QUICK)
    after = replan(plan, CHAIN, [doctor()], now=at(1010), travel=FIXED)

    assert after.routes == plan.routes
