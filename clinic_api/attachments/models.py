"""The row of an attachment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, ForeignKey, ForeignKeyConstraint, String, false, or_
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import CASES, assigned_case_ids, has_assigned_case
from clinic_api.kit.principal import Principal

__all__ = ["Attachment"]


class Attachment(TenantMixin, CreatedMixin, Base):
    """One file that belongs to the thing ``subject_id``; its bytes are those stored under ``sha256``.

    ``case_id`` and ``equipment_id`` say whose file it is in, and so who may see it.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("kind IN ('photo', 'document', 'sound', 'other')", name="kind_known"),
        CheckConstraint("removed_at IS NULL OR case_id IS NULL", name="files_of_a_case_stay"),
        ForeignKeyConstraint(["factory_id", "equipment_id"], ["equipment.factory_id", "equipment.id"]),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    equipment_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    filename: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(60))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    added_by_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    added_by: Mapped[str] = mapped_column(String(240))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[str | None] = mapped_column(String(240))

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the files of the cases assigned to them now and those of these cases' machines, but not what
        was sent for another case of the machine.
        """
        own_machine = has_assigned_case(doctor_id, CASES.c.equipment_id == cls.equipment_id)
        return or_(cls.case_id.in_(assigned_case_ids(doctor_id)), cls.case_id.is_(None) & own_machine)

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever holds the link of a case sees its files; a label alone shows none."""
        return false() if principal.case_id is None else cls.case_id == principal.case_id
