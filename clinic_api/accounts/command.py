"""``clinic user add``: the first accounts of a new hospital, which nobody is logged in yet to make."""

from __future__ import annotations

import re

from sqlalchemy import inspect

from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.service import NewAccount, create_account
from clinic_api.audit.service import note
from clinic_api.database import Database
from clinic_api.errors import Conflict, Invalid
from clinic_api.kit.language import Language
from clinic_api.kit.principal import Role
from clinic_api.migrations import tables
from clinic_api.settings import load_settings_or_exit
from diagnostics.texts import Text

__all__ = ["add_account"]

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
    settings = load_settings_or_exit()
    database = Database(settings.database_url)
    try:
        if not inspect(database.engine).has_table(ACCOUNTS_TABLE.name):
            raise Conflict("database_not_migrated")
        with database.session() as session:
            new = NewAccount(email, password, Role(role), Text(name_en, name_zh), language)
            account = create_account(session, new, Passwords(settings))
            note(session, None, "account.made", account.id, {"role": account.role, "email": account.email})
    finally:
        database.dispose()
