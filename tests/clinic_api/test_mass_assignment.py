from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from clinic_api.accounts.authentication import PUBLIC
from clinic_api.database import Database
from clinic_api.kit.permissions import LINK_PERMISSIONS, ROLE_PERMISSIONS
from clinic_api.kit.principal import Role
from clinic_api.migrations.tables import METADATA
from tests.clinic_api.bodies import example_bodies, json_bodies, schemas_within
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.routes import ApiRoute, api_routes, ids_of

COLUMNS = sorted({column.name for table in METADATA.sorted_tables for column in table.columns})


def _rows(database: Database) -> dict[str, list[Any]]:
    """Return all rows of all tables but the count of attempts, in a form that compares."""
    with database.session(read_only=True) as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)).all()))
            for table in METADATA.sorted_tables
            if table.name != "login_attempts"
        }


def _caller(login: Login, client: TestClient, route: ApiRoute) -> TestClient:
    """Return a caller who may use ``route``: what is refused for lack of a right proves nothing here."""
    if (route.method, route.path) in PUBLIC:
        return client
    role = next(role for role in sorted(Role, reverse=True) if route.permissions <= ROLE_PERMISSIONS[role])
    return login(role, by_link=role is Role.REPORTER and route.permissions <= LINK_PERMISSIONS)


def test_no_column_can_be_set_that_a_body_does_not_ask_for(
    app: FastAPI, login: Login, client: TestClient, hospital: Hospital, database: Database
) -> None:
    schemas = dict(json_bodies(app.openapi()))
    bodies = example_bodies(app.openapi())
    ids = ids_of(hospital.own, hospital.doctor_id)
    routes = [route for route in api_routes(app) if route.operation in schemas]
    callers = {route.operation: _caller(login, client, route) for route in routes}
    before = _rows(database)

    for route in routes:
        guessed = [name for name in COLUMNS if name not in schemas[route.operation].get("properties", {})]
        body = {**dict.fromkeys(guessed, "admin"), **bodies[route.operation]}
        answer = callers[route.operation].request(route.method, route.url(ids), json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed"), route.operation
        unknown = {e["field"] for e in answer.json()["errors"] if e["message"] == "is not a known field"}
        assert unknown == set(guessed), route.operation

    assert len(routes) >= 10
    assert _rows(database) == before


def test_every_object_inside_a_body_refuses_what_it_does_not_know(app: FastAPI) -> None:
    document = app.openapi()

    for operation, body in json_bodies(document):
        for schema in schemas_within(document, body):
            # An object without properties is a document of its own (a machine description), read by its own rules.
            assert schema.get("additionalProperties") is False or not schema.get("properties"), operation


@pytest.mark.parametrize("role", [Role.FACTORY_ADMIN, Role.FACTORY_USER])
def test_a_query_cannot_set_columns_either(login: Login, role: Role) -> None:
    caller = login(role)
    before = caller.get("/api/v1/me").json()
    caller.patch("/api/v1/me?role=admin&factory_id=x", json={"language": before["language"]})

    assert caller.get("/api/v1/me").json() == before
