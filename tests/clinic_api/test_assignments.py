from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import func, select, update

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.ids import new_id
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital


def _triaged(
    database: Database, hospital: Hospital, *, urgency: int | None = 3, state: str = "triaged", language: str = "en"
) -> str:
    now = utc_now()
    with database.session() as session:
        reporter_id = session.get_one(Case, hospital.own.case_id).reporter_id
        case = Case(
            id=new_id("case"),
            factory_id=hospital.own.factory_id,
            equipment_id=hospital.own.equipment_id,
            reporter_id=reporter_id,
            reporter_name="Reporter",
            complaint="It hums",
            language=language,
            mode="reception",
            state=state,
            urgency=urgency,
            department="mechanical" if urgency else None,
            created_at=now,
            updated_at=now,
        )
        session.add(case)
        return case.id


def _assign(client: TestClient, case_id: str, doctor_id: str, **more: Any) -> Response:
    headers = {"If-Match": more.pop("if_match")} if "if_match" in more else {}
    return client.post(f"/api/v1/cases/{case_id}/assignments", json={"doctor_id": doctor_id} | more, headers=headers)


def _change_doctor(database: Database, doctor_id: str, **values: Any) -> None:
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == doctor_id).values(**values))


def test_a_coordinator_gives_a_case_to_a_doctor_who_then_sees_it(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = _triaged(database, hospital)
    doctor = login("doctor")
    before = doctor.get(f"/api/v1/cases/{case_id}").status_code

    answer = _assign(login("coordinator"), case_id, hospital.doctor_id, reason="knows the machine")

    assert answer.status_code == 201, answer.text
    case = answer.json()
    assert (case["state"], case["version"]) == ("assigned", 2)
    assert case["assignment"]["doctor_id"] == hospital.doctor_id
    assert case["assignment"]["reason"] == "knows the machine"
    assert answer.headers["etag"] == '"2"'
    assert (before, doctor.get(f"/api/v1/cases/{case_id}").status_code) == (404, 200)
    line = doctor.get(f"/api/v1/cases/{case_id}/timeline").json()["items"][-1]
    assert (line["kind"], line["text"]["zh"]) == ("assigned", "陈接诊本病例。")


def test_an_assignment_counts_as_load(login: Login, hospital: Hospital, database: Database) -> None:
    coordinator = login("coordinator")
    before = coordinator.get(f"/api/v1/doctors/{hospital.doctor_id}").json()["load_minutes"]

    _assign(coordinator, _triaged(database, hospital), hospital.doctor_id)

    assert coordinator.get(f"/api/v1/doctors/{hospital.doctor_id}").json()["load_minutes"] == before + 60


@pytest.mark.parametrize("state", ["submitted", "examining", "assigned", "discharged", "cancelled"])
def test_a_case_that_is_not_triaged_is_refused_with_its_state(
    login: Login, hospital: Hospital, database: Database, state: str
) -> None:
    answer = _assign(login("coordinator"), _triaged(database, hospital, state=state), hospital.doctor_id)

    body = answer.json()
    assert (answer.status_code, body["code"], body["state"]) == (409, "case_state_conflict", state)


def test_of_eight_simultaneous_assignments_one_wins(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = _triaged(database, hospital)
    client = login("coordinator")
    doctors = [hospital.doctor_id, hospital.other_doctor_id] * 4

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda doctor_id: _assign(client, case_id, doctor_id), doctors))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    with database.session(read_only=True) as session:
        statement = select(func.count()).select_from(Assignment).where(Assignment.case_id == case_id)
        assert session.scalar(statement) == 1


def test_simultaneous_assignments_never_exceed_a_doctors_capacity(
    login: Login, hospital: Hospital, database: Database
) -> None:
    _change_doctor(database, hospital.doctor_id, capacity_minutes=60 + 2 * 60.0)  # one case is assigned already
    cases = [_triaged(database, hospital) for _ in range(5)]
    client = login("coordinator")

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda case_id: _assign(client, case_id, hospital.doctor_id), cases))

    assert sorted(answer.status_code for answer in answers) == [201, 201, 422, 422, 422]


@pytest.mark.parametrize(
    ("values", "english"),
    [
        ({"departments": ["electrical"]}, "department"),
        ({"languages": ["zh"]}, "English"),
        ({"capacity_minutes": 60.0}, "minutes"),
        ({"unavailable": [["2000-01-01T00:00:00+00:00", "2100-01-01T00:00:00+00:00"]]}, "2100"),
    ],
)
def test_a_doctor_who_breaks_a_hard_rule_is_refused_with_the_reason(
    login: Login, hospital: Hospital, database: Database, values: dict[str, Any], english: str
) -> None:
    case_id = _triaged(database, hospital)
    _change_doctor(database, hospital.doctor_id, **values)

    answer = _assign(login("coordinator"), case_id, hospital.doctor_id)

    body = answer.json()
    assert (answer.status_code, body["code"]) == (422, "doctor_not_eligible")
    assert english in body["detail_i18n"]["en"]
    assert len(body["reasons"]) == 1
    assert login("coordinator").get(f"/api/v1/cases/{case_id}").json()["state"] == "triaged"


def test_a_doctor_in_conflict_with_the_factory_is_refused(login: Login, hospital: Hospital, database: Database) -> None:
    _change_doctor(database, hospital.doctor_id, conflicts=[hospital.own.factory_id])

    answer = _assign(login("coordinator"), _triaged(database, hospital), hospital.doctor_id)

    assert answer.json()["code"] == "doctor_not_eligible"


def test_a_case_that_triage_could_not_judge_can_still_be_assigned(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = _triaged(database, hospital, urgency=None)

    assert _assign(login("coordinator"), case_id, hospital.doctor_id).status_code == 201


def test_an_outdated_version_is_refused(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = _triaged(database, hospital)
    client = login("coordinator")

    outdated = _assign(client, case_id, hospital.doctor_id, if_match='"7"')
    current = _assign(client, case_id, hospital.doctor_id, if_match='"1"')

    assert (outdated.status_code, outdated.json()["code"]) == (412, "version_outdated")
    assert current.status_code == 201


def test_an_unknown_doctor_is_named(login: Login, hospital: Hospital, database: Database) -> None:
    answer = _assign(login("coordinator"), _triaged(database, hospital), "doc_" + "0" * 26)

    assert (answer.status_code, answer.json()["code"]) == (404, "doctor_not_found")


@ONE_ENGINE
@pytest.mark.parametrize("role", ["factory_user", "factory_admin", "doctor", "engineer", "funder"])
def test_only_the_desk_assigns(login: Login, hospital: Hospital, database: Database, role: str) -> None:
    assert _assign(login(role), _triaged(database, hospital), hospital.doctor_id).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"),
    [("coordinator", 200), ("admin", 200), ("engineer", 200), ("doctor", 403), ("factory_user", 403)],
)
def test_the_queue_is_for_staff(login: Login, hospital: Hospital, role: str, status: int) -> None:
    assert login(role).get("/api/v1/queue").status_code == status


def test_the_queue_goes_by_urgency_then_age_and_pages(login: Login, hospital: Hospital, database: Database) -> None:
    older_3, untriaged = _triaged(database, hospital), _triaged(database, hospital, urgency=None)
    newer_3, first = _triaged(database, hospital), _triaged(database, hospital, urgency=1)
    closed = _triaged(database, hospital, urgency=1, state="discharged")
    client = login("coordinator")

    ids: list[str] = []
    cursor: str | None = None
    for _page in range(10):
        page = client.get("/api/v1/queue", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        ids += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    seeded = [hospital.own.case_id, hospital.foreign.case_id]
    assert ids == [first, *seeded, older_3, newer_3, untriaged]
    assert closed not in ids
