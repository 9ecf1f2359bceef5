"""What people are told by mail: whom an event concerns, when, and what they chose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from clinic_api.accounts.models import Account
from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.cases.timeline import write_line
from clinic_api.cases.working_time import CALENDAR
from clinic_api.database import Database, utc_now
from clinic_api.kit.principal import Role
from clinic_api.notices.mailing import send_due_notices
from clinic_api.notices.models import Notice
from clinic_api.notices.rules import RULES, read_rules
from clinic_api.notifications.models import Mail
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, email_of

DAY = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in China
NIGHT = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # 23:00
FRIDAY_NIGHT = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
THURSDAY_MORNING = datetime(2026, 11, 26, 0, 0, tzinfo=UTC)  # 08:00
MONDAY_MORNING = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)


def _happen(
    database: Database, hospital: Hospital, kind: str, at: datetime = DAY, **more: Any
) -> dict[str, tuple[str, datetime]]:
    """Write a line of the own case and return who is to be told of it: address → (relation, when)."""
    with database.session() as session:
        case = session.get_one(Case, hospital.own.case_id)
        write_line(session, case, kind, at=at, **more)
        session.flush()
        rows = session.execute(
            select(Account.email, Notice.relation, Notice.due_at)
            .join(Notice, Notice.account_id == Account.id)
            .where(Notice.mail_id.is_(None), Notice.dropped_at.is_(None))
        )
        return {row.email: (row.relation, row.due_at) for row in rows}


def _send(database: Database, settings: Settings) -> Sequence[Mail]:
    """Let every notice be due, send them, and return the mails in the order of their addresses."""
    with database.session() as session:
        session.execute(update(Notice).values(due_at=utc_now() - timedelta(seconds=1)))
    with database.session() as session:
        send_due_notices(session, settings)
    with database.session(read_only=True) as session:
        return session.scalars(select(Mail).order_by(Mail.to_address)).all()


VALUES = {"doctor": "Chen", "category": 3, "urgency": 3}


def test_a_diagnosis_is_told_to_the_reporter_and_the_factorys_administrator(
    database: Database, hospital: Hospital
) -> None:
    told = _happen(database, hospital, "diagnosed", values=VALUES)

    assert told == {
        email_of(Role.FACTORY_USER): ("reporter", DAY),
        email_of(Role.FACTORY_ADMIN): ("factory_admin", DAY),
    }


def test_what_the_hospital_keeps_to_itself_reaches_no_factory(database: Database, hospital: Hospital) -> None:
    told = _happen(database, hospital, "commented", values={"author": "Chen"}, visibility="hospital")

    assert set(told) == {email_of(Role.DOCTOR)}


def test_nobody_is_told_of_what_they_did_themselves(login: Login, hospital: Hospital, database: Database) -> None:
    url = f"/api/v1/cases/{hospital.own.case_id}/comments"
    answer = login(Role.DOCTOR).post(url, json={"text": "It still hums.", "visibility": "everyone"})
    assert answer.status_code == 201, answer.text
    with database.session(read_only=True) as session:
        told = session.scalars(
            select(Account.email)
            .join(Notice, Notice.account_id == Account.id)
            .where(Notice.dropped_at.is_(None), Notice.mail_id.is_(None))
        ).all()

    assert told == [email_of(Role.FACTORY_USER)]


@pytest.mark.parametrize(
    ("role", "doctor", "told"),
    [("doctor", "own", Role.DOCTOR), ("coordinator", None, Role.COORDINATOR), ("admin", None, Role.ADMIN)],
)
@ONE_ENGINE
def test_a_deadline_is_told_to_whom_it_names(
    database: Database, hospital: Hospital, role: str, doctor: str | None, told: Role
) -> None:
    data = {"to_role": role, "to_doctor_id": hospital.doctor_id if doctor else None}
    values = {"clock": "x", "percent": 75, "due": "x"}

    assert set(_happen(database, hospital, "clock_warning", values=values, data=data)) == {email_of(told)}


@pytest.mark.parametrize(
    ("at", "urgency", "due"),
    [
        (DAY, 4, DAY),
        (NIGHT, 3, THURSDAY_MORNING),
        (NIGHT, 2, NIGHT),
        (FRIDAY_NIGHT, 4, datetime(2026, 11, 28, 0, 0, tzinfo=UTC)),
        (DAY.replace(hour=0), 5, DAY.replace(hour=0)),  # 08:00 sharp is day
    ],
)
def test_the_night_holds_up_what_is_not_urgent(at: datetime, urgency: int, due: datetime) -> None:
    assert RULES.due("now", at, urgency, CALENDAR) == due


@pytest.mark.parametrize(
    ("at", "due"), [(DAY, THURSDAY_MORNING), (FRIDAY_NIGHT, MONDAY_MORNING), (NIGHT, THURSDAY_MORNING)]
)
def test_a_digest_comes_on_the_next_working_morning_however_urgent(at: datetime, due: datetime) -> None:
    assert RULES.due("digest", at, 1, CALENDAR) == due


def test_a_letter_says_what_happened_where_and_why_one_gets_it(
    database: Database, hospital: Hospital, settings: Settings
) -> None:
    _happen(database, hospital, "diagnosed", values=VALUES)

    mails = {mail.to_address: mail for mail in _send(database, settings)}

    assert set(mails) == {email_of(Role.FACTORY_USER), email_of(Role.FACTORY_ADMIN)}
    mail = mails[email_of(Role.FACTORY_USER)]
    assert (mail.case_id, mail.factory_id) == (hospital.own.case_id, hospital.own.factory_id)
    assert mail.subject == "风机 OWN-CANARY：诊断已签发：Chen（3 类），紧急程度 3。"
    for words in (
        "设备：风机 OWN-CANARY",
        f"http://testserver/dashboard/case?case={hospital.own.case_id}",
        "该病例由您提交",
    ):
        assert words in mail.body


def test_several_notices_make_one_digest_and_are_sent_once(
    database: Database, hospital: Hospital, settings: Settings
) -> None:
    for kind, values in (("diagnosed", VALUES), ("prescribed", {"count": 2})):
        _happen(database, hospital, kind, values=values)

    first = [mail.id for mail in _send(database, settings)]
    again = _send(database, settings)

    assert [mail.id for mail in again] == first
    assert len(first) == 2
    assert all(mail.subject == "工业医院：2 条通知" for mail in again)
    assert all(mail.body.index("诊断已签发") < mail.body.index("已开具处方 2 项") for mail in again)


def test_whoever_may_not_see_the_case_any_more_is_not_told(
    database: Database, hospital: Hospital, settings: Settings
) -> None:
    _happen(database, hospital, "reopened", values={"reason": "x"})
    with database.session() as session:
        session.execute(update(Assignment).where(Assignment.case_id == hospital.own.case_id).values(ended_at=utc_now()))
        session.execute(
            update(Account).where(Account.email == email_of(Role.COORDINATOR)).values(disabled_at=utc_now())
        )

    assert _send(database, settings) == []
    with database.session(read_only=True) as session:
        assert set(session.scalars(select(Notice.dropped_at.is_not(None)))) == {True}


def test_a_choice_stands_before_the_rule(login: Login, hospital: Hospital, database: Database) -> None:
    reporter, manager = login(Role.FACTORY_USER), login(Role.FACTORY_ADMIN)
    assert reporter.put("/api/v1/me/notices", json={"choices": {"diagnosis": "never"}}).status_code == 200
    chosen = manager.put("/api/v1/me/notices", json={"choices": {"diagnosis": "digest", "clock": "now"}}).json()

    told = _happen(database, hospital, "diagnosed", values=VALUES)

    assert told == {email_of(Role.FACTORY_ADMIN): ("factory_admin", THURSDAY_MORNING)}
    assert chosen == manager.get("/api/v1/me/notices").json()
    assert {topic["topic"]: topic["choice"] for topic in chosen["topics"]} == {
        **dict.fromkeys(RULES.topics),
        "diagnosis": "digest",
        "clock": "now",
    }
    assert chosen["quiet_from"] == "21:00:00"
    assert {topic["choice"] for topic in login(Role.ENGINEER).get("/api/v1/me/notices").json()["topics"]} == {None}


@pytest.mark.parametrize(
    ("choices", "code"), [({"weather": "now"}, "topic_unknown"), ({"clock": "often"}, "validation_failed")]
)
@ONE_ENGINE
def test_a_choice_that_there_is_not_is_refused(login: Login, choices: dict[str, str], code: str) -> None:
    answer = login(Role.ENGINEER).put("/api/v1/me/notices", json={"choices": choices})

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_every_kind_has_words() -> None:
    """A kind without words of its own is one of the time line, which has them."""
    without = {kind for kind, rule in RULES.kinds.items() if rule.en is None}

    assert all(kind.startswith("case.") for kind in without)


def test_rules_that_name_no_topic_are_refused() -> None:
    document = '[quiet]\nfrom = 21:00:00\nto = 08:00:00\nurgent = 2\n[topics]\n[kinds."a.b"]\ntopic = "c"\ntell = {}\n'

    with pytest.raises(ValueError, match="topics that are not there"):
        read_rules(document)
