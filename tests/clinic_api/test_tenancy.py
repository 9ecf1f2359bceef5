from __future__ import annotations

from io import BytesIO

import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from sqlalchemy import update

from clinic_api.assignments.models import Assignment
from clinic_api.database import Database, utc_now
from clinic_api.kit.ids import is_id
from clinic_api.kit.permissions import ROLE_PERMISSIONS
from clinic_api.kit.principal import FACTORY_ROLES, Role
from tests.clinic_api.bodies import example_bodies
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE, REPOSITORY_WALLS
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.routes import ApiRoute, api_routes, ids_of, missing_ids

SCOPED_ROLES = (*sorted(FACTORY_ROLES), Role.DOCTOR)
KEYS = ((Role.GATEWAY, False), (Role.REPORTER, False), (Role.REPORTER, True))

pytestmark = [pytest.mark.usefixtures("contents"), REPOSITORY_WALLS]


def _routes_of_tenant_rows(app: FastAPI, hospital: Hospital) -> list[ApiRoute]:
    """Return the routes whose path names a thing that is another one in the other factory."""
    own, foreign = (ids_of(factory, hospital.doctor_id) for factory in (hospital.own, hospital.foreign))
    differing = [name for name in own if own[name] != foreign[name]]
    return [r for r in api_routes(app) if any(f"{{{name}}}" in r.path for name in differing)]


def _is_for(role: Role, route: ApiRoute) -> bool:
    """Tell whether people of ``role`` see what the route names; an upload is its sender's alone."""
    return route.operation != "read_upload" or role is Role.FACTORY_USER


def test_own_rows_can_be_read_by_every_role_that_is_scoped(app: FastAPI, login: Login, hospital: Hospital) -> None:
    ids = ids_of(hospital.own, hospital.doctor_id)

    for role in SCOPED_ROLES:
        caller = login(role)
        for route in _routes_of_tenant_rows(app, hospital):
            if route.method == "GET" and route.permissions <= ROLE_PERMISSIONS[role] and _is_for(role, route):
                assert caller.get(route.url(ids)).status_code == 200, (role, route.operation)


def test_foreign_rows_answer_like_missing_ones(app: FastAPI, login: Login, hospital: Hospital) -> None:
    foreign = ids_of(hospital.foreign, hospital.doctor_id)
    missing = missing_ids(foreign)
    bodies = example_bodies(app.openapi())
    callers = {role.value: login(role) for role in SCOPED_ROLES}
    callers |= {f"{role.value} {by_link}": login(role, by_link=by_link) for role, by_link in KEYS}
    not_found = set()

    for name, caller in callers.items():
        for route in _routes_of_tenant_rows(app, hospital):
            answers = [
                caller.request(route.method, route.url(ids), json=bodies.get(route.operation))
                for ids in (foreign, missing)
            ]
            if route.method == "HEAD":  # no body to compare
                first, second = ({"status": answer.status_code} for answer in answers)
            else:
                first, second = ({**answer.json(), "request_id": ""} for answer in answers)
            assert first == second, (name, route.operation)
            assert first["status"] in {403, 404}, (name, route.operation, first)
            if first["status"] == 404:
                not_found.add(route.operation)

    somebody_scoped_may = {
        route.operation
        for route in _routes_of_tenant_rows(app, hospital)
        if any(route.permissions <= ROLE_PERMISSIONS[role] for role in (*SCOPED_ROLES, Role.GATEWAY, Role.REPORTER))
    }
    assert not_found == somebody_scoped_may


def test_malformed_ids_answer_like_missing_ones(app: FastAPI, login: Login, hospital: Hospital) -> None:
    caller = login(Role.ADMIN)
    ids = ids_of(hospital.own, hospital.doctor_id)
    odd = {name: "%00' OR 1=1" if is_id(value) else value for name, value in ids.items()}

    for route in api_routes(app):
        if route.method == "GET" and "{" in route.path and "{year}" not in route.path:  # any year has its days
            assert caller.get(route.url(odd)).status_code == 404, route.operation


def test_staff_sees_every_factory(app: FastAPI, login: Login, hospital: Hospital) -> None:
    for role in (Role.ENGINEER, Role.COORDINATOR, Role.ADMIN):
        caller = login(role)
        for factory in (hospital.own, hospital.foreign):
            assert caller.get(f"/api/v1/cases/{factory.case_id}").status_code == 200
            assert caller.get(f"/api/v1/equipment/{factory.equipment_id}").status_code == 200


def test_no_answer_contains_another_factorys_canary(app: FastAPI, login: Login, hospital: Hospital) -> None:
    ids = ids_of(hospital.own, hospital.doctor_id)
    seen = 0

    callers = {role.value: login(role) for role in (*SCOPED_ROLES, Role.FUNDER)}
    callers |= {f"{role.value} {by_link}": login(role, by_link=by_link) for role, by_link in KEYS}
    for role, caller in callers.items():
        for route in api_routes(app):
            if route.method != "GET":
                continue
            answer = caller.get(route.url(ids))
            content = answer.text + str(answer.headers)
            assert hospital.foreign.canary not in content, (role, route.operation)
            assert hospital.foreign.factory_id not in content, (role, route.operation)
            seen += hospital.own.canary in content

    assert seen >= 20


@ONE_ENGINE
def test_no_pdf_contains_another_factorys_canary(app: FastAPI, login: Login, hospital: Hospital) -> None:
    own, seen = hospital.own, []

    for role in SCOPED_ROLES:
        caller = login(role)
        for route in api_routes(app):
            if not _is_pdf(app, route) or not route.permissions <= ROLE_PERMISSIONS[role]:
                continue
            url = route.url(ids_of(own, hospital.doctor_id))
            body = {"equipment_ids": [own.equipment_id]} if route.method == "POST" else None
            answer = caller.request(route.method, url, params={"format": "pdf"}, json=body)
            assert answer.headers["content-type"] == "application/pdf", (role, route.operation)
            words = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
            words = words.replace("\n", "")  # the canary may stand in two lines
            assert hospital.foreign.canary not in words, (role, route.operation)
            assert hospital.foreign.factory_id not in words, (role, route.operation)
            seen.append((route.operation, own.canary in words))

    assert {operation for operation, shows_own in seen if shows_own} == {
        "read_health_record",
        "print_labels",
        "read_visit_sheet",
        "read_report_pdf",
    }


def _is_pdf(app: FastAPI, route: ApiRoute) -> bool:
    described = app.openapi()["paths"][route.path].get(route.method.lower(), {})
    return "application/pdf" in described.get("responses", {}).get("200", {}).get("content", {})


def test_filters_do_not_open_other_factories(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)

    for url in (
        f"/api/v1/equipment?factory_id={hospital.foreign.factory_id}",
        f"/api/v1/cases?equipment_id={hospital.foreign.equipment_id}",
    ):
        assert caller.get(url).json()["items"] == []


def test_a_doctor_sees_the_case_while_it_is_assigned(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.DOCTOR)
    urls = [
        f"/api/v1/cases/{hospital.own.case_id}",
        f"/api/v1/equipment/{hospital.own.equipment_id}",
        f"/api/v1/factories/{hospital.own.factory_id}",
        f"/api/v1/examinations/{hospital.own.examination_id}",
        f"/api/v1/recordings/{hospital.own.recording_id}",
    ]
    while_assigned = [caller.get(url).status_code for url in urls]
    with database.session() as session:
        session.execute(update(Assignment).where(Assignment.case_id == hospital.own.case_id).values(ended_at=utc_now()))

    assert while_assigned == [200] * len(urls)
    assert [caller.get(url).status_code for url in urls] == [404] * len(urls)


def test_nothing_can_be_put_into_another_factory(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    machine = {"factory_id": hospital.foreign.factory_id, "name_en": "Pump", "name_zh": "泵", "kind": "pump"}
    case = {"equipment_id": hospital.foreign.equipment_id, "complaint": "It leaks", "language": "en"}

    assert caller.post("/api/v1/equipment", json=machine).status_code == 404
    assert caller.post("/api/v1/cases", json=case).status_code == 404
