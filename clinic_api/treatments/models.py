"""The rows from the signed diagnosis to discharge. What is signed or told once is added only, never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.expression import false

from clinic_api.database import ID_LENGTH, Base, TenantMixin
from clinic_api.kit.doctor_scope import assigned_case_ids
from clinic_api.kit.principal import Principal

__all__ = [
    "ConfirmedFinding",
    "Diagnosis",
    "DiagnosisDraft",
    "Discharge",
    "ExaminationSignature",
    "FollowUp",
    "FollowUpMeasurement",
    "PrescriptionItem",
    "Satisfaction",
]

_NAME_LENGTH = 240  # as a time line writes a person's name


class _OfCase(TenantMixin):
    """A row of one case: seen by whoever sees the case."""

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the rows of the cases assigned to them now."""
        return cls.case_id.in_(assigned_case_ids(doctor_id))

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Whoever follows a case by its link sees the rows of that case."""
        return false() if principal.case_id is None else cls.case_id == principal.case_id


class DiagnosisDraft(_OfCase, Base):
    """What the attending doctor is writing; it is gone once signed. A co-signature holds for ``sha256`` only."""

    __tablename__ = "diagnosis_drafts"
    __table_args__ = (UniqueConstraint("case_id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    updated_at: Mapped[datetime]
    cosigned_sha256: Mapped[str | None] = mapped_column(String(64))
    cosigner: Mapped[dict[str, Any] | None]

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """A factory reads what is signed, not what is being written."""
        return false()

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """A reporter reads what is signed, not what is being written."""
        return false()


class Diagnosis(_OfCase, Base):
    """One signed version of a case's diagnosis; ``document`` is what ``sha256`` and ``signature`` were made over."""

    __tablename__ = "diagnoses"
    __table_args__ = (
        UniqueConstraint("case_id", "version"),
        CheckConstraint("urgency BETWEEN 1 AND 5", name="urgency_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    version: Mapped[int]
    urgency: Mapped[int]
    document: Mapped[dict[str, Any]]
    signed_at: Mapped[datetime] = mapped_column(index=True)
    previous_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    public_key: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))


class ExaminationSignature(_OfCase, Base):
    """One signed version of what an engineer says about an automatic opinion, which itself stays as it was."""

    __tablename__ = "examination_signatures"
    __table_args__ = (
        UniqueConstraint("examination_id", "version"),
        CheckConstraint("decision IN ('confirmed', 'corrected')", name="decision_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    examination_id: Mapped[str] = mapped_column(ForeignKey("examinations.id"))
    version: Mapped[int]
    decision: Mapped[str] = mapped_column(String(12))
    document: Mapped[dict[str, Any]]
    signed_at: Mapped[datetime]
    previous_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    public_key: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))


class PrescriptionItem(_OfCase, Base):
    """One thing to do, by whom and until when; ``what`` holds English, Chinese or both."""

    __tablename__ = "prescription_items"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'not_done', 'withdrawn')", name="state_known"),
        CheckConstraint("owner_kind IN ('factory', 'doctor')", name="owner_known"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_when_not_open"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    diagnosis_id: Mapped[str] = mapped_column(ForeignKey("diagnoses.id"), index=True)
    what: Mapped[dict[str, Any]]
    owner_kind: Mapped[str] = mapped_column(String(12))
    owner_account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    owner_name: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(12), default="open")
    result: Mapped[str | None]
    prescribed_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    prescribed_at: Mapped[datetime]
    closed_by: Mapped[str | None] = mapped_column(String(_NAME_LENGTH))
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as declared


class FollowUp(_OfCase, Base):
    """Until when the machine is to be measured again; one for each time a treatment was finished."""

    __tablename__ = "follow_ups"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    due_on: Mapped[date] = mapped_column(Date)
    set_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    set_at: Mapped[datetime]


class FollowUpMeasurement(_OfCase, Base):
    """One recording after treatment: examined by ``job_id``, then compared with the case's first examination."""

    __tablename__ = "follow_up_measurements"
    __table_args__ = (
        CheckConstraint("verdict IN ('better', 'same', 'worse', 'not_comparable')", name="verdict_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    follow_up_id: Mapped[str] = mapped_column(ForeignKey("follow_ups.id"), index=True)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id"), unique=True)
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id"), unique=True)
    examination_id: Mapped[str | None] = mapped_column(ForeignKey("examinations.id"), unique=True)
    verdict: Mapped[str | None] = mapped_column(String(20))
    comparison: Mapped[dict[str, Any] | None]
    problem: Mapped[dict[str, Any] | None]
    added_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    added_at: Mapped[datetime]
    compared_at: Mapped[datetime | None]


class ConfirmedFinding(_OfCase, Base):
    """What was really found when the machine was opened; a later line about the same finding counts instead.

    ``finding_index`` is the place of the predicted finding in its examination; both are null for what was not
    predicted.
    """

    __tablename__ = "confirmed_findings"
    __table_args__ = (
        CheckConstraint("outcome IN ('confirmed', 'refuted', 'other')", name="outcome_known"),
        CheckConstraint("(examination_id IS NULL) = (finding_index IS NULL)", name="prediction_whole"),
        Index("ix_confirmed_findings_prediction", "examination_id", "finding_index", "id"),
        Index("ix_confirmed_findings_fault_id", "fault", "id"),
        Index("ix_confirmed_findings_found_fault_id", "found_fault", "id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    examination_id: Mapped[str | None] = mapped_column(ForeignKey("examinations.id"))
    finding_index: Mapped[int | None]
    fault: Mapped[str | None] = mapped_column(String(60))
    component: Mapped[str | None] = mapped_column(String(120))
    predicted_probability: Mapped[float | None]
    outcome: Mapped[str] = mapped_column(String(12))
    found_fault: Mapped[str | None] = mapped_column(String(60))
    words: Mapped[str]
    seen_on: Mapped[date] = mapped_column(Date)
    told_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    told_at: Mapped[datetime] = mapped_column(index=True)
    signer_doctor_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), ForeignKey("doctors.id"))
    """Who had signed the case's first diagnosis; null where none was signed, and where its signer tells the line."""
    signer_right: Mapped[bool | None]
    """Whether that diagnosis said what was found: asserted the fault, or did not assert a refuted one."""


class Satisfaction(_OfCase, Base):
    """How content the factory is with one case, asked once."""

    __tablename__ = "satisfaction"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score_known"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    score: Mapped[int]
    words: Mapped[str | None]
    told_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    told_at: Mapped[datetime]


class Discharge(_OfCase, Base):
    """How a case ended, with the follow-up it rests on or the reason why there is none."""

    __tablename__ = "discharges"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('repaired', 'improved', 'unchanged', 'untreated', 'declined')", name="outcome_known"
        ),
        CheckConstraint("measurement_id IS NOT NULL OR reason IS NOT NULL", name="result_or_reason"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(12))
    measurement_id: Mapped[str | None] = mapped_column(ForeignKey("follow_up_measurements.id"))
    reason: Mapped[str | None]
    discharged_by: Mapped[str] = mapped_column(String(_NAME_LENGTH))
    discharged_at: Mapped[datetime] = mapped_column(index=True)
