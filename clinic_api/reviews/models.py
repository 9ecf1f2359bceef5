"""The row of a review."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.cases.models import CaseMixin, of_same_factory
from clinic_api.database import ID_LENGTH, Base
from clinic_api.kit.principal import Principal

__all__ = ["LIVE_STATES", "CaseReview"]

LIVE_STATES = ("open", "amendment_advised")
"""States in which somebody still has to do something: the panel or the coordinator, then the attending doctor."""
_LIVE = "state IN ('open', 'amendment_advised')"


class CaseReview(CaseMixin, Base):
    """What becomes of one contradiction between a signed diagnosis and the opinion; a case has one live review at most.

    ``open`` until the panel agrees or a coordinator decides; then ``concluded``, or ``amendment_advised`` until the
    doctor amends. ``settled`` where an amendment took the contradiction away before, ``renewed`` where it made it
    another one, which has a review of its own. The doctors on the panel are consultations of kind ``review``.
    """

    __tablename__ = "case_reviews"
    __table_args__ = (
        of_same_factory(),
        CheckConstraint(
            "state IN ('open', 'amendment_advised', 'concluded', 'settled', 'renewed')", name="state_known"
        ),
        CheckConstraint(
            "conclusion IN ('opinion_right', 'doctor_right', 'both_partly', 'cannot_tell')", name="conclusion_known"
        ),
        Index("ix_case_reviews_state_id", "state", "id"),
        Index(
            "uq_case_reviews_live",
            "case_id",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    diagnosis_id: Mapped[str] = mapped_column(ForeignKey("diagnoses.id"))
    examination_id: Mapped[str] = mapped_column(ForeignKey("examinations.id"))
    state: Mapped[str] = mapped_column(String(20), default="open")
    disagreements: Mapped[list[Any]]
    """Each with ``kind``, ``key`` and ``text``."""
    proposal: Mapped[list[Any]]
    """The doctors who were proposed for the panel, each with the reasons."""
    panel_problem: Mapped[dict[str, Any] | None]
    """Why the panel is not full."""
    conclusion: Mapped[str | None] = mapped_column(String(16))
    conclusion_words: Mapped[str | None]
    concluded_by: Mapped[str | None] = mapped_column(String(240))
    """Null where the panel agreed."""
    concluded_by_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime]
    concluded_at: Mapped[datetime | None]
    """When nobody had to decide any more."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """What doctors think among themselves is not shown to the factory; the signed diagnosis is."""
        return false()

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Nor to who holds a case's link."""
        return false()
