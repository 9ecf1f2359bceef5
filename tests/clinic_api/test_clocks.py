from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.clock_watch import CLOCK_WATCH, watch_clocks
from clinic_api.cases.clocks import clocks_of, follow_urgency, is_missed, seconds_left, start_clocks
from clinic_api.cases.models import Case, CaseClock, CaseEvent
from clinic_api.cases.states import Action, Actor
from clinic_api.cases.transitions import transition
from clinic_api.database import Database, database_now
from clinic_api.jobs.periodic import run_due_tasks
from clinic_api.kit.ids import new_id
from clinic_api.notifications.models import Event
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import Ward, add_case, open_ward

MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)  # 10:00 in China
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KINDS = ("first_opinion", "accept", "diagnosis")

# Design §4, written down apart from the program: level → (first opinion, accept, diagnosis) from Monday 10:00.
AGREED = {
    1: (timedelta(minutes=15), HOUR, 8 * HOUR),
    2: (HOUR, 4 * HOUR, 24 * HOUR),
    3: (4 * HOUR, DAY, 3 * DAY),
    4: (DAY, 2 * DAY, 9 * DAY),  # 7 working days: a weekend lies between
    5: (2 * DAY, 7 * DAY, 18 * DAY),  # 5 and 14 working days
}


@pytest.fixture
def ward(database: Database) -> Ward:
    return open_ward(database)


def _open(session: Session, ward: Ward, *, at: datetime = MONDAY, urgency: int | None = 3) -> Case:
    case = session.get_one(Case, add_case(session, ward)[0])
    session.execute(update(Case).where(Case.id == case.id).values(created_at=at, urgency=urgency))
    session.refresh(case)
    start_clocks(session, case)
    return case


def _clock(session: Session, case: Case, kind: str = "diagnosis") -> CaseClock:
    return {clock.kind: clock for clock in clocks_of(session, case)}[kind]


def _due(session: Session, case: Case) -> dict[str, datetime]:
    return {clock.kind: clock.due_at for clock in clocks_of(session, case)}


def _lead(session: Session, case: Case, *steps: tuple[Action, Actor, datetime]) -> None:
    for action, actor, at in steps:
        transition(session, case, action, actor=actor, at=at, reason="because")


def _to_consultation(session: Session, case: Case, ward: Ward, at: datetime) -> None:
    _lead(session, case, (Action.TRIAGE, Actor.SERVICE, at), (Action.ASSIGN, Actor.COORDINATOR, at))
    session.add(
        Assignment(
            id=new_id("asg"),
            factory_id=case.factory_id,
            case_id=case.id,
            doctor_id=ward.doctor_id,
            minutes=60.0,
            assigned_by_id=ward.account_id,
            assigned_by="Coordinator",
            assigned_at=at,
        )
    )
    _lead(session, case, (Action.BEGIN_CONSULTATION, Actor.DOCTOR, at))


@pytest.mark.parametrize("urgency", sorted(AGREED))
def test_clocks_run_as_agreed_from_the_opening(database: Database, ward: Ward, urgency: int) -> None:
    with database.session() as session:
        case = _open(session, ward, urgency=urgency)

        assert _due(session, case) == {kind: MONDAY + span for kind, span in zip(KINDS, AGREED[urgency], strict=True)}


def test_triage_makes_the_clocks_count_by_its_urgency_from_the_opening(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward, urgency=None)
        assert _clock(session, case).urgency == 3
        transition(
            session, case, Action.TRIAGE, actor=Actor.SERVICE, at=MONDAY + timedelta(minutes=5), changes={"urgency": 1}
        )

        assert _due(session, case)["diagnosis"] == MONDAY + 8 * HOUR
        assert _clock(session, case, "first_opinion").met_at == MONDAY + timedelta(minutes=5)


def test_each_clock_is_met_by_its_own_step(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward)
        _to_consultation(session, case, ward, MONDAY + HOUR)
        _lead(session, case, (Action.SIGN_DIAGNOSIS, Actor.DOCTOR, MONDAY + 5 * DAY))

        met = {clock.kind: clock.met_at for clock in clocks_of(session, case)}
        late = {clock.kind: is_missed(clock, MONDAY + 9 * DAY) for clock in clocks_of(session, case)}
    assert met == {"first_opinion": MONDAY + HOUR, "accept": MONDAY + HOUR, "diagnosis": MONDAY + 5 * DAY}
    assert late == {"first_opinion": False, "accept": False, "diagnosis": True}


@pytest.mark.parametrize(
    ("urgency", "asked", "answered", "due"),
    [
        (3, MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 4 * DAY),
        (3, MONDAY + DAY, MONDAY + 8 * DAY, MONDAY + 10 * DAY),  # asked for a week: the weekend counts in neither
        (2, MONDAY + 20 * HOUR, MONDAY + 9 * DAY, MONDAY + 9 * DAY + 4 * HOUR),
    ],
)
def test_clocks_stand_still_while_the_factory_is_asked(
    database: Database, ward: Ward, urgency: int, asked: datetime, answered: datetime, due: datetime
) -> None:
    with database.session() as session:
        case = _open(session, ward, urgency=urgency)
        _to_consultation(session, case, ward, MONDAY)
        _lead(session, case, (Action.ASK_INFORMATION, Actor.DOCTOR, asked))
        stopped_at = _clock(session, case).stopped_at
        _lead(session, case, (Action.GIVE_INFORMATION, Actor.FACTORY_USER, answered))

        assert stopped_at == asked
        assert _clock(session, case).stopped_at is None
        assert _clock(session, case).due_at == due


def test_a_second_pause_adds_to_the_first(database: Database, ward: Ward) -> None:
    ask, answer = Action.ASK_INFORMATION, Action.GIVE_INFORMATION
    with database.session() as session:
        case = _open(session, ward)
        _to_consultation(session, case, ward, MONDAY)
        _lead(
            session,
            case,
            (ask, Actor.DOCTOR, MONDAY + HOUR),
            (answer, Actor.FACTORY_USER, MONDAY + 3 * HOUR),
            (ask, Actor.DOCTOR, MONDAY + 4 * HOUR),
            (answer, Actor.FACTORY_USER, MONDAY + 9 * HOUR),
        )

        assert _clock(session, case).due_at == MONDAY + 3 * DAY + 7 * HOUR


def test_raising_starts_anew_and_lowering_counts_the_pause_already_made(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward, urgency=4)
        _to_consultation(session, case, ward, MONDAY)
        _lead(
            session,
            case,
            (Action.ASK_INFORMATION, Actor.DOCTOR, MONDAY + HOUR),
            (Action.GIVE_INFORMATION, Actor.FACTORY_USER, MONDAY + 3 * HOUR),
        )
        clocks = clocks_of(session, case)
        follow_urgency(clocks, 5, at=MONDAY + 4 * HOUR)
        lowered = _clock(session, case).due_at
        follow_urgency(clocks, 2, at=MONDAY + 5 * HOUR)

        assert lowered == MONDAY + 18 * DAY + 2 * HOUR
        assert _clock(session, case).due_at == MONDAY + 5 * HOUR + 24 * HOUR


def test_raising_never_gives_more_time(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward, urgency=3)
        follow_urgency(clocks_of(session, case), 2, at=MONDAY + 3 * DAY - HOUR)

        assert _clock(session, case).due_at == MONDAY + 3 * DAY


def test_lowering_never_extends_a_missed_clock(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward, urgency=2)
        follow_urgency(clocks_of(session, case), 5, at=MONDAY + 25 * HOUR)

        assert _clock(session, case).due_at == MONDAY + 24 * HOUR
        assert is_missed(_clock(session, case), MONDAY + 25 * HOUR)


def test_passing_a_case_on_before_it_is_accepted_gives_nobody_more_time(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward)
        _lead(
            session,
            case,
            (Action.TRIAGE, Actor.SERVICE, MONDAY),
            (Action.ASSIGN, Actor.COORDINATOR, MONDAY + HOUR),
            (Action.DECLINE, Actor.DOCTOR, MONDAY + 20 * HOUR),
        )

        assert _clock(session, case, "accept").due_at == MONDAY + DAY


def test_after_a_referral_the_next_doctor_is_waited_for_by_a_new_clock(database: Database, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward)
        _to_consultation(session, case, ward, MONDAY)
        _lead(session, case, (Action.REFER, Actor.DOCTOR, MONDAY + DAY))
        accept = _clock(session, case, "accept")

        assert (accept.met_at, accept.due_at) == (None, MONDAY + 2 * DAY)
        assert _clock(session, case).due_at == MONDAY + 3 * DAY


def test_a_closed_case_has_no_running_clock_and_a_reopened_one_is_diagnosed_anew(
    database: Database, ward: Ward
) -> None:
    with database.session() as session:
        case = _open(session, ward)
        _to_consultation(session, case, ward, MONDAY)
        _lead(
            session,
            case,
            (Action.SIGN_DIAGNOSIS, Actor.DOCTOR, MONDAY + HOUR),
            (Action.DISCHARGE_UNTREATED, Actor.DOCTOR, MONDAY + 2 * HOUR),
        )
        met = _clock(session, case).met_at
        _lead(session, case, (Action.REOPEN, Actor.FACTORY_USER, MONDAY + 7 * DAY))
        again = _clock(session, case)

        assert met == MONDAY + HOUR
        assert (again.met_at, again.due_at) == (None, MONDAY + 10 * DAY)
        assert _clock(session, case, "first_opinion").met_at == MONDAY
        _lead(session, case, (Action.CANCEL, Actor.COORDINATOR, MONDAY + 8 * DAY))
        assert _clock(session, case).stopped_at == MONDAY + 8 * DAY


def _age(session: Session, case: Case, *, share: float, kind: str = "diagnosis") -> None:
    """Let the clock ``kind`` look as if ``share`` of its time had passed, and end the other ones."""
    now = database_now(session)
    span = timedelta(hours=8)
    started = now - share * span
    session.execute(update(CaseClock).where(CaseClock.case_id == case.id, CaseClock.kind != kind).values(met_at=now))
    session.execute(
        update(CaseClock)
        .where(CaseClock.case_id == case.id, CaseClock.kind == kind)
        .values(
            started_at=started,
            warn_at=started + 0.75 * span,
            due_at=started + span,
            escalate_at=started + 1.5 * span,
        )
    )


def _told(database: Database, case_id: str) -> list[tuple[str, str]]:
    with database.session(read_only=True) as session:
        events = session.scalars(
            select(Event).where(Event.case_id == case_id, Event.kind.like("case.clock%")).order_by(Event.id)
        )
        return [(event.kind, event.data["to_role"]) for event in events]


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.5, []),
        (0.8, [("case.clock_warning", "coordinator")]),
        (1.1, [("case.clock_breached", "coordinator")]),
        (1.6, [("case.clock_breached", "coordinator"), ("case.clock_breached", "admin")]),
    ],
)
def test_each_stage_is_told_once_to_whom_it_concerns(
    database: Database, settings: Settings, ward: Ward, share: float, told: list[tuple[str, str]]
) -> None:
    with database.session() as session:
        case = _open(session, ward)
        _age(session, case, share=share)
        case_id = case.id

    for _turn in range(3):
        with database.session() as session:
            watch_clocks(session, settings)

    assert _told(database, case_id) == told
    with database.session(read_only=True) as session:
        lines = session.scalar(select(func.count()).where(CaseEvent.case_id == case_id, CaseEvent.kind.like("clock%")))
    assert lines == len(told)


def test_the_attending_doctor_is_warned(database: Database, settings: Settings, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward)
        _to_consultation(session, case, ward, MONDAY)
        _age(session, case, share=0.8)
        case_id = case.id

    assert "clock_watch" in run_due_tasks(database, settings, [CLOCK_WATCH])
    with database.session(read_only=True) as session:
        event = session.scalars(select(Event).where(Event.kind == "case.clock_warning")).one()
    assert (event.case_id, event.data["to_role"], event.data["to_doctor_id"]) == (case_id, "doctor", ward.doctor_id)


def test_a_clock_that_stands_still_warns_nobody(database: Database, settings: Settings, ward: Ward) -> None:
    with database.session() as session:
        case = _open(session, ward)
        _to_consultation(session, case, ward, MONDAY)
        _age(session, case, share=1.6)
        _lead(session, case, (Action.ASK_INFORMATION, Actor.DOCTOR, database_now(session)))
        case_id = case.id

    with database.session() as session:
        watch_clocks(session, settings)

    assert _told(database, case_id) == []


def test_open_cases_from_before_there_were_clocks_get_them(database: Database, settings: Settings, ward: Ward) -> None:
    with database.session() as session:
        case_id = add_case(session, ward)[0]

    with database.session() as session:
        watch_clocks(session, settings)

    with database.session(read_only=True) as session:
        assert session.scalar(select(func.count()).where(CaseClock.case_id == case_id)) == 3


def test_both_sides_see_the_clock_and_why_it_stands_still(login: Login, hospital: Hospital) -> None:
    case_id = hospital.own.case_id
    answer = login("coordinator").post(f"/api/v1/cases/{case_id}/questions", json={"questions": ["Which bearing?"]})
    assert answer.status_code == 200, answer.text

    for role in ("factory_user", "doctor"):
        clocks = {clock["kind"]: clock for clock in login(role).get(f"/api/v1/cases/{case_id}").json()["clocks"]}
        assert set(clocks) == set(KINDS)
        assert clocks["diagnosis"]["counts"] == "working_time"
        assert clocks["diagnosis"]["stopped_at"] is not None
        assert "factory's answer" in clocks["diagnosis"]["stopped_because"]["en"]


def test_what_is_left_of_a_clock_leaves_the_weekend_out(database: Database, ward: Ward) -> None:
    with database.session() as session:
        clock = _clock(session, _open(session, ward, urgency=4))  # 7 working days from Monday
        friday, sunday = MONDAY + 4 * DAY, MONDAY + 6 * DAY
        late = clock.due_at + DAY

        left = [seconds_left(clock, at) for at in (MONDAY, friday, sunday, late)]

    assert left[0] == 7 * 24 * 3600
    assert left[1] == 3 * 24 * 3600
    assert left[2] is not None
    assert left[2] < left[1] - 8 * 3600
    assert left[3] == -24 * 3600


def test_a_clock_that_stands_still_has_what_was_left_and_a_met_one_nothing(database: Database, ward: Ward) -> None:
    with database.session() as session:
        clock = _clock(session, _open(session, ward, urgency=2))
        clock.stopped_at = MONDAY + HOUR
        stopped = seconds_left(clock, MONDAY + 9 * HOUR)
        clock.stopped_at, clock.met_at = None, MONDAY + HOUR

        assert (stopped, seconds_left(clock, MONDAY + 9 * HOUR)) == (23 * 3600, None)
