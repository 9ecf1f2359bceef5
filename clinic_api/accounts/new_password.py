"""A new password: by whoever knows the old one, or by whoever reads the mail of a forgotten one."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clinic_api.accounts.invitations import MAIL_TEXTS, digest_of
from clinic_api.accounts.models import Account, PasswordReset
from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.service import active_account, normalised_email, refuse_short, set_password
from clinic_api.accounts.sessions import StartedSession, start_session
from clinic_api.accounts.throttle import count_attempt, forget_attempts
from clinic_api.audit.service import note
from clinic_api.database import Database, utc_now
from clinic_api.errors import Invalid, Unauthenticated
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal
from clinic_api.notifications.mail import queue_mail
from clinic_api.settings import Settings

__all__ = ["accept_reset", "ask_reset", "change_password"]

_VALID: Final = timedelta(hours=1)
_TOKEN_BYTES: Final = 32
_RESETS_PER_10_MINUTES: Final = 3  # a mail each: nobody's mailbox is filled by a stranger


def change_password(
    database: Database, settings: Settings, principal: Principal, *, old: str, new: str, ip_address: str
) -> tuple[StartedSession, str]:
    """Set the password of the principal, end all sessions and start a new one; return it with the e-mail address.

    Guesses at the old password count like failed logins. Raises `Invalid` ``old_password_wrong`` or
    ``password_too_short`` and `TooManyRequests`.
    """
    refuse_short(new)
    passwords = Passwords(settings)
    with database.session() as session:
        known = session.get_one(Account, principal.account_id)
        email, known_hash = known.email or "", known.password_hash
        count_attempt(session, email, ip_address, settings)
    if not passwords.verify(known_hash, old):
        raise Invalid("old_password_wrong")
    with database.session() as session:
        account = session.execute(active_account(email).with_for_update(of=Account)).scalar_one_or_none()
        if account is None or account.password_hash != known_hash:
            raise Unauthenticated()
        set_password(session, account, new, passwords)
        forget_attempts(session, email)
        note(session, principal, "account.password_changed", account.id)
        _tell(session, account)
        return start_session(session, account, settings), email


def ask_reset(database: Database, settings: Settings, *, email: str, ip_address: str) -> None:
    """Mail a token to whoever has the account with ``email``; nobody else learns whether there is one.

    The same statements run for an unknown address: its row has no account, and its mail is undone before the end.
    Raises `TooManyRequests`, for known and unknown addresses alike.
    """
    email, token = normalised_email(email), secrets.token_urlsafe(_TOKEN_BYTES)
    with database.session() as session:
        count_attempt(session, email, ip_address, settings, kind="password_reset", limit=_RESETS_PER_10_MINUTES)
    with database.session() as session:
        now = utc_now()
        account = session.execute(active_account(email)).scalar_one_or_none()
        session.execute(delete(PasswordReset).where(PasswordReset.expires_at < now - _VALID))
        reset = PasswordReset(
            id=new_id("rst"),
            account_id=None if account is None else account.id,
            token_sha256=digest_of(token),
            expires_at=now + _VALID,
        )
        session.add(reset)
        session.flush()
        mailing = session.begin_nested()
        queue_mail(
            session,
            to=email,
            subject=MAIL_TEXTS("reset_subject"),
            body=MAIL_TEXTS("reset_body", url=f"{settings.public_url}/password-reset?token={token}"),
            language="zh" if account is None else account.language,
            factory_id=None if account is None else account.factory_id,
        )
        session.flush()
        if account is None:
            mailing.rollback()
        else:
            mailing.commit()


def accept_reset(session: Session, settings: Settings, *, token: str, password: str) -> None:
    """Set the password of a mailed token, which serves once; ends all sessions.

    Raises `Invalid` ``token_invalid`` (unknown, used, run out, account disabled: the same answer) or
    ``password_too_short``.
    """
    found = session.execute(
        select(PasswordReset, Account)
        .join(Account, Account.id == PasswordReset.account_id)
        .where(
            PasswordReset.token_sha256 == digest_of(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > utc_now(),
            Account.disabled_at.is_(None),
        )
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise Invalid("token_invalid")
    reset, account = found
    set_password(session, account, password, Passwords(settings))
    reset.used_at = utc_now()
    forget_attempts(session, account.email or "")
    note(session, None, "account.password_reset", account.id, factory_id=account.factory_id)
    _tell(session, account)


def _tell(session: Session, account: Account) -> None:
    """Mail the person that the password is another one now, in case it was not that person who changed it."""
    queue_mail(
        session,
        to=account.email or "",
        subject=MAIL_TEXTS("password_changed_subject"),
        body=MAIL_TEXTS("password_changed_body"),
        language=account.language,
        factory_id=account.factory_id,
    )
