from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.kit.principal import Role
from clinic_api.points.models import Point
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital

PUMP = {"name_en": "Pump 1", "name_zh": "1号泵", "kind": "pump"}
PLATE = {"manufacturer": "Liyuan", "year_built": 2019, "power_kw": 15.0, "bearing_drive_end": "6205-2Z"}
POINT = {"name": "驱动端 垂直", "position": "DE", "direction": "radial_v", "quantity": "acceleration", "unit": "g"}


def test_a_factory_is_changed_by_its_admin_and_only_named_fields_change(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/factories/{hospital.own.factory_id}"
    before = caller.get(url)

    answer = caller.patch(url, json={"contact_phone": "0510-8", "latitude_deg": None}, headers={"If-Match": '"1"'})

    changed = {"contact_phone": "0510-8", "latitude_deg": None, "version": 2}
    assert answer.json() == {**before.json(), **changed}
    assert (before.headers["etag"], answer.headers["etag"]) == ('"1"', '"2"')
    assert caller.patch(url, json={"note": "x"}, headers={"If-Match": '"1"'}).status_code == 412


def test_nobody_changes_another_factory(login: Login, hospital: Hospital) -> None:
    url = f"/api/v1/factories/{hospital.foreign.factory_id}"

    assert login(Role.FACTORY_ADMIN).patch(url, json={"note": "x"}).status_code == 404
    assert login(Role.ADMIN).patch(url, json={"note": "x"}).json()["note"] == "x"


def test_a_nameplate_is_kept_and_tells_which_bearings_are_known(login: Login) -> None:
    plate = {**PLATE, "bearing_non_drive_end": "no such bearing"}
    answer = login(Role.FACTORY_ADMIN).post(
        "/api/v1/equipment", json={**PUMP, "nameplate": plate, "status": "in_service"}
    )
    made = answer.json()

    assert answer.status_code == 201, answer.text
    assert {name: value for name, value in made["nameplate"].items() if value is not None} == plate
    assert made["bearings"] == [
        {"id": "DE", "designation": "6205-2Z", "in_catalogue": True},
        {"id": "NDE", "designation": "no such bearing", "in_catalogue": False},
    ]
    assert (made["criticality"], made["safety_criticality"]) == ("b", "c")


@ONE_ENGINE
@pytest.mark.parametrize(
    ("field", "value"),
    [("power_kw", -1), ("year_built", 1066), ("power_factor", 1.1), ("voltage", 380), ("speed_rpm", "fast")],
)
def test_a_wrong_nameplate_is_refused_with_its_field(login: Login, field: str, value: object) -> None:
    answer = login(Role.FACTORY_ADMIN).post("/api/v1/equipment", json={**PUMP, "nameplate": {field: value}})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, f"nameplate.{field}")


def test_an_asset_number_is_unique_within_its_factory(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    first = caller.post("/api/v1/equipment", json={**PUMP, "asset_number": "P-1"}).json()
    second = caller.post("/api/v1/equipment", json=PUMP).json()

    repeated = caller.post("/api/v1/equipment", json={**PUMP, "asset_number": "P-1"})
    moved = caller.patch(f"/api/v1/equipment/{second['id']}", json={"asset_number": "P-1"})
    body = {**PUMP, "asset_number": "P-1", "factory_id": hospital.foreign.factory_id}
    elsewhere = login(Role.ENGINEER).post("/api/v1/equipment", json=body)
    caller.patch(f"/api/v1/equipment/{first['id']}", json={"asset_number": None})

    for answer in (repeated, moved):
        assert (answer.status_code, answer.json()["code"]) == (409, "asset_number_taken")
        assert "P-1" in answer.json()["detail_i18n"]["zh"]
    assert elsewhere.status_code == 201
    assert caller.patch(f"/api/v1/equipment/{second['id']}", json={"asset_number": "P-1"}).status_code == 200


def test_a_machine_is_part_of_one_of_its_own_factory_and_never_of_itself(login: Login, hospital: Hospital) -> None:
    caller = login(Role.ADMIN)
    own, foreign = hospital.own, hospital.foreign
    body = {**PUMP, "factory_id": own.factory_id, "parent_id": own.equipment_id}
    part = caller.post("/api/v1/equipment", json=body).json()
    smaller = caller.post("/api/v1/equipment", json={**body, "parent_id": part["id"]}).json()
    url = f"/api/v1/equipment/{own.equipment_id}"

    assert part["parent_id"] == own.equipment_id
    for parent_id, code in (
        (smaller["id"], "parent_circle"),
        (own.equipment_id, "parent_circle"),
        (foreign.equipment_id, "parent_not_found"),
        ("eqp_" + "0" * 26, "parent_not_found"),
    ):
        answer = caller.patch(url, json={"parent_id": parent_id})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert caller.patch(f"/api/v1/equipment/{part['id']}", json={"parent_id": None}).json()["parent_id"] is None


def test_the_database_itself_refuses_a_parent_or_a_point_across_factories(
    database: Database, hospital: Hospital
) -> None:
    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(
            update(Equipment)
            .where(Equipment.id == hospital.own.equipment_id)
            .values(parent_id=hospital.foreign.equipment_id)
        )
    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(
            update(Point).where(Point.id == hospital.own.point_id).values(equipment_id=hospital.foreign.equipment_id)
        )


def test_a_scrapped_machine_keeps_its_file(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/equipment/{hospital.own.equipment_id}"
    caller.patch(url, json={"status": "scrapped"})

    assert caller.get(url).json()["status"] == "scrapped"
    assert caller.delete(url).status_code == 405
    assert caller.get(f"{url}/history").json()["items"]


def test_points_are_offered_for_the_machine_description(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/equipment/{hospital.own.equipment_id}/points"
    made = caller.post(url, json={**POINT, "channel": "2", "position": "NDE", "sensor_description": "100 mV/g"}).json()
    first, second = caller.get(url).json()["items"]

    assert second == made
    assert (first["in_description"], second["in_description"]) == (True, False)
    assert made["sensor"] == {
        "channel": "2",
        "quantity": "acceleration",
        "unit": "g",
        "position": "NDE",
        "direction": "radial_v",
    }
    machine = caller.get(f"/api/v1/equipment/{hospital.own.equipment_id}").json()["machine"]
    machine["sensors"].append(made["sensor"])
    caller.patch(f"/api/v1/equipment/{hospital.own.equipment_id}", json={"machine": machine})
    assert [point["in_description"] for point in caller.get(url).json()["items"]] == [True, True]


@ONE_ENGINE
@pytest.mark.parametrize(("field", "value"), [("quantity", "noise"), ("unit", "mm/s"), ("quantity", "")])
def test_a_point_that_the_analysis_would_not_take_is_refused(
    login: Login, hospital: Hospital, field: str, value: str
) -> None:
    url = f"/api/v1/equipment/{hospital.own.equipment_id}/points"

    assert login(Role.FACTORY_ADMIN).post(url, json={**POINT, field: value}).status_code == 422


def test_a_point_is_changed_and_retired(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/points/{hospital.own.point_id}"
    changed = caller.patch(url, json={"name": "new", "channel": None}, headers={"If-Match": '"1"'})
    outdated = caller.patch(url, json={"name": "newer"}, headers={"If-Match": '"1"'})
    retired = caller.delete(url).json()

    assert (changed.json()["name"], changed.json()["sensor"]) == ("new", None)
    assert outdated.status_code == 412
    assert retired["retired_at"] is not None
    assert caller.get(f"/api/v1/equipment/{hospital.own.equipment_id}/points").json()["items"] == []
    assert caller.get(url).json() == retired


def test_a_repeated_point_is_made_once(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/equipment/{hospital.own.equipment_id}/points"
    first, again = (caller.post(url, json=POINT, headers={"Idempotency-Key": "k"}).json() for _ in range(2))

    assert first == again
    with database.session(read_only=True) as session:
        assert len(session.scalars(select(Point).where(Point.equipment_id == hospital.own.equipment_id)).all()) == 2


def test_a_history_is_in_the_order_of_time_and_paged(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)
    url = f"/api/v1/equipment/{hospital.own.equipment_id}/history"
    whole = caller.get(url).json()
    paged = []
    cursor = None
    while not paged or cursor is not None:
        page = caller.get(url, params={"limit": 1} | ({} if cursor is None else {"cursor": cursor})).json()
        paged += page["items"]
        cursor = page["next_cursor"]

    own = hospital.own
    assert [entry["id"] for entry in whole["items"]] == [
        own.attachment_id,
        own.examination_id,
        own.case_id,
        own.recording_id,
    ]
    assert [entry["kind"] for entry in whole["items"]] == ["attachment", "examination", "case", "recording"]
    assert whole["next_cursor"] is None
    assert paged == whole["items"]
    assert whole["items"][2]["text"]["zh"].endswith("It hums OWN-CANARY")


def test_a_doctors_history_ends_with_the_assignment(login: Login, hospital: Hospital) -> None:
    url = f"/api/v1/equipment/{hospital.own.equipment_id}/history"

    assert len(login(Role.DOCTOR).get(url).json()["items"]) == 4
    assert login(Role.DOCTOR, foreign=True).get(url).status_code == 404
