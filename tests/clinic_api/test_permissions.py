from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from clinic_api.accounts.authentication import PUBLIC
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
    "list_equipment": "umedcag",
    "create_equipment": "meca",
    "read_equipment": "umedcag",
    "read_equipment_health": "umedcag",
    "update_equipment": "meca",
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
    "read_labelled_machine": "r",
    "create_ticket": "r",
    "read_followed_case": "",
    "read_case_ticket": "umedca",
    "plan_visit": "ca",
    "list_visits": "umedca",
    "read_visit": "umedca",
    "cancel_visit": "ca",
    "arrive_at_visit": "dca",
    "finish_visit": "dca",
    "add_visit_stop": "dca",
    "record_visit_stop": "dca",
    "push_recording": "g",
    "read_mqtt_access": "g",
    "create_schedule": "meca",
    "list_schedules": "umedcag",
    "read_schedule": "umedcag",
    "update_schedule": "meca",
    "list_alarms": "umedca",
    "open_questionnaire": "umedcafgr",
    "save_questionnaire_draft": "umedcafgr",
    "submit_questionnaire": "umedcafgr",
    "read_questionnaire": "umedcaf",
    "read_demand": "caf",
    "create_questionnaire_sheet": "ca",
    "list_questionnaire_sheets": "ca",
    "list_questionnaire_answers": "ca",
    "close_questionnaire_sheet": "ca",
    "list_work_items": "ca",
    "read_work_item": "ca",
    "claim_work_item": "ca",
    "turn_work_item_into_case": "ca",
    "dismiss_work_item": "ca",
    "report_hazard": "umecar",
    "list_hazards": "umeca",
    "read_hazard": "umeca",
    "read_hazard_by_number": "umecar",
    "begin_hazard": "meca",
    "close_hazard": "meca",
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

    assert undeclared == PUBLIC - {("GET", "/api/v1/openapi.json")}


def test_every_route_has_an_agreed_verdict(app: FastAPI) -> None:
    assert {route.operation for route in api_routes(app)} == set(AGREED)


def test_strangers_may_use_what_is_public_only(app: FastAPI, client: TestClient, hospital: Hospital) -> None:
    ids = ids_of(hospital.own, hospital.doctor_id)

    for route in api_routes(app):
        answer = client.request(route.method, route.url(ids))
        if (route.method, route.path) in PUBLIC:
            assert answer.status_code not in {401, 403, 500}, route.operation
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
