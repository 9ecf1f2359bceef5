"""The calendar file of a plan, read back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from experts.rounds import DayPlan, calendar_file, plan_day, replan
from tests.experts.rounds_days import DAY, QUICK, doctor, km_east, stop

STAMP = datetime(2026, 11, 30, 9, tzinfo=UTC)
STOPS = [stop("a", place=km_east(10), instruments=("thermal_camera",)), stop("b", place=km_east(-10))]
BY_ID = {entry.id: entry for entry in STOPS}


def events(plan: DayPlan, **options: Any) -> dict[str, Any]:
    content = calendar_file(plan, BY_ID, stamp=STAMP, plan_id="rnd_1", **options)
    calendar = Calendar.from_ical(content)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_every_visit_is_an_event_with_time_place_and_what_to_carry() -> None:
    plan = plan_day(DAY, STOPS, [doctor()], effort=QUICK)
    (event,) = [event for uid, event in events(plan, addresses={"a": "无锡滨湖 1 号"}).items() if "-a-" in uid]
    planned = next(planned for _, planned in plan.planned() if planned.stop_id == "a")
    begins = datetime(2026, 12, 1, planned.start // 60, planned.start % 60, tzinfo=UTC)

    assert (begins - event.decoded("DTSTART")).total_seconds() == 8 * 3600, "China is eight hours ahead of UTC"
    assert (event.decoded("DTEND") - event.decoded("DTSTART")).total_seconds() == 3600
    assert event.decoded("DTSTAMP") == STAMP
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Rounds: Factory a / 巡诊：工厂a", "无锡滨湖 1 号")
    assert event["GEO"].to_ical() == f"{km_east(10)[0]};{round(km_east(10)[1], 6)}"
    assert "To carry: thermal camera\n需携带：红外热像仪" in str(event["DESCRIPTION"])
    assert (event.decoded("SEQUENCE"), str(event["STATUS"])) == (0, "CONFIRMED")


def test_replanning_keeps_uids_raises_the_sequence_and_cancels_what_fell_out() -> None:
    plan = plan_day(DAY, STOPS, [doctor()], effort=QUICK)
    before = events(plan)
    after = events(replan(plan, STOPS, [doctor()], fallen_out=["a"]))
    status = {uid: (str(event["STATUS"]), event.decoded("SEQUENCE")) for uid, event in after.items()}

    assert set(after) == set(before)
    assert sorted(status.values()) == [("CANCELLED", 1), ("CONFIRMED", 1)]
    assert next(value for uid, value in status.items() if "-a-" in uid)[0] == "CANCELLED"


def test_a_doctor_gets_the_own_visits_only() -> None:
    plan = plan_day(DAY, STOPS, [doctor("d", home=km_east(10)), doctor("e", home=km_east(-10))], effort=QUICK)

    assert [uid.split("-")[2] for uid in events(plan, doctor_id="d")] == ["a"]
    assert len(events(plan)) == 2


def test_a_day_without_visits_is_a_calendar_without_events() -> None:
    assert events(plan_day(DAY, [], [])) == {}
