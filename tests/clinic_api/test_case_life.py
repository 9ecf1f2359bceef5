from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case, CaseEvent
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.state_documentation import case_states_page
from clinic_api.cases.states import STATES, TRANSITIONS, Action, Actor, read_transitions
from clinic_api.cases.talk_models import CaseComment
from clinic_api.cases.transitions import StateConflict, transition
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.errors import NotFound
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal, Role
from clinic_api.notifications.models import Event
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import add_case, open_ward

WHY = {"reason": "because"}


def _post(client: TestClient, case_id: str, action: str, body: Any = None, **headers: str) -> Response:
    return client.post(f"/api/v1/cases/{case_id}/{action}", json=body, headers=headers)


def _read(client: TestClient, case_id: str) -> dict[str, Any]:
    case: dict[str, Any] = client.get(f"/api/v1/cases/{case_id}").json()
    return case


def _second_case(database: Database, hospital: Hospital, **columns: Any) -> str:
    """Add a triaged case of the own factory and machine."""
    now = utc_now()
    with database.session() as session:
        reporter_id = session.get_one(Case, hospital.own.case_id).reporter_id
        row: dict[str, Any] = {
            "factory_id": hospital.own.factory_id,
            "equipment_id": hospital.own.equipment_id,
            "reporter_id": reporter_id,
            "reporter_name": "Night shift",
            "complaint": "It howls at night",
            "language": "en",
            "mode": "reception",
            "state": "triaged",
            "urgency": 4,
            "department": "mechanical",
            "created_at": now,
            "updated_at": now,
        }
        case = Case(id=new_id("case"), **row | columns)
        session.add(case)
        return case.id


def _kinds(client: TestClient, case_id: str) -> list[str]:
    return [line["kind"] for line in client.get(f"/api/v1/cases/{case_id}/timeline").json()["items"]]


# The table of states


def test_the_page_of_states_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "case-states.md"

    assert page.read_text(encoding="utf-8") == case_states_page(), "run: python scripts/case_states.py"


@pytest.mark.parametrize(
    "wrong",
    [
        '[[transition]]\naction = "assign"\nfrom = ["triaged"]\nto = "nowhere"\nactors = ["admin"]',
        '[[transition]]\naction = "assign"\nfrom = ["triaged"]\nto = "assigned"\nactors = ["plumber"]',
        '[[transition]]\naction = "assign"\nfrom = ["triaged"]\nto = "assigned"\nactors = ["admin"]\nguards = ["luck"]',
        '[[transition]]\naction = "assign"\nfrom = ["merged"]\nto = "assigned"\nactors = ["admin"]',
        2 * '[[transition]]\naction = "assign"\nfrom = ["triaged"]\nto = "assigned"\nactors = ["admin"]\n',
    ],
)
def test_a_table_of_states_that_cannot_be_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_transitions(wrong)


def test_the_database_lets_no_path_make_an_illegal_move(database: Database) -> None:
    ward = open_ward(database)
    legal = {(way.source.value, way.target.value) for way in TRANSITIONS} | {(s.value, s.value) for s in STATES}
    found = set()
    for source, target in product(STATES, STATES):
        with database.session() as session:
            case_id = add_case(session, ward)[0]
            _put(session, case_id, source.value, target.value)
        try:
            with database.session() as session:
                session.execute(
                    text("UPDATE cases SET state = :state WHERE id = :id"), {"state": target.value, "id": case_id}
                )
            found.add((source.value, target.value))
        except IntegrityError:
            pass

    assert found == legal


def _put(session: Session, case_id: str, state: str, paused_in: str) -> None:
    """Make another row of the case in ``state``: only changes are guarded, for a case may be kept from elsewhere."""
    session.execute(text("DELETE FROM jobs WHERE subject_id = :id"), {"id": case_id})
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        change = "UPDATE cases SET state = :state, paused_in = :paused WHERE id = :id"
        session.execute(text(change), {"state": state, "paused": paused_in, "id": case_id})
        return
    trigger = session.execute(text("SELECT sql FROM sqlite_master WHERE name = 'cases_state_guarded'")).scalar_one()
    session.execute(text("DROP TRIGGER cases_state_guarded"))
    change = "UPDATE cases SET state = :state, paused_in = :paused WHERE id = :id"
    session.execute(text(change), {"state": state, "paused": paused_in, "id": case_id})
    session.connection().exec_driver_sql(trigger)


def test_the_database_leads_a_waiting_case_only_back_where_it_was(database: Database) -> None:
    ward = open_ward(database)
    with database.session() as session:
        case_id = add_case(session, ward)[0]
        _put(session, case_id, "needs_information", "assigned")

    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(text("UPDATE cases SET state = 'in_treatment' WHERE id = :id"), {"id": case_id})


def test_of_sixteen_racers_exactly_one_wins_each_of_thirty_rounds(database: Database) -> None:
    ward = open_ward(database)

    def race(case_id: str, start: Barrier) -> str:
        start.wait(30)
        try:
            with database.session() as session:
                case = session.get_one(Case, case_id)
                transition(session, case, Action.ASSIGN, actor=Actor.COORDINATOR, at=utc_now())
        except StateConflict as conflict:
            return conflict.state.value
        return "won"

    with ThreadPoolExecutor(16) as pool:
        for _round in range(30):
            with database.session() as session:
                case_id = add_case(session, ward)[0]
                session.execute(update(Case).where(Case.id == case_id).values(state="triaged"))
            start = Barrier(16)
            # PostgreSQL's pool holds ten connections: the others wait their turn, and lose like the rest.
            outcomes = list(pool.map(race, [case_id] * 16, [start] * 16))
            assert sorted(outcomes) == ["assigned"] * 15 + ["won"]


# The doctor


def test_the_attending_doctor_accepts_and_both_sides_read_it(login: Login, hospital: Hospital) -> None:
    case_id = hospital.own.case_id

    answer = _post(login("doctor"), case_id, "begin-consultation")

    assert (answer.status_code, answer.json()["state"]) == (200, "in_consultation")
    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
    clocks = {clock["kind"]: clock["met_at"] for clock in answer.json()["clocks"]}
    assert clocks["accept"] is not None
    assert _kinds(login("factory_user"), case_id)[-1] == "consultation_begun"


def test_a_decline_teaches_the_proposal_and_its_reason_stays_in_the_hospital(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, doctor, desk = hospital.own.case_id, login("doctor"), login("coordinator")

    answer = _post(doctor, case_id, "decline", {"reason": "TOP-SECRET planetary"})

    assert (answer.status_code, answer.json()["state"]) == (200, "triaged")
    assert doctor.get(f"/api/v1/cases/{case_id}").status_code == 404
    proposal = _read(desk, case_id)["proposal"]
    assert proposal["doctor_id"] != hospital.doctor_id
    why_not = {other["doctor_id"]: other["why_not"]["en"] for other in proposal["alternatives"]}
    assert why_not[hospital.doctor_id] == "Has declined this case or was taken off it."
    factory = login("factory_user")
    seen = factory.get(f"/api/v1/cases/{case_id}/timeline").text + str(_read(factory, case_id))
    assert "TOP-SECRET" not in seen
    assert _kinds(factory, case_id)[-1] == "waiting_again"
    assert _kinds(desk, case_id)[-2:] == ["declined", "waiting_again"]
    with database.session(read_only=True) as session:
        told = session.scalars(select(Event).where(Event.case_id == case_id)).all()
    assert "TOP-SECRET" not in str([event.data for event in told])
    assert {event.data.get("visibility") for event in told if event.kind == "case.declined"} == {"hospital"}


def test_who_declined_is_never_proposed_again_for_this_case(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, desk = hospital.own.case_id, login("coordinator")
    _post(login("doctor"), case_id, "decline", WHY)
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id != hospital.doctor_id).values(capacity_minutes=0))
    _post(desk, case_id, "assignments", {"doctor_id": hospital.doctor_id, "reason": "knows the machine"})

    case = _post(desk, case_id, "unassign", WHY).json()

    assert case["proposal"] is None
    assert set(case["proposal_problem"]) == {"en", "zh"}


def test_a_referral_keeps_triage_and_proposes_a_doctor_of_the_other_department(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == hospital.other_doctor_id).values(departments=["electrical"]))
    before = _read(login("coordinator"), hospital.own.case_id)

    answer = _post(login("doctor"), hospital.own.case_id, "refer", {"department": "electrical"} | WHY)

    assert answer.status_code == 200, answer.text
    case = _read(login("coordinator"), hospital.own.case_id)
    assert (case["state"], case["department"]) == ("triaged", "electrical")
    assert (case["urgency"], case["triage"]) == (before["urgency"], before["triage"])
    assert case["proposal"]["doctor_id"] == hospital.other_doctor_id


@ONE_ENGINE
def test_a_referral_to_the_same_or_no_department_is_refused(login: Login, hospital: Hospital) -> None:
    doctor, case_id = login("doctor"), hospital.own.case_id

    same = _post(doctor, case_id, "refer", {"department": "mechanical"} | WHY)
    none = _post(doctor, case_id, "refer", {"department": "astrology"} | WHY)

    assert (same.status_code, same.json()["code"]) == (422, "department_unchanged")
    assert none.json()["errors"][0]["field"] == "department"


def test_a_consulted_doctor_reads_but_does_not_lead(login: Login, hospital: Hospital) -> None:
    case_id, consulted = hospital.own.case_id, login("doctor", foreign=True)
    assert consulted.get(f"/api/v1/cases/{case_id}").status_code == 404
    asked = _post(
        login("doctor"), case_id, "consultations", {"doctor_id": hospital.other_doctor_id, "question": "Agreed?"}
    )
    assert asked.status_code == 201, asked.text
    consultation_id = asked.json()["id"]

    case = _read(consulted, case_id)
    assert case["allowed_actions"] == []
    assert hospital.other_doctor_id in {each["doctor_id"] for each in case["consulted"]}
    for url in (f"recordings/{hospital.own.recording_id}", f"factories/{hospital.own.factory_id}"):
        assert consulted.get(f"/api/v1/{url}").status_code == 200
    for action, body in (
        ("begin-consultation", None),
        ("decline", WHY),
        ("refer", {"department": "electrical"} | WHY),
        ("urgency", {"urgency": 1}),
        ("questions", {"questions": ["?"]}),
        ("consultations", {"doctor_id": hospital.doctor_id, "question": "?"}),
        (f"consultations/{consultation_id}/withdraw", None),
    ):
        refused = _post(consulted, case_id, action, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_attending"), action
    assert _read(login("doctor"), case_id)["assignment"]["doctor_id"] == hospital.doctor_id

    opinion = {"opinion": "SECRET-VIEW", "agreement": "differs"}
    given = _post(consulted, case_id, f"consultations/{consultation_id}/opinion", opinion)

    assert (given.status_code, given.json()["agreement"]) == (200, "differs")
    assert consulted.get(f"/api/v1/cases/{case_id}").status_code == 404
    listed = login("doctor").get(f"/api/v1/cases/{case_id}/consultations").json()["items"]
    assert listed[0]["opinion"] == "SECRET-VIEW"
    factory = login("factory_user")
    assert factory.get(f"/api/v1/cases/{case_id}/consultations").json()["items"] == []
    assert "SECRET-VIEW" not in factory.get(f"/api/v1/cases/{case_id}/timeline").text


def test_a_withdrawn_second_opinion_takes_the_case_away(login: Login, hospital: Hospital) -> None:
    case_id, desk = hospital.own.case_id, login("coordinator")
    body = {"doctor_id": hospital.other_doctor_id, "question": "Agreed?"}
    consultation_id = _post(desk, case_id, "consultations", body).json()["id"]
    again = _post(desk, case_id, "consultations", body)
    withdrawn = _post(desk, case_id, f"consultations/{consultation_id}/withdraw")

    assert (again.status_code, again.json()["code"]) == (409, "consultation_open_already")
    assert withdrawn.json()["ended_at"] is not None
    assert login("doctor", foreign=True).get(f"/api/v1/cases/{case_id}").status_code == 404
    late = _post(
        login("doctor"), case_id, f"consultations/{consultation_id}/opinion", {"opinion": "x", "agreement": "agrees"}
    )
    assert (late.status_code, late.json()["code"]) == (404, "consultation_not_found")


def test_nobody_in_conflict_and_not_the_attending_doctor_gives_a_second_opinion(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.execute(
            update(Doctor).where(Doctor.id == hospital.other_doctor_id).values(conflicts=[hospital.own.factory_id])
        )
    desk, case_id = login("coordinator"), hospital.own.case_id
    codes = [
        _post(desk, case_id, "consultations", {"doctor_id": doctor, "question": "?"}).json()["code"]
        for doctor in (hospital.other_doctor_id, hospital.doctor_id, new_id("doc"))
    ]

    assert codes == ["consultation_conflict_of_interest", "consultation_with_attending", "doctor_not_found"]


# The desk


def test_a_reassigned_case_is_the_other_doctors_at_once(login: Login, hospital: Hospital) -> None:
    case_id, desk = hospital.own.case_id, login("coordinator")

    answer = _post(desk, case_id, "reassign", {"doctor_id": hospital.other_doctor_id, "reason": "on leave"})

    assert answer.status_code == 200, answer.text
    assert answer.json()["assignment"]["doctor_id"] == hospital.other_doctor_id
    assert login("doctor").get(f"/api/v1/cases/{case_id}").status_code == 404
    assert login("doctor", foreign=True).get(f"/api/v1/cases/{case_id}").status_code == 200


def test_a_reassignment_to_somebody_who_may_not_take_it_changes_nothing(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == hospital.other_doctor_id).values(capacity_minutes=0))
    before = _read(login("coordinator"), hospital.own.case_id)

    answer = _post(
        login("coordinator"), hospital.own.case_id, "reassign", {"doctor_id": hospital.other_doctor_id} | WHY
    )

    assert answer.json()["code"] == "doctor_not_eligible"
    assert _read(login("coordinator"), hospital.own.case_id) == before


def test_only_lowering_needs_a_reason_and_factories_do_neither(login: Login, hospital: Hospital) -> None:
    case_id, engineer = hospital.own.case_id, login("engineer")

    raised = _post(engineer, case_id, "urgency", {"urgency": 2})
    unreasoned = _post(engineer, case_id, "urgency", {"urgency": 4})
    lowered = _post(engineer, case_id, "urgency", {"urgency": 4, "reason": "it was the microphone"})
    same = _post(engineer, case_id, "urgency", {"urgency": 4})

    assert (raised.status_code, raised.json()["urgency"]) == (200, 2)
    assert {clock["urgency"] for clock in raised.json()["clocks"]} == {2}
    assert (unreasoned.status_code, unreasoned.json()["code"]) == (422, "reason_required")
    assert (lowered.status_code, lowered.json()["urgency"]) == (200, 4)
    assert (same.status_code, same.json()["code"]) == (422, "urgency_unchanged")
    assert _post(login("factory_admin"), case_id, "urgency", {"urgency": 1}).status_code == 403
    assert _kinds(engineer, case_id)[-2:] == ["urgency_raised", "urgency_lowered"]


@pytest.mark.parametrize(
    ("role", "action", "body"),
    [
        ("doctor", "begin-consultation", None),
        ("doctor", "decline", WHY),
        ("doctor", "refer", {"department": "electrical"} | WHY),
        ("coordinator", "unassign", WHY),
        ("coordinator", "urgency", {"urgency": 1}),
        ("factory_user", "cancel", WHY),
        ("doctor", "questions", {"questions": ["?"]}),
    ],
)
@ONE_ENGINE
def test_every_change_takes_if_match(login: Login, hospital: Hospital, role: str, action: str, body: Any) -> None:
    client, case_id = login(role), hospital.own.case_id

    outdated = _post(client, case_id, action, body, **{"If-Match": '"7"'})
    current = _post(client, case_id, action, body, **{"If-Match": '"1"'})

    assert (outdated.status_code, outdated.json()["code"]) == (412, "version_outdated")
    assert current.status_code == 200, current.text


@ONE_ENGINE
def test_what_is_not_possible_is_refused_with_the_current_state(login: Login, hospital: Hospital) -> None:
    factory, case_id = login("factory_user"), hospital.own.case_id
    assert _read(factory, case_id)["allowed_actions"] == ["cancel"]
    assert _post(factory, case_id, "cancel", WHY).json()["state"] == "cancelled"

    for role, action, body in (
        ("factory_user", "cancel", WHY),
        ("factory_user", "reopen", WHY),
        ("coordinator", "urgency", {"urgency": 1}),
        ("coordinator", "unassign", WHY),
        ("coordinator", "questions", {"questions": ["?"]}),
        ("factory_user", "answers", {"answers": [{"question_id": new_id("qst"), "answer": "x"}]}),
    ):
        refused = _post(login(role), case_id, action, body).json()
        assert (refused["status"], refused["code"], refused["state"]) == (409, "case_state_conflict", "cancelled")
    assert _read(factory, case_id)["allowed_actions"] == []


def test_a_discharged_case_is_reopened_within_its_time_only(
    login: Login, hospital: Hospital, database: Database
) -> None:
    factory = login("factory_user")
    soon = _second_case(database, hospital, state="discharged", closed_at=utc_now() - timedelta(days=29))
    late = _second_case(database, hospital, state="discharged", closed_at=utc_now() - timedelta(days=31))

    reopened, refused = _post(factory, soon, "reopen", WHY), _post(factory, late, "reopen", WHY)

    assert (reopened.status_code, reopened.json()["state"], reopened.json()["closed_at"]) == (200, "triaged", None)
    assert (refused.status_code, refused.json()["code"]) == (409, "reopen_too_late")
    assert _read(login("coordinator"), soon)["proposal"] is not None


# Questions


def test_the_last_answer_lets_the_case_go_on_where_it_was(login: Login, hospital: Hospital) -> None:
    case_id, factory = hospital.own.case_id, login("factory_user")
    asked = _post(login("doctor"), case_id, "questions", {"questions": ["Which bearing?", "Since when?"]})
    assert (asked.status_code, asked.json()["state"]) == (200, "needs_information")
    questions = _read(factory, case_id)["open_questions"]
    assert [question["question"] for question in questions] == ["Which bearing?", "Since when?"]

    first = _post(factory, case_id, "answers", {"answers": [{"question_id": questions[0]["id"], "answer": "6205"}]})
    twice = _post(factory, case_id, "answers", {"answers": [{"question_id": questions[0]["id"], "answer": "6206"}]})
    last = _post(factory, case_id, "answers", {"answers": [{"question_id": questions[1]["id"], "answer": "May"}]})

    assert (first.json()["state"], len(first.json()["open_questions"])) == ("needs_information", 1)
    assert (twice.status_code, twice.json()["code"]) == (404, "question_not_found")
    assert (last.json()["state"], last.json()["open_questions"]) == ("assigned", [])
    listed = login("doctor").get(f"/api/v1/cases/{case_id}/questions").json()["items"]
    assert [question["answer"] for question in listed[:2]] == ["May", "6205"]
    assert _kinds(factory, case_id)[-1] == "information_complete"


@ONE_ENGINE
def test_a_comment_does_not_end_the_waiting(login: Login, hospital: Hospital) -> None:
    case_id = hospital.own.case_id
    _post(login("doctor"), case_id, "questions", {"questions": ["Which bearing?"]})

    _post(login("factory_user"), case_id, "comments", {"text": "I am looking"})

    assert _read(login("doctor"), case_id)["state"] == "needs_information"


# Comments


def test_what_the_hospital_keeps_to_itself_no_factory_sees(login: Login, hospital: Hospital) -> None:
    case_id, doctor, factory = hospital.own.case_id, login("doctor"), login("factory_user")
    _post(doctor, case_id, "comments", {"text": "INTERNAL-WORD", "visibility": "hospital"})
    _post(doctor, case_id, "comments", {"text": "please look at the belt"})
    refused = _post(factory, case_id, "comments", {"text": "psst", "visibility": "hospital"})

    def texts(client: TestClient) -> list[str]:
        return [item["text"] for item in client.get(f"/api/v1/cases/{case_id}/comments").json()["items"]]

    assert texts(doctor)[:2] == ["please look at the belt", "INTERNAL-WORD"]
    assert texts(factory)[0] == "please look at the belt"
    assert "INTERNAL-WORD" not in texts(factory)
    assert (refused.status_code, refused.json()["code"]) == (422, "comment_not_for_factories")
    lines = factory.get(f"/api/v1/cases/{case_id}/timeline").json()["items"]
    assert {line["visibility"] for line in lines} == {"everyone"}
    assert len(lines) == len(doctor.get(f"/api/v1/cases/{case_id}/timeline").json()["items"]) - 1


def test_comments_are_never_changed_and_the_same_key_writes_one(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, factory = hospital.own.case_id, login("factory_user")
    key = {"Idempotency-Key": "one-comment"}
    first, again = (_post(factory, case_id, "comments", {"text": "louder now"}, **key) for _ in range(2))

    assert first.json() == again.json()
    with pytest.raises(Exception, match="never changed"), database.session() as session:
        session.execute(update(CaseComment).values(text="quieter"))


# Merging


def test_a_merged_case_keeps_its_words_and_leads_on(login: Login, hospital: Hospital, database: Database) -> None:
    target, desk, factory = hospital.own.case_id, login("coordinator"), login("factory_user")
    source = _second_case(database, hospital, urgency=2)
    _post(factory, source, "comments", {"text": "said in the night"})

    answer = _post(desk, source, "merge", {"target_case_id": target, "reason": "same noise"})

    assert answer.status_code == 200, answer.text
    assert (answer.json()["state"], answer.json()["merged_into"]) == ("merged", target)
    case = _read(login("doctor"), target)
    assert [(m["id"], m["complaint"], m["reporter_name"]) for m in case["merged"]] == [
        (source, "It howls at night", "Night shift")
    ]
    assert case["urgency"] == 2, "the stricter of the two"
    comments = login("doctor").get(f"/api/v1/cases/{target}/comments").json()["items"]
    assert ("said in the night", source) in {(comment["text"], comment["case_id"]) for comment in comments}
    assert _read(factory, source)["complaint"] == "It howls at night"
    assert login("doctor").get(f"/api/v1/cases/{source}").status_code == 200
    assert _kinds(desk, source)[-1] == "merged"
    assert "absorbed" in _kinds(desk, target)
    assert _post(factory, source, "comments", {"text": "and now?"}).json()["state"] == "merged"


def test_who_holds_the_link_of_a_merged_case_is_led_on(hospital: Hospital, login: Login, database: Database) -> None:
    source, other = _second_case(database, hospital), _second_case(database, hospital)
    _post(login("coordinator"), source, "merge", {"target_case_id": hospital.own.case_id} | WHY)
    link = Principal(new_id("acc"), Role.REPORTER, hospital.own.factory_id, None, "Link", "链接", "en", case_id=source)
    label = Principal(
        new_id("acc"),
        Role.REPORTER,
        hospital.own.factory_id,
        None,
        "Label",
        "标签",
        "en",
        equipment_id=hospital.own.equipment_id,
    )
    with database.session(read_only=True, factory_scope=hospital.own.factory_id) as session:
        seen = set(session.scalars(select(Case.id).where(Case.of_reporter(link))))
        lines = set(session.scalars(select(CaseEvent.case_id).where(CaseEvent.of_reporter(link))))
        by_label = session.scalars(select(Case.id).where(Case.of_reporter(label))).all()
        with pytest.raises(NotFound):
            CaseRepository(session, link).get(other)

    assert seen == lines == {source, hospital.own.case_id}
    assert by_label == []


def test_merging_makes_no_chains_and_no_circles(login: Login, hospital: Hospital, database: Database) -> None:
    desk = login("coordinator")
    first, second, third = (_second_case(database, hospital) for _ in range(3))

    def merge(source: str, target: str) -> Response:
        return _post(desk, source, "merge", {"target_case_id": target} | WHY)

    assert merge(first, second).json()["merged_into"] == second
    circle = merge(second, first)
    assert merge(second, third).json()["merged_into"] == third
    follows = _second_case(database, hospital)

    assert (circle.status_code, circle.json()["code"]) == (422, "merge_into_itself")
    assert _read(desk, first)["merged_into"] == third
    assert merge(follows, first).json()["merged_into"] == third
    assert {case["id"] for case in _read(desk, third)["merged"]} == {first, second, follows}


def test_only_what_belongs_together_is_merged(login: Login, hospital: Hospital, database: Database) -> None:
    desk, target = login("coordinator"), hospital.own.case_id
    other = desk.post(
        "/api/v1/equipment",
        json={"factory_id": hospital.own.factory_id, "name_en": "Pump", "name_zh": "泵", "kind": "pump"},
    ).json()["id"]
    source = _second_case(database, hospital, equipment_id=other)
    closed = _second_case(database, hospital, state="discharged")

    def merge(into: str, **more: Any) -> Response:
        return _post(desk, source, "merge", {"target_case_id": into, "reason": "same"} | more)

    answers = [merge(hospital.foreign.case_id), merge(source), merge(closed), merge(new_id("case")), merge(target)]
    assert [answer.json()["code"] for answer in answers] == [
        "merge_other_factory",
        "merge_into_itself",
        "merge_target_closed",
        "case_not_found",
        "merge_other_equipment",
    ]
    assert merge(target, other_machine=True).status_code == 200


def test_two_cases_merged_into_each_other_at_once_end_as_one(
    login: Login, hospital: Hospital, database: Database
) -> None:
    desk = login("coordinator")
    for _round in range(5):
        first, second = _second_case(database, hospital), _second_case(database, hospital)
        pairs = [(first, second), (second, first)] * 2
        with ThreadPoolExecutor(4) as pool:
            answers = list(
                pool.map(lambda pair: _post(desk, pair[0], "merge", {"target_case_id": pair[1]} | WHY), pairs)
            )
        assert sorted(answer.status_code for answer in answers)[0] == 200
        assert sum(answer.status_code == 200 for answer in answers) == 1
        assert sorted(_read(desk, case_id)["state"] for case_id in (first, second)) == ["merged", "triaged"]
