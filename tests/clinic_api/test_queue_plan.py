"""The plan of the queue: by the API and the command line, what if, giving it all out, and what cannot be planned."""

from __future__ import annotations

import io
import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.cli import main
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.ids import new_id
from clinic_api.settings import Settings, get_settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, email_of

_TRIAGE = {
    "departments": ["mechanical"],
    "specialties": ["gears"],
    "urgency": 3,
    "mode": "reception",
    "reasons": [],
    "missing_information": [],
}


def waiting_case(database: Database, hospital: Hospital, **changes: Any) -> str:
    """Write a triaged case of the own factory that waits for a doctor."""
    now = utc_now()
    with database.session() as session:
        reporter_id = session.get_one(Case, hospital.own.case_id).reporter_id
        values: dict[str, Any] = {
            "id": new_id("case"),
            "factory_id": hospital.own.factory_id,
            "equipment_id": hospital.own.equipment_id,
            "reporter_id": reporter_id,
            "reporter_name": "Reporter",
            "complaint": "It hums",
            "language": "en",
            "mode": "reception",
            "state": "triaged",
            "urgency": 3,
            "department": "mechanical",
            "created_at": now,
            "updated_at": now,
        }
        case = Case(**values | changes)
        session.add(case)
        return case.id


def new_doctor(database: Database, **changes: Any) -> str:
    with database.session() as session:
        values: dict[str, Any] = {
            "id": new_id("doc"),
            "name_en": "Doctor of the test",
            "name_zh": "测试医生",
            "title_en": "Engineer",
            "title_zh": "工程师",
            "employment": "staff",
            "departments": ["mechanical"],
            "specialties": {"rolling_bearings": 0.9},
            "category": 3,
            "languages": ["zh", "en"],
            "capacity_minutes": 2400,
        }
        doctor = Doctor(**values | changes)
        session.add(doctor)
        return doctor.id


def plan(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/queue/plan", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def give_out(client: TestClient, planned: dict[str, Any]) -> dict[str, Any]:
    items = [{key: each[key] for key in ("case_id", "doctor_id", "case_version")} for each in planned["assignments"]]
    answer = client.post("/api/v1/queue/assignments", json={"items": items})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def fill_queue(database: Database, hospital: Hospital, count: int) -> list[str]:
    """Write mixed cases: of several departments, urgencies and languages, at the desk and on site."""
    departments = ("mechanical", "electrical", "automation", "it", "network", "video", "metrology")
    for department in departments:
        new_doctor(database, departments=[department], specialties={}, capacity_minutes=1200)
    return [
        waiting_case(
            database,
            hospital,
            urgency=1 + k % 5,
            department=departments[k % 7],
            language="zh" if k % 3 else "en",
            mode="rounds" if k % 4 == 0 else "reception",
        )
        for k in range(count)
    ]


def test_a_queue_of_fifty_mixed_cases_is_emptied_with_a_reason_for_each(
    login: Login, hospital: Hospital, database: Database
) -> None:
    cases = fill_queue(database, hospital, 50)
    client = login("coordinator")

    planned = plan(client)
    result = give_out(client, planned)

    assert {each["case_id"] for each in planned["assignments"]} == set(cases)
    assert planned["unassigned"] == []
    assert all(each["reasons"][0]["zh"] and each["reasons"][0]["en"] for each in planned["assignments"])
    assert all(other["why_not"]["zh"] for each in planned["assignments"] for other in each["alternatives"])
    assert result["assigned"] == 50, result
    assert plan(client)["assignments"] == []
    with database.session(read_only=True) as session:
        states = set(session.scalars(select(Case.state).where(Case.id.in_(cases))))
    assert states == {"assigned"}


def test_the_plan_itself_changes_nothing(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = waiting_case(database, hospital)
    client = login("coordinator")

    planned = plan(client)

    assert [each["case_id"] for each in planned["assignments"]] == [case_id]
    assert client.get(f"/api/v1/cases/{case_id}").json()["state"] == "triaged"


def test_giving_out_twice_refuses_what_is_done_and_keeps_it(
    login: Login, hospital: Hospital, database: Database
) -> None:
    waiting_case(database, hospital)
    client = login("coordinator")
    planned = plan(client)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: give_out(client, planned), range(4)))

    assert sum(result["assigned"] for result in results) == 1
    refused = [item["code"] for result in results for item in result["items"] if not item["assigned"]]
    assert set(refused) <= {"version_outdated", "case_state_conflict"}
    assert len(refused) == 3


def test_one_refusal_holds_up_no_other_case(login: Login, hospital: Hospital, database: Database) -> None:
    good, foreign = waiting_case(database, hospital), "case_" + "0" * 26
    body = {"items": [{"case_id": foreign, "doctor_id": hospital.doctor_id}]}
    body["items"].append({"case_id": good, "doctor_id": hospital.doctor_id})

    result = login("coordinator").post("/api/v1/queue/assignments", json=body).json()

    assert [(item["assigned"], item["code"]) for item in result["items"]] == [(False, "case_not_found"), (True, None)]
    assert result["items"][0]["text"]["zh"]


def test_a_case_nobody_can_take_stays_visible_with_reason_and_change(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = waiting_case(database, hospital, department="metrology")
    with database.session() as session:
        session.execute(update(Doctor).values(departments=["mechanical"]))

    planned = plan(login("coordinator"))

    assert [each["case_id"] for each in planned["unassigned"]] == [case_id]
    assert "one more" in planned["unassigned"][0]["reason"]["en"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"state": "submitted", "department": None, "urgency": None}, "first opinion"),
        ({"state": "needs_information", "paused_in": "triaged"}, "answers of the factory"),
        ({"department": None, "urgency": None}, "Triage could not judge it"),
    ],
)
def test_a_case_that_cannot_be_planned_yet_says_what_it_waits_for(
    login: Login, hospital: Hospital, database: Database, changes: dict[str, Any], says: str
) -> None:
    case_id = waiting_case(database, hospital, **changes)

    planned = plan(login("coordinator"))

    reasons = {each["case_id"]: each["reason"]["en"] for each in planned["not_ready"]}
    assert says in reasons[case_id]


def test_a_doctor_who_declined_is_not_planned_again(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = waiting_case(database, hospital)
    client = login("coordinator")
    client.post(f"/api/v1/cases/{case_id}/assignments", json={"doctor_id": hospital.doctor_id, "reason": "first"})
    declined = login("doctor").post(f"/api/v1/cases/{case_id}/decline", json={"reason": "away"})

    planned = plan(client)

    assert declined.status_code == 200, declined.text
    assert [each["case_id"] for each in planned["assignments"]] == [case_id]
    assert planned["assignments"][0]["doctor_id"] != hospital.doctor_id
    why_not = {other["doctor_id"]: other for other in planned["assignments"][0]["alternatives"]}
    assert why_not[hospital.doctor_id]["eligible"] is False


def test_what_if_a_doctor_falls_ill_only_their_cases_change(
    login: Login, hospital: Hospital, database: Database
) -> None:
    client = login("coordinator")
    held, waiting = waiting_case(database, hospital), waiting_case(database, hospital)
    client.post(f"/api/v1/cases/{held}/assignments", json={"doctor_id": hospital.doctor_id, "reason": "first"})
    spare = new_doctor(database)

    planned = plan(client, absent_doctor_ids=[hospital.doctor_id])

    assert hospital.doctor_id not in {each["doctor_id"] for each in planned["assignments"]}
    moved = {change["case_id"]: change for change in planned["changes"]}
    assert moved[held]["before_doctor_id"] == hospital.doctor_id
    assert moved[held]["after_doctor_id"] in {spare, hospital.other_doctor_id}
    assert moved[held]["text"]["zh"]
    assert waiting in {each["case_id"] for each in planned["assignments"]}
    assert client.get(f"/api/v1/cases/{held}").json()["assignment"]["doctor_id"] == hospital.doctor_id


def test_what_if_an_urgent_case_arrives(login: Login, hospital: Hospital, database: Database) -> None:
    imagined = {"id": "urgent", "department": "mechanical", "urgency": 1, "on_site": True}
    imagined["factory_id"] = hospital.own.factory_id

    planned = plan(login("coordinator"), imagined_cases=[imagined])

    assert [change["case_id"] for change in planned["changes"]] == ["urgent"]
    given = next(each for each in planned["assignments"] if each["case_id"] == "urgent")
    assert given["case_version"] is None


def test_a_new_plan_moves_a_case_that_is_not_begun_only_when_asked(
    login: Login, hospital: Hospital, database: Database
) -> None:
    client = login("coordinator")
    held = waiting_case(database, hospital, triage=_TRIAGE)
    poor = new_doctor(database, specialties={})
    client.post(f"/api/v1/cases/{held}/assignments", json={"doctor_id": poor, "reason": "there at once"})
    better = new_doctor(database, specialties={"gears": 1.0})

    kept, replanned = plan(client), plan(client, replan=True)

    assert held not in {each["case_id"] for each in kept["assignments"]}
    given = next(each for each in replanned["assignments"] if each["case_id"] == held)
    assert (given["current_doctor_id"], given["doctor_id"]) == (poor, better)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"absent_doctor_ids": ["doc_" + "0" * 26]}, 422, "doctor_not_found"),
        ({"imagined_cases": [{"id": "x", "department": "plumbing", "urgency": 1}]}, 422, "department_unknown"),
        (
            {"imagined_cases": [{"id": "x", "department": "it", "urgency": 1}] * 2},
            422,
            "imagined_case_repeated",
        ),
        ({"imagined_cases": [{"id": "x", "department": "it", "urgency": 9}]}, 422, "validation_failed"),
    ],
)
@ONE_ENGINE
def test_what_cannot_be_planned_is_refused(
    login: Login, hospital: Hospital, body: dict[str, Any], status: int, code: str
) -> None:
    answer = login("coordinator").post("/api/v1/queue/plan", json=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@ONE_ENGINE
@pytest.mark.parametrize("role", ["factory_user", "factory_admin", "doctor", "engineer", "funder"])
def test_only_the_desk_plans(login: Login, hospital: Hospital, role: str) -> None:
    assert login(role).post("/api/v1/queue/plan", json={}).status_code == 403


def queue_command(settings: Settings, *arguments: str, email: str = "") -> tuple[int, str, str]:
    """Run ``clinic queue`` in this process against the test's database."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in [name for name in os.environ if name.startswith("CLINIC_")]:
            patch.delenv(name)
        patch.setenv("CLINIC_DATA_DIR", str(settings.data_dir))
        patch.setenv("CLINIC_DATABASE_URL", settings.database_url)
        get_settings.cache_clear()
        try:
            code = main(["queue", *arguments, "--as", email or email_of("coordinator"), "--lang", "en"])
        finally:
            get_settings.cache_clear()
    return code, out.getvalue(), err.getvalue()


def test_the_command_line_empties_the_queue_and_says_why(
    hospital: Hospital, database: Database, settings: Settings
) -> None:
    cases = fill_queue(database, hospital, 50)

    code, printed, complaint = queue_command(settings, "plan", "--give-out")

    assert (code, complaint) == (0, "")
    assert "50 cases have a doctor in this plan" in printed
    assert "50 of 50 cases were given out." in printed
    assert printed.count("    + Department") == 50
    with database.session(read_only=True) as session:
        given = session.scalars(select(Assignment.case_id).where(Assignment.case_id.in_(cases))).all()
    assert set(given) == set(cases)


def test_the_command_line_lists_the_queue_and_assigns_one_case(
    hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = waiting_case(database, hospital)

    listed = queue_command(settings, "list")
    assigned = queue_command(settings, "assign", case_id, hospital.doctor_id, "--reason", "knows it")
    again = queue_command(settings, "assign", case_id, hospital.doctor_id)

    assert f"{case_id}\t3\ttriaged\tmechanical\t-" in listed[1]
    assert (assigned[0], "1 of 1" in assigned[1]) == (0, True)
    assert (again[0], "0 of 1" in again[1]) == (1, True)


def test_the_command_line_prints_the_plan_as_json(hospital: Hospital, database: Database, settings: Settings) -> None:
    case_id = waiting_case(database, hospital)

    code, printed, _ = queue_command(settings, "plan", "--json")

    assert code == 0
    assert [each["case_id"] for each in json.loads(printed)["assignments"]] == [case_id]


@pytest.mark.parametrize(("email", "says"), [("nobody@example.org", "no account"), ("doctor", "not allowed")])
@ONE_ENGINE
def test_the_command_line_acts_for_the_desk_only(hospital: Hospital, settings: Settings, email: str, says: str) -> None:
    code, _, complaint = queue_command(settings, "plan", email=email if "@" in email else email_of("doctor"))

    assert code == 1
    assert complaint.startswith("clinic: ")
