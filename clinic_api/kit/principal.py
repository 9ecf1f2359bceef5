"""Who acts: the account behind a request, as the database knows it at that moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diagnostics.texts import Text

__all__ = ["FACTORY_ROLES", "Principal", "Role"]


class Role(StrEnum):
    """What a person is in the hospital."""

    FACTORY_USER = "factory_user"
    FACTORY_ADMIN = "factory_admin"
    ENGINEER = "engineer"
    DOCTOR = "doctor"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
    FUNDER = "funder"


FACTORY_ROLES = frozenset({Role.FACTORY_USER, Role.FACTORY_ADMIN})


@dataclass(frozen=True, slots=True)
class Principal:
    """The acting account. Factory roles have a ``factory_id``, doctors a ``doctor_id``, others neither."""

    account_id: str
    role: Role
    factory_id: str | None
    doctor_id: str | None
    name_en: str
    name_zh: str
    language: str
    session_id: str | None = None

    @property
    def name(self) -> Text:
        """The person's name in both languages."""
        return Text(self.name_en, self.name_zh)

    @property
    def is_staff(self) -> bool:
        """True for those who see the work of all factories: engineer, coordinator, admin."""
        return self.role in {Role.ENGINEER, Role.COORDINATOR, Role.ADMIN}
