from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from clinic_api.accounts.models import Account, LoginAttempt, LoginSession
from clinic_api.accounts.pages import local_path
from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.service import set_password
from clinic_api.database import Database, utc_now
from clinic_api.kit.principal import Role
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import PASSWORD, Hospital, email_of

ENGINEER = email_of(Role.ENGINEER)
SAME_ORIGIN = {"Origin": "http://testserver"}


def _try(client: TestClient, email: str, password: str) -> tuple[int, str]:
    answer = client.post("/api/v1/sessions", json={"email": email, "password": password})
    return answer.status_code, answer.json().get("code", "")


def test_a_login_gives_a_token_for_the_account(client: TestClient, hospital: Hospital) -> None:
    answer = client.post("/api/v1/sessions", json={"email": f" {ENGINEER.upper()} ", "password": PASSWORD})
    me = client.get("/api/v1/me", headers={"Authorization": f"Bearer {answer.json()['token']}"})

    assert answer.status_code == 201
    assert answer.json()["account"] == me.json()
    assert me.json()["email"] == ENGINEER
    assert me.json()["role"] == "engineer"
    assert me.json()["factory_id"] is None


def test_people_of_a_factory_are_told_its_name(login: Login, hospital: Hospital) -> None:
    me = login(Role.FACTORY_USER).get("/api/v1/me").json()

    assert me["factory_id"] == hospital.own.factory_id
    assert me["factory_name"] == {"en": "Factory OWN-CANARY", "zh": "工厂 OWN-CANARY"}


def test_the_database_does_not_hold_the_token(login: Login, database: Database) -> None:
    token = login(Role.ENGINEER).headers["Authorization"].removeprefix("Bearer ")
    with database.session(read_only=True) as session:
        kept = session.execute(select(LoginSession.token_sha256)).scalars().all()

    assert len(token) >= 43  # 256 bits in base64
    assert all(token not in digest for digest in kept)


def test_wrong_password_and_unknown_address_answer_alike(client: TestClient, hospital: Hospital) -> None:
    answers = [
        client.post("/api/v1/sessions", json={"email": email, "password": "not the password"}).json()
        for email in (ENGINEER, "nobody@nowhere.example")
    ]

    assert {**answers[0], "request_id": ""} == {**answers[1], "request_id": ""}
    assert answers[0]["code"] == "login_failed"


def test_an_unknown_account_is_verified_against_a_hash_all_the_same(settings: Settings) -> None:
    assert Passwords(settings).verify(None, "nobody has this password") is False


def test_ten_failures_close_an_account_for_ten_minutes(
    client: TestClient, hospital: Hospital, database: Database
) -> None:
    failures = [_try(client, ENGINEER, "wrong password") for _ in range(10)]
    refused = client.post("/api/v1/sessions", json={"email": ENGINEER, "password": PASSWORD})
    with database.session() as session:
        session.execute(update(LoginAttempt).values(at=utc_now() - timedelta(minutes=10, seconds=1)))

    assert failures == [(401, "login_failed")] * 10
    assert (refused.status_code, refused.json()["code"]) == (429, "login_throttled")
    assert 590 <= int(refused.headers["Retry-After"]) <= 600
    assert _try(client, ENGINEER, PASSWORD)[0] == 201


def test_unknown_addresses_are_slowed_down_like_known_ones(client: TestClient, hospital: Hospital) -> None:
    answers = [_try(client, "nobody@nowhere.example", "guess") for _ in range(11)]

    assert answers == [(401, "login_failed")] * 10 + [(429, "login_throttled")]


def test_a_success_forgets_the_failures_before_it(client: TestClient, hospital: Hospital) -> None:
    for _ in range(3):
        for _ in range(6):
            assert _try(client, ENGINEER, "wrong password")[0] == 401
        assert _try(client, ENGINEER, PASSWORD)[0] == 201


def test_one_address_is_slowed_down_over_all_accounts(
    client: TestClient, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        attempts = [
            LoginAttempt(email_sha256=f"{number:064d}", ip_address="testclient", at=utc_now()) for number in range(100)
        ]
        session.add_all(attempts)

    assert _try(client, ENGINEER, PASSWORD) == (429, "login_throttled")


def test_guesses_at_the_same_moment_are_counted_too(client: TestClient, hospital: Hospital) -> None:
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda number: _try(client, ENGINEER, f"guess {number}"), range(24)))

    assert answers.count((401, "login_failed")) == 10
    assert answers.count((429, "login_throttled")) == 14


def test_logging_out_ends_the_session_at_once(login: Login) -> None:
    caller, other = login(Role.ENGINEER), login(Role.ENGINEER)

    assert caller.delete("/api/v1/sessions/current").status_code == 204
    assert caller.get("/api/v1/me").status_code == 401
    assert other.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize(
    "values",
    [{"last_seen_at": utc_now() - timedelta(hours=12, seconds=1)}, {"expires_at": utc_now() - timedelta(seconds=1)}],
    ids=["idle", "absolute"],
)
def test_sessions_run_out(login: Login, database: Database, values: dict[str, object]) -> None:
    caller = login(Role.ENGINEER)
    with database.session() as session:
        session.execute(update(LoginSession).values(**values))

    assert caller.get("/api/v1/me").status_code == 401


def test_using_a_session_keeps_it_from_idling_out(login: Login, database: Database) -> None:
    caller = login(Role.ENGINEER)
    for _ in range(3):
        with database.session() as session:
            session.execute(update(LoginSession).values(last_seen_at=LoginSession.last_seen_at))
            session.execute(update(LoginSession).values(last_seen_at=utc_now() - timedelta(hours=11)))
        assert caller.get("/api/v1/me").status_code == 200


def test_a_new_password_ends_all_sessions(login: Login, database: Database, settings: Settings) -> None:
    caller = login(Role.ENGINEER)
    with database.session() as session:
        account = session.execute(select(Account).where(Account.email == ENGINEER)).scalar_one()
        set_password(session, account, "another long password", Passwords(settings))

    assert caller.get("/api/v1/me").status_code == 401


def test_a_hash_with_old_parameters_is_renewed_at_login(
    client: TestClient, hospital: Hospital, database: Database, settings: Settings
) -> None:
    old = Passwords(settings.model_copy(update={"argon2_time_cost": 2})).hash(PASSWORD)
    with database.session() as session:
        session.execute(update(Account).where(Account.email == ENGINEER).values(password_hash=old))

    assert _try(client, ENGINEER, PASSWORD)[0] == 201
    with database.session(read_only=True) as session:
        renewed = session.execute(select(Account.password_hash).where(Account.email == ENGINEER)).scalar_one()
    assert "t=1," in renewed


def test_changing_the_language_keeps_it(login: Login) -> None:
    caller = login(Role.ENGINEER)

    assert caller.patch("/api/v1/me", json={"language": "en"}).json()["language"] == "en"
    assert caller.get("/api/v1/me").json()["language"] == "en"


def test_the_login_page_is_bilingual_and_without_script(client: TestClient) -> None:
    english = client.get("/login?lang=en")
    chinese = client.get("/login", headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"})

    assert "Industrial Hospital" in english.text
    assert 'lang="zh"' in chinese.text
    assert "工业医院" in chinese.text
    assert "<script" not in english.text
    assert "script-src" not in english.headers["content-security-policy"]
    assert english.headers["content-security-policy"].startswith("default-src 'none'")
    assert client.get("/pages.css").headers["content-type"].startswith("text/css")


def _log_in_by_form(client: TestClient, next_path: str = "/dashboard/") -> TestClient:
    form = {"email": ENGINEER, "password": PASSWORD, "next": next_path, "lang": "en"}
    answer = client.post("/login", data=form, headers=SAME_ORIGIN)
    assert answer.status_code == 303, answer.text
    return client


def test_the_form_sets_a_cookie_that_scripts_cannot_read(client: TestClient, hospital: Hospital) -> None:
    form = {"email": ENGINEER, "password": PASSWORD}
    answer = client.post("/login", data=form, headers=SAME_ORIGIN)
    cookie = answer.headers["set-cookie"]

    assert (answer.status_code, answer.headers["location"]) == (303, "/dashboard/")
    assert re.match(r"ih_session=[\w-]{43}; HttpOnly; Max-Age=604800; Path=/; SameSite=lax", cookie)
    assert client.get("/api/v1/me").json()["email"] == ENGINEER


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/dashboard/cases?id=1", "/dashboard/cases?id=1"),
        ("https://evil.example/", "/dashboard/"),
        ("//evil.example/", "/dashboard/"),
        ("/\\evil.example/", "/dashboard/"),
        ("/\t/evil.example/", "/dashboard/"),
        ("javascript:alert(1)", "/dashboard/"),
        ("", "/dashboard/"),
    ],
)
def test_only_paths_of_this_site_are_followed(asked: str, leads_to: str) -> None:
    assert local_path(asked) == leads_to


def test_the_form_leads_on_to_this_site_only(client: TestClient, hospital: Hospital) -> None:
    form = {"email": ENGINEER, "password": PASSWORD}
    own, foreign = (
        client.post("/login", data={**form, "next": path}, headers=SAME_ORIGIN).headers["location"]
        for path in ("/dashboard/cases", "https://evil.example/")
    )

    assert (own, foreign) == ("/dashboard/cases", "/dashboard/")


def test_a_failed_form_shows_why_in_its_language_and_escapes_what_was_typed(
    client: TestClient, hospital: Hospital
) -> None:
    form = {"email": '"><script>alert(1)</script>', "password": "x", "lang": "zh"}
    answer = client.post("/login", data=form, headers=SAME_ORIGIN)

    assert answer.status_code == 401
    assert "邮箱或密码不正确" in answer.text
    assert "<script>" not in answer.text
    assert "set-cookie" not in answer.headers


def test_logging_out_by_form_ends_the_session_and_clears_the_cookie(client: TestClient, hospital: Hospital) -> None:
    token = _log_in_by_form(client).cookies["ih_session"]
    answer = client.post("/logout", headers=SAME_ORIGIN)

    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert client.cookies.get("ih_session") is None
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_the_front_door_leads_to_the_dashboard(client: TestClient) -> None:
    answer = client.get("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/dashboard/")
