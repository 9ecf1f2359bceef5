from __future__ import annotations

import logging
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from clinic_api.app import create_app
from clinic_api.kit.principal import Role
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.settings import Settings
from tests.clinic_api.bodies import json_bodies
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.routes import api_routes, ids_of

CANARY = "sEcReTcAnArYsEcReTcAnArY"
HEADERS = ("Cookie", "Idempotency-Key", "If-Match", "X-Api-Key", "Proxy-Authorization", "User-Agent")
OTHERS_LOGGERS = ("httpx", "httpcore", "asyncio")  # the test's own client writes down the address it asks for


def _logged(caplog: pytest.LogCaptureFixture) -> str:
    formatter = logging.Formatter("%(message)s")
    return "\n".join(formatter.format(r) for r in caplog.records if not r.name.startswith(OTHERS_LOGGERS))


def _secret_body(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a body with the canary in every field, whatever the field wants."""
    return dict.fromkeys(schema.get("properties", {}), CANARY)


@pytest.mark.usefixtures("contents")
@pytest.mark.parametrize("place", ["headers", "Origin", "Authorization", "body", "query"])
@ONE_ENGINE
def test_what_callers_send_is_neither_logged_nor_repeated_in_errors(
    app: FastAPI, login: Login, client: TestClient, hospital: Hospital, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    ids = ids_of(hospital.own, hospital.doctor_id)
    schemas = dict(json_bodies(app.openapi()))
    admin = login(Role.ADMIN)
    refusals = 0

    with caplog.at_level(logging.DEBUG):
        for route in api_routes(app):
            if route.operation == "delete_current_session":
                continue
            caller, url, arguments = admin, route.url(ids), {}
            if place == "Authorization":
                caller, arguments = client, {"headers": {place: f"Bearer {CANARY}"}}
            elif place == "body":
                arguments = {"json": _secret_body(schemas.get(route.operation, {}))}
            elif place == "query":
                url += f"?cursor={CANARY}&limit={CANARY}&key=ihk_{CANARY}{CANARY}"
            else:
                names = HEADERS if place == "headers" else (place,)
                arguments = {"headers": dict.fromkeys(names, CANARY)}
            answer = caller.request(route.method, url, **arguments)
            assert answer.status_code < 500, route.operation
            if answer.status_code >= 400:
                refusals += 1
                assert CANARY not in answer.text + str(answer.headers), route.operation

    assert refusals > 0
    assert CANARY not in _logged(caplog)


def test_a_key_in_an_address_is_refused(login: Login, hospital: Hospital) -> None:
    answer = login(Role.ADMIN).get("/api/v1/equipment", params={"key": hospital.own.key})

    assert (answer.status_code, answer.json()["code"]) == (422, "secret_in_address")
    assert hospital.own.key not in answer.text


def test_an_error_of_the_database_is_logged_without_its_values(
    app: FastAPI, login: Login, caplog: pytest.LogCaptureFixture
) -> None:
    @app.post("/breaks")
    def breaks(session: SessionOf) -> None:
        session.execute(text("INSERT INTO no_such_table VALUES (:secret)"), {"secret": CANARY})

    with caplog.at_level(logging.DEBUG):
        answer = login(Role.ADMIN).post("/breaks")

    assert answer.status_code == 500
    assert "no_such_table" in _logged(caplog)
    assert CANARY not in _logged(caplog) + answer.text


@ONE_ENGINE
def test_settings_do_not_show_their_secrets(settings: Settings) -> None:
    secret = settings.model_copy(update={"secret_key": Settings(secret_key=CANARY * 2).secret_key})

    assert CANARY not in repr(secret) + str(secret) + repr(create_app(secret).state.settings)
