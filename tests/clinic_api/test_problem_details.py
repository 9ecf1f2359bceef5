from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import clinic_api
from clinic_api.app import create_app
from clinic_api.kit.language import preferred_language
from clinic_api.kit.principal import Role
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login

CHINESE = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}


def test_errors_are_problem_details_in_both_languages(client: TestClient) -> None:
    answer = client.get("/api/v1/me", headers=CHINESE)
    problem = answer.json()

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "zh"
    assert set(problem) == {"type", "title", "status", "code", "detail", "detail_i18n", "request_id"}
    assert (problem["status"], problem["code"]) == (401, "unauthenticated")
    assert problem["detail"] == problem["detail_i18n"]["zh"] == "尚未登录或会话已结束，请登录。"
    assert problem["detail_i18n"]["en"].startswith("Nobody is logged in")
    assert problem["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("zh", "zh"),
        ("zh-Hans-CN", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("en;q=0.5,zh;q=0.7", "zh"),
        ("fr", "en"),
        ("zh;q=nonsense", "en"),
        ("zh;q=0", "en"),
    ],
)
def test_the_better_liked_language_is_used(header: str | None, language: str) -> None:
    assert preferred_language(header) == language


def test_wrong_fields_are_named_one_by_one(client: TestClient) -> None:
    answer = client.post("/api/v1/sessions", json={"email": 5, "wrong": 1}, headers=CHINESE)
    errors = {error["field"]: error["message"] for error in answer.json()["errors"]}

    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
    assert errors == {"email": "应为文本", "password": "必填", "wrong": "不是已知字段"}


def test_broken_json_is_a_field_error_too(client: TestClient) -> None:
    answer = client.post("/api/v1/sessions", content=b"{", headers={"Content-Type": "application/json"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"] == "is not valid JSON"


def test_passwords_are_not_repeated_in_errors(client: TestClient) -> None:
    answer = client.post("/api/v1/sessions", json={"email": "a@b.example", "password": ["secret-canary"]})

    assert answer.status_code == 422
    assert "secret-canary" not in answer.text


def test_unknown_addresses_and_methods_are_problems_too(client: TestClient, login: Login) -> None:
    caller = login(Role.ADMIN)
    answers = [caller.get("/api/v1/nothing"), client.get("/nothing"), caller.put("/api/v1/me")]

    assert [(a.status_code, a.json()["code"]) for a in answers] == [
        (404, "not_found"),
        (404, "not_found"),
        (405, "method_not_allowed"),
    ]


def test_what_nobody_foresaw_tells_nothing_of_the_inside(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("inside-canary")

    with caplog.at_level(logging.ERROR), TestClient(app) as client:
        answer = client.get("/broken", headers={"X-Request-Id": "abcdefgh-1"})

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "inside-canary" not in answer.text
    assert "request_id=abcdefgh-1" in caplog.text
    assert "inside-canary" in caplog.text


def test_a_database_that_does_not_answer_is_503(tmp_path: Path) -> None:
    away = Settings(data_dir=tmp_path, database_url="postgresql://nobody@127.0.0.1:1/none", broker_url=None)
    with TestClient(create_app(away)) as client:
        answers = [
            client.get("/readyz"),
            client.get("/api/v1/me", headers={"Authorization": "Bearer x"}),
            client.post("/api/v1/sessions", json={"email": "a", "password": "b"}),
        ]
        alive = client.get("/healthz")

    assert {(a.status_code, a.json()["code"]) for a in answers} == {(503, "database_unavailable")}
    assert all(int(a.headers["Retry-After"]) >= 1 for a in answers)
    assert alive.status_code == 200


def test_a_pool_without_a_free_connection_is_503_and_recovers(app: FastAPI, login: Login, database_url: str) -> None:
    if not database_url.startswith("postgresql"):
        pytest.skip("SQLite's pool waits as long as its writers may")
    caller = login(Role.ADMIN)
    engine = app.state.database.engine
    with ExitStack() as held:
        for _ in range(10):
            held.enter_context(engine.connect())
        exhausted = caller.get("/api/v1/me")
    recovered = caller.get("/api/v1/me")

    assert (exhausted.status_code, exhausted.json()["code"]) == (503, "database_unavailable")
    assert recovered.status_code == 200


def _texts_of(entry: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a TOML document that has a text in a language."""
    if isinstance(entry, list):
        for part in entry:
            yield from _texts_of(part)
    elif isinstance(entry, dict):
        if {"en", "zh"} & set(entry):
            yield entry
        for part in entry.values():
            yield from _texts_of(part)


def test_every_text_of_the_service_is_in_both_languages() -> None:
    texts = [
        text
        for path in Path(clinic_api.__file__).parent.rglob("*.toml")
        for text in _texts_of(tomllib.loads(path.read_text(encoding="utf-8")))
    ]

    assert len(texts) > 80
    assert [text for text in texts if not (text.get("en", "").strip() and text.get("zh", "").strip())] == []
