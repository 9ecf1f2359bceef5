"""What keeps a doctor from a stop whatever the clock says: place, skills, instruments, language, conflict, distance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diagnostics.texts import Text
from experts.directory import department_name, specialty_name
from experts.matching.rules import language_choice, language_names
from experts.rounds.instruments import instrument_name
from experts.rounds.model import RoundsDoctor, Stop
from experts.rounds.texts import joined, rounds_text
from experts.rounds.travel import Leg, Travel

__all__ = ["RULES", "Breach", "breaches", "describe_need", "describe_skill", "instrument_names"]

RULES = (
    "instruments",
    "language",
    "distance",
    "absence",
    "start",
    "place",
    "specialty",
    "only",
    "department",
    "conflict",
)
"""From what is easiest to arrange to what is never proposed to be lifted."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken, and what would have to change for it (None: nothing may, or another doctor is needed)."""

    rule: str
    change: Text | None


def instrument_names(codes: Iterable[str]) -> Text:
    """Write instruments in a row."""
    return joined([instrument_name(code) for code in codes])


def _legs_of(stop: Stop, doctor: RoundsDoctor, travel: Travel) -> tuple[Leg, Leg] | None:
    """Return the journeys from the doctor's start to the stop and back, None where one of them is not known."""
    there = travel.leg(doctor.id, doctor.place, stop.factory, stop.place)
    back = travel.leg(stop.factory, stop.place, doctor.id, doctor.place)
    return None if there is None or back is None else (there, back)


def breaches(stop: Stop, doctor: RoundsDoctor, travel: Travel) -> tuple[Breach, ...]:
    """Return every rule this pair breaks on its own, empty where only the clock can keep the doctor away."""
    found: list[Breach] = []
    person, name = doctor.doctor, doctor.doctor.name
    if stop.only and doctor.id not in stop.only:
        found.append(Breach("only", None))
    if stop.department is not None and stop.department not in person.departments:
        found.append(Breach("department", None))
    if stop.specialties and not any(person.specialties.get(tag, 0.0) > 0.0 for tag in stop.specialties):
        found.append(Breach("specialty", None))
    if stop.factory in person.conflicts:
        found.append(Breach("conflict", None))
    missing = [code for code in stop.instruments if code not in doctor.instruments]
    if missing:
        found.append(
            Breach("instruments", rounds_text("change_instruments", doctor=name, instruments=instrument_names(missing)))
        )
    if stop.languages and not set(stop.languages) & set(person.languages):
        languages = language_choice(stop.languages)
        found.append(Breach("language", rounds_text("change_language", doctor=name, languages=languages)))
    if doctor.shift is None:
        found.append(Breach("absence", rounds_text("change_absence", doctor=name)))
    legs = _legs_of(stop, doctor, travel)
    if legs is None:
        found.append(_unknown_journey(stop, doctor))
    elif doctor.travel_limit_km is not None and legs[0].km > doctor.travel_limit_km:
        limit = f"{legs[0].km:g}"
        found.append(Breach("distance", rounds_text("change_distance", doctor=name, km=limit)))
    return tuple(found)


def _unknown_journey(stop: Stop, doctor: RoundsDoctor) -> Breach:
    if stop.place is None:
        return Breach("place", rounds_text("change_place"))
    return Breach("start", rounds_text("change_start", doctor=doctor.doctor.name))


def describe_need(stop: Stop) -> Text:
    """Describe the doctor who would have to be added for ``stop``."""
    if stop.only:
        return rounds_text("need_only")
    parts = [rounds_text("need_department", department=department_name(stop.department))] if stop.department else []
    if stop.specialties:
        parts.append(rounds_text("need_specialty", specialties=_either([specialty_name(t) for t in stop.specialties])))
    if stop.instruments:
        parts.append(rounds_text("need_instruments", instruments=instrument_names(stop.instruments)))
    if stop.languages:
        parts.append(rounds_text("need_language", languages=language_choice(stop.languages)))
    return joined(parts) if parts else rounds_text("need_any")


def _either(names: Sequence[Text]) -> Text:
    return joined(names, rounds_text("or"))


def describe_skill(stop: Stop, doctor: RoundsDoctor) -> list[Text]:
    """Return why this doctor suits the stop: sent on purpose, department, best grade, language."""
    person = doctor.doctor
    reasons = [rounds_text("why_only")] if stop.only else []
    if stop.department is not None:
        reasons.append(rounds_text("why_department", department=department_name(stop.department)))
    graded = [(person.specialties.get(tag, 0.0), tag) for tag in stop.specialties]
    grade, tag = max(graded, default=(0.0, ""), key=lambda pair: pair[0])
    if grade > 0.0:
        reasons.append(rounds_text("why_specialty", specialty=specialty_name(tag), grade=grade))
    shared = [code for code in stop.languages if code in person.languages]
    if shared:
        reasons.append(rounds_text("why_language", languages=language_names(shared)))
    return reasons
