"""Giving a case to a doctor: the one place where an assignment is written, by a coordinator or by the service."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.assignments.request import asked_specialty, request_of_triaged
from clinic_api.assignments.roster import as_expert
from clinic_api.cases.consulting import end_places_of
from clinic_api.cases.models import Case
from clinic_api.cases.states import Action, Actor
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.cases.transitions import transition
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.principal import Principal
from clinic_api.rota.duty import Duty
from diagnostics.texts import Catalogue, Text
from experts.matching import broken_rules

__all__ = ["give_case"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_SERVICE_NAME: Final = "工业医院 (industrial hospital)"
"""How the service signs what it assigns itself."""


def give_case(
    session: Session,
    case: Case,
    doctor_id: str,
    *,
    giver: Principal | None,
    proposed_doctor_id: str | None,
    reason: str | None,
    at: datetime,
) -> None:
    """Assign a triaged ``case`` on behalf of ``giver``, None for the service itself; of several who do one wins.

    Raises `NotFound` ``doctor_not_found``, `StateConflict`, and `Invalid` ``doctor_not_eligible`` where a hard rule
    keeps the doctor from it, ``override_reason_missing`` where somebody else was proposed and no ``reason`` is given.
    """
    doctor = _lock_doctor(session, doctor_id)
    factory = session.get_one(Factory, case.factory_id)
    request = request_of_triaged(case, factory, fallback_department=str(doctor.departments[0]))
    transition(session, case, Action.ASSIGN, actor=Actor.SERVICE if giver is None else Actor(giver.role), at=at)
    expert = as_expert(doctor, Duty(session, at))
    why = broken_rules(request, expert, now=at)
    if why:
        raise _not_eligible(why)
    if reason is None and proposed_doctor_id not in {None, doctor.id}:
        raise Invalid("override_reason_missing", _TEXTS("override_reason_missing"))
    session.add(
        Assignment(
            id=new_id("asg"),
            factory_id=case.factory_id,
            case_id=case.id,
            doctor_id=doctor.id,
            minutes=request.minutes,
            assigned_by_id=None if giver is None else giver.account_id,
            assigned_by=_SERVICE_NAME if giver is None else person_name(giver),
            reason=reason,
            assigned_at=at,
            proposed_doctor_id=proposed_doctor_id,
            specialty=asked_specialty(request, expert),
        )
    )
    end_places_of(session, case, doctor.id, at=at)
    name = Text(doctor.name_en, doctor.name_zh)
    write_line(session, case, "assigned", at=at, by=giver, values={"doctor": name})
    session.flush()


def _lock_doctor(session: Session, doctor_id: str) -> Doctor:
    """Return the doctor, whose load nobody else may change until this transaction ends."""
    if is_id(doctor_id, "doc"):
        wanted = select(Doctor.id).where(Doctor.id == doctor_id, Doctor.in_service)
        if session.scalar(wanted.with_for_update()) is not None:
            return session.scalars(
                select(Doctor).where(Doctor.id == doctor_id).execution_options(populate_existing=True)
            ).one()
    raise NotFound("doctor_not_found", _TEXTS("doctor_not_found"))


def _not_eligible(why: tuple[Text, ...]) -> Invalid:
    joined = Text(" ".join(text.en for text in why), "".join(text.zh for text in why))
    return Invalid(
        "doctor_not_eligible",
        _TEXTS("doctor_not_eligible", why=joined),
        reasons=[text.to_json() for text in why],
    )
