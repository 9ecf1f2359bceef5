"""The row of what a factory has stored."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ColumnElement, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, TenantMixin

__all__ = ["FactoryUsage"]


class FactoryUsage(TenantMixin, Base):
    """What a factory has stored in all, and how many files came on ``day`` (UTC)."""

    __tablename__ = "factory_usage"

    factory_id: Mapped[str] = mapped_column(String(ID_LENGTH), ForeignKey("factories.id"), primary_key=True)
    stored_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    day: Mapped[date] = mapped_column(Date)
    files_of_day: Mapped[int] = mapped_column(default=0)

    @classmethod
    def of_machines(cls, equipment_ids: frozenset[str]) -> ColumnElement[bool]:
        """A key for some machines counts against its whole factory."""
        return cls.factory_id.is_not(None)
