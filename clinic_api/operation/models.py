"""What the service remembers of its own running."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import Base

__all__ = ["ServiceMark"]


class ServiceMark(Base):
    """One thing that happened to the service: how often (``value``) and when last (``at``)."""

    __tablename__ = "service_marks"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger, default=0)
    at: Mapped[datetime]
