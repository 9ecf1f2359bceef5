"""The rows of rounds: a day's plan, and its stops, each of which belongs to its factory."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Date, ForeignKey, String, and_, column, exists, false, table
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, JsonDocument, TenantMixin
from clinic_api.kit.principal import Principal

__all__ = ["Round", "RoundStop"]

_STOPS = table("round_stops", column("round_id"), column("doctor_id"))
_ROUNDS = table("rounds", column("id"), column("state"))


class Round(CreatedMixin, Base):
    """One day's plan of several doctors; it holds nothing of a factory's: that is in its stops."""

    __tablename__ = "rounds"
    __table_args__ = (CheckConstraint("state IN ('proposed', 'accepted')", name="state_known"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    day: Mapped[date] = mapped_column(Date, index=True)
    state: Mapped[str] = mapped_column(String(12), default="proposed")
    doctor_ids: Mapped[list[Any]]
    shift: Mapped[list[Any]]
    """From leaving home to being back there, ``HH:MM``."""
    journeys_home: Mapped[dict[str, Any]]
    """By doctor: ``minutes``, ``km`` and the minute of the day of being back (``returns``)."""
    revision: Mapped[int] = mapped_column(default=0)
    complete_search: Mapped[bool]
    planned_by_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    planned_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """A factory sees its visits, not the rounds."""
        return false()

    @classmethod
    def of_machines(cls, equipment_ids: frozenset[str]) -> ColumnElement[bool]:
        """A key for some machines sees no rounds."""
        return false()

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees accepted rounds with a stop of their own."""
        own = exists().where(_STOPS.c.round_id == cls.id, _STOPS.c.doctor_id == doctor_id)
        return and_(cls.state == "accepted", own)

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Nobody with a label or a link sees rounds."""
        return false()


class RoundStop(TenantMixin, Base):
    """One factory on the rounds: what is asked for, who comes when, or why nobody does.

    ``asked`` is what `experts.rounds.Stop` takes; ``planned`` holds the times (minutes of the day) and the journey;
    ``dropped`` lists earlier plans of this stop that no longer hold, with their doctors.
    """

    __tablename__ = "round_stops"
    __table_args__ = (CheckConstraint("state IN ('planned', 'unplanned', 'dropped')", name="state_known"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    round_id: Mapped[str] = mapped_column(ForeignKey("rounds.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    purpose: Mapped[str]
    equipment_ids: Mapped[list[Any]]
    case_ids: Mapped[list[Any]]
    asked: Mapped[dict[str, Any]]
    doctor_id: Mapped[str | None] = mapped_column(ForeignKey("doctors.id"), index=True)
    position: Mapped[int | None]
    planned: Mapped[dict[str, Any] | None] = mapped_column(JsonDocument)
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    problem: Mapped[dict[str, Any] | None] = mapped_column(JsonDocument)
    dropped: Mapped[list[Any]] = mapped_column(default=list)
    change: Mapped[dict[str, Any] | None] = mapped_column(JsonDocument)
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visits.id"), index=True)

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the own stops of accepted rounds."""
        accepted = exists().where(_ROUNDS.c.id == cls.round_id, _ROUNDS.c.state == "accepted")
        return and_(cls.doctor_id == doctor_id, accepted)
