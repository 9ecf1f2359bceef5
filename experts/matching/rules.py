"""The hard rules: what keeps a doctor from taking a case whatever else speaks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from diagnostics.texts import Catalogue, Text
from experts.directory import Doctor, department_name
from experts.matching.fit import distance_km
from experts.matching.model import CaseRequest

__all__ = [
    "MINUTES_TOLERANCE",
    "Breach",
    "breaches",
    "broken_rules",
    "fits_into",
    "is_off_duty",
    "is_too_far",
    "language_choice",
    "language_names",
    "off_duty_breach",
    "say_minutes",
    "say_moment",
]

MINUTES_TOLERANCE = 1e-6
"""Minutes by which a sum may exceed a limit: the feasibility tolerance of the solver (HiGHS,
`mip_feasibility_tolerance`).
"""

_CALLED_IN = 2
"""Urgencies up to this are not left until somebody comes to work: to be done within a day."""

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

_COMMA = Text(", ", "、")


@dataclass(frozen=True, slots=True)
class Breach:
    """One hard rule broken: ``rule`` is department, barred, conflict, absence, capacity, language,
    distance or duty.
    """

    rule: str
    text: Text


def say_moment(moment: datetime) -> str:
    """Write a moment with its offset as it was given, to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M ") + (moment.strftime("%Z") or "UTC")


def say_minutes(minutes: float) -> str:
    """Write minutes with one decimal where there is one."""
    return f"{minutes:.1f}".removesuffix(".0")


def fits_into(needed_minutes: float, available_minutes: float) -> bool:
    """Tell whether the needed minutes fit, up to `MINUTES_TOLERANCE`."""
    return needed_minutes <= available_minutes + MINUTES_TOLERANCE


def breaches(case: CaseRequest, doctor: Doctor, *, now: datetime) -> tuple[Breach, ...]:
    """Return every hard rule that this pair breaks on its own, empty when the doctor may take the case."""
    found: list[Breach] = []
    if case.department not in doctor.departments:
        names = _join([department_name(code) for code in doctor.departments])
        found.append(
            Breach("department", _texts("breach_department", needed=department_name(case.department), has=names))
        )
    if doctor.id in case.barred:
        found.append(Breach("barred", _texts("breach_barred")))
    if case.factory in doctor.conflicts:
        found.append(Breach("conflict", _texts("breach_conflict")))
    absence = doctor.absence_at(now)
    if absence is not None:
        found.append(Breach("absence", _texts("breach_absence", until=say_moment(absence[1]))))
    if not fits_into(case.minutes, doctor.free_minutes):
        free = say_minutes(max(doctor.free_minutes, 0.0))
        found.append(Breach("capacity", _texts("breach_capacity", free=free, needed=say_minutes(case.minutes))))
    if is_too_far(case, doctor):
        values = {"limit": doctor.travel_limit_km or 0.0, "km": distance_km(case, doctor) or 0.0}
        found.append(Breach("distance", _texts("breach_distance", **values)))
    if not set(case.languages) & set(doctor.languages):
        found.append(
            Breach(
                "language",
                _texts(
                    "breach_language",
                    case=language_names(case.languages),
                    doctor=language_names(doctor.languages),
                ),
            )
        )
    return tuple(found)


def is_too_far(case: CaseRequest, doctor: Doctor) -> bool:
    """Tell whether the site is farther from the doctor's home than the doctor goes; what is not known is not."""
    if doctor.travel_limit_km is None:
        return False
    km = distance_km(case, doctor)
    return km is not None and km > doctor.travel_limit_km


def is_off_duty(case: CaseRequest, doctor: Doctor) -> bool:
    """Tell whether an urgent case would call a doctor in while somebody else is on call for the department."""
    return case.urgency <= _CALLED_IN and case.department in doctor.off_duty


def off_duty_breach(doctor: Doctor) -> Breach:
    """Return the words for a doctor who is off duty. It keeps nobody out where nobody on duty can take the case."""
    if doctor.back_on_duty is None:
        return Breach("duty", _texts("breach_duty"))
    return Breach("duty", _texts("breach_duty_until", until=say_moment(doctor.back_on_duty)))


def broken_rules(case: CaseRequest, doctor: Doctor, *, now: datetime) -> tuple[Text, ...]:
    """Return the text of every hard rule this pair breaks, empty when the doctor may take the case."""
    return tuple(breach.text for breach in breaches(case, doctor, now=now))


def _join(names: Sequence[Text], between: Text = _COMMA) -> Text:
    """Write several names in a row, or "none"."""
    if not names:
        return _texts("none")
    return Text(between.en.join(name.en for name in names), between.zh.join(name.zh for name in names))


def _named(codes: Sequence[str]) -> list[Text]:
    """Return the name of each language, the code where we know none."""
    keys = [f"language_{code}" for code in codes]
    return [_texts(key) if key in _texts.keys else Text(code, code) for key, code in zip(keys, codes, strict=True)]


def language_names(codes: Sequence[str]) -> Text:
    """Write languages in a row, or "none"."""
    return _join(_named(codes))


def language_choice(codes: Sequence[str]) -> Text:
    """Write languages of which one is enough."""
    return _join(_named(codes), _texts("or"))
