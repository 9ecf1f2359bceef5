"""Which of many doctors a day is planned with."""

from __future__ import annotations

from experts.rounds import Travel, nearest_suited
from tests.experts.rounds_days import doctor, km_east, stop


def test_the_nearest_who_suit_are_taken_for_each_stop_in_turn() -> None:
    far_expert = doctor("expert", home=km_east(80), departments=("electrical",))
    near = [doctor(f"near{k}", home=km_east(k)) for k in range(20)]
    stops = [stop("a", place=km_east(0)), stop("b", place=km_east(0), department="electrical")]

    chosen = [each.id for each in nearest_suited(stops, [*near, far_expert], travel=Travel(), most=4)]

    assert "expert" in chosen
    assert "near0" in chosen
    assert len(chosen) == 4


def test_few_doctors_are_all_taken() -> None:
    doctors = [doctor("one"), doctor("two")]

    assert nearest_suited([], doctors, travel=Travel(), most=2) == doctors


def test_without_a_stop_nobody_of_too_many_is_needed() -> None:
    assert nearest_suited([], [doctor("one"), doctor("two")], travel=Travel(), most=1) == []
