"""The panel of a review: who is proposed, who is asked, and who has no place on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.assignments.request import case_request
from clinic_api.assignments.roster import roster
from clinic_api.cases.models import Case
from clinic_api.cases.planning import USUAL_URGENCY
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.cases.timeline import write_line
from clinic_api.doctors.models import Doctor
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal, Role
from clinic_api.reviews.models import CaseReview
from clinic_api.treatments.models import Diagnosis
from diagnostics.texts import Catalogue, Text
from experts.directory import department_name
from experts.matching import propose

__all__ = ["SEATS", "TEXTS", "Panel", "ask_onto_panel", "involved_doctors", "propose_panel", "summary_of"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))

SEATS: Final = 2
"""Doctors who are asked: with the attending doctor three have looked, and two of them without having a part in it."""
_AT_THE_DESK: Final = "reception"
"""A panel judges what is written and recorded; nobody travels for it."""


@dataclass(frozen=True)
class Panel:
    """The doctors proposed for a panel, in the form that is kept, and why there are not enough of them."""

    proposed: list[dict[str, Any]]
    problem: Text | None


def propose_panel(session: Session, case: Case, signer_id: str, *, now: datetime) -> Panel:
    """Propose `SEATS` doctors of the case's department (of the signer's, where triage named none) for a panel, by the
    hard rules and the score of matching, without anybody who has a part in the case.
    """
    involved = involved_doctors(session, case)
    doctors = [doctor for doctor in roster(session) if doctor.id not in involved]
    department = case.department or str(session.get_one(Doctor, signer_id).departments[0])
    judged = case.triage or {}
    request = case_request(
        case,
        session.get_one(Factory, case.factory_id),
        department=department,
        specialties=judged.get("specialties", ()),
        urgency=case.urgency or USUAL_URGENCY,
        mode=_AT_THE_DESK,
    )
    proposed: list[dict[str, Any]] = []
    while len(proposed) < SEATS:
        counted = {"count": len(proposed), "wanted": SEATS}
        if not any(department in doctor.departments for doctor in doctors):
            return Panel(proposed, TEXTS("nobody_left", department=department_name(department), **counted))
        proposal = propose(request, doctors, now=now)
        chosen = next((doctor for doctor in doctors if doctor.id == proposal.doctor_id), None)
        if chosen is None:
            return Panel(proposed, TEXTS("nobody_fits", why=proposal.reason_unassigned, **counted))
        proposed.append(
            {
                "doctor_id": chosen.id,
                "doctor_name_en": chosen.name.en,
                "doctor_name_zh": chosen.name.zh,
                "score": proposal.score,
                "reasons": [reason.to_json() for reason in proposal.reasons],
            }
        )
        doctors = [doctor for doctor in doctors if doctor.id != chosen.id]
    return Panel(proposed, None)


def involved_doctors(session: Session, case: Case) -> set[str]:
    """Return who has, or had, a part in a case: attended or declined it, signed or co-signed a diagnosis, treated it in
    a team, or is asked about it or has answered. Who was asked and never answered has none.
    """
    attended = select(Assignment.doctor_id).where(Assignment.case_id == case.id)
    asked = select(CaseConsultation.doctor_id).where(
        CaseConsultation.case_id == case.id,
        or_(
            CaseConsultation.kind == "team",
            CaseConsultation.ended_at.is_(None),
            CaseConsultation.answered_at.is_not(None),
        ),
    )
    involved = {*session.scalars(attended), *session.scalars(asked)}
    for document in session.scalars(select(Diagnosis.document).where(Diagnosis.case_id == case.id)):
        people = (document.get("signer"), document.get("cosigner"))
        involved |= {person["doctor_id"] for person in people if person is not None}
    return involved


def ask_onto_panel(
    session: Session, case: Case, review: CaseReview, doctor_id: str, *, by: Principal, asked_by: str, at: datetime
) -> None:
    """Ask a doctor onto the panel of ``review``; the doctor sees the case until the verdict is given."""
    doctor = session.get_one(Doctor, doctor_id)
    question = TEXTS("panel_question", what=summary_of(review))
    place = CaseConsultation(
        id=new_id("con"),
        factory_id=case.factory_id,
        case_id=case.id,
        kind="review",
        review_id=review.id,
        doctor_id=doctor.id,
        question=f"{question.zh}\n{question.en}",
        asked_at=at,
        asked_by=asked_by,
        asked_by_id=by.account_id,
    )
    session.add(place)
    values = {"doctor": Text(doctor.name_en, doctor.name_zh)}
    data = {"review_id": review.id, "to_role": Role.DOCTOR.value, "to_doctor_id": doctor.id}
    write_line(session, case, "review_asked", at=at, values=values, data=data, visibility="hospital")


def summary_of(review: CaseReview) -> Text:
    """Return all contradictions of a review, one after the other."""
    texts = [each["text"] for each in review.disagreements]
    return Text(" ".join(text["en"] for text in texts), "".join(text["zh"] for text in texts))
