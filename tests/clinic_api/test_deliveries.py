"""Webhooks and mail as others receive them: a real receiver, a real mail server, a deliverer that is killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pydantic import SecretStr
from sqlalchemy import select, update
from standardwebhooks.webhooks import Webhook

from clinic_api.database import Database, database_now, utc_now
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.jobs.models import Job
from clinic_api.kit.principal import Role
from clinic_api.notifications.kinds import DELIVERED, DELIVERY
from clinic_api.notifications.mail import queue_mail
from clinic_api.notifications.models import Delivery, Endpoint
from clinic_api.notifications.publish import publish
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from diagnostics.texts import Text
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE, POSTGRESQL
from tests.clinic_api.hospital import Hospital

WAIT_SECONDS = 60.0


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Webhooks may go to this machine: the receivers of these tests are here."""
    return settings.model_copy(update={"webhook_allow_private": True})


class Sink:
    """A receiver that notes what it gets and answers as it is told."""

    def __init__(self) -> None:
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.status = 200
        self.before_answer: Callable[[], None] = lambda: None
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                sink.received.append(({name.lower(): value for name, value in self.headers.items()}, body))
                sink.before_answer()
                self.send_response(sink.status)
                if sink.status == 302:
                    self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink()
    yield sink
    sink.close()


def _desk(settings: Settings, database: Database) -> Desk:
    return Desk(settings, database, storage_of(settings), KINDS, takes=DELIVERED)


def _deliver_all(settings: Settings, database: Database, *, attempts: int = 1) -> None:
    """Make the deliveries that are due, ending the pauses before each further attempt."""
    for _ in range(attempts):
        with database.session() as session:
            now = database_now(session)
            session.execute(update(Job).where(Job.kind == DELIVERY, Job.state == "queued").values(next_at=now))
        _desk(settings, database).work_off(seconds=WAIT_SECONDS)


def _add_endpoint(login: Login, url: str, kinds: list[str] | None = None) -> dict[str, Any]:
    body = {"name": "CMMS", "address": url, "kinds": kinds or ["case.*"]}
    answer = login(Role.FACTORY_ADMIN).post("/api/v1/endpoints", json=body)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created


def _tell(database: Database, hospital: Hospital, kind: str = "case.triaged") -> str:
    with database.session() as session:
        event = publish(
            session,
            kind,
            factory_id=hospital.own.factory_id,
            at=utc_now(),
            data={"text": {"en": "Triaged", "zh": "已分诊"}},
            case_id=hospital.own.case_id,
        )
        return event.id


def _delivery(database: Database, event_id: str) -> Delivery:
    with database.session(read_only=True) as session:
        return session.scalars(select(Delivery).where(Delivery.event_id == event_id)).one()


def test_a_receiver_can_verify_what_it_gets(
    login: Login, hospital: Hospital, database: Database, settings: Settings, sink: Sink
) -> None:
    endpoint = _add_endpoint(login, sink.url)
    event_id = _tell(database, hospital)

    _deliver_all(settings, database)

    headers, body = sink.received[0]
    message = Webhook(endpoint["secret"]).verify(body, headers)
    assert headers["webhook-id"] == event_id
    assert message["type"] == "case.triaged"
    assert message["data"]["case_id"] == hospital.own.case_id
    assert _delivery(database, event_id).state == "delivered"


def test_an_opened_ticket_is_told(
    login: Login, hospital: Hospital, database: Database, settings: Settings, sink: Sink
) -> None:
    _add_endpoint(login, sink.url)
    ticket = {"complaint": "It hums", "language": "en", "equipment_id": hospital.own.equipment_id}
    case = login(Role.FACTORY_USER).post("/api/v1/cases", json=ticket).json()

    _deliver_all(settings, database)

    messages = [json.loads(body) for _, body in sink.received]
    assert [(m["type"], m["data"]["case_id"]) for m in messages] == [("case.opened", case["id"])]


def test_after_a_rotation_both_secrets_verify(
    login: Login, hospital: Hospital, database: Database, settings: Settings, sink: Sink
) -> None:
    endpoint = _add_endpoint(login, sink.url)
    fresh = login(Role.FACTORY_ADMIN).post(f"/api/v1/endpoints/{endpoint['id']}/secret").json()["secret"]
    _tell(database, hospital)

    _deliver_all(settings, database)

    headers, body = sink.received[0]
    for secret in (endpoint["secret"], fresh):
        assert Webhook(secret).verify(body, headers)


@pytest.mark.parametrize("status", [500, 302, 404])
@ONE_ENGINE
def test_another_answer_than_yes_is_tried_again_with_the_same_id(
    login: Login, hospital: Hospital, database: Database, settings: Settings, sink: Sink, status: int
) -> None:
    _add_endpoint(login, sink.url)
    event_id = _tell(database, hospital)
    sink.status = status

    _deliver_all(settings, database, attempts=3)
    failing = _delivery(database, event_id)
    sink.status = 204
    _deliver_all(settings, database)

    assert (failing.state, failing.attempts, failing.last_status) == ("waiting", 3, status)
    assert [headers["webhook-id"] for headers, _ in sink.received] == [event_id] * 4
    assert _delivery(database, event_id).state == "delivered"


def test_a_receiver_that_never_says_yes_is_given_up_and_can_be_tried_again(
    login: Login, hospital: Hospital, database: Database, settings: Settings, sink: Sink
) -> None:
    _add_endpoint(login, sink.url)
    event_id = _tell(database, hospital)
    sink.status = 500
    _deliver_all(settings, database, attempts=10)
    dead = _delivery(database, event_id)
    sink.status = 200

    again = login(Role.FACTORY_ADMIN).post(f"/api/v1/deliveries/{dead.id}/again")
    _deliver_all(settings, database)

    assert (dead.state, dead.attempts) == ("dead", 8)
    assert again.status_code == 202
    assert _delivery(database, event_id).state == "delivered"


def test_a_receiver_that_is_gone_is_switched_off(
    login: Login, hospital: Hospital, database: Database, settings: Settings, sink: Sink
) -> None:
    endpoint = _add_endpoint(login, sink.url)
    first = _tell(database, hospital)
    sink.status = 410

    _deliver_all(settings, database)
    _tell(database, hospital)
    _deliver_all(settings, database)

    shown = login(Role.FACTORY_ADMIN).get(f"/api/v1/endpoints/{endpoint['id']}").json()
    assert (shown["enabled"], _delivery(database, first).state, len(sink.received)) == (False, "dead", 1)


def test_nobody_else_is_told(
    login: Login, hospital: Hospital, database: Database, settings: Settings, sink: Sink
) -> None:
    _add_endpoint(login, sink.url, ["case.assigned"])
    _tell(database, hospital, "case.triaged")
    with database.session() as session:
        publish(
            session,
            "case.assigned",
            factory_id=hospital.foreign.factory_id,
            at=utc_now(),
            data={},
            case_id=hospital.foreign.case_id,
        )

    _deliver_all(settings, database)

    assert sink.received == []


@ONE_ENGINE
def test_a_receiver_that_hangs_is_left_after_its_time(
    login: Login,
    hospital: Hospital,
    database: Database,
    settings: Settings,
    sink: Sink,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("clinic_api.kit.outbound._TOTAL_SECONDS", 0.5)
    _add_endpoint(login, sink.url)
    event_id = _tell(database, hospital)
    released = threading.Event()
    sink.before_answer = lambda: (released.wait(WAIT_SECONDS) and None) or None

    _deliver_all(settings, database)
    released.set()

    assert _delivery(database, event_id).last_code == "webhook_timeout"


def _wait(released: threading.Event) -> None:
    released.wait(WAIT_SECONDS)


@pytest.mark.end_to_end
@POSTGRESQL
def test_a_deliverer_killed_after_sending_sends_the_same_again(
    login: Login, hospital: Hospital, database: Database, settings: Settings, sink: Sink, tmp_path: Path
) -> None:
    _add_endpoint(login, sink.url)
    arrived, released = threading.Event(), threading.Event()

    def hold() -> None:
        arrived.set()
        _wait(released)

    sink.before_answer = hold
    event_id = _tell(database, hospital)
    environment = os.environ | {
        "CLINIC_DATA_DIR": str(settings.data_dir),
        "CLINIC_DATABASE_URL": settings.database_url,
        "CLINIC_WEBHOOK_ALLOW_PRIVATE": "true",
    }
    with (tmp_path / "deliverer.log").open("wb") as log:
        killed = subprocess.Popen(
            [sys.executable, "-m", "clinic_api.notifications.deliverer"],
            env=environment,
            stdout=log,
            stderr=log,
            cwd=Path(__file__).parents[2],
        )
        try:
            assert arrived.wait(WAIT_SECONDS), (tmp_path / "deliverer.log").read_text()
        finally:
            killed.send_signal(signal.SIGKILL)
            killed.wait(WAIT_SECONDS)
    released.set()
    with database.session() as session:
        past = database_now(session)
        session.execute(update(Job).where(Job.kind == DELIVERY, Job.state == "running").values(lease_until=past))
    time.sleep(0.01)
    _desk(settings, database).sweep()
    _deliver_all(settings, database)

    assert [headers["webhook-id"] for headers, _ in sink.received] == [event_id] * 2
    assert _delivery(database, event_id).state == "delivered"


@pytest.mark.parametrize(
    "address",
    [
        "http://cmms.example/hook",
        "https://user:word@cmms.example/hook",
        "https://cmms.example:22/hook",
        "file:///etc/passwd",
        "https://",
        "https://cmms.example/hook#part",
        "https://cmms.example/a b",
    ],
)
@ONE_ENGINE
def test_addresses_that_are_never_called_are_refused(app: Any, login: Login, address: str) -> None:
    app.state.settings = app.state.settings.model_copy(update={"webhook_allow_private": False})

    answer = login(Role.FACTORY_ADMIN).post("/api/v1/endpoints", json={"name": "x", "address": address})

    assert (answer.status_code, answer.json()["code"]) == (422, "webhook_url_refused")


@ONE_ENGINE
def test_an_unknown_chat_service_is_refused(login: Login) -> None:
    caller = login(Role.FACTORY_ADMIN)
    for address in ("json://127.0.0.1/", "syslog://", "mailto://a:b@127.0.0.1", "dingtalk://", "exec://ls"):
        answer = caller.post("/api/v1/endpoints", json={"name": "x", "channel": "chat", "address": address})
        assert (answer.status_code, answer.json()["code"]) == (422, "chat_url_refused"), address

    known = {"name": "x", "channel": "chat", "address": "dingtalk://abcdefghijklmnop0123"}
    created = caller.post("/api/v1/endpoints", json=known).json()
    assert (created["host"], created["secret"]) == ("DingTalk", None)


def test_secrets_and_addresses_are_not_in_the_database(
    login: Login, hospital: Hospital, database: Database, sink: Sink
) -> None:
    created = _add_endpoint(login, sink.url + "?key=very-private")

    with database.session(read_only=True) as session:
        row = session.get_one(Endpoint, created["id"])
        kept = json.dumps([row.address_encrypted, row.secrets_encrypted, row.host])
    assert "very-private" not in kept
    assert created["secret"] not in kept
    shown = login(Role.FACTORY_ADMIN).get(f"/api/v1/endpoints/{created['id']}").text
    assert "very-private" not in shown
    assert "whsec_" not in shown


class MailBox:
    """What a mail server hands on to its handler; answers as it is told."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content))
        return self.answer


@contextmanager
def _mail_server() -> Iterator[tuple[MailBox, str]]:
    box = MailBox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def _with_mail_server(settings: Settings, url: str) -> Settings:
    return settings.model_copy(update={"smtp_url": SecretStr(url), "mail_from": "医院 <hospital@hospital.example>"})


def _queue_mail(database: Database, subject: str = "Your case", case_id: str | None = None) -> str:
    with database.session() as session:
        mail = queue_mail(
            session,
            to="li@works.example",
            subject=Text(subject, "您的病例"),
            body=Text("It is triaged.", "已分诊。"),
            language="en",
            case_id=case_id,
        )
        return mail.id


def _mail_delivery(database: Database, mail_id: str) -> Delivery:
    with database.session(read_only=True) as session:
        return session.scalars(select(Delivery).where(Delivery.mail_id == mail_id)).one()


def test_a_mail_arrives_in_the_thread_of_its_case(hospital: Hospital, database: Database, settings: Settings) -> None:
    mail_id = _queue_mail(database, case_id=hospital.own.case_id)
    with _mail_server() as (box, url):
        _deliver_all(_with_mail_server(settings, url), database)

    mail = box.mails[0]
    assert mail["Message-ID"] == f"<{mail_id}@hospital.example>"
    assert mail["In-Reply-To"] == f"<{hospital.own.case_id}@hospital.example>"
    assert str(mail.get_payload(decode=True), "utf-8").strip() == "It is triaged."  # type: ignore[arg-type]
    assert _mail_delivery(database, mail_id).state == "delivered"


@ONE_ENGINE
def test_a_mail_waits_for_its_server_and_keeps_its_id(database: Database, settings: Settings) -> None:
    mail_id = _queue_mail(database)
    _deliver_all(settings, database)
    unset = _mail_delivery(database, mail_id)
    _deliver_all(_with_mail_server(settings, "smtp://127.0.0.1:1"), database)
    away = _mail_delivery(database, mail_id)
    with _mail_server() as (box, url):
        box.answer = "451 later"
        _deliver_all(_with_mail_server(settings, url), database)
        later = _mail_delivery(database, mail_id)
        box.answer = "250 OK"
        _deliver_all(_with_mail_server(settings, url), database)

    codes = [(delivery.state, delivery.last_code) for delivery in (unset, away, later)]
    expected = ["no_mail_server", "mail_server_unreachable", "mail_refused"]
    assert codes == [("waiting", code) for code in expected]
    assert [mail["Message-ID"].split("@")[0] for mail in box.mails] == [f"<{mail_id}"]


@ONE_ENGINE
def test_a_mail_refused_for_good_is_not_tried_again(database: Database, settings: Settings) -> None:
    mail_id = _queue_mail(database)
    with _mail_server() as (box, url):
        box.answer = "554 no"
        _deliver_all(_with_mail_server(settings, url), database, attempts=3)

    delivery = _mail_delivery(database, mail_id)
    assert (delivery.state, delivery.attempts, delivery.last_status) == ("dead", 1, 554)


@ONE_ENGINE
def test_a_subject_cannot_add_a_header(database: Database, settings: Settings) -> None:
    _queue_mail(database, subject="Hello\r\nBcc: everybody@works.example")
    with _mail_server() as (box, url):
        _deliver_all(_with_mail_server(settings, url), database)

    assert box.mails[0]["Bcc"] is None
    assert box.mails[0]["Subject"] == "Hello Bcc: everybody@works.example"
