"""The row of a document that the hospital handed out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, TenantMixin

__all__ = ["IssuedDocument"]


class IssuedDocument(TenantMixin, Base):
    """What was issued, to whom and when; added only. ``content_sha256`` leaves out the date of issue.

    ``sha256`` is that of the record as canonical JSON, or of the file itself where one is kept (``file_sha256``). A
    document whose digest cannot stand on itself carries ``code``, by which anyone asks for it; ``details`` is what it
    says of itself.
    """

    __tablename__ = "issued_documents"
    __table_args__ = (
        UniqueConstraint("sha256"),
        Index("ix_issued_documents_subject_id_content_sha256", "subject_id", "content_sha256"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    sha256: Mapped[str] = mapped_column(String(64))
    content_sha256: Mapped[str] = mapped_column(String(64))
    issued_by_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    key_id: Mapped[str] = mapped_column(String(16))
    signature: Mapped[str] = mapped_column(String(88))
    issued_at: Mapped[datetime]
    code: Mapped[str | None] = mapped_column(String(16), index=True, unique=True)
    details: Mapped[dict[str, Any] | None]
    file_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
