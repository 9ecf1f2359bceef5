"""The list of factories: found by part of a name or the address, with what each has counted."""

from __future__ import annotations

from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital


def test_each_factory_is_listed_with_its_machines_and_open_cases(login: Login, hospital: Hospital) -> None:
    admin = login(Role.ADMIN)
    admin.post("/api/v1/factories", json={"name_en": "Empty Works", "name_zh": "空厂"})
    machines = admin.get("/api/v1/equipment", params={"factory_id": hospital.own.factory_id}).json()["items"]
    cases = admin.get("/api/v1/cases", params={"factory_id": hospital.own.factory_id}).json()["items"]

    listed = {each["id"]: each for each in admin.get("/api/v1/factories").json()["items"]}

    own = listed[hospital.own.factory_id]
    assert own["machines"] == len([each for each in machines if each["status"] != "scrapped"]) > 0
    assert own["open_cases"] == len([each for each in cases if each["closed_at"] is None]) > 0
    assert [(each["machines"], each["open_cases"]) for each in listed.values() if each["name_en"] == "Empty Works"] == [
        (0, 0)
    ]


def test_a_factory_is_found_by_part_of_its_name_or_address(login: Login, hospital: Hospital) -> None:
    admin = login(Role.ADMIN)
    body = {"name_en": "Liyuan 100% Works", "name_zh": "蠡园水泵厂", "address": "无锡滨湖"}
    made = admin.post("/api/v1/factories", json=body).json()["id"]

    for part in ("liyuan", "水泵", "滨湖", "100%"):
        assert [each["id"] for each in admin.get("/api/v1/factories", params={"q": part}).json()["items"]] == [made]
    assert admin.get("/api/v1/factories", params={"q": "%works"}).json()["items"] == []


def test_a_factory_sees_its_own_questionnaire_codes_only(login: Login, hospital: Hospital) -> None:
    coordinator = login(Role.COORDINATOR)
    for factory_id in (hospital.own.factory_id, hospital.foreign.factory_id, None):
        coordinator.post("/api/v1/questionnaires/sheets", json={"name": "秋季问卷", "factory_id": factory_id})

    seen = login(Role.FACTORY_ADMIN).get("/api/v1/questionnaires/sheets").json()["items"]

    assert {each["factory_id"] for each in seen} == {hospital.own.factory_id}
