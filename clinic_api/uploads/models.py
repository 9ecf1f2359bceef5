"""The row of a resumable upload."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin

__all__ = ["Upload"]


class Upload(TenantMixin, CreatedMixin, Base):
    """What a client announced. How much has come is the length of its file: no row claims more than the disk holds."""

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    equipment_id: Mapped[str] = mapped_column(ForeignKey("equipment.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    key_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    filename: Mapped[str] = mapped_column(String(120))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))
    """What the client says the whole has, where it says so."""
    recording_id: Mapped[str | None] = mapped_column(ForeignKey("recordings.id"))
    refusal: Mapped[str | None] = mapped_column(String(60))
    """Code of why it was not kept."""
    expires_at: Mapped[datetime] = mapped_column(index=True)
