"""What a report is made of: the rows of one case. Whoever may read the case gets the same report, so nothing here
depends on who asks; what the hospital keeps to itself is not asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination, ExaminationFigure
from clinic_api.factories.models import Factory
from clinic_api.intake.models import Ticket
from clinic_api.recordings.models import Recording
from clinic_api.treatments.models import (
    ConfirmedFinding,
    Diagnosis,
    Discharge,
    ExaminationSignature,
    FollowUp,
    FollowUpMeasurement,
    PrescriptionItem,
)

__all__ = ["CaseRows", "case_rows"]

Row = TypeVar("Row")


@dataclass(frozen=True)
class CaseRows:
    """The rows of a case that a report shows; sequences are the oldest first."""

    case: Case
    factory: Factory
    machine: Equipment | None
    ticket: Ticket | None
    recording: Recording | None
    examination: Examination | None
    figures: Sequence[ExaminationFigure]
    examination_signatures: Sequence[ExaminationSignature]
    diagnoses: Sequence[Diagnosis]
    doctors: dict[str, Doctor]
    """Who signed, by id."""
    items: Sequence[PrescriptionItem]
    follow_up: FollowUp | None
    measurements: Sequence[FollowUpMeasurement]
    teardown: Sequence[ConfirmedFinding]
    discharge: Discharge | None


def case_rows(session: Session, case: Case) -> CaseRows:
    """Return the rows of ``case``, which the caller has found to be visible to whoever asks."""

    def rows(model: type[Row]) -> Sequence[Row]:
        columns: Any = model
        return session.scalars(select(model).where(columns.case_id == case.id).order_by(columns.id)).all()

    recording = None if case.recording_id is None else session.get(Recording, case.recording_id)
    examination = next((row for row in rows(Examination) if row.recording_id == case.recording_id), None)
    diagnoses = rows(Diagnosis)
    follow_ups = rows(FollowUp)
    discharges = rows(Discharge)
    signatures = [] if examination is None else rows(ExaminationSignature)
    return CaseRows(
        case=case,
        factory=session.get_one(Factory, case.factory_id),
        machine=None if case.equipment_id is None else session.get(Equipment, case.equipment_id),
        ticket=session.scalar(select(Ticket).where(Ticket.case_id == case.id)),
        recording=recording,
        examination=examination,
        figures=_figures(session, examination),
        examination_signatures=[
            row for row in signatures if examination is not None and row.examination_id == examination.id
        ],
        diagnoses=diagnoses,
        doctors=_doctors(session, diagnoses),
        items=[item for item in rows(PrescriptionItem) if item.state != "withdrawn"],
        follow_up=follow_ups[-1] if follow_ups else None,
        measurements=rows(FollowUpMeasurement),
        teardown=rows(ConfirmedFinding),
        discharge=discharges[-1] if discharges and case.state == "discharged" else None,
    )


def _figures(session: Session, examination: Examination | None) -> Sequence[ExaminationFigure]:
    if examination is None:
        return ()
    statement = select(ExaminationFigure).where(ExaminationFigure.examination_id == examination.id)
    return session.scalars(statement.order_by(ExaminationFigure.index, ExaminationFigure.language)).all()


def _doctors(session: Session, diagnoses: Sequence[Diagnosis]) -> dict[str, Doctor]:
    people = [row.document.get(role) or {} for row in diagnoses for role in ("signer", "cosigner")]
    ids = {person["doctor_id"] for person in people if person.get("doctor_id")}
    return {doctor.id: doctor for doctor in session.scalars(select(Doctor).where(Doctor.id.in_(ids)))}
