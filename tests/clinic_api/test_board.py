"""The board of the queue: what has to happen next, what is overdue, and who could have a case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from clinic_api.assignments.models import Assignment
from clinic_api.cases.clocks import start_clocks
from clinic_api.cases.models import Case, CaseClock
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.ids import new_id
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital


def _open(
    database: Database, hospital: Hospital, *, state: str = "triaged", urgency: int = 3, late: bool = False, **more: Any
) -> str:
    """Keep an open case whose clocks run, or are over where it is ``late``."""
    now = utc_now()
    with database.session() as session:
        case = Case(
            id=new_id("case"),
            factory_id=hospital.own.factory_id,
            equipment_id=hospital.own.equipment_id,
            reporter_id=session.get_one(Case, hospital.own.case_id).reporter_id,
            reporter_name="Reporter",
            complaint="It hums",
            language="en",
            mode="reception",
            state=state,
            urgency=urgency,
            created_at=now,
            updated_at=now,
            **({"department": "mechanical"} | more),
        )
        session.add(case)
        session.flush()
        start_clocks(session, case)
        session.flush()
        if late:
            over = update(CaseClock).where(CaseClock.case_id == case.id, CaseClock.kind == "diagnosis")
            session.execute(over.values(due_at=now - timedelta(hours=1)))
        return case.id


def _ids(client: TestClient, **wanted: Any) -> list[str]:
    answer = client.get("/api/v1/queue", params=wanted)
    assert answer.status_code == 200, answer.text
    return [case["id"] for case in answer.json()["items"]]


def test_overdue_cases_come_first_whatever_their_urgency_and_pages_go_on_after_them(
    login: Login, hospital: Hospital, database: Database
) -> None:
    urgent, late_5 = _open(database, hospital, urgency=1), _open(database, hospital, urgency=5, late=True)
    usual, late_3 = _open(database, hospital), _open(database, hospital, late=True)
    client, ids, cursor = login("coordinator"), [], None
    for _page in range(5):
        params = {"limit": 1, "stage": "to_assign"} | ({"cursor": cursor} if cursor else {})
        page = client.get("/api/v1/queue", params=params).json()
        ids += [case["id"] for case in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert [case_id for case_id in ids if case_id in {urgent, late_5, usual, late_3}] == [late_3, late_5, urgent, usual]
    assert len(ids) == len(set(ids))


def test_the_counts_are_those_of_the_lists(login: Login, hospital: Hospital, database: Database) -> None:
    _open(database, hospital, late=True)
    for state in ("submitted", "examining", "triaged", "assigned", "needs_information", "in_treatment", "discharged"):
        _open(database, hospital, state=state)
    client = login("coordinator")

    counts = client.get("/api/v1/queue/counts").json()

    for each in counts["stages"]:
        assert each["count"] == len(_ids(client, stage=each["stage"])), each
        assert each["overdue"] == len(_ids(client, stage=each["stage"], overdue=True)), each
    assert counts["count"] == len(_ids(client)) == sum(each["count"] for each in counts["stages"])
    assert counts["overdue"] == 1
    assert [each["stage"] for each in counts["stages"]][:3] == ["to_triage", "to_assign", "to_accept"]


def test_the_board_is_narrowed_down_as_any_list_of_cases(login: Login, hospital: Hospital, database: Database) -> None:
    electrical = _open(database, hospital, department="electrical", urgency=2)
    _open(database, hospital, urgency=2)
    client = login("coordinator")

    assert _ids(client, department="electrical", urgency_to=2) == [electrical]
    counts = client.get("/api/v1/queue/counts", params={"department": "electrical", "urgency_to": 2}).json()
    assert counts["count"] == 1


def test_mine_are_the_cases_that_i_gave_out(login: Login, hospital: Hospital, database: Database) -> None:
    mine, of_another = _open(database, hospital), _open(database, hospital)
    coordinator, admin = login("coordinator"), login("admin")
    for client, case_id in ((coordinator, mine), (admin, of_another)):
        given = client.post(f"/api/v1/cases/{case_id}/assignments", json={"doctor_id": hospital.doctor_id})
        assert given.status_code == 201, given.text

    of_coordinator = set(_ids(coordinator, given_by_me=True))
    assert (mine in of_coordinator, of_another in of_coordinator) == (True, False)
    assert _ids(admin, given_by_me=True) == [of_another]


def test_a_clock_says_what_is_left_as_it_counts(login: Login, hospital: Hospital, database: Database) -> None:
    urgent, late = _open(database, hospital, urgency=2), _open(database, hospital, urgency=2, late=True)
    client = login("coordinator")

    def left(case_id: str) -> dict[str, int]:
        clocks = client.get(f"/api/v1/cases/{case_id}").json()["clocks"]
        return {clock["kind"]: clock["seconds_left"] for clock in clocks}

    assert left(urgent)["accept"] == pytest.approx(4 * 3600, abs=60)
    assert left(late)["diagnosis"] == pytest.approx(-3600, abs=60)


def test_a_card_names_the_number_and_the_place_of_its_machine(login: Login, hospital: Hospital) -> None:
    client = login("coordinator")
    machine = client.get(f"/api/v1/equipment/{hospital.own.equipment_id}").json()

    case = client.get(f"/api/v1/cases/{hospital.own.case_id}").json()

    assert case["equipment_asset_number"] == machine["asset_number"]
    assert case["equipment_location"] == machine["location"]


def test_candidates_are_those_of_the_department_and_say_what_keeps_them_out(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = _open(database, hospital)
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == hospital.other_doctor_id).values(capacity_minutes=1))
        departments = {row.id: row.departments for row in session.query(Doctor)}

    client = login("coordinator")
    proposal = client.post(f"/api/v1/cases/{case_id}/proposal").json()["proposal"]
    items = client.get(f"/api/v1/cases/{case_id}/candidates").json()["items"]

    assert {item["doctor_id"] for item in items} == {key for key, codes in departments.items() if "mechanical" in codes}
    assert [item["may_take_it"] for item in items] == sorted((item["may_take_it"] for item in items), reverse=True)
    kept_out = next(item for item in items if item["doctor_id"] == hospital.other_doctor_id)
    assert not kept_out["may_take_it"]
    assert "minutes left" in kept_out["reasons"][0]["en"]
    assert (items[0]["doctor_id"], items[0]["score"]) == (proposal["doctor_id"], proposal["score"])


def test_a_proposal_made_again_follows_what_has_changed_since(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, client = _open(database, hospital), login("coordinator")
    first = client.post(f"/api/v1/cases/{case_id}/proposal").json()
    with database.session() as session:
        session.execute(update(Doctor).values(in_service=False))

    nobody = client.post(f"/api/v1/cases/{case_id}/proposal").json()

    assert first["proposal"] is not None
    assert nobody["proposal"] is None
    assert nobody["proposal_problem"]["zh"]


def test_a_waiting_case_is_handed_to_another_department_with_a_line_that_says_why(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, client = _open(database, hospital), login("coordinator")
    path, body = f"/api/v1/cases/{case_id}/department", {"department": "electrical", "reason": "the supply hums"}

    moved, again = client.post(path, json=body), client.post(path, json=body)

    assert (moved.status_code, moved.json()["department"]) == (200, "electrical")
    assert (again.status_code, again.json()["code"]) == (422, "department_unchanged")
    line = client.get(f"/api/v1/cases/{case_id}/timeline").json()["items"][-1]
    assert line["kind"] == "referred"
    assert "the supply hums" in line["text"]["en"]


def test_only_a_case_that_waits_is_handed_on(login: Login, hospital: Hospital, database: Database) -> None:
    case_id, client = _open(database, hospital, state="in_consultation"), login("coordinator")

    answers = [
        client.post(f"/api/v1/cases/{case_id}/department", json={"department": "it", "reason": "MES"}),
        client.post(f"/api/v1/cases/{case_id}/proposal"),
    ]

    assert [(each.status_code, each.json()["state"]) for each in answers] == [(409, "in_consultation")] * 2


def test_the_load_of_four_weeks_is_told_by_week(login: Login, hospital: Hospital, database: Database) -> None:
    now = utc_now()
    with database.session() as session:
        session.query(Assignment).delete()
        for days_ago, minutes in ((1, 60.0), (20, 120.0), (40, 600.0)):
            session.add(
                Assignment(
                    id=new_id("asg"),
                    factory_id=hospital.own.factory_id,
                    case_id=hospital.own.case_id,
                    doctor_id=hospital.doctor_id,
                    minutes=minutes,
                    assigned_by="Coordinator",
                    assigned_at=now - timedelta(days=days_ago),
                    ended_at=now,
                )
            )
        capacity = session.get_one(Doctor, hospital.doctor_id).capacity_minutes

    loads = {row["doctor_id"]: row for row in login("coordinator").get("/api/v1/doctor-loads").json()}

    weeks = loads[hospital.doctor_id]["weeks"]
    assert weeks == pytest.approx([0, 120 / capacity, 0, 60 / capacity], abs=1e-4)
    assert loads[hospital.doctor_id]["lately"] == pytest.approx(45 / capacity, abs=1e-4)
