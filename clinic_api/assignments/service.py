"""The coordinator's queue, and giving a case to a doctor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select

from clinic_api.assignments.models import Assignment
from clinic_api.assignments.request import request_of_triaged
from clinic_api.assignments.roster import as_expert
from clinic_api.assignments.schemas import AssignmentCreate
from clinic_api.cases.action_schemas import ReassignRequest
from clinic_api.cases.consulting import end_places_of
from clinic_api.cases.models import Case
from clinic_api.cases.referral import propose_anew
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.states import OPEN_STATES, Action, Actor
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.cases.transitions import change_open_case, transition
from clinic_api.cases.views import case_read
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.pagination import Page, PageParameters
from clinic_api.kit.versions import refuse_outdated
from diagnostics.texts import Catalogue, Text
from experts.matching import CaseRequest, broken_rules

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
        """Give a triaged case to a doctor whom no hard rule keeps from it; of several such requests one wins."""
        case = self._repository.get(case_id)
        refuse_outdated(if_match, case.version)
        self._give(case, body.doctor_id, body.reason)
        return self._read(case)

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

    def _give(self, case: Case, doctor_id: str, reason: str | None) -> None:
        doctor = self._lock_doctor(doctor_id)
        request = self._request(case, doctor)
        now = database_now(self._session)
        transition(self._session, case, Action.ASSIGN, actor=Actor(self._principal.role), at=now)
        why = broken_rules(request, as_expert(doctor), now=now)
        if why:
            raise _not_eligible(why)
        self._session.add(
            Assignment(
                id=new_id("asg"),
                factory_id=case.factory_id,
                case_id=case.id,
                doctor_id=doctor.id,
                minutes=request.minutes,
                assigned_by_id=self._principal.account_id,
                assigned_by=person_name(self._principal),
                reason=reason,
                assigned_at=now,
            )
        )
        end_places_of(self._session, case, doctor.id, at=now)
        name = Text(doctor.name_en, doctor.name_zh)
        write_line(self._session, case, "assigned", at=now, by=self._principal, values={"doctor": name})
        self._session.flush()

    def _read(self, case: Case) -> CaseRead:
        return case_read(self._repository.file(case), self._principal)

    def _request(self, case: Case, doctor: Doctor) -> CaseRequest:
        factory = self._session.get_one(Factory, case.factory_id)
        return request_of_triaged(case, factory, fallback_department=str(doctor.departments[0]))

    def _lock_doctor(self, doctor_id: str) -> Doctor:
        """Return the doctor, whose load nobody else may change until this transaction ends."""
        if is_id(doctor_id, "doc"):
            locked = self._session.scalar(select(Doctor.id).where(Doctor.id == doctor_id).with_for_update())
            if locked is not None:
                return self._session.scalars(
                    select(Doctor).where(Doctor.id == doctor_id).execution_options(populate_existing=True)
                ).one()
        raise NotFound("doctor_not_found", _TEXTS("doctor_not_found"))


def _after(urgency: ColumnElement[int], last: Case) -> ColumnElement[bool]:
    level = _NOT_TRIAGED if last.urgency is None else last.urgency
    return or_(urgency > level, and_(urgency == level, Case.id > last.id))


def _not_eligible(why: tuple[Text, ...]) -> Invalid:
    joined = Text(" ".join(text.en for text in why), "".join(text.zh for text in why))
    return Invalid(
        "doctor_not_eligible",
        _TEXTS("doctor_not_eligible", why=joined),
        reasons=[text.to_json() for text in why],
    )
