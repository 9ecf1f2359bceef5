from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from clinic_api.database import Database
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import MACHINE, Hospital
from tests.clinic_api.rows import put_in_state

PUMP = {"name_en": "Pump 1", "name_zh": "1号泵", "kind": "pump", "location": "Hall 2", "criticality": "a"}


def test_a_factory_adds_a_machine_to_itself(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    answer = caller.post("/api/v1/equipment", json={**PUMP, "machine": MACHINE})
    made = answer.json()

    assert answer.status_code == 201
    assert answer.headers["etag"] == '"1"'
    assert made["factory_id"] == hospital.own.factory_id
    assert made["factory_name"] == {"en": "Factory OWN-CANARY", "zh": "工厂 OWN-CANARY"}
    assert made["machine"] == MACHINE
    assert (made["last_verdict"], made["open_cases"]) == (None, 0)
    assert {name: made[name] for name in PUMP} == PUMP
    assert caller.get(f"/api/v1/equipment/{made['id']}").json() == made


def test_staff_must_say_for_which_factory(login: Login, hospital: Hospital) -> None:
    caller = login(Role.ENGINEER)

    assert caller.post("/api/v1/equipment", json=PUMP).json()["code"] == "factory_required"
    assert caller.post("/api/v1/equipment", json={**PUMP, "factory_id": hospital.foreign.factory_id}).status_code == 201


def test_a_machine_tells_its_health(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_USER)
    url = f"/api/v1/equipment/{hospital.own.equipment_id}"
    with_open_case = caller.get(url).json()
    with database.session() as session:
        put_in_state(session, hospital.own.case_id, "discharged")

    assert (with_open_case["last_verdict"], with_open_case["open_cases"]) == ("healthy", 1)
    assert caller.get(url).json()["open_cases"] == 0


def test_a_wrong_machine_description_is_refused_with_the_reason(login: Login) -> None:
    wrong = {**MACHINE, "bearingz": []}
    answer = login(Role.FACTORY_ADMIN).post("/api/v1/equipment", json={**PUMP, "machine": wrong})
    problem = answer.json()

    assert (answer.status_code, problem["code"]) == (422, "machine_invalid")
    assert problem["reason"] == "machine_key_unknown"
    assert "bearingz" in problem["detail_i18n"]["en"]
    assert "bearingz" in problem["detail_i18n"]["zh"]


def test_a_bearing_that_is_not_in_the_catalogue_is_refused_at_once(login: Login) -> None:
    wrong = {**MACHINE, "bearings": [{"id": "DE", "designation": "no such bearing"}]}
    answer = login(Role.FACTORY_ADMIN).post("/api/v1/equipment", json={**PUMP, "machine": wrong})

    assert (answer.status_code, answer.json()["reason"]) == (422, "bearing_unknown")


def test_a_change_keeps_what_it_does_not_name(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/equipment/{hospital.own.equipment_id}"
    before = caller.get(url).json()
    answer = caller.patch(url, json={"criticality": "a"})

    assert answer.headers["etag"] == '"2"'
    assert answer.json() == {**before, "criticality": "a", "version": 2}
    assert caller.patch(url, json={"machine": None}).json()["machine"] is None


def test_a_change_for_an_older_version_is_refused(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/equipment/{hospital.own.equipment_id}"
    etag = caller.get(url).headers["etag"]
    first = caller.patch(url, json={"location": "Hall 3"}, headers={"If-Match": etag})
    second = caller.patch(url, json={"location": "Hall 4"}, headers={"If-Match": etag})

    assert (first.status_code, second.status_code) == (200, 412)
    assert (second.json()["code"], second.json()["version"]) == ("version_outdated", 2)
    assert caller.get(url).json()["location"] == "Hall 3"
    assert caller.patch(url, json={}, headers={"If-Match": "2"}).json()["code"] == "if_match_invalid"


def test_one_of_many_simultaneous_changes_wins(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/equipment/{hospital.own.equipment_id}"

    def change(number: int) -> int:
        return caller.patch(url, json={"location": f"Hall {number}"}, headers={"If-Match": '"1"'}).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(change, range(16)))

    assert sorted(statuses) == [200] + [412] * 15


@ONE_ENGINE
@pytest.mark.parametrize("field", ["id", "version", "factory_id", "created_at", "open_cases"])
def test_fixed_fields_cannot_be_changed(login: Login, hospital: Hospital, field: str) -> None:
    answer = login(Role.FACTORY_ADMIN).patch(
        f"/api/v1/equipment/{hospital.own.equipment_id}", json={field: hospital.foreign.factory_id}
    )

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


@ONE_ENGINE
@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "zero\x00byte", "bell\x07"])
def test_odd_names_are_refused(login: Login, name: str) -> None:
    assert login(Role.FACTORY_ADMIN).post("/api/v1/equipment", json={**PUMP, "name_en": name}).status_code == 422


def test_bearings_are_found_by_part_of_their_designation(login: Login) -> None:
    items = login(Role.FACTORY_USER).get("/api/v1/bearings", params={"query": "6205"}).json()["items"]

    assert items
    assert all("6205" in item["designation"] for item in items)
    # Kinematics of any bearing whose outer ring stands still: BPFO + BPFI = number of balls.
    assert all(abs(item["bpfo"] + item["bpfi"] - item["balls"]) < 0.01 * item["balls"] for item in items)


def test_departments_are_the_seven_of_the_hospital(login: Login) -> None:
    items = login(Role.FUNDER).get("/api/v1/departments").json()["items"]

    codes = ["mechanical", "electrical", "automation", "it", "metrology", "network", "video"]
    assert [item["code"] for item in items] == codes
    assert items[0]["name_zh"] == "机械"


def test_a_doctors_load_is_what_is_assigned_now(login: Login, hospital: Hospital) -> None:
    doctor = login(Role.COORDINATOR).get(f"/api/v1/doctors/{hospital.doctor_id}").json()

    assert (doctor["load_minutes"], doctor["capacity_minutes"]) == (60.0, 480.0)
    assert doctor["home"] == [31.5, 120.3]
    assert doctor["specialties"] == {"bearing": 0.9}
