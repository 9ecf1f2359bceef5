"""Teams: doctors of other departments treat a case with its attending doctor, who alone leads it and signs."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from clinic_api.assignments.request import case_request
from clinic_api.assignments.roster import as_expert
from clinic_api.cases.consulting import case_to_lead, named_doctor, refuse_consulted, refuse_unattended
from clinic_api.cases.models import Case
from clinic_api.cases.planning import USUAL_URGENCY
from clinic_api.cases.repository import TEXTS, CaseRepository
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.cases.team_schemas import TeamContribution, TeamInvitation, TeamLeaving, TeamMemberRead, TeamRead
from clinic_api.cases.timeline import Visibility, person_name, write_line
from clinic_api.cases.transitions import attends
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Conflict, Forbidden, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.principal import Role
from clinic_api.rota.duty import Duty
from diagnostics.texts import Text
from experts.directory import department_name
from experts.matching.rules import breaches

__all__ = ["Teams"]

_MOST_MEMBERS: Final = 8
"""Open places on one team: one for each department of the hospital."""
_MOST_CHARACTERS: Final = 20_000
"""Of one member's contribution: five of the longest texts."""
_RULES: Final = frozenset({"department", "conflict", "absence", "language"})
"""The hard rules of matching that hold for a member; the minutes are the attending doctor's."""


class Teams:
    """Teams on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def read(self, case_id: str) -> TeamRead:
        """Return all members of a case's team, the former ones too."""
        case = self._repository.get(case_id)
        statement = (
            self._repository.select_visible(CaseConsultation)
            .where(CaseConsultation.case_id == case.id, CaseConsultation.kind == "team")
            .order_by(CaseConsultation.id)
        )
        return TeamRead(items=[self._read(row) for row in self._session.scalars(statement)])

    def invite(self, case_id: str, body: TeamInvitation) -> TeamMemberRead:
        """Take a doctor of another department into the team of an attended case."""
        case = case_to_lead(self._repository, case_id)
        refuse_unattended(case)
        doctor = named_doctor(self._session, body.doctor_id)
        now = database_now(self._session)
        self._refuse_unfit(case, doctor, body.department, now)
        member = CaseConsultation(
            id=new_id("con"),
            factory_id=case.factory_id,
            case_id=case.id,
            kind="team",
            doctor_id=doctor.id,
            department=body.department,
            question=body.task,
            asked_at=now,
            asked_by=person_name(self._principal),
            asked_by_id=self._principal.account_id,
        )
        self._session.add(member)
        self._tell(case, "team_joined", member, doctor, now)
        self._session.flush()
        return self._read(member)

    def contribute(self, case_id: str, member_id: str, body: TeamContribution) -> TeamMemberRead:
        """Add to the written part of the acting member, who stays on the team."""
        case, member = self._place(case_id, member_id)
        if member.doctor_id != self._principal.doctor_id:
            raise Forbidden("not_this_member", TEXTS("not_this_member"))
        if f"\n\n{member.opinion}".endswith(f"\n\n{body.text}"):
            return self._read(member)  # sent twice
        written = body.text if member.opinion is None else f"{member.opinion}\n\n{body.text}"
        if len(written) > _MOST_CHARACTERS:
            raise Invalid("contribution_too_long", TEXTS("contribution_too_long", most=_MOST_CHARACTERS))
        now = database_now(self._session)
        member.opinion, member.answered_at = written, now
        doctor = self._session.get_one(Doctor, member.doctor_id)
        self._tell(case, "team_contributed", member, doctor, now, visibility="hospital")
        self._session.flush()
        return self._read(member)

    def leave(self, case_id: str, member_id: str, body: TeamLeaving) -> TeamMemberRead:
        """End a place on the team: the member's own, or any where the principal leads the case."""
        case, member = self._place(case_id, member_id)
        is_own = member.doctor_id == self._principal.doctor_id
        leads = self._principal.role is not Role.DOCTOR or attends(self._session, case, self._principal.doctor_id or "")
        if not (is_own or leads):
            raise Forbidden("not_this_member", TEXTS("not_this_member"))
        now = database_now(self._session)
        member.ended_at = now
        doctor = self._session.get_one(Doctor, member.doctor_id)
        self._tell(case, "team_left", member, doctor, now)
        values = {"doctor": _name(doctor), "reason": body.reason}
        write_line(
            self._session, case, "team_left_because", at=now, by=self._principal, values=values, visibility="hospital"
        )
        self._session.flush()
        return self._read(member)

    def _refuse_unfit(self, case: Case, doctor: Doctor, department: str, now: datetime) -> None:
        if attends(self._session, case, doctor.id):
            raise Invalid("consultation_with_attending", TEXTS("consultation_with_attending"))
        if department == case.department:
            raise Invalid("team_same_department", TEXTS("team_same_department"))
        refuse_consulted(self._session, case, doctor)
        places = select(func.count()).where(
            CaseConsultation.case_id == case.id, CaseConsultation.kind == "team", CaseConsultation.ended_at.is_(None)
        )
        if (self._session.scalar(places) or 0) >= _MOST_MEMBERS:
            raise Conflict("team_full", TEXTS("team_full", most=_MOST_MEMBERS))
        request = case_request(
            case,
            self._session.get_one(Factory, case.factory_id),
            department=department,
            specialties=(),
            urgency=case.urgency or USUAL_URGENCY,
            mode=case.mode,
        )
        broken = [
            b.text for b in breaches(request, as_expert(doctor, Duty(self._session, now)), now=now) if b.rule in _RULES
        ]
        if broken:
            why = Text(" ".join(text.en for text in broken), "".join(text.zh for text in broken))
            raise Invalid("team_not_eligible", TEXTS("team_not_eligible", why=why))

    def _place(self, case_id: str, member_id: str) -> tuple[Case, CaseConsultation]:
        """Return a visible case, locked, and an open place on its team."""
        case = self._repository.get(case_id, for_update=True)
        statement = self._repository.select_visible(CaseConsultation).where(
            CaseConsultation.id == member_id,
            CaseConsultation.case_id == case.id,
            CaseConsultation.kind == "team",
            CaseConsultation.ended_at.is_(None),
        )
        member = self._session.scalars(statement).one_or_none() if is_id(member_id, "con") else None
        if member is None:
            raise NotFound("team_member_not_found", TEXTS("team_member_not_found"))
        return case, member

    def _tell(
        self,
        case: Case,
        kind: str,
        member: CaseConsultation,
        doctor: Doctor,
        at: datetime,
        *,
        visibility: Visibility = "everyone",
    ) -> None:
        values = {"doctor": _name(doctor), "department": department_name(member.department or "")}
        data = {"member_id": member.id, "to_role": Role.DOCTOR.value, "to_doctor_id": doctor.id}
        write_line(
            self._session, case, kind, at=at, by=self._principal, values=values, data=data, visibility=visibility
        )

    def _read(self, member: CaseConsultation) -> TeamMemberRead:
        doctor = self._session.get_one(Doctor, member.doctor_id)
        department = member.department or ""
        return TeamMemberRead(
            id=member.id,
            case_id=member.case_id,
            doctor_id=doctor.id,
            doctor_name_en=doctor.name_en,
            doctor_name_zh=doctor.name_zh,
            department=department,
            department_name=TextRead.of(department_name(department)),
            task=member.question,
            asked_by=member.asked_by,
            asked_at=member.asked_at,
            contribution=member.opinion,
            contributed_at=member.answered_at,
            ended_at=member.ended_at,
        )


def _name(doctor: Doctor) -> Text:
    return Text(doctor.name_en, doctor.name_zh)
