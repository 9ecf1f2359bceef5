"""Rounds: planned by the coordinator, recorded by the doctor, each finding one case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from clinic_api.cases.models import Case, CaseEvent
from clinic_api.database import Database
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital


def _plan(caller: TestClient, hospital: Hospital, **more: Any) -> Any:
    body = {
        "factory_id": hospital.own.factory_id,
        "day": "2026-12-01",
        "doctor_ids": [hospital.doctor_id],
        "equipment_ids": [hospital.own.equipment_id],
        "purpose": "季度巡诊",
    }
    return caller.post("/api/v1/visits", json=body | more)


@pytest.fixture
def visit(login: Login, hospital: Hospital) -> dict[str, Any]:
    """A visit of the own factory that is under way."""
    planned = _plan(login(Role.COORDINATOR), hospital).json()
    answer = login(Role.DOCTOR).post(f"/api/v1/visits/{planned['id']}/arrive", json={"met": "王师傅"})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def _record(caller: TestClient, visit: dict[str, Any], **body: Any) -> Any:
    return caller.post(f"/api/v1/visits/{visit['id']}/stops/{visit['stops'][0]['id']}/record", json=body)


def _close_case(database: Database, case_id: str) -> None:
    with database.session() as session:
        session.execute(update(Case).where(Case.id == case_id).values(state="cancelled"))


def test_a_doctor_plans_a_visit_for_an_own_case_and_calls_it_off(login: Login, hospital: Hospital) -> None:
    doctor = login(Role.DOCTOR)
    planned = _plan(doctor, hospital)
    assert planned.status_code == 201, planned.text

    called_off = doctor.post(f"/api/v1/visits/{planned.json()['id']}/cancel")

    assert called_off.json()["state"] == "cancelled"


def test_a_doctor_plans_no_visit_of_somebody_else_nor_calls_off_what_others_planned(
    login: Login, hospital: Hospital
) -> None:
    doctor = login(Role.DOCTOR)
    by_coordinator = _plan(login(Role.COORDINATOR), hospital).json()

    of_colleague = _plan(doctor, hospital, doctor_ids=[hospital.other_doctor_id])
    elsewhere = _plan(doctor, hospital, factory_id=hospital.foreign.factory_id)
    foreign_machine = _plan(doctor, hospital, equipment_ids=[hospital.foreign.equipment_id])
    called_off = doctor.post(f"/api/v1/visits/{by_coordinator['id']}/cancel")

    assert (of_colleague.status_code, of_colleague.json()["code"]) == (422, "visit_without_yourself")
    assert elsewhere.status_code == 404
    assert (foreign_machine.status_code, foreign_machine.json()["code"]) == (422, "machine_of_other_factory")
    assert (called_off.status_code, called_off.json()["code"]) == (403, "visit_planned_by_other")


def test_a_visit_goes_from_plan_to_done(visit: dict[str, Any], login: Login) -> None:
    doctor = login(Role.DOCTOR)
    early = doctor.post(f"/api/v1/visits/{visit['id']}/finish", json={})
    _record(doctor, visit, notes="一切正常")
    done = doctor.post(f"/api/v1/visits/{visit['id']}/finish", json={"notes": "谢谢"}).json()

    assert (visit["state"], visit["met"]) == ("under_way", "王师傅")
    assert (early.status_code, early.json()["code"], early.json()["count"]) == (409, "stops_unrecorded", 1)
    assert (done["state"], done["notes"]) == ("done", "谢谢")
    assert datetime.fromisoformat(done["arrived_at"]) < datetime.fromisoformat(done["left_at"])
    assert (done["stops"][0]["state"], done["stops"][0]["case_id"]) == ("done", None)
    assert "医生" in done["stops"][0]["recorded_by"] or "doctor" in done["stops"][0]["recorded_by"]


def test_a_finding_opens_a_case_of_rounds(
    visit: dict[str, Any], login: Login, hospital: Hospital, database: Database
) -> None:
    _close_case(database, hospital.own.case_id)
    stop = _record(login(Role.DOCTOR), visit, finding="轴承异响").json()["stops"][0]
    case = login(Role.FACTORY_USER).get(f"/api/v1/cases/{stop['case_id']}").json()

    assert stop["joined"] is False
    assert (case["mode"], case["complaint"], case["equipment_id"]) == (
        "rounds",
        "轴承异响",
        hospital.own.equipment_id,
    )


def test_a_finding_joins_the_open_case_of_the_machine(
    visit: dict[str, Any], login: Login, hospital: Hospital, database: Database
) -> None:
    stop = _record(login(Role.DOCTOR), visit, finding="轴承异响").json()["stops"][0]

    assert (stop["case_id"], stop["joined"]) == (hospital.own.case_id, True)
    with database.session(read_only=True) as session:
        line = session.scalars(select(CaseEvent).where(CaseEvent.kind == "visit_joined")).one()
    assert (line.case_id, line.text["zh"]) == (hospital.own.case_id, "巡诊所见：轴承异响")


def test_a_stop_is_recorded_once(visit: dict[str, Any], login: Login) -> None:
    doctor = login(Role.DOCTOR)
    _record(doctor, visit, skipped=True, notes="停产")
    again = _record(doctor, visit, finding="轴承异响")

    assert (again.status_code, again.json()["code"]) == (409, "stop_recorded")


def test_nothing_is_recorded_before_arrival_or_after_the_end(login: Login, hospital: Hospital) -> None:
    planned = _plan(login(Role.COORDINATOR), hospital).json()
    doctor = login(Role.DOCTOR)
    before = _record(doctor, planned, finding="轴承异响")
    doctor.post(f"/api/v1/visits/{planned['id']}/arrive", json={"met": "王师傅"})
    _record(doctor, planned, notes="好")
    doctor.post(f"/api/v1/visits/{planned['id']}/finish", json={})
    after = doctor.post(f"/api/v1/visits/{planned['id']}/stops", json={"equipment_id": hospital.own.equipment_id})

    assert (before.json()["code"], before.json()["state"]) == ("visit_state_conflict", "planned")
    assert (after.json()["code"], after.json()["state"]) == ("visit_state_conflict", "done")


def test_another_machine_may_be_looked_at_on_the_way(visit: dict[str, Any], login: Login, hospital: Hospital) -> None:
    doctor = login(Role.DOCTOR)
    url = f"/api/v1/visits/{visit['id']}/stops"
    more = doctor.post(url, json={"equipment_id": hospital.own.equipment_id}).json()
    foreign = doctor.post(url, json={"equipment_id": hospital.foreign.equipment_id})
    missing = doctor.post(url, json={"equipment_id": new_id("eqp")})

    assert [stop["position"] for stop in more["stops"]] == [0, 1]
    assert foreign.json()["code"] == missing.json()["code"] == "machine_of_other_factory"


def test_machines_and_doctors_of_a_plan_have_to_fit(login: Login, hospital: Hospital) -> None:
    coordinator = login(Role.COORDINATOR)
    foreign = _plan(coordinator, hospital, equipment_ids=[hospital.foreign.equipment_id])
    nobody = _plan(coordinator, hospital, doctor_ids=[new_id("doc")])

    assert (foreign.status_code, foreign.json()["code"]) == (422, "machine_of_other_factory")
    assert (nobody.status_code, nobody.json()["code"]) == (422, "doctor_not_found")
    assert len(coordinator.get("/api/v1/visits").json()["items"]) == 2, "the two that are seeded"


def test_a_doctor_sees_the_own_visits_only(visit: dict[str, Any], login: Login) -> None:
    own = {item["id"] for item in login(Role.DOCTOR).get("/api/v1/visits").json()["items"]}
    other = login(Role.DOCTOR, foreign=True)

    assert visit["id"] in own
    assert visit["id"] not in {item["id"] for item in other.get("/api/v1/visits").json()["items"]}
    assert other.get(f"/api/v1/visits/{visit['id']}").status_code == 404
    assert _record(other, visit, finding="轴承异响").status_code == 404


def test_a_visit_under_way_is_not_called_off(visit: dict[str, Any], login: Login, hospital: Hospital) -> None:
    coordinator = login(Role.COORDINATOR)
    planned = _plan(coordinator, hospital).json()

    assert coordinator.post(f"/api/v1/visits/{planned['id']}/cancel").json()["state"] == "cancelled"
    assert coordinator.post(f"/api/v1/visits/{visit['id']}/cancel").status_code == 409


def test_an_outdated_change_is_refused(visit: dict[str, Any], login: Login) -> None:
    answer = login(Role.DOCTOR).post(
        f"/api/v1/visits/{visit['id']}/finish", json={}, headers={"If-Match": f'"{visit["version"] - 1}"'}
    )

    assert answer.status_code == 412


def test_the_factory_says_whether_the_day_suits_it(login: Login, hospital: Hospital) -> None:
    planned = _plan(login(Role.COORDINATOR), hospital).json()
    owner, url = login(Role.FACTORY_ADMIN), f"/api/v1/visits/{planned['id']}/consent"

    silent = owner.post(url, json={"agrees": False})
    declined = owner.post(url, json={"agrees": False, "words": "盘点，周四可以"}).json()
    agreed = owner.post(url, json={"agrees": True}, headers={"If-Match": f'"{declined["version"]}"'}).json()
    seen = login(Role.DOCTOR).get(f"/api/v1/visits/{planned['id']}").json()

    assert (planned["consent"], silent.json()["code"]) == (None, "visit_reason_missing")
    assert (declined["consent"], declined["consent_words"]) == ("declined", "盘点，周四可以")
    assert (agreed["consent"], agreed["consent_words"]) == ("agreed", None)
    assert seen["consent"] == "agreed"
    assert seen["consent_by"]
    assert seen["consent_at"]


def test_a_visit_under_way_needs_no_consent_any_more(visit: dict[str, Any], login: Login) -> None:
    answer = login(Role.FACTORY_USER).post(f"/api/v1/visits/{visit['id']}/consent", json={"agrees": True})

    assert (answer.status_code, answer.json()["code"]) == (409, "visit_state_conflict")
