"""The plan of the queue: which doctor should have which waiting case, why, and what would change if. It only reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.assignments.history import barred_doctors
from clinic_api.assignments.models import Assignment
from clinic_api.assignments.plan_schemas import (
    ImaginedCase,
    NotReady,
    PlanAlternative,
    PlanChange,
    PlannedCase,
    QueuePlanRead,
    QueuePlanRequest,
    UnplannedCase,
)
from clinic_api.assignments.request import place_of, request_of_triaged
from clinic_api.assignments.roster import roster
from clinic_api.calendar.current import calendar_of
from clinic_api.cases.models import Case
from clinic_api.cases.planning import diagnosis_due
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.states import CaseState
from clinic_api.database import Database, database_now
from clinic_api.errors import Invalid
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import factory_scope
from diagnostics.texts import Catalogue
from experts.directory import DEPARTMENTS, Doctor
from experts.errors import ExpertsError
from experts.matching import LEVELS, CaseRequest, Instance, Plan, WhatIf, match_instance, what_if

__all__ = ["plan_queue"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_MOST_CASES: Final = 1000
_TIME_LIMIT_S: Final = 4.0
"""A request's patience. Some sixty cases are proved within it; a larger queue gets a good plan with its gap."""

_WAITS_FOR: Final = {
    CaseState.SUBMITTED.value: "waits_for_opinion",
    CaseState.EXAMINING.value: "waits_for_opinion",
    CaseState.NEEDS_INFORMATION.value: "waits_for_information",
}
_TAKEN_BACK: Final = (CaseState.ASSIGNED.value, CaseState.IN_CONSULTATION.value)
"""States in which a case can be taken from its doctor."""


@dataclass(frozen=True)
class _Queue:
    """What the database says about the queue at one moment."""

    instance: Instance
    versions: Mapping[str, int]
    not_ready: tuple[NotReady, ...]
    left_out: int


def plan_queue(database: Database, principal: Principal, asked: QueuePlanRequest) -> QueuePlanRead:
    """Return the plan that ``asked`` describes. The rows are read in one transaction and matched after it has ended.

    Raises `Invalid` ``doctor_not_found``, ``department_unknown`` or ``imagined_case_repeated``.
    """
    with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
        queue = _Reading(CaseRepository(session, principal), asked).queue()
        imagined = [_imagined(session, case, queue.instance.now) for case in asked.imagined_cases]
    known = {doctor.id for doctor in queue.instance.doctors}
    if not known.issuperset(asked.absent_doctor_ids):
        raise Invalid("doctor_not_found", _TEXTS("doctor_not_found"))
    if asked.replan or asked.absent_doctor_ids or imagined:
        try:
            answer = what_if(
                queue.instance,
                without=asked.absent_doctor_ids,
                added=imagined,
                replan=asked.replan,
                time_limit_s=_TIME_LIMIT_S,
            )
        except ExpertsError as problem:
            raise Invalid("imagined_case_repeated", problem.text) from None
        return _read(queue, answer.plan, answer)
    return _read(queue, match_instance(queue.instance, time_limit_s=_TIME_LIMIT_S), None)


class _Reading:
    """Reading the queue on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository, asked: QueuePlanRequest) -> None:
        self._repository = repository
        self._session = repository.session
        self._asked = asked

    def queue(self) -> _Queue:
        """Return the waiting cases with the doctors, and what cannot be planned yet."""
        waiting, left_out = self._waiting()
        held = self._held()
        barred = barred_doctors(self._session, [case.id for case, _ in waiting] + [case.id for case, _, _ in held])
        requests = [self._request(case, factory, barred) for case, factory in waiting]
        minutes: dict[str, float] = {}
        for case, factory, assignment in held:
            request = self._request(case, factory, barred)
            requests.append(replace(request, current=assignment.doctor_id, minutes=assignment.minutes))
            minutes[assignment.doctor_id] = minutes.get(assignment.doctor_id, 0.0) + assignment.minutes
        doctors = tuple(
            replace(doctor, load_minutes=max(doctor.load_minutes - minutes.get(doctor.id, 0.0), 0.0))
            for doctor in roster(self._session)
        )
        versions = {case.id: case.version for case, _ in waiting} | {case.id: case.version for case, _, _ in held}
        now = database_now(self._session)
        return _Queue(Instance(tuple(requests), doctors, now), versions, self._not_ready(), left_out)

    def _waiting(self) -> tuple[Sequence[tuple[Case, Factory]], int]:
        """Return the triaged cases, the most urgent first, with their factories; and how many were left out."""
        wanted = [Case.state == CaseState.TRIAGED.value, Case.department.is_not(None)]
        if self._asked.case_ids is not None:
            wanted.append(Case.id.in_(self._asked.case_ids))
        visible = self._repository.visible(Case)
        statement = (
            select(Case, Factory)
            .join(Factory, Factory.id == Case.factory_id)
            .where(visible, *wanted)
            .order_by(Case.urgency, Case.id)
            .limit(_MOST_CASES)
        )
        rows = [(case, factory) for case, factory in self._session.execute(statement)]
        if len(rows) < _MOST_CASES:
            return rows, 0
        count = self._session.scalar(select(func.count()).select_from(Case).where(visible, *wanted)) or 0
        return rows, count - len(rows)

    def _held(self) -> Sequence[tuple[Case, Factory, Assignment]]:
        """Return the cases whose doctors may change: those of absent doctors, and with ``replan`` those not begun."""
        absent = Assignment.doctor_id.in_(self._asked.absent_doctor_ids) & Case.state.in_(_TAKEN_BACK)
        not_begun = Case.state == CaseState.ASSIGNED.value
        statement = (
            select(Case, Factory, Assignment)
            .join(Factory, Factory.id == Case.factory_id)
            .join(Assignment, (Assignment.case_id == Case.id) & Assignment.ended_at.is_(None))
            .where(
                self._repository.visible(Case),
                Case.department.is_not(None),
                (absent | not_begun) if self._asked.replan else absent,
            )
            .order_by(Case.urgency, Case.id)
            .limit(_MOST_CASES)
        )
        return [(case, factory, assignment) for case, factory, assignment in self._session.execute(statement)]

    def _request(self, case: Case, factory: Factory, barred: Mapping[str, frozenset[str]]) -> CaseRequest:
        request = request_of_triaged(case, factory, fallback_department=str(case.department))
        return replace(request, barred=barred.get(case.id, frozenset()))

    def _not_ready(self) -> tuple[NotReady, ...]:
        """Return the cases of the queue that nobody can be found for yet, each with what it waits for."""
        if self._asked.case_ids is not None:
            return ()
        nobody_judged = (Case.state == CaseState.TRIAGED.value) & Case.department.is_(None)
        statement = (
            select(Case.id, Case.state)
            .where(self._repository.visible(Case), Case.state.in_(_WAITS_FOR) | nobody_judged)
            .order_by(Case.id)
            .limit(_MOST_CASES)
        )
        return tuple(
            NotReady(
                case_id=case_id, state=state, reason=TextRead.of(_TEXTS(_WAITS_FOR.get(state, "waits_for_judgement")))
            )
            for case_id, state in self._session.execute(statement)
        )


def _imagined(session: Session, case: ImaginedCase, now: datetime) -> CaseRequest:
    """Return a case that is only thought of, at the place of its factory where it is on site."""
    if case.department not in DEPARTMENTS:
        known = ", ".join(DEPARTMENTS)
        raise Invalid("department_unknown", _TEXTS("department_unknown", department=case.department, known=known))
    factory = session.get(Factory, case.factory_id) if case.factory_id else None
    return CaseRequest(
        id=case.id,
        department=case.department,
        specialties=tuple(case.specialties),
        urgency=case.urgency,
        minutes=case.minutes,
        site=place_of(factory) if factory is not None and case.on_site else None,
        on_site=case.on_site,
        languages=(case.language,),
        due=case.due or diagnosis_due(case.urgency, now, calendar_of(session)),
        factory=case.factory_id or "",
    )


def _read(queue: _Queue, plan: Plan, answer: WhatIf | None) -> QueuePlanRead:
    doctors = {doctor.id: doctor for doctor in queue.instance.doctors}
    current = {case.id: case.current for case in queue.instance.cases}
    return QueuePlanRead(
        planned_at=queue.instance.now,
        assignments=[
            PlannedCase(
                case_id=each.case_id,
                case_version=queue.versions.get(each.case_id),
                doctor_id=each.doctor_id,
                doctor_name=_name(doctors, each.doctor_id),
                current_doctor_id=current.get(each.case_id),
                score=each.score,
                reasons=[TextRead.of(reason) for reason in each.reasons],
                alternatives=[
                    PlanAlternative(
                        doctor_id=other.doctor_id,
                        doctor_name=_name(doctors, other.doctor_id),
                        score=other.score,
                        why_not=TextRead.of(other.why_not),
                        eligible=other.eligible,
                    )
                    for other in each.alternatives
                ],
            )
            for each in plan.assignments
        ],
        unassigned=[UnplannedCase(case_id=each.case_id, reason=TextRead.of(each.reason)) for each in plan.unassigned],
        not_ready=list(queue.not_ready),
        left_out=queue.left_out,
        objective=dict(zip(LEVELS, plan.objective, strict=True)),
        gap=dict(zip(LEVELS, plan.gap, strict=True)),
        proved=plan.proved,
        changes=None if answer is None else _changes(answer),
        objective_before=None if answer is None else dict(zip(LEVELS, answer.objective_before, strict=True)),
    )


def _changes(answer: WhatIf) -> list[PlanChange]:
    return [
        PlanChange(
            case_id=change.case_id,
            before_doctor_id=change.before,
            after_doctor_id=change.after,
            text=TextRead.of(change.text),
        )
        for change in answer.changes
    ]


def _name(doctors: Mapping[str, Doctor], doctor_id: str) -> TextRead:
    return TextRead.of(doctors[doctor_id].name)
