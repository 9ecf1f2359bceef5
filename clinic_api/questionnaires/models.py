"""The rows of a questionnaire: the sheet behind a QR code, and the answers given with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin

__all__ = ["QuestionnaireAnswers", "QuestionnaireSheet"]


class QuestionnaireSheet(TenantMixin, CreatedMixin, Base):
    """What a QR code of a questionnaire stands for: one factory, or a campaign among firms not yet known
    (``factory_id`` null).
    """

    __tablename__ = "questionnaire_sheets"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    factory_id: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(ID_LENGTH), ForeignKey("factories.id"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None]


class QuestionnaireAnswers(TenantMixin, CreatedMixin, Base):
    """The answers of one respondent, a draft until they are submitted, with the version of the questions asked."""

    __tablename__ = "questionnaire_answers"
    __table_args__ = (CheckConstraint("language IN ('en', 'zh')", name="language_known"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    factory_id: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(ID_LENGTH), ForeignKey("factories.id"), index=True
    )
    sheet_id: Mapped[str] = mapped_column(ForeignKey("questionnaire_sheets.id"), index=True)
    draft_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    version: Mapped[int]
    """Of the questions."""
    language: Mapped[str] = mapped_column(String(2))
    answers: Mapped[dict[str, Any]]
    company: Mapped[str | None] = mapped_column(String(120))
    contact: Mapped[str | None] = mapped_column(String(120))
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None] = mapped_column(index=True)
