"""What second opinions, teams and panels have in common: who may ask, and who may be asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.repository import TEXTS, CaseRepository
from clinic_api.cases.states import CaseState, state_text
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.cases.transitions import attends
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Conflict, Forbidden, NotFound
from clinic_api.kit.ids import is_id
from clinic_api.kit.principal import Role

__all__ = ["case_to_lead", "end_places_of", "named_doctor", "refuse_consulted", "refuse_unattended"]

_ATTENDED = frozenset(
    {
        CaseState.ASSIGNED,
        CaseState.IN_CONSULTATION,
        CaseState.DIAGNOSED,
        CaseState.IN_TREATMENT,
        CaseState.FOLLOW_UP,
        CaseState.NEEDS_INFORMATION,
    }
)


def case_to_lead(repository: CaseRepository, case_id: str) -> Case:
    """Return the case, locked, if the principal leads it: the desk every case, a doctor the attended ones."""
    case = repository.get(case_id, for_update=True)
    principal = repository.principal
    if principal.role is Role.DOCTOR and not attends(repository.session, case, principal.doctor_id or ""):
        raise Forbidden("not_attending", TEXTS("not_attending"))
    return case


def refuse_unattended(case: Case) -> None:
    """Refuse a case without an attending doctor: others are asked beside one (`Conflict`)."""
    if case.state not in _ATTENDED:
        raise Conflict(
            "consultation_without_doctor",
            TEXTS("consultation_without_doctor", state=state_text(CaseState(case.state))),
            state=case.state,
        )


def named_doctor(session: Session, doctor_id: str) -> Doctor:
    """Return a doctor of the hospital; raises `NotFound` ``doctor_not_found``."""
    doctor = session.get(Doctor, doctor_id) if is_id(doctor_id, "doc") else None
    if doctor is None:
        raise NotFound("doctor_not_found", TEXTS("doctor_not_found"))
    return doctor


def refuse_consulted(session: Session, case: Case, doctor: Doctor) -> None:
    """Refuse a doctor who is asked about this case already, in whatever way (`Conflict`)."""
    asked = select(CaseConsultation.kind).where(
        CaseConsultation.case_id == case.id,
        CaseConsultation.doctor_id == doctor.id,
        CaseConsultation.ended_at.is_(None),
    )
    kind = session.scalar(asked)
    if kind is not None:
        raise Conflict("consultation_open_already", TEXTS("consultation_open_already"), kind=kind)


def end_places_of(session: Session, case: Case, doctor_id: str, *, at: datetime) -> None:
    """End what a doctor was asked beside the attending doctor, who this doctor is from now on."""
    session.execute(
        update(CaseConsultation)
        .where(
            CaseConsultation.case_id == case.id,
            CaseConsultation.doctor_id == doctor_id,
            CaseConsultation.ended_at.is_(None),
        )
        .values(ended_at=at)
    )
