"""The rows of what is told to others."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import assigned_case_ids
from clinic_api.kit.request_id import REQUEST_ID_LENGTH

__all__ = ["Delivery", "DeliveryState", "Endpoint", "Event", "Mail"]


class Event(TenantMixin, Base):
    """Something that happened in one factory, told once and never changed; ``kind`` is like ``case.opened``."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_factory_id_id", "factory_id", "id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(60), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    data: Mapped[dict[str, Any]]
    visibility: Mapped[str] = mapped_column(String(12))
    """``everyone``, or ``hospital`` for what the factory is not told."""
    request_id: Mapped[str | None] = mapped_column(String(REQUEST_ID_LENGTH))

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """A factory is told what the hospital does not keep to itself."""
        return and_(cls.factory_id == factory_id, cls.visibility == "everyone")

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor is told of the cases assigned to them now."""
        return cls.case_id.in_(assigned_case_ids(doctor_id))


class Mail(CreatedMixin, Base):
    """One mail that is to be sent, written in the unit of work of what it tells."""

    __tablename__ = "mails"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    to_address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(240))
    body: Mapped[str]
    factory_id: Mapped[str | None] = mapped_column(ForeignKey("factories.id"), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    request_id: Mapped[str | None] = mapped_column(String(REQUEST_ID_LENGTH))


class Endpoint(CreatedMixin, Base):
    """A place that is told of events: a webhook or a chat group. ``factory_id`` is null for the hospital's own.

    Address and secrets are kept encrypted (`endpoints.Safe`): an address may itself be a secret.
    """

    __tablename__ = "endpoints"
    __table_args__ = (CheckConstraint("channel IN ('webhook', 'chat')", name="channel_known"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    factory_id: Mapped[str | None] = mapped_column(ForeignKey("factories.id"), index=True)
    channel: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(120))
    host: Mapped[str] = mapped_column(String(255))
    """What is shown of the address."""
    address_encrypted: Mapped[str]
    secrets_encrypted: Mapped[list[Any]]
    kinds: Mapped[list[Any]]
    """Kinds of events it wants; ``case.*`` stands for all of cases."""
    language: Mapped[str] = mapped_column(String(2))
    enabled: Mapped[bool] = mapped_column(default=True)
    failing_since: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared


class DeliveryState(StrEnum):
    """How far a delivery is: ``delivered`` and ``dead`` are final, until somebody sends a dead one again."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


class Delivery(CreatedMixin, Base):
    """One event on its way to one endpoint, or one mail on its way to the mail server."""

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'delivered', 'dead')", name="state_known"),
        CheckConstraint("(mail_id IS NULL) = (endpoint_id IS NOT NULL)", name="one_target"),
        UniqueConstraint("event_id", "endpoint_id"),
        UniqueConstraint("mail_id"),
        Index("ix_deliveries_endpoint_id_id", "endpoint_id", "id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    factory_id: Mapped[str | None] = mapped_column(ForeignKey("factories.id"), index=True)
    event_id: Mapped[str | None] = mapped_column(ForeignKey("events.id"))
    endpoint_id: Mapped[str | None] = mapped_column(ForeignKey("endpoints.id", ondelete="CASCADE"))
    mail_id: Mapped[str | None] = mapped_column(ForeignKey("mails.id"))
    state: Mapped[str] = mapped_column(String(12), default=DeliveryState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    last_code: Mapped[str | None] = mapped_column(String(60))
    last_status: Mapped[int | None]
    """Status that the endpoint answered last, where it answered."""
    delivered_at: Mapped[datetime | None]
