"""The directory over the API: doctors added and changed, certificates, absences, filters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from clinic_api.assignments.roster import roster
from clinic_api.database import Database, utc_now
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.test_queue_plan import plan, waiting_case

DOCTOR: dict[str, Any] = {
    "name_en": "Shen Lan",
    "name_zh": "沈岚",
    "title_en": "Senior engineer",
    "title_zh": "高级工程师",
    "employment": "contracted",
    "departments": ["electrical"],
    "specialties": {"switchgear": 0.9, "motors": 0.6},
    "category": 3,
    "languages": ["zh", "en"],
    "capacity_minutes": 600,
    "region_en": "Wuxi",
    "region_zh": "无锡",
    "home_latitude_deg": 31.57,
    "home_longitude_deg": 120.3,
    "travel_limit_km": 60,
    "weekly_hours": {"mon": [["09:00", "12:00"]]},
}


def created(client: TestClient, **changes: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/doctors", json=DOCTOR | changes)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def today_plus(days: int) -> str:
    return (utc_now() + timedelta(days=days)).date().isoformat()


def test_a_doctor_is_added_and_read_with_everything_that_was_said(login: Login, hospital: Hospital) -> None:
    client = login("coordinator")

    doctor = created(client)

    read = client.get(f"/api/v1/doctors/{doctor['id']}").json()
    assert read == doctor
    assert {key: read[key] for key in ("name_zh", "employment", "departments", "travel_limit_km")} == {
        "name_zh": "沈岚",
        "employment": "contracted",
        "departments": ["electrical"],
        "travel_limit_km": 60,
    }
    assert read["region"] == {"en": "Wuxi", "zh": "无锡"}
    assert read["weekly_hours"] == {"mon": [["09:00", "12:00"]]}
    assert read["home"] == [31.57, 120.3]


@pytest.mark.parametrize(
    ("days_left", "state", "counts"), [(-1, "expired", False), (10, "expires_soon", True), (900, "valid", True)]
)
def test_a_specialty_bound_to_a_certificate_counts_only_while_it_is_valid(
    login: Login, hospital: Hospital, database: Database, days_left: int, state: str, counts: bool
) -> None:
    licence = {"kind": "electrician_low_voltage", "valid_until": today_plus(days_left)}

    doctor = created(login("coordinator"), certificates=[licence])

    assert doctor["certificates"][0]["state"] == state
    assert doctor["certificates"][0]["name"]["zh"] == "低压电工作业证"
    assert doctor["without_certificate"] == ([] if counts else ["switchgear"])
    with database.session(read_only=True) as session:
        expert = next(each for each in roster(session) if each.id == doctor["id"])
    assert ("switchgear" in expert.specialties) is counts
    assert expert.specialties["motors"] == 0.6


def test_a_change_keeps_what_is_left_out_and_refuses_an_outdated_version(login: Login, hospital: Hospital) -> None:
    client = login("coordinator")
    doctor = created(client)
    url = f"/api/v1/doctors/{doctor['id']}"

    changed = client.patch(url, json={"title_en": "Professor", "travel_limit_km": None}, headers={"If-Match": '"1"'})
    outdated = client.patch(url, json={"title_en": "Nobody"}, headers={"If-Match": '"1"'})

    assert changed.status_code == 200, changed.text
    assert changed.headers["etag"] == '"2"'
    assert (changed.json()["title_en"], changed.json()["travel_limit_km"]) == ("Professor", None)
    assert changed.json()["specialties"] == doctor["specialties"]
    assert outdated.status_code == 412


@ONE_ENGINE
@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"departments": ["plumbing"]}, "department_unknown", "mechanical"),
        ({"specialties": {"rolling_bearing": 0.5}}, "specialty_unknown", "rolling_bearings"),
        ({"certificates": [{"kind": "iso18436"}]}, "certificate_unknown", "iso18436_2"),
        ({"certificates": [{"kind": "electrician_low_voltage", "level": 3}]}, "certificate_level_unknown", "1 level"),
        ({"weekly_hours": {"mon": [["12:00", "09:00"]]}}, "hours_reversed", "12:00 to 09:00"),
        ({"weekly_hours": {"someday": []}}, "weekday_unknown", "mon"),
        ({"conflicts": ["fac_" + "0" * 26]}, "conflict_factory_unknown", "fac_"),
        ({"specialties": {"gears": 1.5}}, "validation_failed", ""),
        ({"home_latitude_deg": 95}, "validation_failed", ""),
    ],
)
def test_what_no_list_knows_is_refused_with_the_nearest(
    login: Login, hospital: Hospital, changes: dict[str, Any], code: str, says: str
) -> None:
    answer = login("coordinator").post("/api/v1/doctors", json=DOCTOR | changes)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert says in answer.text


def test_the_second_click_adds_no_second_doctor(login: Login, hospital: Hospital) -> None:
    client = login("coordinator")

    answers = [client.post("/api/v1/doctors", json=DOCTOR, headers={"Idempotency-Key": "new-doctor"}) for _ in range(2)]

    assert answers[0].json()["id"] == answers[1].json()["id"]


def test_the_list_is_narrowed_by_department_specialty_language_and_service(login: Login, hospital: Hospital) -> None:
    client = login("coordinator")
    doctor = created(client, languages=["en"])
    gone = created(client, languages=["en"])
    client.patch(f"/api/v1/doctors/{gone['id']}", json={"in_service": False})

    def ids(**wanted: Any) -> set[str]:
        return {each["id"] for each in client.get("/api/v1/doctors", params=wanted).json()["items"]}

    narrowed = {"department": "electrical", "specialty": "switchgear", "language": "en", "in_service": True}
    assert ids(**narrowed) == {doctor["id"]}
    assert ids(specialty="switch") == set()
    assert gone["id"] in ids(in_service=False)


def test_who_is_no_longer_in_service_gets_no_case(login: Login, hospital: Hospital, database: Database) -> None:
    client = login("coordinator")
    case_id = waiting_case(database, hospital)
    client.patch(f"/api/v1/doctors/{hospital.doctor_id}", json={"in_service": False})

    answer = client.post(f"/api/v1/cases/{case_id}/assignments", json={"doctor_id": hospital.doctor_id, "reason": "-"})

    assert (answer.status_code, answer.json()["code"]) == (404, "doctor_not_found")
    assert hospital.doctor_id not in {each["doctor_id"] for each in plan(client)["assignments"]}


def test_an_absence_keeps_a_doctor_out_until_it_is_taken_back(
    login: Login, hospital: Hospital, database: Database
) -> None:
    client, doctor = login("coordinator"), login("doctor")
    url = f"/api/v1/doctors/{hospital.doctor_id}/absences"
    case_id = waiting_case(database, hospital)
    now = utc_now()
    absence = {"start": (now - timedelta(hours=1)).isoformat(), "end": (now + timedelta(hours=5)).isoformat()}

    entered = doctor.post(url, json=absence)
    refused = client.post(f"/api/v1/cases/{case_id}/assignments", json={"doctor_id": hospital.doctor_id})
    removed = doctor.delete(url, params={"start": entered.json()["doctor"]["absences"][0]["start"]})

    assert entered.status_code == 200, entered.text
    assert refused.json()["code"] == "doctor_not_eligible"
    assert entered.json()["contradictions"] == []
    assert removed.json()["absences"] == []
    assert doctor.delete(url, params={"start": absence["start"]}).json()["code"] == "absence_not_found"


def test_absences_that_touch_become_one_and_entering_one_twice_changes_nothing(
    login: Login, hospital: Hospital
) -> None:
    client = login("coordinator")
    url = f"/api/v1/doctors/{hospital.doctor_id}/absences"
    for start, end in (("2030-01-01", "2030-01-03"), ("2030-01-02", "2030-01-05"), ("2030-01-02", "2030-01-05")):
        answer = client.post(url, json={"start": f"{start}T00:00:00+08:00", "end": f"{end}T00:00:00+08:00"})

    assert answer.json()["doctor"]["absences"] == [{"start": "2029-12-31T16:00:00Z", "end": "2030-01-04T16:00:00Z"}]


@ONE_ENGINE
def test_doctors_enter_their_own_absences_only(login: Login, hospital: Hospital) -> None:
    absence = {"start": "2030-01-02T00:00:00Z", "end": "2030-01-01T00:00:00Z"}

    other = login("doctor").post(f"/api/v1/doctors/{hospital.other_doctor_id}/absences", json=absence)
    reversed_ = login("doctor").post(f"/api/v1/doctors/{hospital.doctor_id}/absences", json=absence)

    assert (other.status_code, other.json()["code"]) == (403, "absence_of_another")
    assert (reversed_.status_code, reversed_.json()["code"]) == (422, "absence_reversed")


@ONE_ENGINE
def test_whom_a_doctor_must_not_treat_is_not_every_doctors_business(login: Login, hospital: Hospital) -> None:
    coordinator, doctor = login("coordinator"), login("doctor")
    for each in (hospital.doctor_id, hospital.other_doctor_id):
        coordinator.patch(f"/api/v1/doctors/{each}", json={"conflicts": [hospital.foreign.factory_id]})

    assert doctor.get(f"/api/v1/doctors/{hospital.doctor_id}").json()["conflicts"] == [hospital.foreign.factory_id]
    assert doctor.get(f"/api/v1/doctors/{hospital.other_doctor_id}").json()["conflicts"] is None
    listed = {each["id"]: each["conflicts"] for each in doctor.get("/api/v1/doctors").json()["items"]}
    assert listed[hospital.other_doctor_id] is None


@ONE_ENGINE
@pytest.mark.parametrize("start", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_an_absence_in_no_year_that_people_plan_for_is_refused(login: Login, hospital: Hospital, start: str) -> None:
    url = f"/api/v1/doctors/{hospital.doctor_id}/absences"

    answer = login("coordinator").post(url, json={"start": start, "end": "2030-01-01T00:00:00Z"})

    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
