from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from clinic_api.audit.models import AuditLine
from clinic_api.cases.models import Case
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.database import Database, database_now
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.jobs.models import Job
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.principal import Role
from clinic_api.notifications.mail import queue_mail
from clinic_api.notifications.models import Delivery
from clinic_api.operation.models import ServiceProcess
from clinic_api.operation.presence import sign
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from diagnostics.texts import Text
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital

REASON = {"reason": "The parser was repaired."}


def _open_case(login: Login, hospital: Hospital) -> str:
    ticket = {"complaint": "It hums", "language": "en", "equipment_id": hospital.own.equipment_id}
    answer = login(Role.FACTORY_USER).post("/api/v1/cases", json=ticket)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def _job_id(database: Database, subject_id: str) -> str:
    with database.session(read_only=True) as session:
        return session.execute(select(Job.id).where(Job.subject_id == subject_id)).scalar_one()


def _lose_worker(settings: Settings, database: Database, job_id: str) -> None:
    """Leave the job as a worker does that is killed in its last attempt, and let the sweeper find it."""
    with database.session() as session:
        past = database_now(session) - timedelta(seconds=1)
        values = {"state": "running", "attempt": Job.max_attempts, "lease_token": "x", "lease_until": past}
        session.execute(update(Job).where(Job.id == job_id).values(**values))
    _desk(settings, database).sweep()


def _desk(settings: Settings, database: Database) -> Desk:
    return Desk(settings, database, storage_of(settings), KINDS)


def _code(answer: object) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]  # type: ignore[attr-defined]


def _read(admin: TestClient, job_id: str) -> dict[str, object]:
    answer = admin.get(f"/api/v1/jobs/{job_id}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_the_overview_counts_jobs_by_kind_and_tells_how_long_the_oldest_waits(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = _open_case(login, hospital)
    with database.session() as session:
        session.execute(
            update(Job).where(Job.subject_id == case_id).values(next_at=database_now(session) - timedelta(minutes=10))
        )

    kinds = {each["kind"]: each for each in login(Role.ADMIN).get("/api/v1/jobs/overview").json()["kinds"]}

    assert set(kinds) >= set(KINDS)
    assert kinds[FIRST_OPINION]["queued"] == 1
    assert 600 <= kinds[FIRST_OPINION]["oldest_queued_seconds"] < 700
    assert kinds["delivery"]["dead"] == 2
    assert kinds["delivery"]["oldest_queued_seconds"] is None


def test_a_worker_that_has_not_signed_for_a_minute_is_not_at_work(login: Login, database: Database) -> None:
    with database.session() as session:
        sign(session, "worker")
        sign(session, "deliverer")
        late = database_now(session) - timedelta(minutes=2)
        session.execute(update(ServiceProcess).where(ServiceProcess.kind == "deliverer").values(seen_at=late))

    processes = login(Role.ADMIN).get("/api/v1/jobs/overview").json()["processes"]

    assert {each["kind"]: each["at_work"] for each in processes} == {"worker": True, "deliverer": False}


def test_signing_again_keeps_one_row_for_each_process(database: Database) -> None:
    with database.session() as session:
        sign(session, "worker")
    with database.session() as session:
        sign(session, "worker")
        rows = session.scalars(select(ServiceProcess)).all()

        assert len(rows) == 1
        assert rows[0].seen_at >= rows[0].started_at


@pytest.mark.usefixtures("contents")
def test_a_job_that_gave_up_is_tried_again_with_all_attempts_and_leads_its_case_on(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = _open_case(login, hospital)
    job_id = _job_id(database, case_id)
    _lose_worker(settings, database, job_id)
    admin = login(Role.ADMIN)
    dead = _read(admin, job_id)

    retried = admin.post(f"/api/v1/jobs/{job_id}/retry", json=REASON)
    with database.session(read_only=True) as session:
        problem_while_waiting = session.get_one(Case, case_id).opinion_problem
    _desk(settings, database).work_off(seconds=60)

    assert (dead["state"], dead["error_code"], dead["case_id"]) == ("dead", "worker_lost", case_id)
    assert retried.status_code == 200, retried.text
    assert (retried.json()["state"], retried.json()["attempt"], retried.json()["error_code"]) == ("queued", 0, None)
    assert problem_while_waiting is None
    assert _read(admin, job_id)["state"] == "done"
    assert _code(admin.post(f"/api/v1/jobs/{job_id}/retry", json=REASON)) == (409, "job_not_dead")


def test_a_waiting_job_is_given_up_and_its_case_is_triaged_by_its_words(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = _open_case(login, hospital)
    job_id = _job_id(database, case_id)
    admin = login(Role.ADMIN)

    answer = admin.post(f"/api/v1/jobs/{job_id}/give-up", json=REASON)

    assert (answer.json()["state"], answer.json()["error_code"]) == ("dead", "given_up")
    case = login(Role.COORDINATOR).get(f"/api/v1/cases/{case_id}").json()
    assert (case["state"], case["opinion_problem"]["code"]) == ("triaged", "given_up")
    assert _code(admin.post(f"/api/v1/jobs/{job_id}/give-up", json=REASON)) == (409, "job_not_waiting")


def test_both_decisions_need_a_reason_and_are_in_the_audit(
    login: Login, hospital: Hospital, database: Database
) -> None:
    job_id = _job_id(database, _open_case(login, hospital))
    admin = login(Role.ADMIN)

    without = admin.post(f"/api/v1/jobs/{job_id}/give-up", json={"reason": " "})
    admin.post(f"/api/v1/jobs/{job_id}/give-up", json=REASON)
    admin.post(f"/api/v1/jobs/{job_id}/retry", json=REASON)

    with database.session(read_only=True) as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.subject == job_id).order_by(AuditLine.number)).all()
    assert without.status_code == 422
    assert [line.action for line in lines] == ["job.given_up", "job.retried"]
    assert {line.values["reason"] for line in lines} == {REASON["reason"]}
    assert {line.chain for line in lines} == {hospital.own.factory_id}


def test_the_list_is_narrowed_by_state_and_kind(login: Login, hospital: Hospital, database: Database) -> None:
    job_id = _job_id(database, _open_case(login, hospital))
    admin = login(Role.ADMIN)

    waiting = admin.get("/api/v1/jobs", params={"state": "queued", "kind": FIRST_OPINION}).json()["items"]
    dead = admin.get("/api/v1/jobs", params={"state": "dead"}).json()["items"]

    assert [job["id"] for job in waiting] == [job_id]
    assert waiting[0]["factory_name"]["en"]
    assert {job["kind"] for job in dead} == {"delivery"}


@pytest.mark.parametrize("kind", ["factory_export", "factory_export_expiry", "factory_deletion", "delivery"])
def test_a_dead_job_whose_subject_is_gone_can_be_tried_again(login: Login, database: Database, kind: str) -> None:
    with database.session() as session:
        job_id = enqueue(session, kind=kind, subject_id="gone", factory_id=None, priority=1, max_attempts=1)
        session.execute(update(Job).where(Job.id == job_id).values(state="dead"))

    answer = login(Role.ADMIN).post(f"/api/v1/jobs/{job_id}/retry", json=REASON)

    assert (answer.status_code, answer.json()["state"]) == (200, "queued")


def test_a_mail_that_was_given_up_is_sent_again(login: Login, database: Database) -> None:
    with database.session() as session:
        mail = queue_mail(
            session, to="someone@works.example", subject=Text("Hello", "你好"), body=Text("x", "x"), language="en"
        )
        delivery_id = session.execute(select(Delivery.id).where(Delivery.mail_id == mail.id)).scalar_one()
        session.execute(
            update(Delivery).where(Delivery.id == delivery_id).values(state="dead", last_code="mail_refused")
        )
        session.execute(update(Job).where(Job.subject_id == delivery_id).values(state="done"))
    admin = login(Role.ADMIN)
    before = admin.get("/api/v1/outbox", params={"state": "dead", "channel": "mail"}).json()["items"]
    counts = {each["channel"]: each for each in admin.get("/api/v1/outbox/counts").json()}

    again = admin.post(f"/api/v1/outbox/{delivery_id}/again")

    assert [(item["id"], item["target"], item["subject"]) for item in before] == [
        (delivery_id, "someone@works.example", "Hello")
    ]
    assert before[0]["last_text"]["en"] == "The mail server refused the mail."
    assert (counts["mail"]["dead"], counts["webhook"]["dead"]) == (1, 2)
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    with database.session(read_only=True) as session:
        states = session.scalars(select(Job.state).where(Job.subject_id == delivery_id).order_by(Job.id)).all()
    assert states == ["done", "queued"]
    assert _code(admin.post(f"/api/v1/outbox/{delivery_id}/again")) == (409, "delivery_not_dead")


def test_the_outbox_goes_on_where_the_page_before_ended(login: Login, database: Database) -> None:
    admin = login(Role.ADMIN)
    whole = [item["id"] for item in admin.get("/api/v1/outbox").json()["items"]]

    first = admin.get("/api/v1/outbox", params={"limit": 1}).json()
    second = admin.get("/api/v1/outbox", params={"limit": 1, "cursor": first["next_cursor"]}).json()

    assert [first["items"][0]["id"], second["items"][0]["id"]] == whole[:2]


def test_a_job_that_is_not_there_is_not_found(login: Login) -> None:
    assert _code(login(Role.ADMIN).get("/api/v1/jobs/job_" + "0" * 26)) == (404, "job_not_found")
