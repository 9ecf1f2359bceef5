"""Whose the rows of each table are: the one place that exports and deletions go by. A new table must be named here or
have a ``factory_id``, or a test fails.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import Column, ColumnElement, Select, Table, or_, select

from clinic_api.migrations.tables import METADATA

__all__ = ["OF_HOSPITAL", "exported_columns", "exported_tables", "factory_tables", "rows_of"]

OF_HOSPITAL: Final = frozenset(
    {
        "backup_records",
        "calendar_changes",
        "doctors",
        "factory_deletions",
        "login_attempts",
        "oidc_logins",
        "on_call_weeks",
        "recalibrations",
        "rounds",
        "schedule_slots",
        "service_checks",
        "service_marks",
        "service_processes",
    }
)
"""Tables without anything of a factory's."""
BY_PARENT: Final = {
    "drafts": ("account_id", "accounts"),
    "examination_figures": ("examination_id", "examinations"),
    "idempotency_keys": ("account_id", "accounts"),
    "job_effects": ("job_id", "jobs"),
    "login_sessions": ("account_id", "accounts"),
    "notice_choices": ("account_id", "accounts"),
    "oidc_identities": ("account_id", "accounts"),
    "password_resets": ("account_id", "accounts"),
    "saved_filters": ("account_id", "accounts"),
}
"""Tables whose rows belong to the factory of another row."""
_NOT_EXPORTED: Final = frozenset(
    {
        "drafts",  # what people typed and did not send
        "idempotency_keys",  # answers that were given already, kept for a day
        "job_effects",
        "jobs",
        "login_sessions",
        "mails",  # what was mailed says what other tables say
        "password_resets",
        "search_documents",  # words of other tables
    }
)
_WITHHELD: Final = re.compile(r"password|token|secret|_encrypted|short_code|address_hmac|^key_")
"""Columns by which somebody could log in, or call what the factory's endpoints call."""


def factory_tables() -> list[Table]:
    """Return the tables that hold something of a factory's, those first to which others point."""
    return [table for table in METADATA.sorted_tables if table.name not in OF_HOSPITAL]


def exported_tables() -> list[Table]:
    """Return those of them that a factory is given."""
    return [table for table in factory_tables() if table.name not in _NOT_EXPORTED]


def exported_columns(table: Table) -> list[Column[object]]:
    """Return the columns of ``table`` that a factory is given."""
    return [column for column in table.columns if not _WITHHELD.search(column.name)]


def rows_of(table: Table, factory_id: str) -> ColumnElement[bool]:
    """Return the condition for the rows of one factory."""
    if table.name == "factories":
        return table.c.id == factory_id
    if table.name in BY_PARENT:
        name, parent_name = BY_PARENT[table.name]
        parent = METADATA.tables[parent_name]
        return table.c[name].in_(select(parent.c.id).where(parent.c.factory_id == factory_id))
    if table.name == "mails":
        return or_(table.c.factory_id == factory_id, table.c.to_address.in_(_addresses(factory_id)))
    if table.name == "deliveries":
        mails = METADATA.tables["mails"]
        return or_(
            table.c.factory_id == factory_id, table.c.mail_id.in_(select(mails.c.id).where(rows_of(mails, factory_id)))
        )
    return table.c.factory_id == factory_id


def _addresses(factory_id: str) -> Select[str]:
    """Select the addresses of a factory's people: what was mailed to them is theirs, whatever it was about."""
    accounts = METADATA.tables["accounts"]
    return select(accounts.c.email).where(accounts.c.factory_id == factory_id, accounts.c.email.is_not(None))
