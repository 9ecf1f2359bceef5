"""What the service remembers of its own running."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base

__all__ = ["BackupRecord", "ServiceCheck", "ServiceMark", "ServiceProcess"]


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


class BackupRecord(Base):
    """One backup, or one trial that brought a backup back elsewhere; ``problem`` where it failed."""

    __tablename__ = "backup_records"
    __table_args__ = (CheckConstraint("kind IN ('backup', 'trial')", name="kind_known"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    seconds: Mapped[float]
    folder: Mapped[str]
    rows: Mapped[int | None] = mapped_column(BigInteger)
    contents: Mapped[int | None]
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    problem: Mapped[dict[str, Any] | None]


class ServiceCheck(Base):
    """A check of the whole service that an administrator asked for; a worker makes it."""

    __tablename__ = "service_checks"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(String(240))
    finished_at: Mapped[datetime | None]
    results: Mapped[list[Any] | None]
    problem: Mapped[dict[str, Any] | None]
