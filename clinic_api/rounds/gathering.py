"""What a day's rounds are planned from: open cases and visits as stops, doctors with what they carry."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.assignments.request import place_of, request_of_triaged
from clinic_api.assignments.roster import as_expert
from clinic_api.cases.models import Case
from clinic_api.cases.states import CaseState
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.doctors.paper import carried_instruments
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict, Invalid
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import is_id, new_id
from clinic_api.rota.duty import Duty
from clinic_api.rounds.schemas import FactoryVisit
from clinic_api.visits.models import Visit, VisitDoctor
from diagnostics.texts import Catalogue, Text
from experts.rounds import RoundsDoctor, Stop, Window, instruments_for, shift_left

__all__ = ["UNFINISHED", "Asked", "Gathering", "minutes_of_clock", "round_texts", "stop_of", "visited_cases"]

round_texts: Final = Catalogue(Path(__file__).with_name("texts.toml"))
UNFINISHED: Final = ("planned", "under_way")
_FOR_ROUNDS: Final = (CaseState.TRIAGED.value, CaseState.ASSIGNED.value)
_MOST_CASES: Final = 300
"""As many stops as one day can be searched for (`experts.rounds.plan.MOST_STOPS`); the most urgent ones first."""


class _Planning(BaseModel):
    model_config = ConfigDict(extra="forbid")

    first_case_minutes: int
    further_case_minutes: int
    machine_minutes: int
    usual_department: str
    visit_urgency: int


_PLANNING: Final = _Planning.model_validate(
    tomllib.loads(Path(__file__).with_name("planning.toml").read_text(encoding="utf-8"))
)


@dataclass(frozen=True)
class Asked:
    """One stop before it is planned: what `experts.rounds` asks of it, and what it is for."""

    stop: Stop
    purpose: str
    equipment_ids: tuple[str, ...]
    case_ids: tuple[str, ...]


def minutes_of_clock(clock: str) -> int:
    """Return the minutes after midnight of ``HH:MM``."""
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def stop_of(stop_id: str, factory: Factory, asked: dict[str, Any]) -> Stop:
    """Return the stop that is kept as ``asked`` (`models.RoundStop`), at the place the factory has today."""
    windows = tuple((opens, closes) for opens, closes in asked["windows"])
    lists = {name: tuple(asked[name]) for name in ("specialties", "instruments", "languages", "only")}
    return Stop(
        id=stop_id,
        factory=factory.id,
        name=Text(factory.name_en, factory.name_zh),
        place=place_of(factory),
        service_minutes=asked["service_minutes"],
        windows=windows,
        department=asked["department"],
        urgency=asked["urgency"],
        **lists,
    )


def visited_cases(session: Session) -> set[str]:
    """Return the cases a visit is planned for that is not over."""
    planned = session.scalars(select(Visit.case_ids).where(Visit.state.in_(UNFINISHED)))
    return {case_id for case_ids in planned for case_id in case_ids}


class Gathering:
    """Reads what there is to plan on one day."""

    def __init__(self, session: Session, day: date) -> None:
        self._session = session
        self._day = day

    @cached_property
    def _duty(self) -> Duty:
        return Duty(self._session, database_now(self._session))

    def doctors(self, doctor_ids: Sequence[str] | None, shift: Window) -> list[RoundsDoctor]:
        """Return the doctors, without those who have a visit that day already.

        Raises `Invalid` ``doctor_not_found`` and `Conflict` ``doctor_booked`` for one that is asked for by name.
        """
        statement = select(Doctor).where(Doctor.in_service).order_by(Doctor.id)
        if doctor_ids is not None:
            statement = statement.where(Doctor.id.in_(doctor_ids))
        rows = self._session.scalars(statement).all()
        if doctor_ids is not None and len(rows) != len(set(doctor_ids)):
            raise Invalid("doctor_not_found", round_texts("doctor_not_found"))
        booked = self.booked(row.id for row in rows)
        if doctor_ids is not None and booked:
            raise Conflict("doctor_booked", round_texts("doctor_booked"), doctor_ids=sorted(booked))
        return [self.rounds_doctor(row, shift) for row in rows if row.id not in booked]

    def booked(self, doctor_ids: Any) -> set[str]:
        """Return those of the doctors who have a visit that day."""
        statement = (
            select(VisitDoctor.doctor_id)
            .join(Visit, Visit.id == VisitDoctor.visit_id)
            .where(Visit.day == self._day, Visit.state.in_(UNFINISHED), VisitDoctor.doctor_id.in_(list(doctor_ids)))
        )
        return set(self._session.scalars(statement))

    def rounds_doctor(self, row: Doctor, shift: Window) -> RoundsDoctor:
        """Return a doctor with the part of ``shift`` that no absence takes."""
        expert = as_expert(row, self._duty)
        left = shift_left(self._day, shift, expert.unavailable)
        carried = frozenset(carried_instruments(row))
        return RoundsDoctor(expert, shift=left, instruments=carried, travel_limit_km=row.travel_limit_km)

    def cases(self, case_ids: Collection[str] | None) -> list[Asked]:
        """Return the stops for cases: these, or all that wait for rounds without a visit planned.

        Raises `Invalid` ``case_not_for_rounds`` and `Conflict` ``visit_planned_already`` for named ones.
        """
        statement = (
            select(Case, Factory, Assignment.doctor_id)
            .join(Factory, Factory.id == Case.factory_id)
            .outerjoin(Assignment, (Assignment.case_id == Case.id) & Assignment.ended_at.is_(None))
            .where(Case.state.in_(_FOR_ROUNDS))
            .order_by(Case.urgency, Case.id)
        )
        if case_ids is not None:
            statement = statement.where(Case.id.in_([case_id for case_id in case_ids if is_id(case_id, "case")]))
        rows = self._session.execute(statement).all()
        if case_ids is not None and {case.id for case, _, _ in rows} != set(case_ids):
            raise Invalid("case_not_for_rounds", round_texts("case_not_for_rounds"))
        visited = visited_cases(self._session)
        named_twice = sorted({case.id for case, _, _ in rows} & visited)
        if case_ids is not None and named_twice:
            text = round_texts("visit_planned_already")
            raise Conflict("visit_planned_already", text, case_ids=named_twice)
        if case_ids is None:
            rows = [row for row in rows if row[0].id not in visited and _mode(row[0]) == "rounds"][:_MOST_CASES]
        grouped: dict[tuple[str, str | None, str], list[tuple[Case, Factory, str | None]]] = defaultdict(list)
        for case, factory, doctor_id in rows:
            department = "" if doctor_id else case.department or _PLANNING.usual_department
            grouped[factory.id, doctor_id, department].append((case, factory, doctor_id))
        return [asked for group in grouped.values() for part in _parts(group) for asked in [_of_cases(part)]]

    def visits(self, visits: Sequence[FactoryVisit]) -> list[Asked]:
        """Return the stops for visits without a case.

        Raises `Invalid` ``factory_not_found`` or ``machine_of_other_factory``, and `Conflict` ``machine_planned_twice``
        for a machine that stands in two of them.
        """
        found = [self._of_visit(visit) for visit in visits]
        machines = [equipment_id for asked in found for equipment_id in asked.equipment_ids]
        if len(machines) != len(set(machines)):
            raise Conflict("machine_planned_twice", round_texts("machine_planned_twice"))
        return found

    def _of_visit(self, visit: FactoryVisit) -> Asked:
        factory = self._session.get(Factory, visit.factory_id) if is_id(visit.factory_id, "fac") else None
        if factory is None:
            raise Invalid("factory_not_found", round_texts("factory_not_found"))
        machines = list(dict.fromkeys(visit.equipment_ids))
        own = self._session.scalars(
            select(Equipment.id).where(Equipment.factory_id == factory.id, Equipment.id.in_(machines))
        ).all()
        if len(own) != len(machines):
            raise Invalid("machine_of_other_factory", round_texts("machine_of_other_factory"))
        asked = {
            "service_minutes": visit.minutes or _PLANNING.machine_minutes * len(machines),
            "windows": _windows(factory),
            "department": visit.department,
            "specialties": visit.specialties,
            "instruments": visit.instruments or instruments_for(visit.specialties),
            "languages": visit.languages,
            "urgency": visit.urgency or _PLANNING.visit_urgency,
            "only": (),
        }
        return Asked(stop_of(new_id("rsp"), factory, asked), visit.purpose, tuple(machines), ())


def _mode(case: Case) -> str:
    return str((case.triage or {}).get("mode", case.mode))


def _windows(factory: Factory) -> list[Window]:
    return [(minutes_of_clock(opens), minutes_of_clock(closes)) for opens, closes in factory.visit_windows]


def _minutes(count: int) -> int:
    return _PLANNING.first_case_minutes + _PLANNING.further_case_minutes * (count - 1)


def _parts(
    group: list[tuple[Case, Factory, str | None]],
) -> list[list[tuple[Case, Factory, str | None]]]:
    """Return cases of one factory and doctor in visits that the longest window holds."""
    longest = max(closes - opens for opens, closes in _windows(group[0][1]))
    size = max(1, 1 + (longest - _PLANNING.first_case_minutes) // _PLANNING.further_case_minutes)
    return [group[first : first + size] for first in range(0, len(group), size)]


def _of_cases(part: list[tuple[Case, Factory, str | None]]) -> Asked:
    """Return the visit for cases of one factory that the same doctor, or one of the same department, comes for.

    Who attends a case already comes whatever triage said of department and specialty.
    """
    cases, (_, factory, doctor_id) = [case for case, _, _ in part], part[0]
    requests = [request_of_triaged(case, factory, fallback_department=_PLANNING.usual_department) for case in cases]
    specialties = list(dict.fromkeys(tag for request in requests for tag in request.specialties))
    asked = {
        "service_minutes": _minutes(len(cases)),
        "windows": _windows(factory),
        "department": None if doctor_id else requests[0].department,
        "specialties": () if doctor_id else specialties,
        "instruments": instruments_for(specialties),
        "languages": sorted({language for request in requests for language in request.languages}),
        "urgency": min(request.urgency for request in requests),
        "only": (doctor_id,) if doctor_id else (),
    }
    stop = stop_of(new_id("rsp"), factory, asked)
    machines = tuple(dict.fromkeys(case.equipment_id for case in cases if case.equipment_id))
    return Asked(stop, "\n".join(case.complaint for case in cases), machines, tuple(case.id for case in cases))
