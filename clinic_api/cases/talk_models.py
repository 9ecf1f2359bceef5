"""The rows of what is said about a case: comments, questions with their answers, and what other doctors say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, and_, false, text
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.cases.models import CaseMixin, of_same_factory
from clinic_api.database import ID_LENGTH, Base, CreatedMixin
from clinic_api.kit.principal import Principal

__all__ = ["CaseComment", "CaseConsultation", "CaseQuestion"]

_NAME_LENGTH = 240


class CaseComment(CaseMixin, CreatedMixin, Base):
    """What somebody wrote about a case, for everyone or for the hospital alone; never changed."""

    __tablename__ = "case_comments"
    __table_args__ = (
        of_same_factory(),
        CheckConstraint("visibility IN ('everyone', 'hospital')", name="visibility_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    visibility: Mapped[str] = mapped_column(String(12))
    text: Mapped[str]
    by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """A factory does not see what the hospital keeps to itself."""
        return and_(cls.factory_id == factory_id, cls.visibility == "everyone")

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Nor does who holds a case's link."""
        return and_(super().of_reporter(principal), cls.visibility == "everyone")


class CaseQuestion(CaseMixin, Base):
    """A question of the hospital to the factory; the case waits until each is answered."""

    __tablename__ = "case_questions"
    __table_args__ = (of_same_factory(),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    question: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None] = mapped_column(String(_NAME_LENGTH))
    answered_by_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))


class CaseConsultation(CaseMixin, Base):
    """What is asked of another doctor than the attending one, who sees the case until ``ended_at``.

    By ``kind`` it is a second opinion, ended when it is given; a place on the case's team for a ``department``, ended
    when the doctor leaves; or a place on the panel of the review ``review_id``, ended when the verdict (``agreement``)
    is given.
    """

    __tablename__ = "case_consultations"
    __table_args__ = (
        of_same_factory(),
        CheckConstraint(
            "agreement IN ('agrees', 'differs_slightly', 'differs', "
            "'opinion_right', 'doctor_right', 'both_partly', 'cannot_tell')",
            name="agreement_known",
        ),
        CheckConstraint("kind IN ('second_opinion', 'team', 'review')", name="kind_known"),
        CheckConstraint("kind <> 'team' OR department IS NOT NULL", name="team_of_department"),
        CheckConstraint("(kind = 'review') = (review_id IS NOT NULL)", name="review_named"),
        Index(
            "uq_case_consultations_open",
            "case_id",
            "doctor_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), default="second_opinion")
    doctor_id: Mapped[str] = mapped_column(ForeignKey("doctors.id"), index=True)
    department: Mapped[str | None] = mapped_column(String(20))
    review_id: Mapped[str | None] = mapped_column(ForeignKey("case_reviews.id"), index=True)
    question: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    opinion: Mapped[str | None]
    agreement: Mapped[str | None] = mapped_column(String(20))
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """What doctors think among themselves is not shown to the factory; the signed diagnosis is."""
        return false()

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Nor to who holds a case's link."""
        return false()
