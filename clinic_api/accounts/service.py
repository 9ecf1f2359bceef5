"""Logging in and out, and making, changing and disabling accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account, Invitation, LoginSession, PasswordReset
from clinic_api.accounts.passwords import MIN_PASSWORD_LENGTH, Passwords
from clinic_api.accounts.schemas import AccountRead, AccountUpdate, SessionListed, SessionRead
from clinic_api.accounts.sessions import StartedSession, end_all_sessions, live_sessions, start_session
from clinic_api.accounts.throttle import count_attempt, forget_attempts
from clinic_api.database import Database, utc_now
from clinic_api.errors import Conflict, Invalid, NotFound, Unauthenticated
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import Page
from clinic_api.kit.principal import FACTORY_ROLES, KEY_ROLES, Principal, Role
from clinic_api.settings import Settings
from diagnostics.texts import Text

__all__ = [
    "AccountService",
    "NewAccount",
    "account_read",
    "active_account",
    "create_account",
    "disable_account",
    "end_access",
    "factory_names",
    "log_in",
    "normalised_email",
    "read_session",
    "refuse_incomplete_role",
    "refuse_short",
    "set_password",
]


@dataclass(frozen=True)
class NewAccount:
    """What an account needs; factory roles need ``factory_id``, doctors ``doctor_id``, others neither."""

    email: str
    password: str
    role: Role
    name: Text
    language: Language = "zh"
    factory_id: str | None = None
    doctor_id: str | None = None


def normalised_email(email: str) -> str:
    """Return the form in which an address is kept and looked up."""
    return email.strip().lower()


def create_account(session: Session, new: NewAccount, passwords: Passwords) -> Account:
    """Write an account; raises `Conflict` ``email_taken``, `Invalid` ``password_too_short`` or ``role_incomplete``."""
    email = normalised_email(new.email)
    refuse_short(new.password)
    refuse_incomplete_role(new.role, new.factory_id, new.doctor_id)
    if session.execute(select(Account.id).where(Account.email == email)).first() is not None:
        raise Conflict("email_taken", email=email)
    account = Account(
        id=new_id("acc"),
        email=email,
        password_hash=passwords.hash(new.password),
        role=new.role.value,
        factory_id=new.factory_id,
        doctor_id=new.doctor_id,
        name_en=new.name.en,
        name_zh=new.name.zh,
        language=new.language,
    )
    session.add(account)
    session.flush()
    return account


def refuse_incomplete_role(role: Role, factory_id: str | None, doctor_id: str | None) -> None:
    """Raise `Invalid` ``role_incomplete`` unless a person with ``role`` has exactly what belongs to it."""
    if (
        role in KEY_ROLES
        or (role in FACTORY_ROLES) != (factory_id is not None)
        or (role is Role.DOCTOR) != (doctor_id is not None)
    ):
        raise Invalid("role_incomplete")


def set_password(session: Session, account: Account, password: str, passwords: Passwords) -> None:
    """Change the password and log the account out everywhere; raises `Invalid` ``password_too_short``."""
    refuse_short(password)
    account.password_hash = passwords.hash(password)
    end_all_sessions(session, account.id)
    _void_resets(session, account.id)


def disable_account(session: Session, account: Account) -> None:
    """Refuse the account from now on and end all it holds. The keys of a gateway's account end with it."""
    account.disabled_at = utc_now()
    end_access(session, account.id)


def end_access(session: Session, account_id: str) -> None:
    """End what an account has got while it was allowed more: its sessions, resets and open invitations."""
    end_all_sessions(session, account_id)
    _void_resets(session, account_id)
    open_ones = (
        Invitation.invited_by_id == account_id,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    session.execute(update(Invitation).where(*open_ones).values(revoked_at=utc_now()))


def _void_resets(session: Session, account_id: str) -> None:
    unused = (PasswordReset.account_id == account_id, PasswordReset.used_at.is_(None))
    session.execute(update(PasswordReset).where(*unused).values(used_at=utc_now()))


def log_in(database: Database, settings: Settings, *, email: str, password: str, ip_address: str) -> StartedSession:
    """Start a session; raises `Unauthenticated` ``login_failed`` or `TooManyRequests` ``login_throttled``.

    The password is verified between two transactions: argon2 takes long, and nobody shall wait for a lock meanwhile.
    """
    email, passwords = normalised_email(email), Passwords(settings)
    with database.session() as session:
        count_attempt(session, email, ip_address, settings)
        known = session.execute(active_account(email)).scalar_one_or_none()
    if not passwords.verify(known.password_hash if known else None, password):
        raise Unauthenticated("login_failed")
    with database.session() as session:
        account = session.execute(active_account(email).with_for_update(of=Account)).scalar_one_or_none()
        if account is None or known is None or account.password_hash != known.password_hash:
            raise Unauthenticated("login_failed")
        if account.password_hash is not None and passwords.needs_rehash(account.password_hash):
            account.password_hash = passwords.hash(password)
        forget_attempts(session, email)
        return start_session(session, account, settings)


def active_account(email: str) -> Select[Account]:
    """Select the account that may log in with a (normalised) address."""
    return select(Account).where(Account.email == email, Account.disabled_at.is_(None))


def refuse_short(password: str) -> None:
    """Raise `Invalid` ``password_too_short``."""
    if len(password) < MIN_PASSWORD_LENGTH:
        raise Invalid("password_too_short", length=MIN_PASSWORD_LENGTH)


def read_session(session: Session, started: StartedSession, email: str) -> SessionRead:
    """Return a session that was just started, with its account."""
    account = session.execute(active_account(normalised_email(email))).scalar_one()
    return SessionRead(
        token=started.token,
        expires_at=started.expires_at,
        account=account_read(account, factory_names(session, [account])),
    )


class AccountService:
    """Accounts on behalf of one principal."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self.session = session
        self.principal = principal

    def read_me(self) -> AccountRead:
        """Return the principal's own account."""
        account = self._own()
        return account_read(account, factory_names(self.session, [account]))

    def update_me(self, change: AccountUpdate) -> AccountRead:
        """Change the principal's own account."""
        self._own().language = change.language
        return self.read_me()

    def list_sessions(self, settings: Settings) -> Page[SessionListed]:
        """Return where the principal is logged in, the newest login first."""
        live = live_sessions(self.principal.account_id, settings).order_by(LoginSession.id.desc())
        items = [
            SessionListed(
                id=row.id,
                created_at=row.created_at,
                last_seen_at=row.last_seen_at,
                expires_at=row.expires_at,
                is_current=row.id == self.principal.session_id,
            )
            for row in self.session.execute(live).scalars()
        ]
        return Page(items=items)

    def end_session(self, session_id: str) -> None:
        """End one login of the principal; raises `NotFound`, for somebody else's too."""
        own = (LoginSession.id == session_id, LoginSession.account_id == self.principal.account_id)
        found = (
            self.session.execute(select(LoginSession).where(*own)).scalar_one_or_none() if is_id(session_id) else None
        )
        if found is None:
            raise NotFound()
        self.session.delete(found)

    def _own(self) -> Account:
        account = self.session.get(Account, self.principal.account_id)
        if account is None:
            raise NotFound()
        return account


def factory_names(session: Session, accounts: Sequence[Account]) -> dict[str, TextRead]:
    """Return the names of the factories that ``accounts`` belong to, by id."""
    wanted = {account.factory_id for account in accounts if account.factory_id is not None}
    rows = session.execute(select(Factory.id, Factory.name_en, Factory.name_zh).where(Factory.id.in_(wanted))).all()
    return {row.id: TextRead(en=row.name_en, zh=row.name_zh) for row in rows}


def account_read(account: Account, names: dict[str, TextRead]) -> AccountRead:
    """Return what the API says about ``account``; ``names`` are those of `factory_names`."""
    return AccountRead(
        id=account.id,
        email=account.email or "",
        name_en=account.name_en,
        name_zh=account.name_zh,
        role=Role(account.role),
        factory_id=account.factory_id,
        factory_name=None if account.factory_id is None else names[account.factory_id],
        doctor_id=account.doctor_id,
        language=cast("Language", account.language),
    )
