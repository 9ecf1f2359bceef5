"""Who acts: the account behind a request, as the database knows it at that moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diagnostics.texts import Text

__all__ = ["FACTORY_ROLES", "KEY_ROLES", "Principal", "Role"]


class Role(StrEnum):
    """What an account is in the hospital: a person, the label of a machine, or a gateway."""

    REPORTER = "reporter"
    """Whoever holds the QR code of one machine, or the link of one case; nobody logs in."""
    FACTORY_USER = "factory_user"
    FACTORY_ADMIN = "factory_admin"
    ENGINEER = "engineer"
    DOCTOR = "doctor"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
    FUNDER = "funder"
    GATEWAY = "gateway"
    """A device of one factory that sends recordings with a key."""


FACTORY_ROLES = frozenset({Role.FACTORY_USER, Role.FACTORY_ADMIN})
"""The people of one factory."""

KEY_ROLES = frozenset({Role.REPORTER, Role.GATEWAY})
"""Accounts of one factory that hold a key instead of an e-mail address and a password."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The acting account. Factory and key roles have a ``factory_id``, doctors a ``doctor_id``, others neither.

    A reporter has either an ``equipment_id`` (the label that was scanned) or a ``case_id`` (the link that was
    followed) and sees nothing else. ``scopes`` narrows what the role may do to the permissions of a key (None: all),
    and ``equipment_ids`` are the machines that the key of a gateway is for (None: all of its factory).
    """

    account_id: str
    role: Role
    factory_id: str | None
    doctor_id: str | None
    name_en: str
    name_zh: str
    language: str
    session_id: str | None = None
    key_id: str | None = None
    equipment_id: str | None = None
    case_id: str | None = None
    scopes: frozenset[str] | None = None
    equipment_ids: frozenset[str] | None = None

    @property
    def name(self) -> Text:
        """The person's name in both languages."""
        return Text(self.name_en, self.name_zh)

    @property
    def is_staff(self) -> bool:
        """True for those who see the work of all factories: engineer, coordinator, admin."""
        return self.role in {Role.ENGINEER, Role.COORDINATOR, Role.ADMIN}
