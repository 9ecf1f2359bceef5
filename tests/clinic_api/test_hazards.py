"""Hazard observations: from the shop floor to an answer that whoever reported it can read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from clinic_api.database import Database
from clinic_api.kit.principal import Role
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.reporters import add_key_account, client_of

SEEN: dict[str, Any] = {"what": "皮带护罩松动，手可以伸进去", "place": "2号车间东侧", "language": "zh"}
REMOVED = {"outcome": "removed", "feedback": "护罩已重新固定，谢谢！"}


@pytest.fixture
def reporter(
    app: FastAPI, database: Database, settings: Settings, hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> TestClient:
    """Whoever scanned the label of the own factory's machine."""
    account = add_key_account(database, Role.REPORTER, hospital.own.factory_id, "Reporter")
    return client_of(app, database, settings, account, monkeypatch, equipment_id=hospital.own.equipment_id)


def _id_of(caller: TestClient, number: str) -> str:
    items = caller.get("/api/v1/hazards").json()["items"]
    return str(next(item["id"] for item in items if item["number"] == number))


def test_a_reporter_reads_what_became_of_it(reporter: TestClient, login: Login, hospital: Hospital) -> None:
    reported = reporter.post("/api/v1/hazards", json=SEEN).json()
    manager = login(Role.FACTORY_ADMIN)
    hazard_id = _id_of(manager, reported["number"])
    begun = manager.post(f"/api/v1/hazards/{hazard_id}/begin").json()
    manager.post(f"/api/v1/hazards/{hazard_id}/close", json=REMOVED)
    told = reporter.get("/api/v1/hazard-answers", params={"number": reported["number"].lower()}).json()

    assert (reported["state"], begun["state"], told["state"]) == ("seen", "under_way", "removed")
    assert (told["feedback"], told["state_text"]["zh"]) == (REMOVED["feedback"], "已消除")
    assert begun["equipment_id"] == hospital.own.equipment_id
    assert "reporter_name" not in told


def test_closing_without_a_word_to_the_reporter_is_impossible(login: Login, hospital: Hospital) -> None:
    manager = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/hazards/{hospital.own.hazard_id}/close"

    for body in ({"outcome": "removed"}, {"outcome": "removed", "feedback": "  "}, {"outcome": "no_hazard"}):
        assert manager.post(url, json=body).status_code == 422
    assert manager.post(url, json={"outcome": "no_hazard", "feedback": "It is fixed"}).json()["code"] == (
        "reason_required"
    )
    assert manager.get(f"/api/v1/hazards/{hospital.own.hazard_id}").json()["state"] == "seen"


def test_the_database_itself_wants_the_answer(database: Database, hospital: Hospital) -> None:
    for change in ("state = 'removed'", "state = 'no_hazard', feedback = 'x', closed_at = created_at"):
        with pytest.raises(DBAPIError), database.session() as session:
            session.execute(text(f"UPDATE hazards SET {change}"))


def test_what_is_closed_stays_closed(login: Login, hospital: Hospital) -> None:
    manager = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/hazards/{hospital.own.hazard_id}"
    manager.post(f"{url}/close", json=REMOVED)
    again = manager.post(f"{url}/close", json={**REMOVED, "feedback": "something else"})

    assert (again.status_code, again.json()["code"]) == (409, "hazard_closed")
    assert manager.post(f"{url}/begin").status_code == 409
    assert manager.get(url).json()["feedback"] == REMOVED["feedback"]


def test_of_several_who_close_at_once_one_does(login: Login, hospital: Hospital) -> None:
    manager = login(Role.FACTORY_ADMIN)
    url = f"/api/v1/hazards/{hospital.own.hazard_id}/close"

    def close(number: int) -> int:
        return manager.post(url, json={**REMOVED, "feedback": f"answer {number}"}).status_code

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(close, range(8)))

    assert codes == [200] + [409] * 7


def test_a_number_opens_nothing_at_another_machine(
    app: FastAPI,
    database: Database,
    settings: Settings,
    hospital: Hospital,
    login: Login,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account = add_key_account(database, Role.REPORTER, hospital.foreign.factory_id)
    stranger = client_of(app, database, settings, account, monkeypatch, equipment_id=hospital.foreign.equipment_id)
    answers = [
        caller.get("/api/v1/hazard-answers", params={"number": number}).json()
        for caller, number in (
            (stranger, hospital.own.hazard_number),
            (login(Role.FACTORY_USER), hospital.foreign.hazard_number),
            (stranger, "ZZZZZZZZZZ"),
            (stranger, "号"),
        )
    ]

    assert {answer["code"] for answer in answers} == {"hazard_not_found"}
    assert stranger.get("/api/v1/hazard-answers", params={"number": hospital.foreign.hazard_number}).status_code == 200


def test_a_label_reports_at_its_own_machine_only(reporter: TestClient, login: Login, hospital: Hospital) -> None:
    body = SEEN | {"equipment_id": hospital.foreign.equipment_id, "factory_id": hospital.foreign.factory_id}
    number = reporter.post("/api/v1/hazards", json=body).json()["number"]

    hazard_id = _id_of(login(Role.COORDINATOR), number)
    assert login(Role.COORDINATOR).get(f"/api/v1/hazards/{hazard_id}").json()["factory_id"] == hospital.own.factory_id


def test_a_factory_reports_about_itself_only(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)
    own = caller.post("/api/v1/hazards", json=SEEN)

    assert own.status_code == 201
    for foreign in ({"equipment_id": hospital.foreign.equipment_id}, {"factory_id": hospital.foreign.factory_id}):
        assert caller.post("/api/v1/hazards", json=SEEN | foreign).status_code == 404
    assert login(Role.ENGINEER).post("/api/v1/hazards", json=SEEN).json()["code"] == "factory_required"


def test_a_label_is_not_a_flood(reporter: TestClient, settings: Settings) -> None:
    codes = [
        reporter.post("/api/v1/hazards", json=SEEN).status_code for _ in range(settings.tickets_per_hour_label + 1)
    ]

    assert codes == [201] * settings.tickets_per_hour_label + [429]
