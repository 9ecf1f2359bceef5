"""What happens when a doctor does not accept a case in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from clinic_api.assignments.models import Assignment
from clinic_api.cases.clocks import start_clocks
from clinic_api.cases.escalation import ESCALATION, escalate_unaccepted
from clinic_api.cases.models import Case, CaseClock, CaseEvent
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.jobs.kinds import PERIODIC_TASKS
from clinic_api.jobs.periodic import run_due_tasks
from clinic_api.notifications.models import Event
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.test_queue_plan import new_doctor, waiting_case


def overdue_case(
    database: Database, hospital: Hospital, login: Login, *, urgency: int, hours: float, doctor_id: str = ""
) -> str:
    """Write a case that was given to a doctor ``hours`` ago, opened then, and not accepted since."""
    case_id = waiting_case(database, hospital, urgency=urgency)
    body = {"doctor_id": doctor_id or hospital.doctor_id, "reason": "first"}
    answer = login("coordinator").post(f"/api/v1/cases/{case_id}/assignments", json=body)
    assert answer.status_code == 201, answer.text
    opened = utc_now() - timedelta(hours=hours)
    with database.session() as session:
        session.execute(update(Assignment).where(Assignment.case_id == case_id).values(assigned_at=opened))
        session.execute(update(Case).where(Case.id == case_id).values(created_at=opened))
        session.execute(CaseClock.__table__.delete().where(CaseClock.case_id == case_id))
        session.flush()
        start_clocks(session, session.get_one(Case, case_id, populate_existing=True))
    return case_id


def one_turn(database: Database, settings: Settings) -> None:
    with database.session() as session:
        escalate_unaccepted(session, settings)


def doctors_of(database: Database, case_id: str) -> list[str]:
    """Return who was given the case, the first one first."""
    with database.session(read_only=True) as session:
        statement = select(Assignment.doctor_id).where(Assignment.case_id == case_id).order_by(Assignment.id)
        return list(session.scalars(statement))


def lines_of(database: Database, case_id: str) -> list[str]:
    with database.session(read_only=True) as session:
        return list(session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == case_id).order_by(CaseEvent.seq)))


def case_row(database: Database, case_id: str) -> Case:
    with database.session(read_only=True) as session:
        return session.get_one(Case, case_id)


def keep_only(database: Database, *doctor_ids: str) -> None:
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id.not_in(doctor_ids)).values(in_service=False))


def test_an_urgent_case_that_is_not_accepted_goes_to_the_next_doctor(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = overdue_case(database, hospital, login, urgency=1, hours=1.1)

    one_turn(database, settings)

    first, second = doctors_of(database, case_id)
    assert (first, second != first) == (hospital.doctor_id, True)
    assert lines_of(database, case_id)[-2:] == ["escalated", "assigned"]
    assert login("doctor").get(f"/api/v1/cases/{case_id}").status_code == 404
    read = login("coordinator").get(f"/api/v1/cases/{case_id}").json()
    assert read["assignment"]["assigned_by"] == "工业医院 (industrial hospital)"
    assert next(clock for clock in read["clocks"] if clock["kind"] == "accept")["is_late"] is True


def test_the_one_who_did_not_answer_and_the_coordinators_are_told(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = overdue_case(database, hospital, login, urgency=2, hours=4.1)

    one_turn(database, settings)

    with database.session(read_only=True) as session:
        event = session.scalars(select(Event).where(Event.case_id == case_id, Event.kind == "case.escalated")).one()
    assert event.data["to_doctor_id"] == hospital.doctor_id
    assert event.data["text"]["zh"]


@pytest.mark.parametrize(("urgency", "hours"), [(1, 0.9), (2, 3.9)])
def test_a_case_whose_time_is_not_over_stays(
    login: Login, hospital: Hospital, database: Database, settings: Settings, urgency: int, hours: float
) -> None:
    case_id = overdue_case(database, hospital, login, urgency=urgency, hours=hours)

    one_turn(database, settings)

    assert doctors_of(database, case_id) == [hospital.doctor_id]


def test_the_next_doctor_has_the_same_time_and_the_turns_in_between_change_nothing(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = overdue_case(database, hospital, login, urgency=1, hours=3)

    for _ in range(3):
        one_turn(database, settings)

    assert len(doctors_of(database, case_id)) == 2


def test_an_accepted_case_is_left_alone(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = overdue_case(database, hospital, login, urgency=1, hours=2)
    assert login("doctor").post(f"/api/v1/cases/{case_id}/begin-consultation").status_code == 200

    one_turn(database, settings)

    assert doctors_of(database, case_id) == [hospital.doctor_id]


def test_where_nobody_else_can_take_it_the_case_stays_and_says_why_once(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = overdue_case(database, hospital, login, urgency=1, hours=2)
    keep_only(database, hospital.doctor_id)

    for _ in range(3):
        one_turn(database, settings)

    assert doctors_of(database, case_id) == [hospital.doctor_id]
    assert lines_of(database, case_id).count("escalation_nobody") == 1
    problem = case_row(database, case_id).proposal_problem
    assert problem is not None
    assert "Smallest change" in problem["en"]


def test_a_case_that_fails_holds_up_no_other(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    broken = overdue_case(database, hospital, login, urgency=1, hours=2)
    other = overdue_case(database, hospital, login, urgency=1, hours=2)
    with database.session() as session:
        session.execute(update(Case).where(Case.id == broken).values(triage={"mode": "no such mode"}))

    one_turn(database, settings)

    assert len(doctors_of(database, other)) == 2
    assert doctors_of(database, broken) == [hospital.doctor_id]


def test_a_case_without_department_is_left_to_the_coordinators(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = overdue_case(database, hospital, login, urgency=1, hours=2)
    with database.session() as session:
        session.execute(update(Case).where(Case.id == case_id).values(department=None))

    for _ in range(3):
        one_turn(database, settings)

    assert lines_of(database, case_id).count("escalation_nobody") == 0


def test_it_is_handed_on_three_times_at_most(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    for _ in range(6):
        new_doctor(database)
    case_id = overdue_case(database, hospital, login, urgency=1, hours=30)

    for _ in range(6):
        one_turn(database, settings)
        with database.session() as session:
            long_ago = utc_now() - timedelta(hours=20)
            session.execute(update(Assignment).where(Assignment.case_id == case_id).values(assigned_at=long_ago))

    given = doctors_of(database, case_id)
    assert lines_of(database, case_id).count("escalation_nobody") >= 1
    assert "call a doctor" in str(case_row(database, case_id).proposal_problem)
    assert len(given) == 4
    assert len(set(given)) == 4


def test_a_case_that_can_wait_keeps_its_doctor_and_the_coordinator_is_proposed_another(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = overdue_case(database, hospital, login, urgency=4, hours=24 * 8)
    proposal: dict[str, Any] = {"doctor_id": hospital.doctor_id, "doctor_name_en": "-", "doctor_name_zh": "-"}
    proposal |= {"score": 0.5, "reasons": [], "alternatives": []}
    with database.session() as session:
        session.execute(update(Case).where(Case.id == case_id).values(proposal=proposal))

    for _ in range(2):
        one_turn(database, settings)

    assert doctors_of(database, case_id) == [hospital.doctor_id]
    assert lines_of(database, case_id).count("accept_overdue") == 1
    anew = case_row(database, case_id).proposal
    assert anew is not None
    assert anew["doctor_id"] != hospital.doctor_id


def test_the_worker_does_it_by_itself(database: Database, settings: Settings) -> None:
    assert ESCALATION in PERIODIC_TASKS
    assert "escalation" in run_due_tasks(database, settings, [ESCALATION])
