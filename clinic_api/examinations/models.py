"""The rows of an examination and its figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, and_, false, or_
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import CASES, assigned_case_ids, has_assigned_case
from clinic_api.kit.principal import Principal

__all__ = ["Examination", "ExaminationFigure"]


class Examination(TenantMixin, CreatedMixin, Base):
    """The opinion on one recording; ``document`` is the contract ``examination/1`` as it was made.

    ``case_id`` is null for a routine measurement, which is examined without a case.
    """

    __tablename__ = "examinations"
    __table_args__ = (
        CheckConstraint("verdict IN ('healthy', 'fault', 'not_assessable')", name="verdict_known"),
        CheckConstraint("status IN ('opinion', 'signed')", name="status_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id"), unique=True)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id"), index=True)
    equipment_id: Mapped[str | None] = mapped_column(ForeignKey("equipment.id"), index=True)
    verdict: Mapped[str] = mapped_column(String(20), index=True)
    urgency: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), default="opinion")
    document: Mapped[dict[str, Any]]

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the examinations of the cases assigned to them now, and the routine ones of their machines."""
        of_machine = has_assigned_case(doctor_id, CASES.c.equipment_id == cls.equipment_id)
        return or_(cls.case_id.in_(assigned_case_ids(doctor_id)), and_(cls.case_id.is_(None), of_machine))

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever follows the link of a case sees its examinations."""
        return false() if principal.case_id is None else cls.case_id == principal.case_id


class ExaminationFigure(Base):
    """One figure of an examination in one language; the PNG is stored under ``sha256``, what it was drawn from
    (`diagnostics.figures.plot_data`, in both languages) under ``plot_sha256``.
    """

    __tablename__ = "examination_figures"

    examination_id: Mapped[str] = mapped_column(ForeignKey("examinations.id"), primary_key=True)
    index: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    finding_index: Mapped[int]
    caption: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    plot_sha256: Mapped[str | None] = mapped_column(String(64))
