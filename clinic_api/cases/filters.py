"""What a list of cases can be narrowed down to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, model_validator
from sqlalchemy import ColumnElement, select

from clinic_api.assignments.models import Assignment
from clinic_api.cases.action_schemas import DepartmentCode
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.states import OPEN_STATES, CaseState
from clinic_api.database import utc_now
from clinic_api.kit.china import CHINA
from clinic_api.kit.repository import Repository
from clinic_api.search.matching import cases_with

__all__ = ["CaseFilter", "is_overdue"]

Identifier = Annotated[str, StringConstraints(max_length=40)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Urgency = Annotated[int, Field(ge=1, le=5)]


class CaseFilter(BaseModel):
    """Every condition that is given must hold; of several states or departments one."""

    q: Words | None = Field(
        default=None,
        description="words, Chinese or English, all of which must be in the case (complaint, number, comments, "
        "questions, diagnosis, what was found) or in the description of its machine",
    )
    state: list[CaseState] = Field(default=[], max_length=20)
    department: list[DepartmentCode] = Field(default=[], max_length=10)
    urgency_from: Urgency | None = Field(default=None, description="1 is the most urgent")
    urgency_to: Urgency | None = None
    doctor_id: Identifier | None = Field(default=None, description="who attends the case now")
    equipment_id: Identifier | None = None
    factory_id: Identifier | None = None
    opened_from: date | None = Field(default=None, description="day in China (UTC+8)")
    opened_to: date | None = Field(default=None, description="last day, included")
    closed: bool | None = Field(default=None, description="true: only closed cases, false: only open ones")
    overdue: bool = Field(default=False, description="only cases with a deadline that has passed")
    given_by_me: bool = Field(default=False, description="only cases that you gave to the doctor who has them now")

    @model_validator(mode="after")
    def _dates_are_in_order(self) -> CaseFilter:
        if self.opened_from is not None and self.opened_to is not None and self.opened_from > self.opened_to:
            raise ValueError("opened_from is after opened_to")
        return self

    def conditions(self, repository: Repository) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions on `Case`; raises `Invalid` ``search_without_words``."""
        if self.state:
            yield Case.state.in_([state.value for state in self.state])
        if self.closed is not None:
            is_open = Case.state.in_(OPEN_STATES)
            yield ~is_open if self.closed else is_open
        if self.department:
            yield Case.department.in_(self.department)
        if self.urgency_from is not None:
            yield Case.urgency >= self.urgency_from
        if self.urgency_to is not None:
            yield Case.urgency <= self.urgency_to
        if self.equipment_id is not None:
            yield Case.equipment_id == self.equipment_id
        if self.factory_id is not None:
            yield Case.factory_id == self.factory_id
        if self.doctor_id is not None:
            attended = select(Assignment.case_id).where(
                Assignment.doctor_id == self.doctor_id, Assignment.ended_at.is_(None)
            )
            yield Case.id.in_(attended)
        if self.given_by_me:
            given = select(Assignment.case_id).where(
                Assignment.assigned_by_id == repository.principal.account_id, Assignment.ended_at.is_(None)
            )
            yield Case.id.in_(given)
        if self.opened_from is not None:
            yield Case.created_at >= _midnight(self.opened_from)
        if self.opened_to is not None:
            yield Case.created_at < _midnight(self.opened_to) + timedelta(days=1)
        if self.overdue:
            yield is_overdue()
        if self.q is not None:
            yield cases_with(repository, self.q, Case.id, Case.equipment_id)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA)


def is_overdue() -> ColumnElement[bool]:
    """Return the condition "a running clock of the case is over".

    The ids are selected once for all cases: asked for each case, 10 000 of them may take seconds.
    """
    running = (CaseClock.met_at.is_(None), CaseClock.stopped_at.is_(None))
    return Case.id.in_(select(CaseClock.case_id).where(*running, CaseClock.due_at < utc_now()))
