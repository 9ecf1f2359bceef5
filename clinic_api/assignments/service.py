"""Giving a case to a doctor, and taking it from one."""

from __future__ import annotations

from datetime import datetime

from clinic_api.assignments.giving import give_case
from clinic_api.assignments.history import barred_doctors
from clinic_api.assignments.request import request_of_triaged
from clinic_api.assignments.roster import roster
from clinic_api.assignments.schemas import AssignmentCreate, CandidateRead, CandidatesRead
from clinic_api.cases.action_schemas import ReassignRequest, ReferralRequest
from clinic_api.cases.models import Case
from clinic_api.cases.referral import propose_anew
from clinic_api.cases.repository import TEXTS, CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.states import Action, Actor, CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.cases.transitions import StateConflict, change_open_case, transition
from clinic_api.cases.views import case_read
from clinic_api.database import database_now
from clinic_api.errors import Invalid
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.versions import refuse_outdated
from experts.directory import department_name
from experts.matching import Candidate, rank

__all__ = ["AssignmentService"]


class AssignmentService:
    """Assigning on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def assign(self, case_id: str, body: AssignmentCreate, *, if_match: str | None) -> CaseRead:
        """Give a case as `give` does, and return it as it is then."""
        return self._read(self.give(case_id, body, if_match=if_match))

    def give(self, case_id: str, body: AssignmentCreate, *, if_match: str | None, as_planned: bool = False) -> Case:
        """Give a triaged case to a doctor whom no hard rule keeps from it; of several such requests one wins. A doctor
        ``as_planned`` for the whole queue is the proposed one.
        """
        case = self._repository.get(case_id)
        refuse_outdated(if_match, case.version)
        self._give(case, body.doctor_id, body.reason, as_planned=as_planned)
        return case

    def unassign(self, case_id: str, reason: str, *, if_match: str | None) -> CaseRead:
        """Take a case from its doctor, who no longer sees it; it waits for another one, who is proposed."""
        case = self._repository.get(case_id)
        refuse_outdated(if_match, case.version)
        now = database_now(self._session)
        self._take(case, reason, now)
        columns = propose_anew(self._session, case, department=case.department, now=now)
        change_open_case(self._session, case, at=now, **columns)
        write_line(self._session, case, "waiting_again", at=now, by=self._principal)
        return self._read(case)

    def reassign(self, case_id: str, body: ReassignRequest, *, if_match: str | None) -> CaseRead:
        """Give an assigned case to another doctor at once; when that one may not take it, nothing changes."""
        case = self._repository.get(case_id)
        refuse_outdated(if_match, case.version)
        self._take(case, body.reason, database_now(self._session))
        self._give(case, body.doctor_id, body.reason)
        return self._read(case)

    def candidates(self, case_id: str) -> CandidatesRead:
        """Return the doctors of the department of a case with what speaks for and against each of them now."""
        case = self._repository.get(case_id)
        now = database_now(self._session)
        factory = self._session.get_one(Factory, case.factory_id)
        request = request_of_triaged(case, factory, fallback_department="")
        gave_back = barred_doctors(self._session, [case.id]).get(case.id, frozenset())
        ranked = rank(request, roster(self._session), now=now)
        return CandidatesRead(items=[_candidate_read(each, each.doctor.id in gave_back) for each in ranked])

    def propose(self, case_id: str, *, if_match: str | None) -> CaseRead:
        """Make the proposal of a waiting case again, by the doctors as they are now."""
        case = self._waiting(case_id, if_match)
        now = database_now(self._session)
        columns = propose_anew(self._session, case, department=case.department, now=now)
        change_open_case(self._session, case, at=now, **columns)
        return self._read(case)

    def set_department(self, case_id: str, body: ReferralRequest, *, if_match: str | None) -> CaseRead:
        """Hand a waiting case to another department, of which a doctor is proposed; what triage found stays."""
        case = self._waiting(case_id, if_match)
        if body.department == case.department:
            raise Invalid("department_unchanged", TEXTS("department_unchanged"))
        now = database_now(self._session)
        columns = propose_anew(self._session, case, department=body.department, now=now)
        change_open_case(self._session, case, at=now, department=body.department, **columns)
        values = {"department": department_name(body.department), "reason": body.reason}
        write_line(self._session, case, "referred", at=now, by=self._principal, values=values)
        return self._read(case)

    def _waiting(self, case_id: str, if_match: str | None) -> Case:
        """Return a case that waits for a doctor; raises `StateConflict` for any other."""
        case = self._repository.get(case_id)
        refuse_outdated(if_match, case.version)
        if case.state != CaseState.TRIAGED:
            raise StateConflict(CaseState(case.state))
        return case

    def _take(self, case: Case, reason: str, now: datetime) -> None:
        attending = self._repository.files([case])[0].attending
        transition(self._session, case, Action.UNASSIGN, actor=Actor(self._principal.role), at=now, reason=reason)
        if attending is not None:
            values = {"doctor": attending.doctor_name, "reason": reason}
            write_line(
                self._session, case, "unassigned", at=now, by=self._principal, values=values, visibility="hospital"
            )

    def _give(self, case: Case, doctor_id: str, reason: str | None, *, as_planned: bool = False) -> None:
        proposed = None if case.proposal is None else str(case.proposal["doctor_id"])
        give_case(
            self._session,
            case,
            doctor_id,
            giver=self._principal,
            proposed_doctor_id=doctor_id if as_planned else proposed,
            reason=reason,
            at=database_now(self._session),
        )

    def _read(self, case: Case) -> CaseRead:
        return case_read(self._repository.file(case), self._principal)


def _candidate_read(candidate: Candidate, gave_it_back: bool) -> CandidateRead:
    return CandidateRead(
        doctor_id=candidate.doctor.id,
        name=TextRead.of(candidate.doctor.name),
        score=candidate.score,
        fit=candidate.fit,
        relative_load=candidate.relative_load,
        on_time=candidate.on_time,
        may_take_it=candidate.may_take_it,
        gave_it_back=gave_it_back,
        reasons=[TextRead.of(reason) for reason in candidate.reasons],
    )
