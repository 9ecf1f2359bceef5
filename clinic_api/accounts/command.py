"""``clinic user``: the first accounts of a new hospital, which nobody is logged in yet to make, and the way back in for
whoever is locked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.service import NewAccount, create_account, disable_account, normalised_email, set_password
from clinic_api.audit.service import note
from clinic_api.database import Database
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.kit.language import Language
from clinic_api.kit.principal import Role
from clinic_api.migrations import tables
from clinic_api.settings import Settings, load_settings_or_exit
from diagnostics.texts import Text

__all__ = ["add_account", "list_accounts", "set_account_disabled", "set_account_password"]

ACCOUNTS_TABLE = tables.METADATA.tables["accounts"]  # importing them makes every foreign key of a model lead somewhere
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def add_account(*, email: str, password: str, role: str, name_en: str, name_zh: str, language: Language) -> None:
    """Make an account in the database of the settings; it is there when this returns.

    Raises `Invalid` ``email_invalid``, ``name_missing`` or ``password_too_short`` and `Conflict` ``email_taken`` or
    ``database_not_migrated``.
    """
    if _EMAIL.fullmatch(email.strip()) is None:
        raise Invalid("email_invalid")
    if not name_en.strip() or not name_zh.strip():
        raise Invalid("name_missing")
    with _session() as (session, settings):
        new = NewAccount(email, password, Role(role), Text(name_en, name_zh), language)
        account = create_account(session, new, Passwords(settings))
        note(session, None, "account.made", account.id, {"role": account.role, "email": account.email})


def list_accounts() -> Sequence[Account]:
    """Return the accounts of people, by e-mail address; raises `Conflict` ``database_not_migrated``."""
    with _session() as (session, _):
        return session.scalars(select(Account).where(Account.email.is_not(None)).order_by(Account.email)).all()


def set_account_password(email: str, password: str) -> None:
    """Set a new password and log the account out everywhere.

    Raises `NotFound` ``account_not_found``, `Invalid` ``password_too_short`` and `Conflict`.
    """
    with _session() as (session, settings):
        account = _of_email(session, email)
        set_password(session, account, password, Passwords(settings))
        account.version += 1
        note(session, None, "account.password_set", account.id, factory_id=account.factory_id)


def set_account_disabled(email: str, *, disabled: bool) -> None:
    """Refuse an account from now on, or let it log in again; raises `NotFound` ``account_not_found``."""
    with _session() as (session, _):
        account = _of_email(session, email)
        if disabled and account.disabled_at is None:
            disable_account(session, account)
        elif not disabled:
            account.disabled_at = None
        account.version += 1
        note(session, None, "account.changed", account.id, {"disabled": disabled}, factory_id=account.factory_id)


def _of_email(session: Session, email: str) -> Account:
    wanted = select(Account).where(Account.email == normalised_email(email))
    account = session.execute(wanted.with_for_update()).scalar_one_or_none()
    if account is None:
        raise NotFound("account_not_found")
    return account


@contextmanager
def _session() -> Iterator[tuple[Session, Settings]]:
    """Yield a unit of work on the database of the settings; raises `Conflict` ``database_not_migrated``."""
    settings = load_settings_or_exit()
    database = Database(settings.database_url)
    try:
        if not inspect(database.engine).has_table(ACCOUNTS_TABLE.name):
            raise Conflict("database_not_migrated")
        with database.session() as session:
            yield session, settings
    finally:
        database.dispose()
