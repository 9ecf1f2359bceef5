"""All machines at a glance, the worst first: the condition of each, since when, and who has its case.

The condition comes from the most urgent open case of a machine, without one from its newest examination. Order, filter
and counts are made by the database, so a factory with 500 machines costs as many queries as one with five.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import aliased

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.cases.planning import USUAL_URGENCY
from clinic_api.cases.states import OPEN_STATES, CaseState, state_text
from clinic_api.database import utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.filters import EquipmentFilter
from clinic_api.equipment.models import Equipment
from clinic_api.equipment.schemas import EquipmentRead
from clinic_api.equipment.service import EquipmentService
from clinic_api.examinations.models import Examination
from clinic_api.kit.fields import TextRead
from clinic_api.kit.repository import Repository
from diagnostics.summary import without_action
from diagnostics.texts import Text

__all__ = ["Condition", "ConditionQuery", "MachineConditions", "machine_conditions"]

Condition = Literal["urgency_1", "urgency_2", "urgency_3", "urgency_4", "urgency_5", "unknown", "healthy"]
"""The worst first; ``urgency_…`` by when somebody must act."""
UnknownBecause = Literal["never_examined", "not_assessable", "treated_since", "outdated"]

_CONDITIONS: Final[tuple[Condition, ...]] = get_args(Condition)
_UNKNOWN: Final = _CONDITIONS.index("unknown")
_HEALTHY: Final = _CONDITIONS.index("healthy")
_GOOD_NEWS: Final = timedelta(days=365)
"""How long a healthy examination says anything; the same year after which a health score is no longer given."""
_MOST_PLACES: Final = 200


class ConditionQuery(EquipmentFilter):
    """Which machines, and which part of the list."""

    equipment_id: Annotated[str, StringConstraints(max_length=40)] | None = None
    place: Annotated[str, StringConstraints(max_length=120)] | None = Field(
        default=None, description="the location, letter by letter"
    )
    condition: list[Condition] = Field(default=[], max_length=len(_CONDITIONS), description="any of these")
    offset: int = Field(default=0, ge=0, le=1_000_000)
    limit: int = Field(default=50, ge=1, le=200)

    def conditions(self, repository: Repository) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions on `Equipment` apart from ``condition``; scrapped machines only where asked for."""
        yield from super().conditions(repository)
        if self.status is None and self.equipment_id is None:
            yield Equipment.status != "scrapped"
        if self.equipment_id is not None:
            yield Equipment.id == self.equipment_id
        if self.place is not None:
            yield Equipment.location == self.place


class MachineCaseRead(BaseModel):
    """The most urgent open case of a machine, in short."""

    id: str
    state: str
    state_text: TextRead
    urgency: int | None
    verdict: str | None = Field(description="of its first opinion")
    doctor_name: TextRead | None = Field(description="who attends it")
    opened_at: datetime


class MachineConditionRead(BaseModel):
    """One machine at a glance."""

    equipment: EquipmentRead
    condition: Condition
    unknown_because: UnknownBecause | None = Field(description="why the condition is not known")
    since: datetime | None = Field(description="when the case was opened, or the machine examined or repaired")
    examined_at: datetime | None
    summary: TextRead | None = Field(
        description="what the newest examination found, without by when to act: that is what ``condition`` says"
    )
    case: MachineCaseRead | None


class MachineConditions(BaseModel):
    """A part of the list, the worst first, and how many there are of each condition."""

    items: list[MachineConditionRead]
    total: int
    counts: dict[str, int] = Field(description="of all machines that match apart from ``condition``")
    places: list[str] = Field(description="the locations there are, for a filter")


class _Joined:
    """The statement that joins each machine with its most urgent open case and its newest examination."""

    def __init__(self, repository: Repository, now: datetime) -> None:
        self.case: Any = aliased(Case)
        self.examination: Any = aliased(Examination)
        newest = (
            select(func.max(Examination.id))
            .where(Examination.equipment_id == Equipment.id, repository.visible(Examination))
            .correlate(Equipment)
            .scalar_subquery()
        )
        most_urgent = (
            select(Case.id)
            .where(Case.equipment_id == Equipment.id, Case.state.in_(OPEN_STATES), repository.visible(Case))
            .order_by(func.coalesce(Case.urgency, USUAL_URGENCY), Case.id)
            .limit(1)
            .correlate(Equipment)
            .scalar_subquery()
        )
        self.treated_at = (
            select(func.max(Case.closed_at))
            .where(
                Case.equipment_id == Equipment.id,
                Case.state == CaseState.DISCHARGED.value,
                repository.visible(Case),
            )
            .correlate(Equipment)
            .scalar_subquery()
        )
        self._newest, self._most_urgent = newest, most_urgent
        treated_since = and_(self.treated_at.is_not(None), self.treated_at > self.examination.created_at)
        self.rank: ColumnElement[int] = case(
            (self.case.id.is_not(None), func.coalesce(self.case.urgency, USUAL_URGENCY) - 1),
            (and_(self.examination.verdict == "fault", ~treated_since), self.examination.urgency - 1),
            (
                and_(self.examination.verdict == "healthy", self.examination.created_at > now - _GOOD_NEWS),
                _HEALTHY,
            ),
            else_=_UNKNOWN,
        )

    def select(self, *columns: Any) -> Select[Any]:
        """Select ``columns`` of every machine with its case and examination."""
        return (
            select(*columns)
            .select_from(Equipment)
            .outerjoin(self.case, self.case.id == self._most_urgent)
            .outerjoin(self.examination, self.examination.id == self._newest)
        )


def machine_conditions(service: EquipmentService, wanted: ConditionQuery) -> MachineConditions:
    """Return the machines that are ``wanted``, the worst first; in a handful of queries however many there are."""
    session, joined = service.session, _Joined(service, utc_now())
    matching = (service.visible(Equipment), *wanted.conditions(service))
    counted = session.execute(joined.select(joined.rank.label("rank"), func.count()).where(*matching).group_by("rank"))
    counts: dict[str, int] = {_CONDITIONS[rank]: count for rank, count in counted}
    ranks = [_CONDITIONS.index(each) for each in wanted.condition or _CONDITIONS]
    rows = session.execute(
        joined.select(Equipment, joined.case, joined.examination, joined.rank, joined.treated_at)
        .where(*matching, joined.rank.in_(ranks))
        .order_by(joined.rank, Equipment.criticality, Equipment.name_en, Equipment.id)
        .offset(wanted.offset)
        .limit(wanted.limit)
    ).all()
    machines = service.read_all([row[0] for row in rows])
    cases = _cases(service, [row[1] for row in rows if row[1] is not None])
    items = [_condition(machine, row, cases) for machine, row in zip(machines, rows, strict=True)]
    places = session.scalars(
        select(Equipment.location)
        .where(service.visible(Equipment), Equipment.location != "")
        .distinct()
        .order_by(Equipment.location)
        .limit(_MOST_PLACES)
    )
    return MachineConditions(
        items=items,
        total=sum(count for condition, count in counts.items() if condition in (wanted.condition or _CONDITIONS)),
        counts=counts,
        places=list(places),
    )


def _condition(machine: EquipmentRead, row: Any, cases: dict[str, MachineCaseRead]) -> MachineConditionRead:
    _, open_case, examination, rank, treated_at = row
    because: UnknownBecause | None = None
    since = examination.created_at if examination else None
    if open_case is not None:
        since = open_case.created_at
    elif rank == _UNKNOWN:
        because = _why_unknown(examination, treated_at)
        since = treated_at if because == "treated_since" else since
    return MachineConditionRead(
        equipment=machine,
        condition=_CONDITIONS[rank],
        unknown_because=because,
        since=since,
        examined_at=examination.created_at if examination else None,
        summary=None if examination is None else _found(examination),
        case=cases[open_case.id] if open_case is not None else None,
    )


def _why_unknown(examination: Examination | None, treated_at: datetime | None) -> UnknownBecause:
    if examination is None:
        return "never_examined"
    if treated_at is not None and examination.verdict == "fault":
        return "treated_since"
    return "not_assessable" if examination.verdict == "not_assessable" else "outdated"


def _cases(repository: Repository, cases: Sequence[Case]) -> dict[str, MachineCaseRead]:
    """Return the short forms of ``cases`` with their doctors and verdicts, by id."""
    ids = [each.id for each in cases]
    doctors = {
        row.case_id: TextRead(en=row.name_en, zh=row.name_zh)
        for row in repository.session.execute(
            select(Assignment.case_id, Doctor.name_en, Doctor.name_zh)
            .join(Doctor, Doctor.id == Assignment.doctor_id)
            .where(Assignment.case_id.in_(ids), Assignment.ended_at.is_(None))
        )
    }
    verdicts = {
        row.case_id: row.verdict
        for row in repository.session.execute(
            select(Examination.case_id, Examination.verdict)
            .where(Examination.case_id.in_(ids), repository.visible(Examination))
            .order_by(Examination.id.desc())
        )
    }
    return {
        each.id: MachineCaseRead(
            id=each.id,
            state=each.state,
            state_text=TextRead.of(state_text(CaseState(each.state))),
            urgency=each.urgency,
            verdict=verdicts.get(each.id),
            doctor_name=doctors.get(each.id),
            opened_at=each.created_at,
        )
        for each in cases
    }


def _found(examination: Examination) -> TextRead:
    return TextRead.of(without_action(Text(**examination.document["summary"])))
