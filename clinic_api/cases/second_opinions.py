"""Second opinions: another doctor reads the case and writes down what they think; the attending doctor stays."""

from __future__ import annotations

from clinic_api.cases.consulting import case_to_lead, named_doctor, refuse_consulted, refuse_unattended
from clinic_api.cases.models import Case
from clinic_api.cases.repository import TEXTS, CaseRepository
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.cases.talk_schemas import ConsultationCreate, ConsultationRead, SecondOpinion
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.cases.transitions import attends
from clinic_api.cases.views import consultation_read
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Invalid, NotFound
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from diagnostics.texts import Text

__all__ = ["SecondOpinions"]


class SecondOpinions:
    """Second opinions on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def page(self, case_id: str, page: PageParameters) -> Page[ConsultationRead]:
        """Return the second opinions on a case, the newest first; factories see none."""
        case = self._repository.get(case_id)
        statement = self._repository.select_visible(CaseConsultation).where(
            CaseConsultation.case_id == case.id, CaseConsultation.kind == "second_opinion"
        )
        rows, next_cursor = fetch_page(self._session, statement, CaseConsultation.id, page)
        return Page[ConsultationRead](items=[self._read(row) for row in rows], next_cursor=next_cursor)

    def ask(self, case_id: str, body: ConsultationCreate) -> ConsultationRead:
        """Let another doctor read an attended case and give an opinion on it."""
        case = case_to_lead(self._repository, case_id)
        refuse_unattended(case)
        doctor = named_doctor(self._session, body.doctor_id)
        self._refuse_unfit(case, doctor)
        now = database_now(self._session)
        consultation = CaseConsultation(
            id=new_id("con"),
            factory_id=case.factory_id,
            case_id=case.id,
            doctor_id=doctor.id,
            question=body.question,
            asked_at=now,
            asked_by=person_name(self._principal),
            asked_by_id=self._principal.account_id,
        )
        self._session.add(consultation)
        self._tell(case, "second_opinion_asked", consultation, doctor)
        self._session.flush()
        return consultation_read(consultation, doctor)

    def give(self, case_id: str, consultation_id: str, body: SecondOpinion) -> ConsultationRead:
        """The consulted doctor writes the opinion, and then no longer sees the case."""
        case = self._repository.get(case_id, for_update=True)
        consultation = self._open(case, consultation_id)
        if consultation.doctor_id != self._principal.doctor_id:
            raise _not_found()
        now = database_now(self._session)
        consultation.opinion = body.opinion
        consultation.agreement = body.agreement
        consultation.answered_at = consultation.ended_at = now
        return self._ended(case, consultation, "second_opinion_given")

    def withdraw(self, case_id: str, consultation_id: str) -> ConsultationRead:
        """No longer ask for the opinion; the doctor no longer sees the case."""
        case = case_to_lead(self._repository, case_id)
        consultation = self._open(case, consultation_id)
        consultation.ended_at = database_now(self._session)
        return self._ended(case, consultation, "second_opinion_withdrawn")

    def _refuse_unfit(self, case: Case, doctor: Doctor) -> None:
        if attends(self._session, case, doctor.id):
            raise Invalid("consultation_with_attending", TEXTS("consultation_with_attending"))
        if case.factory_id in doctor.conflicts:
            raise Invalid("consultation_conflict_of_interest", TEXTS("consultation_conflict_of_interest"))
        refuse_consulted(self._session, case, doctor)

    def _open(self, case: Case, consultation_id: str) -> CaseConsultation:
        """Return a second opinion of ``case`` that is neither given nor withdrawn."""
        statement = self._repository.select_visible(CaseConsultation).where(
            CaseConsultation.id == consultation_id,
            CaseConsultation.case_id == case.id,
            CaseConsultation.kind == "second_opinion",
            CaseConsultation.ended_at.is_(None),
        )
        consultation = self._session.scalars(statement).one_or_none() if is_id(consultation_id, "con") else None
        if consultation is None:
            raise _not_found()
        return consultation

    def _ended(self, case: Case, consultation: CaseConsultation, kind: str) -> ConsultationRead:
        doctor = self._session.get_one(Doctor, consultation.doctor_id)
        self._tell(case, kind, consultation, doctor)
        self._session.flush()
        return consultation_read(consultation, doctor)

    def _tell(self, case: Case, kind: str, consultation: CaseConsultation, doctor: Doctor) -> None:
        values = {"doctor": Text(doctor.name_en, doctor.name_zh)}
        data = {"consultation_id": consultation.id, "doctor_id": doctor.id}
        at = database_now(self._session)
        write_line(self._session, case, kind, at=at, by=self._principal, values=values, data=data)

    def _read(self, consultation: CaseConsultation) -> ConsultationRead:
        return consultation_read(consultation, self._session.get_one(Doctor, consultation.doctor_id))


def _not_found() -> NotFound:
    return NotFound("consultation_not_found", TEXTS("consultation_not_found"))
