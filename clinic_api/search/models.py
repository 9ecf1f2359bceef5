"""The rows of what is found by words, and of saved filters."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, UniqueConstraint, and_, or_
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import CASES, assigned_case_ids, has_assigned_case

__all__ = ["SavedFilter", "SearchDocument"]


class SearchDocument(TenantMixin, Base):
    """The words of one row (``source_id``) of a case, or of a machine where ``case_id`` is null.

    SQLite finds ``tokens`` by the FTS5 table ``search_words``, which triggers keep; PostgreSQL by a GIN index.
    """

    __tablename__ = "search_documents"
    __table_args__ = (
        CheckConstraint("visibility IN ('everyone', 'hospital')", name="visibility_known"),
        CheckConstraint("(case_id IS NULL) = (equipment_id IS NOT NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(String(ID_LENGTH), unique=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    equipment_id: Mapped[str | None] = mapped_column(ForeignKey("equipment.id"), index=True)
    visibility: Mapped[str] = mapped_column(String(12))
    tokens: Mapped[str]

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """A factory finds nothing by what the hospital keeps to itself."""
        return and_(cls.factory_id == factory_id, cls.visibility == "everyone")

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor finds the cases they may see, and their machines."""
        of_machine = has_assigned_case(doctor_id, CASES.c.equipment_id == cls.equipment_id)
        return or_(cls.case_id.in_(assigned_case_ids(doctor_id)), of_machine)


class SavedFilter(CreatedMixin, Base):
    """A filter of a list that one person gave a name."""

    __tablename__ = "saved_filters"
    __table_args__ = (
        UniqueConstraint("account_id", "subject", "name"),
        CheckConstraint("subject IN ('cases', 'equipment')", name="subject_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    subject: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[dict[str, Any]]
