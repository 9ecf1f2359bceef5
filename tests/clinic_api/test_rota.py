"""Weeks on call over the API: proposed fairly, kept, contradictions told, and who gets urgent cases at night."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from clinic_api.assignments import roster as roster_module
from clinic_api.assignments.roster import roster
from clinic_api.database import Database, utc_now
from clinic_api.kit.china import CHINA
from clinic_api.rota.duty import Duty
from experts.rota import week_start
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.test_queue_plan import new_doctor

MONDAY = date(2030, 1, 7)


def week_of(department: str, doctor_id: str, week: date = MONDAY) -> dict[str, Any]:
    return {"department": department, "week": week.isoformat(), "doctor_id": doctor_id}


def kept(client: TestClient, *weeks: dict[str, Any]) -> dict[str, Any]:
    answer = client.put("/api/v1/rota", json={"weeks": list(weeks)})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_proposed_rota_is_fair_and_kept_only_when_written(
    login: Login, hospital: Hospital, database: Database
) -> None:
    client = login("coordinator")
    doctors = {new_doctor(database, departments=["video"]) for _ in range(3)}
    asked = {"first_week": MONDAY.isoformat(), "weeks": 6, "departments": ["video"]}

    proposed = client.post("/api/v1/rota/proposals", json=asked).json()
    before = client.get("/api/v1/rota", params={"first_week": MONDAY.isoformat()}).json()["weeks"]
    kept(
        client,
        *(
            week_of(each["department"], each["doctor_id"], date.fromisoformat(each["week"]))
            for each in proposed["weeks"]
        ),
    )
    after = client.get("/api/v1/rota", params={"first_week": MONDAY.isoformat()}).json()

    shares = Counter(each["doctor_id"] for each in proposed["weeks"])
    assert {shares[doctor_id] for doctor_id in doctors} == {2}
    assert before == []
    assert after["weeks"] == proposed["weeks"]
    assert after["contradictions"] == []
    assert client.post("/api/v1/rota/proposals", json=asked).json()["weeks"] == []


def test_a_department_without_doctors_has_gaps_that_say_what_to_do(login: Login, hospital: Hospital) -> None:
    asked = {"first_week": MONDAY.isoformat(), "weeks": 1, "departments": ["metrology"]}

    proposed = login("coordinator").post("/api/v1/rota/proposals", json=asked).json()

    if not proposed["weeks"]:
        assert "add a doctor" in proposed["gaps"][0]["reason"]["en"]
    assert len(proposed["weeks"]) + len(proposed["gaps"]) == 1


def test_an_absence_entered_later_is_told_with_a_substitute(
    login: Login, hospital: Hospital, database: Database
) -> None:
    client = login("coordinator")
    on_call, other = new_doctor(database, departments=["video"]), new_doctor(database, departments=["video"])
    kept(client, week_of("video", on_call))

    absence = {"start": "2030-01-09T00:00:00+08:00", "end": "2030-01-10T00:00:00+08:00"}
    answered = client.post(f"/api/v1/doctors/{on_call}/absences", json=absence).json()["contradictions"]

    rota = client.get("/api/v1/rota", params={"first_week": MONDAY.isoformat()}).json()
    (found,) = rota["contradictions"]
    assert (found["code"], found["doctor_id"], found["substitute_id"]) == ("on_call_while_absent", on_call, other)
    assert found["text"]["zh"]
    assert answered == [found]


@pytest.mark.parametrize(
    ("weeks", "code"),
    [
        ([("video", "2030-01-08")], "week_no_monday"),
        ([("plumbing", "2030-01-07")], "department_unknown"),
        ([("video", "2030-01-07"), ("video", "2030-01-07")], "on_call_twice"),
        ([("it", "2030-01-07")], "on_call_not_member"),
    ],
)
def test_a_contradictory_rota_is_refused_whole(
    login: Login, hospital: Hospital, database: Database, weeks: list[tuple[str, str]], code: str
) -> None:
    client = login("coordinator")
    doctor_id = new_doctor(database, departments=["video"])
    good = week_of("video", doctor_id, MONDAY + timedelta(weeks=5))
    body = [good, *({"department": d, "week": w, "doctor_id": doctor_id} for d, w in weeks)]

    answer = client.put("/api/v1/rota", json={"weeks": body})

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    later = client.get("/api/v1/rota", params={"first_week": MONDAY.isoformat()}).json()
    assert later["weeks"] == []


def test_on_call_while_absent_is_refused(login: Login, hospital: Hospital, database: Database) -> None:
    client = login("coordinator")
    doctor_id = new_doctor(database, departments=["video"])
    absence = {"start": "2030-01-09T00:00:00+08:00", "end": "2030-01-10T00:00:00+08:00"}
    client.post(f"/api/v1/doctors/{doctor_id}/absences", json=absence)

    answer = client.put("/api/v1/rota", json={"weeks": [week_of("video", doctor_id)]})

    assert (answer.status_code, answer.json()["code"]) == (422, "on_call_while_absent")


def test_the_doctor_says_on_call_this_week_and_the_list_is_narrowed_to_it(
    login: Login, hospital: Hospital, database: Database
) -> None:
    client = login("coordinator")
    doctor_id = new_doctor(database, departments=["video"])
    this_week = week_start(utc_now().astimezone(CHINA).date())
    kept(client, week_of("video", doctor_id, this_week))

    assert client.get(f"/api/v1/doctors/{doctor_id}").json()["on_call_for"] == ["video"]
    listed = client.get("/api/v1/doctors", params={"on_call": True}).json()["items"]
    assert [each["id"] for each in listed] == [doctor_id]


def test_at_night_whoever_is_on_call_is_on_duty_and_the_others_are_not(
    login: Login, hospital: Hospital, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_call, asleep = new_doctor(database, departments=["video"]), new_doctor(database, departments=["video"])
    kept(login("coordinator"), week_of("video", on_call))
    night, noon = (datetime(2030, 1, 9, hour, tzinfo=CHINA) for hour in (2, 11))

    def off_duty_at(moment: datetime) -> dict[str, frozenset[str]]:
        monkeypatch.setattr(roster_module, "database_now", lambda _: moment)
        with database.session(read_only=True) as session:
            return {each.id: each.off_duty for each in roster(session)}

    assert off_duty_at(night)[asleep] == {"video"}
    assert off_duty_at(night)[on_call] == frozenset()
    assert off_duty_at(noon)[asleep] == frozenset()


@ONE_ENGINE
def test_where_nobody_is_on_call_nobody_is_off_duty(hospital: Hospital, database: Database) -> None:
    with database.session(read_only=True) as session:
        duty = Duty(session, datetime(2030, 1, 9, 2, tzinfo=CHINA))
        assert duty.on_call == {}


@ONE_ENGINE
@pytest.mark.parametrize("role", ["doctor", "engineer", "factory_admin"])
def test_only_the_desk_writes_the_rota(login: Login, hospital: Hospital, role: str) -> None:
    body = {"weeks": [week_of("mechanical", hospital.doctor_id)]}

    assert login(role).put("/api/v1/rota", json=body).status_code == 403


@ONE_ENGINE
def test_weeks_in_no_year_that_people_plan_for_are_refused(login: Login, hospital: Hospital) -> None:
    client = login("coordinator")

    answers = [
        client.get("/api/v1/rota", params={"first_week": "9999-12-31"}),
        client.post("/api/v1/rota/proposals", json={"first_week": "0001-01-01"}),
        client.post("/api/v1/rota/proposals", json={"first_week": "9999-12-27"}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
