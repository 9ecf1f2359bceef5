"""The row of a repeated examination."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.examinations.models import Examination

__all__ = ["ReExamination"]


class ReExamination(TenantMixin, CreatedMixin, Base):
    """What ``examination_id`` came to under ``overrides``; never changed. ``document`` is ``examination/1``.

    It has a table of its own: whatever counts opinions (health, statistics, the case) goes on counting one a recording.
    """

    __tablename__ = "re_examinations"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    examination_id: Mapped[str] = mapped_column(ForeignKey("examinations.id"), index=True)
    overrides: Mapped[dict[str, Any]]
    reason: Mapped[str]
    document: Mapped[dict[str, Any]]
    differences: Mapped[list[Any]]
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    asked_by_en: Mapped[str] = mapped_column(String(120))
    asked_by_zh: Mapped[str] = mapped_column(String(120))

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees those of the examinations they see."""
        return exists(
            select(Examination.id).where(Examination.id == cls.examination_id, Examination.of_doctor(doctor_id))
        )
