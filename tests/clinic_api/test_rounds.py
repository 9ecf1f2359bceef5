"""Rounds: a day is proposed from open cases and visits, accepted once into visits, and replanned when one falls out."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from icalendar import Calendar
from pypdf import PdfReader
from sqlalchemy import select, update

from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.doctors.models import Doctor
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.rounds.models import RoundStop
from clinic_api.settings import Settings
from clinic_api.visits.models import Visit
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, SeededFactory
from tests.clinic_api.test_queue_plan import new_doctor

DAY = "2027-03-02"  # a Tuesday after every seeded visit
URL = "/api/v1/rounds"


@pytest.fixture
def coordinator(login: Login, hospital: Hospital, database: Database) -> TestClient:
    """The coordinator of a hospital whose two cases wait for a doctor's visit, without one planned."""
    with database.session() as session:
        session.execute(update(Visit).values(case_ids=[]))
        for case in session.scalars(select(Case)):
            case.triage = {"mode": "rounds", "specialties": ["gears"]}
        for k, factory in enumerate((hospital.own, hospital.foreign)):
            row = session.get_one(Factory, factory.factory_id)
            row.latitude_deg, row.longitude_deg = 31.55 + 0.1 * k, 120.35 + 0.1 * k
            row.contact_phone = "0510-85000000"
        for doctor in session.scalars(select(Doctor)):
            doctor.instruments = ["vibration_analyser", "thermal_camera"]
    return login(Role.COORDINATOR)


def visit_of(factory: SeededFactory, **more: Any) -> dict[str, Any]:
    """Return a visit to one machine of ``factory``."""
    machine = {"factory_id": factory.factory_id, "equipment_ids": [factory.equipment_id]}
    return machine | {"purpose": "季度巡诊"} | more


def propose(caller: TestClient, **more: Any) -> dict[str, Any]:
    answer = caller.post(URL, json={"day": DAY} | more)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def accept(caller: TestClient, made: dict[str, Any]) -> dict[str, Any]:
    answer = caller.post(f"{URL}/{made['id']}/accept")
    assert answer.status_code == 200, answer.text
    accepted: dict[str, Any] = answer.json()
    return accepted


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def stops_of(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        stop["factory_id"]: stop | {"by": route["doctor_id"]} for route in made["routes"] for stop in route["stops"]
    }


def two_visits(caller: TestClient, hospital: Hospital) -> dict[str, Any]:
    """Accept rounds of one doctor to both factories."""
    visits = [visit_of(hospital.own), visit_of(hospital.foreign)]
    return accept(caller, propose(caller, case_ids=[], visits=visits, doctor_ids=[hospital.doctor_id]))


def test_open_cases_for_rounds_are_planned_with_who_attends_them(coordinator: TestClient, hospital: Hospital) -> None:
    made = propose(coordinator)
    stops = stops_of(made)

    assert (made["state"], made["unplanned"], made["revision"]) == ("proposed", [], 0)
    assert stops[hospital.own.factory_id]["by"] == hospital.doctor_id
    assert stops[hospital.foreign.factory_id]["by"] == hospital.other_doctor_id
    assert stops[hospital.own.factory_id]["case_ids"] == [hospital.own.case_id]
    assert stops[hospital.own.factory_id]["equipment_ids"] == [hospital.own.equipment_id]
    assert coordinator.get("/api/v1/visits").json()["items"][0]["day"] != DAY, "nothing is agreed yet"
    assert coordinator.get(f"{URL}/{made['id']}").json() == made
    assert made in coordinator.get(URL, params={"state": "proposed", "day": DAY}).json()["items"]


def test_visits_are_planned_within_the_hours_of_the_factory(
    coordinator: TestClient, hospital: Hospital, login: Login
) -> None:
    factory = f"/api/v1/factories/{hospital.own.factory_id}"
    changed = login(Role.FACTORY_ADMIN).patch(factory, json={"visit_windows": [["14:00", "15:00"]]}).json()
    made = propose(coordinator, case_ids=[], visits=[visit_of(hospital.own, minutes=45)])
    stop = stops_of(made)[hospital.own.factory_id]

    assert changed["visit_windows"] == [["14:00", "15:00"]]
    start, end = (datetime.fromisoformat(stop[name]).astimezone(UTC) for name in ("start_at", "departure_at"))
    assert (start.hour, (end - start).total_seconds()) == (6, 45 * 60), "14:00 in China is 06:00 UTC"


@ONE_ENGINE
@pytest.mark.parametrize("windows", [[["15:00", "14:00"]], [["8:00", "9:00"]], [["08:00"]], []])
def test_hours_that_contradict_themselves_are_refused(login: Login, hospital: Hospital, windows: Any) -> None:
    factory = f"/api/v1/factories/{hospital.own.factory_id}"
    answer = login(Role.FACTORY_ADMIN).patch(factory, json={"visit_windows": windows})

    assert refusal(answer) == (422, "validation_failed")


def test_a_stop_nobody_can_take_stays_with_reason_and_proposal(
    coordinator: TestClient, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(Factory).where(Factory.id == hospital.foreign.factory_id).values(latitude_deg=None))
    visits = [visit_of(hospital.own, department="video"), visit_of(hospital.foreign)]
    unplanned = {stop["factory_id"]: stop for stop in propose(coordinator, case_ids=[], visits=visits)["unplanned"]}

    assert unplanned[hospital.own.factory_id]["code"] == "nobody_suited"
    assert "video" in unplanned[hospital.own.factory_id]["change"]["en"]
    assert unplanned[hospital.foreign.factory_id]["code"] == "place_unknown"
    assert "经纬度" in unplanned[hospital.foreign.factory_id]["change"]["zh"]


def test_accepting_makes_visits_with_times_and_what_to_carry(coordinator: TestClient, hospital: Hospital) -> None:
    made = accept(coordinator, propose(coordinator, doctor_ids=[hospital.doctor_id], case_ids=[hospital.own.case_id]))
    stop = stops_of(made)[hospital.own.factory_id]
    visit = coordinator.get(f"/api/v1/visits/{stop['visit_id']}").json()

    assert made["state"] == "accepted"
    assert (visit["state"], visit["day"], visit["round_id"]) == ("planned", DAY, made["id"])
    assert (visit["doctor_ids"], visit["case_ids"]) == ([hospital.doctor_id], [hospital.own.case_id])
    assert [entry["equipment_id"] for entry in visit["stops"]] == [hospital.own.equipment_id]
    assert (visit["planned_arrival_at"], visit["planned_start_at"]) == (stop["arrival_at"], stop["start_at"])
    assert (visit["travel_minutes"], visit["travel_km"]) == (stop["travel_minutes"], stop["travel_km"])
    assert visit["instruments"] == stop["instruments"] == ["vibration_analyser"], "what gears ask for"


def test_the_second_click_plans_nothing_twice(coordinator: TestClient, hospital: Hospital) -> None:
    first = propose(coordinator)
    twin = propose(coordinator)
    accept(coordinator, first)
    again = coordinator.post(f"{URL}/{first['id']}/accept")
    other = coordinator.post(f"{URL}/{twin['id']}/accept")

    assert refusal(again) == (409, "round_state_conflict")
    assert refusal(other) == (409, "visit_planned_already")
    assert other.json()["case_ids"] == sorted([hospital.own.case_id, hospital.foreign.case_id])
    assert propose(coordinator, day="2027-03-03")["routes"] == [], "cases with a visit wait for no other"
    named = coordinator.post(URL, json={"day": "2027-03-03", "case_ids": [hospital.own.case_id]})
    assert refusal(named) == (409, "visit_planned_already")


def test_the_same_key_gives_the_same_rounds(coordinator: TestClient) -> None:
    answers = [coordinator.post(URL, json={"day": DAY}, headers={"Idempotency-Key": "k"}).json() for _ in range(2)]

    assert answers[0] == answers[1]


def test_a_doctor_with_a_visit_that_day_is_not_sent_twice(coordinator: TestClient, hospital: Hospital) -> None:
    twin = propose(coordinator, case_ids=[], visits=[visit_of(hospital.foreign)], doctor_ids=[hospital.doctor_id])
    accept(coordinator, propose(coordinator, doctor_ids=[hospital.doctor_id], case_ids=[hospital.own.case_id]))
    named = coordinator.post(URL, json={"day": DAY, "doctor_ids": [hospital.doctor_id]})

    assert refusal(named) == (409, "doctor_booked")
    assert hospital.doctor_id not in propose(coordinator)["doctor_ids"]
    assert refusal(coordinator.post(f"{URL}/{twin['id']}/accept")) == (409, "doctor_booked")


def test_rounds_with_a_case_closed_since_are_not_accepted(
    coordinator: TestClient, hospital: Hospital, database: Database
) -> None:
    made = propose(coordinator)
    with database.session() as session:
        session.execute(update(Case).where(Case.id == hospital.own.case_id).values(state="cancelled"))
    answer = coordinator.post(f"{URL}/{made['id']}/accept")

    assert refusal(answer) == (409, "round_outdated")
    assert answer.json()["case_ids"] == [hospital.own.case_id]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"day": "2026-01-05"}, 422, "round_day_past"),
        ({"day": "2027-03-06"}, 422, "round_day_off"),
        ({"doctor_ids": [new_id("doc")]}, 422, "doctor_not_found"),
        ({"case_ids": [new_id("case")]}, 422, "case_not_for_rounds"),
        ({"case_ids": ["x"]}, 422, "case_not_for_rounds"),
        ({"visits": [{"factory_id": "x", "equipment_ids": ["y"], "purpose": "z"}]}, 422, "factory_not_found"),
        ({"shift": ["18:00", "08:00"]}, 422, "validation_failed"),
        (
            {"visits": [{"factory_id": "x", "equipment_ids": ["y"], "purpose": "z", "instruments": ["wand"]}]},
            422,
            "validation_failed",
        ),
    ],
)
@ONE_ENGINE
def test_what_cannot_be_planned_is_refused_with_its_code(
    coordinator: TestClient, changes: dict[str, Any], status: int, code: str
) -> None:
    assert refusal(coordinator.post(URL, json={"day": DAY} | changes)) == (status, code)


@ONE_ENGINE
def test_machines_have_to_be_the_factorys_and_stand_once(coordinator: TestClient, hospital: Hospital) -> None:
    mixed = visit_of(hospital.own) | {"equipment_ids": [hospital.foreign.equipment_id]}
    twice = [visit_of(hospital.own), visit_of(hospital.own)]

    assert refusal(coordinator.post(URL, json={"day": DAY, "visits": [mixed]})) == (422, "machine_of_other_factory")
    assert refusal(coordinator.post(URL, json={"day": DAY, "visits": twice})) == (409, "machine_planned_twice")


@ONE_ENGINE
def test_a_day_off_is_planned_when_said_so(coordinator: TestClient) -> None:
    assert propose(coordinator, day="2027-03-06", on_day_off=True)["day"] == "2027-03-06"


@ONE_ENGINE
def test_a_hospital_with_nothing_to_do_gets_an_empty_day(coordinator: TestClient) -> None:
    made = accept(coordinator, propose(coordinator, case_ids=[]))

    assert (made["routes"], made["unplanned"], made["travel_km"]) == ([], [], 0)


def test_replanning_calls_the_visit_off_and_moves_up_the_rest(coordinator: TestClient, hospital: Hospital) -> None:
    made = two_visits(coordinator, hospital)
    first, second = made["routes"][0]["stops"]
    after = coordinator.post(f"{URL}/{made['id']}/replan", json={"visit_id": first["visit_id"]}).json()
    gone = coordinator.get(f"/api/v1/visits/{first['visit_id']}").json()
    moved = coordinator.get(f"/api/v1/visits/{second['visit_id']}").json()
    again = coordinator.post(f"{URL}/{made['id']}/replan", json={"visit_id": first["visit_id"]})

    assert (after["revision"], [stop["stop_id"] for stop in after["dropped"]]) == (1, [first["stop_id"]])
    assert {(change["stop_id"], change["kind"]) for change in after["changes"]} == {
        (first["stop_id"], "dropped"),
        (second["stop_id"], "time"),
    }
    assert gone["state"] == "cancelled"
    assert moved["planned_start_at"] == after["routes"][0]["stops"][0]["start_at"] < second["start_at"]
    assert moved["version"] > 1
    assert refusal(again) == (404, "visit_not_in_round")


def test_freed_time_goes_to_a_stop_that_was_left_out(
    coordinator: TestClient, hospital: Hospital, database: Database
) -> None:
    visits = [visit_of(hospital.own, minutes=150, urgency=2), visit_of(hospital.foreign, minutes=150, urgency=3)]
    shift = ["08:00", "12:00"]
    made = propose(coordinator, case_ids=[], visits=visits, doctor_ids=[hospital.doctor_id], shift=shift)
    left = made["unplanned"][0]
    accepted = accept(coordinator, made)
    visit_id = accepted["routes"][0]["stops"][0]["visit_id"]
    after = coordinator.post(f"{URL}/{made['id']}/replan", json={"visit_id": visit_id}).json()
    stop = after["routes"][0]["stops"][0]

    assert (left["factory_id"], left["code"]) == (hospital.foreign.factory_id, "day_full")
    assert (stop["stop_id"], after["unplanned"]) == (left["stop_id"], [])
    assert coordinator.get(f"/api/v1/visits/{stop['visit_id']}").json()["state"] == "planned"


def test_a_visit_that_has_begun_cannot_fall_out(coordinator: TestClient, hospital: Hospital, login: Login) -> None:
    made = two_visits(coordinator, hospital)
    first, second = made["routes"][0]["stops"]
    arrived = login(Role.DOCTOR).post(f"/api/v1/visits/{first['visit_id']}/arrive", json={"met": "王师傅"})
    begun = coordinator.post(f"{URL}/{made['id']}/replan", json={"visit_id": first["visit_id"]})
    after = coordinator.post(f"{URL}/{made['id']}/replan", json={"visit_id": second["visit_id"]}).json()

    assert arrived.status_code == 200
    assert refusal(begun) == (409, "visit_state_conflict")
    assert after["routes"][0]["stops"][0]["start_at"] == first["start_at"], "what has begun stays"


def test_proposals_are_not_replanned_and_outdated_changes_are_refused(
    coordinator: TestClient, hospital: Hospital
) -> None:
    made = propose(coordinator)
    early = coordinator.post(f"{URL}/{made['id']}/replan", json={"visit_id": hospital.own.visit_id})
    stale = coordinator.post(f"{URL}/{made['id']}/accept", headers={"If-Match": f'"{made["version"] + 1}"'})

    assert refusal(early) == (409, "round_state_conflict")
    assert stale.status_code == 412


def test_a_doctor_sees_the_own_route_of_accepted_rounds(
    coordinator: TestClient, hospital: Hospital, login: Login
) -> None:
    proposed = propose(coordinator)
    doctor = login(Role.DOCTOR)
    before = doctor.get(f"{URL}/{proposed['id']}")
    accept(coordinator, proposed)
    own = doctor.get(f"{URL}/{proposed['id']}").json()

    assert refusal(before) == (404, "round_not_found")
    assert [route["doctor_id"] for route in own["routes"]] == [hospital.doctor_id]
    assert hospital.foreign.factory_id not in str(own)


def test_the_calendar_holds_the_visits_and_tells_what_was_called_off(
    coordinator: TestClient, hospital: Hospital, login: Login
) -> None:
    made = two_visits(coordinator, hospital)
    url = f"{URL}/{made['id']}/calendar.ics"
    before = coordinator.get(url)
    first = made["routes"][0]["stops"][0]
    coordinator.post(f"{URL}/{made['id']}/replan", json={"visit_id": first["visit_id"]})
    own = _events(login(Role.DOCTOR).get(url).content)
    others = coordinator.get(url, params={"doctor_id": hospital.other_doctor_id})
    foreign = login(Role.DOCTOR).get(url, params={"doctor_id": hospital.other_doctor_id})

    assert before.headers["content-type"].startswith("text/calendar")
    assert {str(event["STATUS"]) for event in _events(before.content)} == {"CONFIRMED"}
    assert {str(event["UID"]) for event in own} == {str(event["UID"]) for event in _events(before.content)}
    assert sorted((str(event["STATUS"]), event.decoded("SEQUENCE")) for event in own) == [
        ("CANCELLED", 1),
        ("CONFIRMED", 1),
    ]
    assert _events(others.content) == []
    assert refusal(foreign) == (404, "round_not_found")


def _events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_proposal_is_tentative_in_the_calendar(coordinator: TestClient) -> None:
    made = propose(coordinator)
    events = _events(coordinator.get(f"{URL}/{made['id']}/calendar.ics").content)

    assert {str(event["STATUS"]) for event in events} == {"TENTATIVE"}


@ONE_ENGINE
def test_the_sheet_of_a_visit_has_one_page_in_both_languages(
    coordinator: TestClient, hospital: Hospital, login: Login
) -> None:
    made = accept(coordinator, propose(coordinator, doctor_ids=[hospital.doctor_id], case_ids=[hospital.own.case_id]))
    stop = stops_of(made)[hospital.own.factory_id]
    answer = login(Role.DOCTOR).get(f"/api/v1/visits/{stop['visit_id']}/sheet.pdf")
    pages = PdfReader(BytesIO(answer.content)).pages
    words = pages[0].extract_text().replace("\n", "")

    assert len(pages) == 1
    assert answer.headers["content-disposition"] == f'attachment; filename="visit-{stop["visit_id"]}.pdf"'
    for expected in (
        "巡诊单 Visit sheet", "工厂 OWN-CANARY", "Factory OWN-CANARY", "Street OWN-CANARY", "0510-85000000", DAY,
        "风机 OWN-CANARY", "Hall OWN-CANARY", "振动分析仪 vibration analyser", "上锁挂牌", "locked and tagged",
        f"{stop['travel_minutes']} min", "陈 Chen", "08:30–11:30",
    ):  # fmt: skip
        assert expected.replace(" ", "") in words.replace(" ", ""), expected


@ONE_ENGINE
def test_the_sheet_shows_the_complaint_the_visit_is_planned_for_to_its_doctor(
    coordinator: TestClient, hospital: Hospital, login: Login, database: Database
) -> None:
    made = accept(coordinator, propose(coordinator, doctor_ids=[hospital.doctor_id], case_ids=[hospital.own.case_id]))
    visit_id = stops_of(made)[hospital.own.factory_id]["visit_id"]
    with database.session() as session:
        complaint = session.get_one(Case, hospital.own.case_id).complaint
    words = PdfReader(BytesIO(login(Role.DOCTOR).get(f"/api/v1/visits/{visit_id}/sheet.pdf").content)).pages[0]

    assert complaint.replace(" ", "") in words.extract_text().replace("\n", "").replace(" ", "")
    assert login(Role.DOCTOR, foreign=True).get(f"/api/v1/visits/{visit_id}/sheet.pdf").status_code == 404
    assert login(Role.FACTORY_USER, foreign=True).get(f"/api/v1/visits/{visit_id}/sheet.pdf").status_code == 404


def test_doctors_carry_what_their_specialties_need_unless_it_is_written_down(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.get_one(Doctor, hospital.doctor_id).specialties = {"rotors": 0.9, "belts": 0.0}
        session.get_one(Doctor, hospital.other_doctor_id).instruments = ["ballbar"]
    caller = login(Role.COORDINATOR)

    assert caller.get(f"/api/v1/doctors/{hospital.doctor_id}").json()["instruments"] == [
        "vibration_analyser",
        "laser_alignment",
    ]
    assert caller.get(f"/api/v1/doctors/{hospital.other_doctor_id}").json()["instruments"] == ["ballbar"]


def test_stops_are_kept_with_their_factory(coordinator: TestClient, hospital: Hospital, database: Database) -> None:
    made = propose(coordinator)
    with database.session(read_only=True) as session:
        rows = session.scalars(select(RoundStop).where(RoundStop.round_id == made["id"])).all()

    assert {row.factory_id for row in rows} == {hospital.own.factory_id, hospital.foreign.factory_id}


@ONE_ENGINE
def test_the_hospitals_travel_table_comes_before_distance(
    coordinator: TestClient, hospital: Hospital, app: FastAPI, settings: Settings, tmp_path: Path
) -> None:
    table = tmp_path / "travel.csv"
    there, back = (hospital.doctor_id, hospital.own.factory_id), (hospital.own.factory_id, hospital.doctor_id)
    lines = ["from,to,minutes,km", f"{there[0]},{there[1]},17,12.5", f"{back[0]},{back[1]},18,12.5"]
    table.write_text("\n".join(lines), encoding="utf-8")
    app.state.settings = settings.model_copy(update={"travel_table": table})
    made = propose(coordinator, doctor_ids=[hospital.doctor_id], case_ids=[hospital.own.case_id])
    table.write_text("from,to\n", encoding="utf-8")
    broken = coordinator.post(URL, json={"day": DAY})

    assert (made["travel_minutes"], made["travel_km"]) == (35, 25.0)
    assert refusal(broken) == (422, "travel_header")


@ONE_ENGINE
def test_a_key_used_again_after_acceptance_still_gives_its_answer(coordinator: TestClient, hospital: Hospital) -> None:
    body = {"day": DAY, "case_ids": [hospital.own.case_id]}
    first = coordinator.post(URL, json=body, headers={"Idempotency-Key": "k"}).json()
    accept(coordinator, first)
    again = coordinator.post(URL, json=body, headers={"Idempotency-Key": "k"})
    other = coordinator.post(URL, json={"day": "2027-03-03"}, headers={"Idempotency-Key": "k"})

    assert (again.status_code, again.json()) == (201, first)
    assert refusal(other) == (422, "idempotency_key_reused")


@ONE_ENGINE
def test_a_hospital_of_many_doctors_plans_a_day_without_naming_any(
    coordinator: TestClient, hospital: Hospital, database: Database
) -> None:
    near = new_doctor(database, home_latitude_deg=31.55, home_longitude_deg=120.35, departments=["video"])
    for k in range(80):
        new_doctor(database, home_latitude_deg=33.0 + k / 100, home_longitude_deg=118.0, departments=["video"])
    cases_before = stops_of(propose(coordinator))

    made = propose(coordinator, case_ids=[], visits=[visit_of(hospital.own, department="video")])

    assert {stop["by"] for stop in cases_before.values()} == {hospital.doctor_id, hospital.other_doctor_id}
    assert stops_of(made)[hospital.own.factory_id]["by"] == near
