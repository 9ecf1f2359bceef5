"""A visit as a sheet to print: what the doctors need at the factory, in both languages, with space to write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import or_, select

from clinic_api.cases.models import Case
from clinic_api.cases.states import OPEN_STATES
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.equipment.service import register_texts
from clinic_api.errors import NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.china import CHINA
from clinic_api.kit.repository import Repository
from clinic_api.visits.models import Visit, VisitDoctor, VisitStop
from clinic_api.visits.service import VISIT_TEXTS
from diagnostics.texts import Catalogue, Text
from experts.rounds import instrument_name

__all__ = ["sheet_data"]

_WORDS: Final = Catalogue(Path(__file__).with_name("sheet_texts.toml"))
_LABELS: Final = (
    "title", "hospital", "page", "machines", "machine", "location", "asset_number", "seen", "cases", "complaint",
    "opened", "urgency", "carry", "safety", "notes", "signature_doctor", "signature_factory", "none",
)  # fmt: skip
_SAFETY: Final = ("safety_stop", "safety_isolate", "safety_protect", "safety_danger")
_MOST_CHARACTERS: Final = 400
"""Of a complaint: the sheet shows how it begins, the case holds all of it."""


def sheet_data(repository: Repository, visit_id: str) -> dict[str, Any]:
    """Return what the template ``visit_sheet`` sets; raises `NotFound` ``visit_not_found``.

    The cases are those the visit was planned for, and others of its machines that the principal may see.
    """
    try:
        visit = repository.get_visible(Visit, visit_id)
    except NotFound:
        raise NotFound("visit_not_found", VISIT_TEXTS("visit_not_found")) from None
    session = repository.session
    factory = session.get_one(Factory, visit.factory_id)
    machines = session.scalars(
        select(Equipment)
        .join(VisitStop, VisitStop.equipment_id == Equipment.id)
        .where(VisitStop.visit_id == visit.id)
        .order_by(VisitStop.position)
    ).all()
    doctors = session.scalars(
        select(Doctor).join(VisitDoctor, VisitDoctor.doctor_id == Doctor.id).where(VisitDoctor.visit_id == visit.id)
    ).all()
    seen = or_(
        Case.id.in_(visit.case_ids),
        Case.equipment_id.in_([machine.id for machine in machines]) & repository.visible(Case),
    )
    cases = session.scalars(
        select(Case)
        .where(Case.factory_id == visit.factory_id, Case.state.in_(OPEN_STATES), seen)
        .order_by(Case.urgency, Case.id)
    ).all()
    return {
        "labels": {name: _both(_WORDS(name)) for name in _LABELS},
        "factory": factory.name_zh,
        "factory_en": factory.name_en,
        "facts": [[_both(label), value or "–"] for label, value in _facts(visit, factory, doctors)],
        "purpose": [_both(_WORDS("purpose")), _beginning(visit.purpose)],
        "machines": [_machine(machine) for machine in machines],
        "cases": [_case(case, machines) for case in cases],
        "carry": [_both(instrument_name(code)) for code in visit.instruments],
        "safety": [[text.zh, text.en] for text in map(_WORDS, _SAFETY)],
        "visit_id": visit.id,
    }


def _facts(visit: Visit, factory: Factory, doctors: Iterable[Doctor]) -> Iterable[tuple[Text, str]]:
    yield _WORDS("day"), f"{visit.day:%Y-%m-%d}"
    yield _WORDS("time"), _times(visit)
    yield _WORDS("doctors"), "、".join(f"{doctor.name_zh} {doctor.name_en}" for doctor in doctors)
    yield _WORDS("journey"), _journey(visit)
    yield _WORDS("address"), factory.address
    yield _WORDS("contact"), " ".join(part for part in (factory.contact_person, factory.contact_phone) if part)
    yield _WORDS("hours"), factory.working_hours
    yield _WORDS("windows"), "  ".join("–".join(window) for window in factory.visit_windows)


def _times(visit: Visit) -> str:
    if visit.planned_arrival_at is None or visit.planned_start_at is None or visit.planned_departure_at is None:
        return ""
    arrival, start, end = map(_clock, (visit.planned_arrival_at, visit.planned_start_at, visit.planned_departure_at))
    if arrival == start:
        return f"{start}–{end}"
    return f"{start}–{end} ({_both(_WORDS('there_at', clock=arrival))})"


def _journey(visit: Visit) -> str:
    return "" if visit.travel_minutes is None else f"{visit.travel_minutes} min, {visit.travel_km:g} km"


def _clock(moment: datetime) -> str:
    return moment.astimezone(CHINA).strftime("%H:%M")


def _machine(machine: Equipment) -> list[str]:
    names = _both(Text(machine.name_en or "–", machine.name_zh or "–"))
    kind = _both(register_texts(f"kind_{machine.kind}"))
    danger = f"\n△ {_both(_WORDS('safety_critical'))}" if machine.safety_criticality == "a" else ""
    return [f"{names}\n{kind}{danger}", machine.location or "–", machine.asset_number or "–"]


def _case(case: Case, machines: Iterable[Equipment]) -> list[str]:
    name = next((machine.name_zh for machine in machines if machine.id == case.equipment_id), "")
    complaint = _beginning(case.complaint)
    urgency = "–" if case.urgency is None else str(case.urgency)
    return [f"{name}\n{complaint}" if name else complaint, f"{case.created_at.astimezone(CHINA):%Y-%m-%d}", urgency]


def _beginning(words: str) -> str:
    return words if len(words) <= _MOST_CHARACTERS else words[: _MOST_CHARACTERS - 1] + "…"


def _both(text: Text) -> str:
    return text.zh if text.zh == text.en else f"{text.zh} {text.en}"
