"""The row of a hazard observation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.principal import Principal

__all__ = ["Hazard"]


class Hazard(TenantMixin, CreatedMixin, Base):
    """Something dangerous that somebody saw; closed only with an answer to whoever reported it."""

    __tablename__ = "hazards"
    __table_args__ = (
        CheckConstraint("state IN ('seen', 'under_way', 'removed', 'no_hazard')", name="state_known"),
        CheckConstraint(
            "(state IN ('removed', 'no_hazard')) = (feedback IS NOT NULL AND closed_at IS NOT NULL)",
            name="closed_with_feedback",
        ),
        CheckConstraint("state != 'no_hazard' OR reason IS NOT NULL", name="no_hazard_has_reason"),
        Index("ix_hazards_equipment_id_created_at", "equipment_id", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    equipment_id: Mapped[str | None] = mapped_column(ForeignKey("equipment.id"))
    number: Mapped[str] = mapped_column(String(10), unique=True)
    """What the reporter asks with; not to be guessed."""
    what: Mapped[str]
    place: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    reporter_name: Mapped[str] = mapped_column(String(240))
    contact: Mapped[str | None] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12), default="seen")
    begun_by: Mapped[str | None] = mapped_column(String(240))
    begun_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    feedback: Mapped[str | None]
    closed_by: Mapped[str | None] = mapped_column(String(240))
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever scanned a label may ask (by number) for what was seen at its machine."""
        return false() if principal.equipment_id is None else cls.equipment_id == principal.equipment_id
