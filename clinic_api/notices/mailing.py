"""Mailing the notices that are due: one by itself, several as a digest."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.accounts.principals import principal_of_account
from clinic_api.database import database_now
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.kit.repository import Repository
from clinic_api.notices.letters import write_digest, write_letter
from clinic_api.notices.models import Notice
from clinic_api.notifications.models import Event
from clinic_api.settings import Settings

__all__ = ["NOTICES", "send_due_notices"]

_PEOPLE_AT_ONCE: Final = 200


def send_due_notices(session: Session, settings: Settings) -> None:
    """Write the mails of the notices that are due: one about one event, a digest of more.

    Whoever may not see an event any more (an account that was disabled, a doctor who attends the case no longer) is
    not told of it.
    """
    now = database_now(session)
    waiting = (
        select(Notice.account_id)
        .where(Notice.mail_id.is_(None), Notice.dropped_at.is_(None), Notice.due_at <= now)
        .distinct()
        .limit(_PEOPLE_AT_ONCE)
    )
    for account_id in session.scalars(waiting).all():
        _send_to(session, settings, session.get_one(Account, account_id), now)


NOTICES: Final = PeriodicTask("notices", 30, send_due_notices)


def _send_to(session: Session, settings: Settings, account: Account, now: datetime) -> None:
    due = session.scalars(
        select(Notice).where(
            Notice.account_id == account.id,
            Notice.mail_id.is_(None),
            Notice.dropped_at.is_(None),
            Notice.due_at <= now,
        )
    ).all()
    visible = _visible_events(session, account, [notice.event_id for notice in due])
    told = [notice for notice in due if notice.event_id in visible]
    if told:
        mail = (
            write_letter(session, settings, account, told[0], visible[told[0].event_id])
            if len(told) == 1
            else write_digest(session, settings, account, [visible[notice.event_id] for notice in told])
        )
        _close(session, told, mail_id=mail.id)
    _close(session, [notice for notice in due if notice.event_id not in visible], dropped_at=now)


def _visible_events(session: Session, account: Account, event_ids: list[str]) -> dict[str, Event]:
    if account.disabled_at is not None or account.email is None:
        return {}
    repository = Repository(session, principal_of_account(account))
    found = session.scalars(repository.select_visible(Event).where(Event.id.in_(event_ids)))
    return {event.id: event for event in found}


def _close(session: Session, notices: list[Notice], **values: object) -> None:
    if notices:
        session.execute(update(Notice).where(Notice.id.in_([notice.id for notice in notices])).values(**values))
