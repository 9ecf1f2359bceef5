"""Hours, weeks on call and what contradicts itself in them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.texts import Text
from experts.rota import (
    USUAL_HOURS,
    Candidate,
    OnCallWeek,
    RotaError,
    contradictions_on_call,
    read_hours,
    rotate,
    week_start,
)

MONDAY = date(2026, 11, 30)
WEEK = timedelta(days=7)


def candidate(doctor_id: str, *away: int, **more: Any) -> Candidate:
    """Return somebody who is away on the Wednesdays of the given weeks after `MONDAY`."""
    days = [datetime(2026, 12, 2, 9, tzinfo=UTC) + k * WEEK for k in away]
    absences = tuple((day, day + timedelta(hours=8)) for day in days)
    return Candidate(doctor_id, Text(doctor_id, doctor_id), absences, **more)


def on_weekdays(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("moment", "at_work"),
    [
        (datetime(2026, 11, 30, 8, 29, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 8, 30, tzinfo=UTC), True),
        (datetime(2026, 11, 30, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 17, 29, tzinfo=UTC), True),
        (datetime(2026, 11, 29, 10, 0, tzinfo=UTC), False),
    ],
)
def test_the_usual_hours_are_half_past_eight_to_half_past_five_with_a_pause(moment: datetime, at_work: bool) -> None:
    assert USUAL_HOURS.is_at_work(moment, on_weekdays) is at_work


def test_nobody_is_at_work_on_a_holiday_and_a_saturday_that_makes_up_for_it_is_worked_like_a_monday() -> None:
    holiday, made_up = date(2026, 10, 1), date(2026, 10, 10)  # Thursday and Saturday of the National Day of 2026

    def is_working_day(day: date) -> bool:
        return day == made_up or (day != holiday and day.weekday() < 5)

    assert not USUAL_HOURS.is_at_work(datetime(2026, 10, 1, 10, tzinfo=UTC), is_working_day)
    assert USUAL_HOURS.is_at_work(datetime(2026, 10, 10, 10, tzinfo=UTC), is_working_day)


def test_the_next_hour_at_work_is_found_over_the_weekend() -> None:
    friday_evening = datetime(2026, 11, 27, 19, tzinfo=UTC)

    assert USUAL_HOURS.next_at_work(friday_evening, on_weekdays) == datetime(2026, 11, 30, 8, 30, tzinfo=UTC)


def test_who_has_no_hours_is_never_at_work() -> None:
    assert read_hours({}).next_at_work(datetime(2026, 11, 30, tzinfo=UTC), on_weekdays) is None


def test_hours_are_written_as_they_were_read() -> None:
    document = {"mon": [["08:00", "12:00"], ["13:00", "17:00"]], "sat": [["09:00", "11:30"]]}

    assert read_hours(document).to_json() == document


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"monday": [["08:00", "12:00"]]}, "weekday_unknown"),
        ({"mon": [["8 o'clock", "12:00"]]}, "hours_unreadable"),
        ({"mon": [["08:00"]]}, "hours_unreadable"),
        ({"mon": [["17:00", "08:00"]]}, "hours_reversed"),
        ({"mon": [["08:00", "12:00"], ["11:00", "15:00"]]}, "hours_overlap"),
    ],
)
def test_contradictory_hours_are_refused_in_both_languages(document: Any, code: str) -> None:
    with pytest.raises(RotaError) as refusal:
        read_hours(document)

    assert refusal.value.code == code
    assert refusal.value.text.zh != refusal.value.text.en


@given(st.integers(1, 9), st.integers(1, 60))
def test_weeks_are_shared_evenly_and_nobody_has_two_in_a_row(count: int, weeks: int) -> None:
    people = [candidate(f"d{k}") for k in range(count)]

    rotation = rotate("mechanical", people, MONDAY, weeks, zone=UTC)

    shares = Counter(each.doctor_id for each in rotation.weeks)
    shares.update({person.doctor_id: 0 for person in people})
    assert rotation.gaps == ()
    assert len(rotation.weeks) == weeks
    assert max(shares.values()) - min(shares.values()) <= 1
    if count > 1:
        assert all(
            one.doctor_id != next_one.doctor_id
            for one, next_one in zip(rotation.weeks, rotation.weeks[1:], strict=False)
        )


@given(st.lists(st.sets(st.integers(0, 11)), min_size=1, max_size=5))
def test_nobody_is_on_call_while_away_and_a_week_is_left_open_only_where_all_are_away(away: list[set[int]]) -> None:
    people = [candidate(f"d{k}", *weeks) for k, weeks in enumerate(away)]

    rotation = rotate("mechanical", people, MONDAY, 12, zone=UTC)

    for each in rotation.weeks:
        assert (each.week - MONDAY) // WEEK not in away[int(each.doctor_id[1:])]
    assert {(gap.week - MONDAY) // WEEK for gap in rotation.gaps} == set.intersection(*away)


def test_who_had_fewer_weeks_before_comes_first_and_weeks_already_given_stay() -> None:
    people = [candidate("new"), candidate("old", weeks_before=2)]
    taken = {MONDAY + WEEK: "new"}

    rotation = rotate("mechanical", people, MONDAY, 3, zone=UTC, taken=taken)

    assert [(each.week, each.doctor_id) for each in rotation.weeks] == [(MONDAY, "old"), (MONDAY + 2 * WEEK, "old")]


def test_a_newcomer_does_not_make_up_for_the_past_of_the_others() -> None:
    people = [candidate(name, weeks_before=17) for name in ("a", "b", "c")] + [candidate("new")]

    rotation = rotate("mechanical", people, MONDAY, 32, zone=UTC)

    shares = Counter(each.doctor_id for each in rotation.weeks)
    assert shares["new"] <= 9
    assert min(shares.values()) >= 7


def test_a_week_nobody_can_take_says_whose_absence_is_shortest() -> None:
    rotation = rotate("video", [candidate("one", 0)], MONDAY, 1, zone=UTC)

    assert "one is away the least" in rotation.gaps[0].reason.en
    assert "2026-11-30" in rotation.gaps[0].reason.zh
    assert "add a doctor" in rotate("video", [], MONDAY, 1, zone=UTC).gaps[0].reason.en


def test_a_rota_begins_on_a_monday() -> None:
    with pytest.raises(ValueError, match="no Monday"):
        rotate("it", [], date(2026, 12, 1), 1, zone=UTC)
    assert week_start(date(2026, 12, 6)) == MONDAY


def test_what_became_contradictory_is_found_with_a_substitute() -> None:
    weeks = [OnCallWeek("it", MONDAY, "away"), OnCallWeek("it", MONDAY + WEEK, "gone")]
    members = {"it": [candidate("away", 0), candidate("there")]}

    found = contradictions_on_call(weeks, members, zone=UTC)

    assert [(each.code, each.doctor_id, each.substitute_id) for each in found] == [
        ("on_call_while_absent", "away", "there"),
        ("on_call_not_member", "gone", "there"),
    ]
    assert "there could take the week" in found[0].text.en


def test_a_contradiction_nobody_can_mend_says_what_to_do() -> None:
    found = contradictions_on_call([OnCallWeek("it", MONDAY, "a")], {"it": [candidate("a", 0)]}, zone=UTC)

    assert found[0].substitute_id is None
    assert "add a doctor" in found[0].text.en
