"""What the service remembers of its own running."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import Base

__all__ = ["ServiceMark", "ServiceProcess"]


class ServiceMark(Base):
    """One thing that happened to the service: how often (``value``) and when last (``at``)."""

    __tablename__ = "service_marks"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger, default=0)
    at: Mapped[datetime]


class ServiceProcess(Base):
    """One process that works without being asked, such as a worker, and when it signed last."""

    __tablename__ = "service_processes"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    host: Mapped[str] = mapped_column(String(120), primary_key=True)
    pid: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
