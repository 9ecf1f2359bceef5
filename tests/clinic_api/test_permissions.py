from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from clinic_api.accounts.authentication import PUBLIC, PUBLIC_FOLDERS
from clinic_api.accounts.models import Account
from clinic_api.accounts.service import disable_account
from clinic_api.database import Database
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import migrated_template
from tests.clinic_api.hospital import Hospital, email_of
from tests.clinic_api.routes import api_routes, ids_of

# Who may use which operation, agreed apart from the program: u factory_user, m factory_admin, e engineer,
# d doctor, c coordinator, a admin, f funder, g gateway, r reporter (by the label of a machine).
LETTERS = {
    "u": Role.FACTORY_USER,
    "m": Role.FACTORY_ADMIN,
    "e": Role.ENGINEER,
    "d": Role.DOCTOR,
    "c": Role.COORDINATOR,
    "a": Role.ADMIN,
    "f": Role.FUNDER,
}
AGREED = {
    # Accounts, keys, audit
    "create_session": "umedcafgr",
    "delete_current_session": "umedcaf",
    "read_me": "umedcaf",
    "update_me": "umedcaf",
    "list_accounts": "a",
    # Factories and machines
    "list_departments": "umedcaf",
    "list_factories": "umedca",
    "create_factory": "a",
    "read_factory": "umedca",
    "update_factory": "ma",
    "list_equipment": "umedcag",
    "create_equipment": "meca",
    "read_equipment": "umedcag",
    "read_equipment_health": "umedcag",
    "update_equipment": "meca",
    "list_equipment_history": "umedca",
    "read_health_record": "umedca",
    "read_signing_key": "umedcafgr",
    "verify_document": "umedcafgr",
    "import_equipment": "meca",
    "read_import_template": "meca",
    "list_points": "umedcag",
    "create_point": "meca",
    "read_point": "umedcag",
    "update_point": "meca",
    "retire_point": "meca",
    "add_attachment": "umedcar",
    "list_attachments": "umedcar",
    "read_attachment": "umedcar",
    "download_attachment": "umedcar",
    "remove_attachment": "meca",
    "search_bearings": "umedca",
    "list_doctors": "edca",
    "read_doctor": "edca",
    # Cases
    "create_case": "umeca",
    "list_cases": "umedca",
    "read_case": "umedca",
    "list_timeline": "umedca",
    "read_queue": "eca",
    "assign_case": "ca",
    # Reports, treatment, statistics
    # Ways in
    # Uploads, recordings, examinations
    "upload_recording": "umecag",
    "read_recording": "umedca",
    "download_recording": "umedca",
    "list_examinations": "umedca",
    "read_examination": "umedca",
    "read_figure": "umedca",
    # Notifications, webhooks, events
    # Search
    # Operation
}


@pytest.fixture(scope="module")
def template_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One engine is enough: permissions are decided before the database is asked."""
    with migrated_template("sqlite", tmp_path_factory.mktemp("template")) as url:
        yield url


def test_every_route_declares_one_permission_or_is_public(app: FastAPI) -> None:
    undeclared = {(r.method, r.path) for r in api_routes(app) if len(r.permissions) != 1}

    public = {("POST", "/api/v1/sessions"), ("GET", "/api/v1/signing-key")}
    assert undeclared == public | {("GET", "/api/v1/verify/{sha256}")}
    assert public | {("GET", "/api/v1/openapi.json")} == PUBLIC
    assert {("GET", "/api/v1/verify")} == PUBLIC_FOLDERS


def test_every_route_has_an_agreed_verdict(app: FastAPI) -> None:
    assert {route.operation for route in api_routes(app)} == set(AGREED)


def test_strangers_may_only_log_in_and_check_documents(app: FastAPI, client: TestClient, hospital: Hospital) -> None:
    ids = ids_of(hospital.own, hospital.doctor_id)
    open_to_all = {"create_session": 422, "read_signing_key": 200, "verify_document": 404}

    for route in api_routes(app):
        answer = client.request(route.method, route.url(ids))
        if route.operation in open_to_all:
            assert answer.status_code == open_to_all[route.operation]
        else:
            assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), route.operation


@pytest.mark.usefixtures("contents")
@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_may_use_what_was_agreed(app: FastAPI, login: Login, hospital: Hospital, letter: str) -> None:
    ids = ids_of(hospital.own, hospital.doctor_id)
    caller = login(LETTERS[letter])
    allowed, refused = set(), set()

    for route in sorted(api_routes(app), key=lambda route: route.operation == "delete_current_session"):
        answer = caller.request(route.method, route.url(ids))
        assert answer.status_code < 500, (route.operation, answer.text)
        assert answer.status_code != 401, route.operation
        is_refused = answer.status_code == 403 and answer.json()["code"] == "permission_denied"
        (refused if is_refused else allowed).add(route.operation)

    assert allowed == {operation for operation, letters in AGREED.items() if letter in letters}
    assert refused == set(AGREED) - allowed


def test_a_changed_role_counts_at_the_next_request(login: Login, database: Database) -> None:
    caller = login(Role.ADMIN)
    before = caller.get("/api/v1/accounts").status_code
    with database.session() as session:
        session.execute(update(Account).where(Account.email == email_of(Role.ADMIN)).values(role="funder"))

    assert before == 200
    assert caller.get("/api/v1/accounts").status_code == 403


def test_a_disabled_account_is_out_at_the_next_request(login: Login, database: Database) -> None:
    caller = login(Role.ENGINEER)
    with database.session() as session:
        account = session.query(Account).filter(Account.email == email_of(Role.ENGINEER)).one()
        disable_account(session, account)

    assert caller.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("field", sorted(set(Account.__table__.columns.keys()) - {"language"}))
def test_nobody_can_set_other_fields_of_the_own_account(login: Login, field: str) -> None:
    caller = login(Role.FACTORY_USER)
    before = caller.get("/api/v1/me").json()

    answer = caller.patch("/api/v1/me", json={"language": "zh", field: "admin"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert caller.get("/api/v1/me").json() == before
