"""Making one delivery: read what to send, send it with no transaction open, write down what came of it.

The receiver may get the same message again when the deliverer is killed between sending and writing down; it is the
same id then. A refusal for good ends the delivery at once; anything else is tried 8 times over 28 hours (the schedule
of Svix: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from clinic_api.database import database_now, utc_now
from clinic_api.jobs import queue
from clinic_api.jobs.child import AttemptFailed
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.kit.outbound import AddressRefused, Unreachable, post
from clinic_api.notifications.chat import send_chat
from clinic_api.notifications.models import Delivery, DeliveryState, Endpoint, Event, Mail
from clinic_api.notifications.safe import Safe
from clinic_api.notifications.smtp import MailProblem, send_mail
from clinic_api.notifications.webhooks import encoded, event_message, signed_headers
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue

__all__ = ["Deliver"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_OFF_AFTER: Final = timedelta(days=5)
_GONE: Final = 410


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt: delivered without a ``code``, otherwise why not."""

    code: str | None = None
    status: int | None = None
    permanent: bool = False


@dataclass(frozen=True)
class Deliver:
    """The kind of job that makes a delivery."""

    pauses_seconds: Sequence[float] | None = (5.0, 300.0, 1800.0, 7200.0, 18000.0, 36000.0, 36000.0)

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Try to deliver; raises `AttemptFailed` when it is to be tried again."""
        with desk.database.session(read_only=True) as session:
            parcel = _load(session, job.subject_id)
        if parcel is None:
            with desk.database.session() as session:
                queue.finish(session, job)
            return
        outcome = parcel.send(desk.settings)
        with desk.database.session() as session:
            if outcome.code is None or outcome.permanent or job.is_last_attempt:
                queue.finish(session, job)
            _write_down(session, job.subject_id, outcome, is_last=job.is_last_attempt)
        if outcome.code is not None and not outcome.permanent and not job.is_last_attempt:
            raise AttemptFailed(JobProblem(outcome.code, TEXTS(outcome.code)))

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """End the delivery of a job whose deliverer was lost too often."""
        _write_down(session, job.subject_id, Outcome(problem.code), is_last=True)

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Let a delivery that was given up wait again."""
        delivery = session.get(Delivery, subject_id, with_for_update=True, populate_existing=True)
        if delivery is not None and delivery.state == DeliveryState.DEAD:
            delivery.state = DeliveryState.WAITING.value


@dataclass(frozen=True)
class Parcel:
    """Everything one attempt needs, read before anything is sent."""

    event: Event | None
    endpoint: Endpoint | None
    mail: Mail | None

    def send(self, settings: Settings) -> Outcome:
        """Send it and say what came of it; never raises for anything the other side does."""
        if self.mail is not None:
            return _send_mail(self.mail, settings)
        if self.endpoint is None or self.event is None:
            return Outcome("endpoint_gone", permanent=True)
        if not self.endpoint.enabled:
            return Outcome("endpoint_off", permanent=True)
        safe = Safe(settings)
        address = safe.unlock(self.endpoint.address_encrypted)
        if self.endpoint.channel == "chat":
            return _send_chat(address, self.event, self.endpoint.language)
        secrets = [safe.unlock(secret) for secret in self.endpoint.secrets_encrypted]
        return _send_webhook(address, self.event, secrets, settings)


def _load(session: Session, delivery_id: str) -> Parcel | None:
    delivery = session.get(Delivery, delivery_id)
    if delivery is None or delivery.state != DeliveryState.WAITING:
        return None
    return Parcel(
        event=None if delivery.event_id is None else session.get(Event, delivery.event_id),
        endpoint=None if delivery.endpoint_id is None else session.get(Endpoint, delivery.endpoint_id),
        mail=None if delivery.mail_id is None else session.get(Mail, delivery.mail_id),
    )


def _send_mail(mail: Mail, settings: Settings) -> Outcome:
    try:
        send_mail(mail, settings)
    except MailProblem as problem:
        return Outcome(problem.code, problem.status, problem.permanent)
    return Outcome()


def _send_chat(address: str, event: Event, language: str) -> Outcome:
    text = event.data.get("text")
    body = text.get(language, event.kind) if isinstance(text, dict) else event.kind
    return Outcome() if send_chat(address, event.case_id or event.kind, body) else Outcome("chat_refused")


def _send_webhook(address: str, event: Event, secrets: Sequence[str], settings: Settings) -> Outcome:
    body = encoded(event_message(event))
    headers = signed_headers(event.id, utc_now(), body, secrets)
    try:
        answer = post(address, body, headers, allow_private=settings.webhook_allow_private)
    except AddressRefused:
        return Outcome("webhook_address_refused", permanent=True)
    except Unreachable as trouble:
        return Outcome(f"webhook_{trouble}")
    if 200 <= answer.status < 300:
        return Outcome(status=answer.status)
    return Outcome("webhook_answered_otherwise", answer.status, permanent=answer.status == _GONE)


def _write_down(session: Session, delivery_id: str, outcome: Outcome, *, is_last: bool) -> None:
    """Write what came of an attempt, and switch off an endpoint that is gone or has failed for five days."""
    delivery = session.get(Delivery, delivery_id, with_for_update=True, populate_existing=True)
    if delivery is None:
        return
    now = database_now(session)
    delivery.attempts += 1
    delivery.last_code, delivery.last_status = outcome.code, outcome.status
    if outcome.code is None:
        delivery.state, delivery.delivered_at = DeliveryState.DELIVERED.value, now
        _forget_words(session, delivery.mail_id)
    elif outcome.permanent or is_last:
        delivery.state = DeliveryState.DEAD.value
    if delivery.endpoint_id is None:
        return
    if outcome.code is None:
        _set(session, delivery.endpoint_id, failing_since=None)
        return
    endpoint = session.get(Endpoint, delivery.endpoint_id)
    if endpoint is None:
        return
    since = endpoint.failing_since or now
    is_off = outcome.status == _GONE or now - since > _OFF_AFTER
    _set(session, endpoint.id, failing_since=since, **({"enabled": False} if is_off else {}))


def _forget_words(session: Session, mail_id: str | None) -> None:
    """Empty the body of a mail that was sent: it may hold the address of an invitation or of a new password."""
    if mail_id is not None:
        session.execute(update(Mail).where(Mail.id == mail_id).values(body=""))


def _set(session: Session, endpoint_id: str, **values: object) -> None:
    """Change an endpoint beside whoever is editing it: its version stays."""
    statement = update(Endpoint).where(Endpoint.id == endpoint_id).values(**values)
    session.execute(statement.execution_options(synchronize_session=False))
