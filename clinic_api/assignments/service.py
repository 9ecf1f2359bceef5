"""The coordinator's queue, and giving a case to a doctor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_

from clinic_api.assignments.giving import give_case
from clinic_api.assignments.schemas import AssignmentCreate
from clinic_api.cases.action_schemas import ReassignRequest
from clinic_api.cases.models import Case
from clinic_api.cases.referral import propose_anew
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.states import OPEN_STATES, Action, Actor
from clinic_api.cases.timeline import write_line
from clinic_api.cases.transitions import change_open_case, transition
from clinic_api.cases.views import case_read
from clinic_api.database import database_now
from clinic_api.kit.pagination import Page, PageParameters
from clinic_api.kit.versions import refuse_outdated
from diagnostics.texts import Catalogue

__all__ = ["AssignmentService"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_NOT_TRIAGED: Final = 6  # after urgency 5: nothing can be decided about such a case yet


class AssignmentService:
    """Assigning on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def queue(self, page: PageParameters) -> Page[CaseRead]:
        """Return a page of the open cases, the most urgent first, the oldest first among equals."""
        urgency = func.coalesce(Case.urgency, _NOT_TRIAGED)
        statement = self._repository.select_visible(Case).where(Case.state.in_([state.value for state in OPEN_STATES]))
        if page.cursor is not None:
            last = self._repository.get(page.cursor)
            statement = statement.where(_after(urgency, last))
        ordered = statement.order_by(urgency, Case.id).limit(page.limit + 1)
        rows = self._session.scalars(ordered).all()
        shown = rows[: page.limit]
        return Page[CaseRead](
            items=[case_read(file, self._principal) for file in self._repository.files(shown)],
            next_cursor=shown[-1].id if len(rows) > page.limit else None,
        )

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


def _after(urgency: ColumnElement[int], last: Case) -> ColumnElement[bool]:
    level = _NOT_TRIAGED if last.urgency is None else last.urgency
    return or_(urgency > level, and_(urgency == level, Case.id > last.id))
