"""The board of the queue: the open cases by what has to happen to them next, the overdue ones first."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, and_, case, func, or_, select

from clinic_api.cases.filters import CaseFilter, is_overdue
from clinic_api.cases.models import Case
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.states import OPEN_STATES, CaseState
from clinic_api.cases.views import case_read
from clinic_api.equipment.models import Equipment
from clinic_api.kit.pagination import Page, PageParameters
from clinic_api.kit.repository import Repository

__all__ = [
    "FactoryCount",
    "QueueCounts",
    "QueueFilter",
    "Stage",
    "StageCount",
    "factory_counts",
    "queue_counts",
    "queue_page",
]

_NOT_TRIAGED: Final = 6  # after urgency 5: nothing can be decided about such a case yet


class Stage(StrEnum):
    """What has to happen next."""

    TO_TRIAGE = "to_triage"
    TO_ASSIGN = "to_assign"
    TO_ACCEPT = "to_accept"
    NEEDS_INFORMATION = "needs_information"
    TO_DIAGNOSE = "to_diagnose"
    TO_TREAT = "to_treat"
    TO_FOLLOW_UP = "to_follow_up"


_STATES: Final = MappingProxyType(
    {
        Stage.TO_TRIAGE: (CaseState.SUBMITTED, CaseState.EXAMINING),
        Stage.TO_ASSIGN: (CaseState.TRIAGED,),
        Stage.TO_ACCEPT: (CaseState.ASSIGNED,),
        Stage.NEEDS_INFORMATION: (CaseState.NEEDS_INFORMATION,),
        Stage.TO_DIAGNOSE: (CaseState.IN_CONSULTATION,),
        Stage.TO_TREAT: (CaseState.DIAGNOSED, CaseState.IN_TREATMENT),
        Stage.TO_FOLLOW_UP: (CaseState.FOLLOW_UP,),
    }
)
"""The open states, each in one stage."""
_STAGE_OF: Final = {state.value: stage for stage, states in _STATES.items() for state in states}


class QueueFilter(CaseFilter):
    """What the queue can be narrowed down to: what any list of cases can, and by the stage."""

    stage: Stage | None = Field(default=None, description="what has to happen next")

    def conditions(self, repository: Repository) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions on open cases."""
        states = OPEN_STATES if self.stage is None else _STATES[self.stage]
        yield Case.state.in_([state.value for state in states])
        yield from super().conditions(repository)


class StageCount(BaseModel):
    """How many open cases are in one stage, and how many of these are overdue."""

    stage: Stage
    count: int
    overdue: int


class QueueCounts(BaseModel):
    """The board in numbers: every stage, in the order of a case's way."""

    stages: list[StageCount]
    count: int
    overdue: int


class FactoryCount(BaseModel):
    """How many machines a factory has here, and how many open cases."""

    factory_id: str
    machines: int
    open_cases: int


def factory_counts(repository: CaseRepository) -> list[FactoryCount]:
    """Count the machines and the open cases of every factory that has any."""
    machines = _by_factory(repository, Equipment)
    cases = _by_factory(repository, Case, Case.state.in_([state.value for state in OPEN_STATES]))
    return [
        FactoryCount(factory_id=each, machines=machines.get(each, 0), open_cases=cases.get(each, 0))
        for each in sorted({*machines, *cases})
    ]


def _by_factory(
    repository: CaseRepository, model: type[Case] | type[Equipment], *conditions: ColumnElement[bool]
) -> dict[str, int]:
    statement = repository.select_visible(model).where(*conditions)
    counted = statement.with_only_columns(model.factory_id, func.count()).group_by(model.factory_id)
    return dict(repository.session.execute(counted).tuples().all())


def queue_counts(repository: CaseRepository, wanted: QueueFilter) -> QueueCounts:
    """Count the open cases that are ``wanted`` by stage."""
    late = func.sum(case((is_overdue(), 1), else_=0))
    statement = (
        repository.select_visible(Case)
        .where(*wanted.conditions(repository))
        .with_only_columns(Case.state, func.count(), late)
        .group_by(Case.state)
    )
    counts = dict.fromkeys(Stage, (0, 0))
    for state, count, overdue in repository.session.execute(statement):
        before = counts[_STAGE_OF[state]]
        counts[_STAGE_OF[state]] = (before[0] + count, before[1] + overdue)
    stages = [StageCount(stage=stage, count=count, overdue=late) for stage, (count, late) in counts.items()]
    return QueueCounts(
        stages=stages, count=sum(each.count for each in stages), overdue=sum(each.overdue for each in stages)
    )


def queue_page(repository: CaseRepository, page: PageParameters, wanted: QueueFilter) -> Page[CaseRead]:
    """Return a page of the open cases that are ``wanted``: the overdue ones first, then the most urgent, then the
    oldest.
    """
    urgency = func.coalesce(Case.urgency, _NOT_TRIAGED)
    in_time = case((is_overdue(), 0), else_=1)
    statement = repository.select_visible(Case).where(*wanted.conditions(repository))
    if page.cursor is not None:
        last = repository.get(page.cursor)
        last_in_time = repository.session.scalars(select(in_time).where(Case.id == last.id)).one()
        statement = statement.where(_after((in_time, last_in_time), (urgency, last.urgency or _NOT_TRIAGED), last.id))
    rows = repository.session.scalars(statement.order_by(in_time, urgency, Case.id).limit(page.limit + 1)).all()
    shown = rows[: page.limit]
    return Page[CaseRead](
        items=[case_read(file, repository.principal) for file in repository.files(shown)],
        next_cursor=shown[-1].id if len(rows) > page.limit else None,
    )


def _after(
    in_time: tuple[ColumnElement[int], int], urgency: tuple[ColumnElement[int], int], case_id: str
) -> ColumnElement[bool]:
    """Return the condition "comes after the case with these values in the order of the queue"."""
    later_urgency = or_(urgency[0] > urgency[1], and_(urgency[0] == urgency[1], Case.id > case_id))
    return or_(in_time[0] > in_time[1], and_(in_time[0] == in_time[1], later_urgency))
