from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from clinic_api.cases.models import Case, CaseEvent
from clinic_api.cases.states import TRANSITIONS, Action, Actor, CaseState
from clinic_api.cases.transitions import StateConflict, transition
from clinic_api.database import Database, utc_now
from clinic_api.jobs.models import Job
from clinic_api.kit.idempotency import IdempotencyKeyRow, forget_old_keys
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import Ward, add_case, open_ward, wav_of_damaged_outer_race

WAV = wav_of_damaged_outer_race(seconds=0.5)
COMPLAINT = {"complaint": "轴承异响，温度升高", "language": "zh"}


def _open(client: TestClient, **body: Any) -> Response:
    headers = {"Idempotency-Key": body.pop("key")} if "key" in body else {}
    return client.post("/api/v1/cases", json=COMPLAINT | body, headers=headers)


def _upload(client: TestClient, equipment_id: str) -> str:
    answer = client.post(
        "/api/v1/recordings", params={"equipment_id": equipment_id, "filename": "fan.wav"}, content=WAV
    )
    recording_id: str = answer.json()["id"]
    return recording_id


def test_a_key_is_forgotten_after_a_day(login: Login, hospital: Hospital, database: Database) -> None:
    client = login("factory_user")

    def opened_by_key() -> str:
        case_id: str = _open(client, equipment_id=hospital.own.equipment_id, key="monday").json()["id"]
        return case_id

    def let_a_day_pass() -> None:
        with database.session() as session:
            session.execute(update(IdempotencyKeyRow).values(created_at=utc_now() - timedelta(hours=25)))

    first = [opened_by_key(), opened_by_key()]
    let_a_day_pass()
    second = [opened_by_key(), opened_by_key()]

    assert len(set(first)) == len(set(second)) == 1
    assert first != second
    assert _count(database, IdempotencyKeyRow) == 1
    let_a_day_pass()
    with database.session() as session:
        forget_old_keys(session)
    assert _count(database, IdempotencyKeyRow) == 0


def _count(database: Database, model: type) -> int:
    with database.session(read_only=True) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_opening_a_case_writes_case_job_and_time_line_together(
    login: Login, hospital: Hospital, database: Database
) -> None:
    client = login("factory_user")
    recording_id = _upload(client, hospital.own.equipment_id)

    answer = _open(client, equipment_id=hospital.own.equipment_id, recording_id=recording_id)

    assert answer.status_code == 201, answer.text
    case = answer.json()
    assert (case["state"], case["version"], case["mode"]) == ("submitted", 1, "reception")
    assert case["state_text"] == {"en": "received", "zh": "已受理"}
    assert case["recording"] == {"id": recording_id, "filename": "fan.wav", "size_bytes": len(WAV)}
    assert answer.headers["etag"] == '"1"'
    with database.session(read_only=True) as session:
        job = session.scalars(select(Job).where(Job.subject_id == case["id"])).one()
        assert (job.state, job.kind, job.attempt) == ("queued", "first_opinion", 0)
    lines = client.get(f"/api/v1/cases/{case['id']}/timeline").json()["items"]
    assert [line["kind"] for line in lines] == ["opened", "recording_attached"]
    assert "factory_user" in lines[0]["by"]


def test_a_case_needs_no_listed_machine(login: Login, hospital: Hospital) -> None:
    case = _open(login("factory_user")).json()

    assert (case["factory_id"], case["equipment_id"]) == (hospital.own.factory_id, None)


def test_staff_must_name_the_machine_and_the_case_is_its_factorys(login: Login, hospital: Hospital) -> None:
    client = login("coordinator")

    without = _open(client)
    named = _open(client, equipment_id=hospital.foreign.equipment_id, mode="proactive")

    assert (without.status_code, without.json()["code"]) == (422, "equipment_required")
    assert (named.status_code, named.json()["factory_id"]) == (201, hospital.foreign.factory_id)


@ONE_ENGINE
@pytest.mark.parametrize(
    "wrong",
    [
        {"complaint": ""},
        {"complaint": "  \n "},
        {"complaint": "x" * 4001},
        {"complaint": "a\u0000b"},
        {"language": "fr"},
        {"mode": "surgery"},
        {"state": "discharged"},
        {"factory_id": "fac_x"},
        {"urgency": 1},
    ],
)
def test_wrong_input_is_named_and_nothing_is_written(
    login: Login, hospital: Hospital, database: Database, wrong: dict[str, Any]
) -> None:
    before = _count(database, Case), _count(database, Job)

    answer = _open(login("factory_user"), **wrong)

    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
    assert answer.json()["errors"][0]["field"] == next(iter(wrong))
    assert (_count(database, Case), _count(database, Job)) == before


def test_a_complaint_of_exactly_the_limit_is_taken(login: Login, hospital: Hospital) -> None:
    assert _open(login("factory_user"), complaint="轴" * 4000).status_code == 201


def test_foreign_machines_recordings_and_cases_do_not_exist(login: Login, hospital: Hospital) -> None:
    client = login("factory_user")
    foreign = hospital.foreign

    answers = {
        "equipment_not_found": _open(client, equipment_id=foreign.equipment_id),
        "recording_not_found": _open(client, recording_id=foreign.recording_id),
        "case_not_found": client.get(f"/api/v1/cases/{foreign.case_id}"),
    }
    timeline = client.get(f"/api/v1/cases/{foreign.case_id}/timeline")
    missing = client.get("/api/v1/cases/case_" + "0" * 26)

    assert {code: (a.status_code, a.json()["code"]) for code, a in answers.items()} == {
        code: (404, code) for code in answers
    }
    assert timeline.json()["code"] == "case_not_found"
    assert missing.json()["detail"] == answers["case_not_found"].json()["detail"]


def test_a_recording_serves_one_case_only(login: Login, hospital: Hospital, database: Database) -> None:
    client = login("factory_user")
    recording_id = _upload(client, hospital.own.equipment_id)
    body = {"equipment_id": hospital.own.equipment_id, "recording_id": recording_id}
    before = _count(database, Case)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: _open(client, **body), range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"recording_already_used"}
    assert _count(database, Case) == before + 1


def test_a_recording_of_another_machine_is_refused(login: Login, hospital: Hospital) -> None:
    client = login("coordinator")
    recording_id = _upload(client, hospital.own.equipment_id)

    answer = _open(client, equipment_id=hospital.foreign.equipment_id, recording_id=recording_id)

    assert (answer.status_code, answer.json()["code"]) == (422, "recording_of_other_equipment")


def test_the_same_key_opens_one_case(login: Login, hospital: Hospital, database: Database) -> None:
    client = login("factory_user")
    before = _count(database, Case), _count(database, Job)

    first, again = _open(client, key="ticket-1"), _open(client, key="ticket-1")
    other = _open(client, key="ticket-1", complaint="something else")

    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert (_count(database, Case), _count(database, Job)) == (before[0] + 1, before[1] + 1)


def test_twelve_simultaneous_requests_with_one_key_open_one_case(
    login: Login, hospital: Hospital, database: Database
) -> None:
    client = login("factory_user")
    before = _count(database, Case)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: _open(client, key="storm"), range(12)))

    opened = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    others = {(a.status_code, a.json()["code"]) for a in answers if a.status_code != 201}
    assert opened
    assert len(set(opened)) == 1
    assert others <= {(409, "idempotency_in_flight")}
    assert _count(database, Case) == before + 1


@pytest.mark.parametrize(
    ("role", "seen"),
    [("factory_user", 1), ("factory_admin", 1), ("doctor", 1), ("engineer", 2), ("coordinator", 2), ("admin", 2)],
)
def test_each_role_lists_the_cases_it_may_see(login: Login, hospital: Hospital, role: str, seen: int) -> None:
    items = login(role).get("/api/v1/cases").json()["items"]

    assert len(items) == seen
    assert hospital.own.case_id in {item["id"] for item in items}


def test_a_funder_sees_no_case_and_a_doctor_opens_none(login: Login, hospital: Hospital) -> None:
    assert login("funder").get("/api/v1/cases").status_code == 403
    assert _open(login("doctor")).status_code == 403


def test_lists_are_filtered_and_paged(login: Login, hospital: Hospital) -> None:
    client = login("factory_user")
    opened = [_open(client).json()["id"] for _ in range(3)]

    first = client.get("/api/v1/cases", params={"state": "submitted", "limit": 2}).json()
    second = client.get("/api/v1/cases", params={"state": "submitted", "cursor": first["next_cursor"]}).json()
    of_machine = client.get("/api/v1/cases", params={"equipment_id": hospital.own.equipment_id}).json()

    assert [item["id"] for item in first["items"] + second["items"]] == list(reversed(opened))
    assert second["next_cursor"] is None
    assert [item["id"] for item in of_machine["items"]] == [hospital.own.case_id]


def test_triage_and_proposal_are_for_those_who_work_with_them(
    login: Login, hospital: Hospital, database: Database
) -> None:
    triage = {
        "departments": ["mechanical"],
        "specialties": [],
        "urgency": 3,
        "mode": "reception",
        "reasons": [{"en": "r", "zh": "由"}],
        "missing_information": [],
    }
    proposal = {
        "doctor_id": hospital.doctor_id,
        "doctor_name_en": "Chen",
        "doctor_name_zh": "陈",
        "score": 0.5,
        "reasons": [],
        "alternatives": [],
    }
    with database.session() as session:
        session.execute(update(Case).values(triage=triage, proposal=proposal))

    def shown(role: str) -> tuple[bool, bool, bool]:
        case = login(role).get(f"/api/v1/cases/{hospital.own.case_id}").json()
        assert case["opinion"]["verdict"] == "healthy"
        assert case["assignment"]["doctor_name_zh"] == "陈"
        return case["triage"] is not None, case["proposal"] is not None, case["assignment"]["assigned_by"] is not None

    assert {role: shown(role) for role in ("factory_user", "doctor", "engineer", "coordinator", "admin")} == {
        "factory_user": (False, False, False),
        "doctor": (True, False, True),
        "engineer": (True, True, True),
        "coordinator": (True, True, True),
        "admin": (True, True, True),
    }


# Transitions in the database


@pytest.fixture
def ward(database: Database) -> Ward:
    return open_ward(database)


def test_the_database_itself_refuses_an_unknown_state(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case_id, _ = add_case(session, ward)

    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(text("UPDATE cases SET state = 'lost' WHERE id = :id"), {"id": case_id})


def test_a_transition_has_one_winner(database: Database, ward: Ward) -> None:
    def race(case_id: str) -> str:
        try:
            with database.session() as session:
                case = session.get_one(Case, case_id)
                transition(session, case, Action.ASSIGN, actor=Actor.COORDINATOR, at=utc_now())
        except StateConflict as conflict:
            return conflict.state.value
        return "won"

    for _round in range(3):
        with database.session() as session:
            case_id, _ = add_case(session, ward)
            session.execute(update(Case).where(Case.id == case_id).values(state="triaged"))
        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(race, [case_id] * 16))
        assert sorted(outcomes) == ["assigned"] * 15 + ["won"]


def test_a_case_read_before_somebody_elses_change_cannot_be_changed(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case_id, _ = add_case(session, ward)
        session.execute(update(Case).where(Case.id == case_id).values(state="triaged"))
    with database.session(read_only=True) as session:
        stale = session.get_one(Case, case_id)
    with database.session() as session:
        session.execute(update(Case).where(Case.id == case_id).values(version=7))

    with database.session() as session:
        session.add(stale)
        with pytest.raises(StateConflict):
            transition(session, stale, Action.ASSIGN, actor=Actor.COORDINATOR, at=utc_now())


def test_a_reason_is_asked_for_where_the_table_wants_one(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case = session.get_one(Case, add_case(session, ward)[0])
        with pytest.raises(ValueError, match="needs a reason"):
            transition(session, case, Action.CANCEL, actor=Actor.COORDINATOR, at=utc_now(), reason=" ")
        transition(session, case, Action.CANCEL, actor=Actor.COORDINATOR, at=utc_now(), reason="sent twice")
        assert (case.state, case.version) == ("cancelled", 2)


@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(Action), st.sampled_from(Actor)), min_size=1, max_size=25))
def test_no_row_ever_takes_a_way_that_is_not_listed(
    database: Database, ward: Ward, steps: list[tuple[Action, Actor]]
) -> None:
    with database.session() as session:
        case = session.get_one(Case, add_case(session, ward)[0])
        paused_in: CaseState | None = None
        for action, actor in steps:
            source = CaseState(case.state)
            listed = {
                t.target
                for t in TRANSITIONS
                if (t.source, t.action) == (source, action)
                and actor in t.actors
                and (action is not Action.GIVE_INFORMATION or t.target is paused_in)
            }
            moved = True
            try:
                transition(session, case, action, actor=actor, at=utc_now(), reason="because")
            except StateConflict:
                moved = False
            assert moved == bool(listed)
            assert CaseState(case.state) in (listed or {source})
            if CaseState(case.state) is CaseState.NEEDS_INFORMATION and moved:
                paused_in = source


def test_time_lines_are_read_only(login: Login, hospital: Hospital, database: Database) -> None:
    client = login("admin")
    url = f"/api/v1/cases/{hospital.own.case_id}/timeline"
    before = _count(database, CaseEvent)

    statuses = {client.request(method, url).status_code for method in ("POST", "PUT", "PATCH", "DELETE")}

    assert statuses == {405}
    assert _count(database, CaseEvent) == before


def test_what_was_touched_becomes_words_of_the_complaint_as_on_the_phone_page(login: Login, hospital: Hospital) -> None:
    worker = login("factory_user")
    body = {"equipment_id": hospital.own.equipment_id, "language": "en"}
    noticed = {"tiles": ["noise", "heat"], "since": "today", "running": "yes"}

    touched = worker.post("/api/v1/cases", json={**body, "noticed": noticed})
    both = worker.post(
        "/api/v1/cases", json={**body, "complaint": "It squeals.", "noticed": {**noticed, "danger": True}}
    )
    neither = worker.post("/api/v1/cases", json=body)

    assert touched.json()["complaint"] == "Unusual noise, It gets hot. Since: today. It is still running."
    assert both.json()["complaint"].startswith("It squeals.\nUnusual noise, It gets hot.")
    assert neither.status_code == 422
