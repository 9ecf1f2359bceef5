"""What people do to lead a case on: accept, decline, refer, change its urgency, cancel, reopen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from clinic_api.cases.action_schemas import ReferralRequest, UrgencyChange
from clinic_api.cases.clocks import clocks_of, follow_urgency
from clinic_api.cases.models import Case
from clinic_api.cases.referral import propose_anew
from clinic_api.cases.repository import TEXTS, CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.states import Action, Actor
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.cases.transitions import attends, change_open_case, transition
from clinic_api.cases.views import case_read
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Forbidden, Invalid
from clinic_api.kit.principal import Role
from clinic_api.kit.versions import refuse_outdated
from diagnostics.texts import Text
from experts.directory import department_name

__all__ = ["CaseActs", "change_urgency"]


class CaseActs:
    """Acts on cases on behalf of the principal of ``repository``; each answers the case as it is afterwards."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def begin_consultation(self, case_id: str, *, if_match: str | None) -> CaseRead:
        """The attending doctor accepts the case."""
        case, now = self._case(case_id, if_match)
        self._lead(case, Action.BEGIN_CONSULTATION, now)
        self._tell(case, "consultation_begun", now, doctor=self._principal.name)
        return self._read(case)

    def decline(self, case_id: str, reason: str, *, if_match: str | None) -> CaseRead:
        """The attending doctor does not take the case; another one is proposed, never again this one."""
        case, now = self._case(case_id, if_match)
        self._lead(case, Action.DECLINE, now, reason=reason)
        self._propose_anew(case, case.department, now)
        self._tell_hospital(case, "declined", now, doctor=self._principal.name, reason=reason)
        self._tell(case, "waiting_again", now)
        return self._read(case)

    def refer(self, case_id: str, body: ReferralRequest, *, if_match: str | None) -> CaseRead:
        """The attending doctor hands the case to another department; what triage found stays."""
        case, now = self._case(case_id, if_match)
        if body.department == case.department:
            raise Invalid("department_unchanged", TEXTS("department_unchanged"))
        self._lead(case, Action.REFER, now, reason=body.reason, department=body.department)
        self._propose_anew(case, body.department, now)
        self._tell(case, "referred", now, department=department_name(body.department), reason=body.reason)
        return self._read(case)

    def cancel(self, case_id: str, reason: str, *, if_match: str | None) -> CaseRead:
        """End a case that needs no doctor."""
        case, now = self._case(case_id, if_match)
        self._lead(case, Action.CANCEL, now, reason=reason)
        self._tell(case, "cancelled", now, reason=reason)
        return self._read(case)

    def reopen(self, case_id: str, reason: str, *, if_match: str | None, reopen_days: int) -> CaseRead:
        """Open a discharged case again; `Conflict` ``reopen_too_late`` after ``reopen_days``."""
        case, now = self._case(case_id, if_match)
        if case.closed_at is not None and now > case.closed_at + timedelta(days=reopen_days):
            raise Conflict("reopen_too_late", TEXTS("reopen_too_late", days=reopen_days), days=reopen_days)
        self._lead(case, Action.REOPEN, now, reason=reason)
        self._propose_anew(case, case.department, now)
        self._tell(case, "reopened", now, reason=reason)
        return self._read(case)

    def set_urgency(self, case_id: str, body: UrgencyChange, *, if_match: str | None) -> CaseRead:
        """Raise or lower the urgency; only lowering needs a reason."""
        case, now = self._case(case_id, if_match)
        if self._principal.role is Role.DOCTOR and not attends(self._session, case, self._principal.doctor_id or ""):
            raise Forbidden("not_attending", TEXTS("not_attending"))
        before = case.urgency
        if body.urgency == before:
            raise Invalid("urgency_unchanged", TEXTS("urgency_unchanged"))
        if before is not None and body.urgency > before and body.reason is None:
            raise Invalid("reason_required", TEXTS("reason_required"))
        change_urgency(self._repository, case, body.urgency, at=now, reason=body.reason)
        return self._read(case)

    def _case(self, case_id: str, if_match: str | None) -> tuple[Case, datetime]:
        case = self._repository.get(case_id)
        refuse_outdated(if_match, case.version)
        return case, database_now(self._session)

    def _lead(self, case: Case, action: Action, at: datetime, *, reason: str | None = None, **changes: object) -> None:
        actor = Actor(self._principal.role)
        transition(self._session, case, action, actor=actor, at=at, reason=reason, changes=changes)

    def _propose_anew(self, case: Case, department: str | None, at: datetime) -> None:
        columns = propose_anew(self._session, case, department=department, now=at)
        change_open_case(self._session, case, at=at, **columns)

    def _tell(self, case: Case, kind: str, at: datetime, **values: object) -> None:
        write_line(self._session, case, kind, at=at, by=self._principal, values=values)

    def _tell_hospital(self, case: Case, kind: str, at: datetime, **values: object) -> None:
        write_line(self._session, case, kind, at=at, by=self._principal, values=values, visibility="hospital")

    def _read(self, case: Case) -> CaseRead:
        self._session.flush()
        return case_read(self._repository.file(case), self._principal)


def change_urgency(
    repository: CaseRepository, case: Case, urgency: int, *, at: datetime, reason: str | Text | None = None
) -> None:
    """Give an open case another urgency on behalf of the principal of ``repository``, its clocks and time line with
    it. Raises `StateConflict` for a closed case.
    """
    session, before = repository.session, case.urgency
    change_open_case(session, case, at=at, urgency=urgency)
    follow_urgency(clocks_of(session, case), urgency, at=at)
    values: dict[str, Any] = {"before": before, "after": urgency}
    kind = "urgency_set" if before is None else "urgency_raised" if urgency < before else "urgency_lowered"
    if kind == "urgency_lowered":
        values["reason"] = reason or person_name(repository.principal)
    write_line(session, case, kind, at=at, by=repository.principal, values=values)
