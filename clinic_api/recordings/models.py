"""The row of a recording."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, String, and_, exists, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.kit.doctor_scope import (
    ACCOUNTS,
    CASE_RECORDINGS,
    CASES,
    FOLLOW_UP_MEASUREMENTS,
    assigned_case_ids,
    has_assigned_case,
)
from clinic_api.kit.principal import Principal
from clinic_api.recordings.usage import used

__all__ = ["Recording"]


class Recording(TenantMixin, CreatedMixin, Base):
    """One uploaded file: the bytes are those stored under ``sha256``; ``filename`` is for people to read only."""

    __tablename__ = "recordings"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    equipment_id: Mapped[str | None] = mapped_column(ForeignKey("equipment.id"), index=True)
    uploaded_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    filename: Mapped[str] = mapped_column(String(120))
    format: Mapped[str] = mapped_column(String(20))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    facts: Mapped[dict[str, Any] | None]
    """What was said about it where neither file nor machine description does (`facts.RecordingFacts`)."""

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor may hear the recordings of the cases assigned to them now, and what they recorded themselves of the
        machines of these cases.
        """
        added = (
            exists(
                select(table.c.case_id).where(
                    table.c.recording_id == cls.id, table.c.case_id.in_(assigned_case_ids(doctor_id))
                )
            )
            for table in (CASE_RECORDINGS, FOLLOW_UP_MEASUREMENTS)
        )
        own = and_(
            cls.uploaded_by.in_(select(ACCOUNTS.c.id).where(ACCOUNTS.c.doctor_id == doctor_id)),
            has_assigned_case(doctor_id, CASES.c.equipment_id == cls.equipment_id),
        )
        return or_(has_assigned_case(doctor_id, CASES.c.recording_id == cls.id), *added, own)

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever follows the link of a case hears its recordings; whoever scanned a label may use for a case what was
        sent by labels for that machine and no case has yet.
        """
        if principal.case_id is not None:
            its = ((CASES, CASES.c.id), (CASE_RECORDINGS, CASE_RECORDINGS.c.case_id))
            return or_(
                *(
                    exists(select(case_id).where(case_id == principal.case_id, table.c.recording_id == cls.id))
                    for table, case_id in its
                )
            )
        its_own = cls.uploaded_by == principal.account_id
        return and_(cls.equipment_id == principal.equipment_id, its_own, ~used(cls.id))
