from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select, text

from clinic_api.app import MAX_BODY_BYTES, create_app
from clinic_api.database import Database
from clinic_api.factories.models import Factory
from clinic_api.kit.principal import Role
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import BOTH_ENGINES, ONE_ENGINE
from tests.clinic_api.hospital import PASSWORD, Hospital, email_of
from tests.clinic_api.routes import api_routes

pytestmark = BOTH_ENGINES

FACTORY = {"name_en": "New works", "name_zh": "新厂"}


def test_every_answer_has_its_security_headers(client: TestClient, hospital: Hospital) -> None:
    for url in ("/login", "/docs", "/api/v1/me", "/healthz", "/nothing", "/api/v1/openapi.json"):
        headers = client.get(url).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers


def test_behind_https_cookies_and_visits_stay_on_https(settings: Settings, hospital: Hospital) -> None:
    secure = settings.model_copy(update={"cookie_secure": True})
    with TestClient(create_app(secure), follow_redirects=False) as client:
        form = {"email": email_of(Role.ADMIN), "password": PASSWORD}
        answer = client.post("/login", data=form, headers={"Origin": "http://testserver"})

    assert "; Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_a_good_request_id_is_kept_and_a_bad_one_replaced(client: TestClient) -> None:
    kept = client.get("/healthz", headers={"X-Request-Id": "my-request-1"}).headers["x-request-id"]
    replaced = client.get("/healthz", headers={"X-Request-Id": "a b\\n<script>"}).headers["x-request-id"]

    assert kept == "my-request-1"
    assert replaced.isalnum()


@ONE_ENGINE
@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
def test_a_cookie_changes_things_from_this_site_only(
    client: TestClient, login: Login, headers: dict[str, str], passes: bool
) -> None:
    client.cookies.set("ih_session", login(Role.ADMIN).headers["Authorization"].removeprefix("Bearer "))

    answer = client.patch("/api/v1/me", json={"language": "en"}, headers=headers)

    assert answer.status_code == (200 if passes else 403)
    if not passes:
        assert answer.json()["code"] == "cross_site_request"


def test_every_changing_route_refuses_a_foreign_origin(client: TestClient, app: FastAPI, login: Login) -> None:
    client.cookies.set("ih_session", login(Role.ADMIN).headers["Authorization"].removeprefix("Bearer "))
    changing = [(r.method, r.path) for r in api_routes(app) if r.method not in {"GET", "HEAD", "OPTIONS"}]

    for method, path in [*changing, ("POST", "/login"), ("POST", "/logout")]:
        answer = client.request(method, path, headers={"Origin": "https://evil.example"})
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request"), path


def test_another_site_cannot_log_people_in(client: TestClient, hospital: Hospital) -> None:
    form = {"email": email_of(Role.ADMIN), "password": PASSWORD}

    assert client.post("/login", data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_strangers_are_refused_before_their_body_is_read(app: FastAPI) -> None:
    read: list[int] = []
    status: list[int] = []

    async def receive() -> dict[str, Any]:
        read.append(1)
        return {"type": "http.request", "body": b"x" * 65536, "more_body": True}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/api/v1/recordings",
        "raw_path": b"/api/v1/recordings",
        "query_string": b"equipment_id=x&filename=y.wav",
        "root_path": "",
        "headers": [(b"host", b"testserver"), (b"content-length", str(60 * 1024 * 1024).encode())],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
    }
    asyncio.run(app(scope, receive, send))

    assert status == [401]
    assert read == []


def test_bodies_have_a_limit_whether_announced_or_not(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 65536 + 2):
            yield b" " * 65536

    headers = {"Content-Type": "application/json"}
    announced = client.post("/api/v1/sessions", content=b" " * (MAX_BODY_BYTES + 1), headers=headers)
    chunked = client.post("/api/v1/sessions", content=chunks(), headers=headers)

    assert (announced.status_code, announced.json()["code"]) == (413, "body_too_large")
    assert (chunked.status_code, chunked.json()["code"]) == (413, "body_too_large")


def _count(database: Database) -> int:
    with database.session(read_only=True) as session:
        return session.execute(select(func.count()).select_from(Factory)).scalar_one()


def test_a_creation_sent_again_gives_the_first_answer(login: Login, database: Database) -> None:
    caller = login(Role.ADMIN)
    before = _count(database)
    answers = [caller.post("/api/v1/factories", json=FACTORY, headers={"Idempotency-Key": "key 1"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201] * 3
    assert answers[0].json() == answers[1].json() == answers[2].json()
    assert _count(database) == before + 1


def test_a_key_is_for_one_request(login: Login) -> None:
    caller = login(Role.ADMIN)
    key = {"Idempotency-Key": "key 1"}
    caller.post("/api/v1/factories", json=FACTORY, headers=key)
    answer = caller.post("/api/v1/factories", json={**FACTORY, "name_en": "Other"}, headers=key)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


def test_a_refused_creation_leaves_its_key_free(login: Login, hospital: Hospital) -> None:
    caller = login(Role.ADMIN)
    key = {"Idempotency-Key": "key 1"}
    machine = {"name_en": "Pump", "name_zh": "泵", "kind": "pump"}
    refused = caller.post("/api/v1/equipment", json=machine, headers=key)
    accepted = caller.post("/api/v1/equipment", json={**machine, "factory_id": hospital.own.factory_id}, headers=key)

    assert (refused.status_code, accepted.status_code) == (422, 201)


def test_the_same_creation_at_the_same_moment_happens_once(login: Login, database: Database) -> None:
    caller = login(Role.ADMIN)
    before = _count(database)

    def create(_: int) -> tuple[int, str]:
        answer = caller.post("/api/v1/factories", json=FACTORY, headers={"Idempotency-Key": "race"})
        return answer.status_code, answer.json().get("id") or answer.json()["code"]

    with ThreadPoolExecutor(16) as pool:
        answers = set(pool.map(create, range(48)))

    assert _count(database) == before + 1
    assert {status for status, _ in answers} <= {201, 409}
    assert len({made for status, made in answers if status == 201}) == 1
    assert {code for status, code in answers if status == 409} <= {"idempotency_in_flight"}


def test_keys_of_two_accounts_do_not_meet(login: Login, hospital: Hospital) -> None:
    machine = {"name_en": "Pump", "name_zh": "泵", "kind": "pump"}
    made = [
        login(Role.FACTORY_ADMIN, foreign=foreign).post(
            "/api/v1/equipment", json=machine, headers={"Idempotency-Key": "same"}
        )
        for foreign in (False, True)
    ]

    assert [answer.json()["factory_id"] for answer in made] == [hospital.own.factory_id, hospital.foreign.factory_id]


def test_what_cannot_be_committed_is_not_accepted(app: FastAPI, login: Login, database: Database) -> None:
    caller = login(Role.ADMIN)
    with database.session() as session:
        session.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        session.execute(text("CREATE TABLE child (id INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)"))
    try:

        @app.post("/late", status_code=201)
        def late(session: SessionOf) -> None:
            session.execute(text("INSERT INTO child VALUES (1)"))

        answer = caller.post("/late")
    finally:
        with database.session() as session:
            session.execute(text("DROP TABLE child"))
            session.execute(text("DROP TABLE parent"))

    assert answer.status_code == 500


def test_pages_follow_each_other_without_gap_or_repeat(login: Login, hospital: Hospital) -> None:
    caller = login(Role.ADMIN)
    made = [
        caller.post("/api/v1/factories", json={"name_en": f"W{n}", "name_zh": f"厂{n}"}).json()["id"] for n in range(5)
    ]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None and len(seen) < 20:
        page = caller.get("/api/v1/factories", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]

    assert seen == [*reversed(made), hospital.foreign.factory_id, hospital.own.factory_id]


@ONE_ENGINE
@pytest.mark.parametrize(("query", "code"), [("cursor=x", "cursor_invalid"), ("limit=0", "validation_failed")])
def test_odd_pages_are_refused(login: Login, query: str, code: str) -> None:
    answer = login(Role.ADMIN).get(f"/api/v1/factories?{query}")

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_readiness_tells_of_the_broker(settings: Settings, tmp_path: Path) -> None:
    gone = settings.model_copy(update={"broker_url": f"redis+socket://{tmp_path}/none.sock"})
    with TestClient(create_app(settings)) as without, TestClient(create_app(gone)) as down:
        answers = [without.get("/readyz"), down.get("/readyz")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.json()["broker"] for answer in answers] == ["absent", "down"]
    assert {answer.json()["status"] for answer in answers} == {"degraded"}


def _described(app: FastAPI) -> set[str]:
    """Return the operations that are described; HEAD and OPTIONS are a protocol's own business."""
    return {route.operation for route in api_routes(app) if route.method not in {"HEAD", "OPTIONS"}}


def test_the_openapi_names_operations_like_their_functions(client: TestClient, app: FastAPI) -> None:
    document = client.get("/api/v1/openapi.json").json()
    named = {op["operationId"] for methods in document["paths"].values() for op in methods.values()}

    assert named == _described(app)
    assert all(path.startswith("/api/v1/") for path in document["paths"])


def test_the_openapi_describes_refusals_as_problems(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    problem = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}

    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for status in ("401", "403", "404", "422", "503"):
                assert operation["responses"][status]["content"] == {"application/problem+json": problem}, (
                    path,
                    method,
                )


def test_the_reference_page_lists_every_operation(client: TestClient, app: FastAPI) -> None:
    page = client.get("/docs?lang=zh").text

    assert all(f'id="{operation}"' in page for operation in _described(app))
    assert "<script" not in page
