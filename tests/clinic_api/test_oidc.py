from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import func, select, update

from clinic_api.accounts.models import Account
from clinic_api.app import create_app
from clinic_api.database import Database, utc_now
from clinic_api.kit.principal import Role
from clinic_api.oidc.models import OidcIdentity, OidcLogin
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, email_of
from tests.clinic_api.oidc_provider import CLIENT_ID, CLIENT_SECRET

LIES = ["nonce", "audience", "audience_though_party", "issuer", "expired", "party", "key", "secret", "none"]


pytestmark = ONE_ENGINE


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The address of a provider that runs as a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.clinic_api.oidc_provider", str(port)]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": os.getcwd()})
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            assert process.poll() is None, "the provider ended"
            try:
                httpx.get(f"{url}/keys", timeout=2)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def browser(settings: Settings, issuer: str, hospital: Hospital) -> Iterator[TestClient]:
    """A browser at a hospital that trusts the provider."""
    trusting = settings.model_copy(
        update={"oidc_issuer": issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": SecretStr(CLIENT_SECRET)}
    )
    with TestClient(create_app(trusting), follow_redirects=False) as client:
        yield client


def _go_and_return(browser: TestClient, person: str, lie: str = "") -> str:
    """Log in at the provider; return where it sends the browser back to."""
    leaving = browser.get("/login/oidc?next=/dashboard/cases")
    assert leaving.status_code == 303, leaving.text
    there = httpx.get(f"{leaving.headers['location']}&person={person}&lie={lie}", timeout=10)
    assert there.status_code == 303, there.text
    return there.headers["location"].removeprefix("http://testserver")


def _link(login: Login, database: Database, subject: str, role: Role) -> Any:
    with database.session(read_only=True) as session:
        identity_id = session.execute(select(OidcIdentity.id).where(OidcIdentity.subject == subject)).scalar_one()
        account_id = session.execute(select(Account.id).where(Account.email == email_of(role))).scalar_one()
    answer = login(Role.ADMIN).post(f"/api/v1/oidc-identities/{identity_id}/link", json={"account_id": account_id})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_whoever_has_no_role_is_told_so_until_an_administrator_gives_an_account(
    browser: TestClient, login: Login, database: Database
) -> None:
    first = browser.get(_go_and_return(browser, "li"), headers={"Accept-Language": "en"})
    listed = login(Role.ADMIN).get("/api/v1/oidc-identities").json()["items"][0]
    linked = _link(login, database, "li-1", Role.ENGINEER)
    waiting = login(Role.ADMIN).get("/api/v1/oidc-identities", params={"linked": False}).json()["items"]
    of_account = login(Role.ADMIN).get("/api/v1/oidc-identities", params={"account_id": linked["account_id"]}).json()
    second = browser.get(_go_and_return(browser, "li"))

    assert first.status_code == 403
    assert "li.na@works.example" in first.text
    assert "no role in this hospital yet" in first.text
    assert "ih_session" not in first.cookies
    assert (listed["name"], listed["email"], listed["account_id"]) == ("Li Na", "li.na@works.example", None)
    assert linked["account_id"] is not None
    assert listed["id"] not in {each["id"] for each in waiting}
    assert [each["id"] for each in of_account["items"]] == [listed["id"]]
    assert (second.status_code, second.headers["location"]) == (303, "/dashboard/cases")
    assert browser.get("/api/v1/me").json()["email"] == email_of(Role.ENGINEER)


def test_the_address_of_an_account_opens_no_account(browser: TestClient, database: Database) -> None:
    answer = browser.get(_go_and_return(browser, "namesake"))
    with database.session(read_only=True) as session:
        linked = session.execute(select(OidcIdentity.account_id).where(OidcIdentity.subject == "evil-1")).scalar_one()

    assert (answer.status_code, linked) == (403, None)
    assert browser.get("/api/v1/me").status_code == 401


def test_an_address_that_the_provider_has_not_verified_is_refused(browser: TestClient, database: Database) -> None:
    answer = browser.get(_go_and_return(browser, "unverified"), headers={"Accept-Language": "en"})

    assert (answer.status_code, "has not verified your e-mail" in answer.text) == (401, True)
    with database.session(read_only=True) as session:
        assert session.execute(select(func.count()).where(OidcIdentity.subject == "wu-1")).scalar_one() == 0


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_does_not_hold_is_refused(browser: TestClient, login: Login, database: Database, lie: str) -> None:
    browser.get(_go_and_return(browser, "li"))
    _link(login, database, "li-1", Role.ENGINEER)
    answer = browser.get(_go_and_return(browser, "li", lie), headers={"Accept-Language": "en"})

    assert (answer.status_code, "did not succeed" in answer.text) == (401, True)
    assert browser.get("/api/v1/me").status_code == 401


def test_a_return_serves_once_and_in_its_own_browser_only(
    browser: TestClient, login: Login, database: Database
) -> None:
    browser.get(_go_and_return(browser, "li"))
    _link(login, database, "li-1", Role.ENGINEER)
    back = _go_and_return(browser, "li")
    state = browser.cookies["ih_oidc"]
    with TestClient(browser.app, follow_redirects=False) as other:
        elsewhere = other.get(back)
    browser.cookies.set("ih_oidc", state, path="/login/oidc")
    first = browser.get(back)
    browser.cookies.set("ih_oidc", state, path="/login/oidc")
    again = browser.get(back)

    assert [answer.status_code for answer in (elsewhere, first, again)] == [401, 303, 401]


def test_a_return_that_comes_too_late_is_refused(browser: TestClient, database: Database) -> None:
    back = _go_and_return(browser, "li")
    with database.session() as session:
        session.execute(update(OidcLogin).values(created_at=utc_now() - timedelta(minutes=11)))

    assert browser.get(back).status_code == 401


def test_a_disabled_account_stays_out_and_a_taken_one_ends_its_sessions(
    browser: TestClient, login: Login, database: Database
) -> None:
    browser.get(_go_and_return(browser, "li"))
    identity = _link(login, database, "li-1", Role.ENGINEER)
    browser.get(_go_and_return(browser, "li"))
    before = browser.get("/api/v1/me").status_code
    admin = login(Role.ADMIN)
    admin.post(f"/api/v1/oidc-identities/{identity['id']}/link", json={"account_id": None})
    taken = browser.get("/api/v1/me").status_code
    admin.post(f"/api/v1/oidc-identities/{identity['id']}/link", json={"account_id": identity["account_id"]})
    admin.patch(f"/api/v1/accounts/{identity['account_id']}", json={"disabled": True})

    assert (before, taken) == (200, 401)
    assert browser.get(_go_and_return(browser, "li")).status_code == 403


def test_only_paths_of_this_site_are_returned_to(browser: TestClient, login: Login, database: Database) -> None:
    browser.get(_go_and_return(browser, "li"))
    _link(login, database, "li-1", Role.ENGINEER)
    leaving = browser.get("/login/oidc?next=https://evil.example/")
    there = httpx.get(f"{leaving.headers['location']}&person=li", timeout=10)

    assert browser.get(there.headers["location"].removeprefix("http://testserver")).headers["location"] == "/dashboard/"


def test_the_login_page_offers_it_only_where_it_is_switched_on(browser: TestClient, client: TestClient) -> None:
    assert "/login/oidc" in browser.get("/login").text
    assert "/login/oidc" not in client.get("/login").text
    assert client.get("/login/oidc").status_code == 404
    assert client.get("/login/oidc/callback?code=x&state=y").status_code == 401


def test_a_provider_that_does_not_answer_leaves_the_login_page(settings: Settings, hospital: Hospital) -> None:
    away = settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:1", "oidc_client_id": CLIENT_ID})
    with TestClient(create_app(away), follow_redirects=False) as client:
        answer = client.get("/login/oidc", headers={"Accept-Language": "en"})

    assert (answer.status_code, "does not answer right now" in answer.text) == (503, True)
    assert 'name="password"' in answer.text
