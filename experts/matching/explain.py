"""True reasons in plain words: why this doctor, why not that one, and what would have to change where nobody
fits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from diagnostics.texts import Catalogue, Text
from experts.directory import Doctor, department_name, specialty_name
from experts.matching.fit import SHARES, distance_km, nearness, pair_score, room, specialty_fit
from experts.matching.model import CaseRequest
from experts.matching.objective import Instance
from experts.matching.rules import (
    Breach,
    breaches,
    is_off_duty,
    language_choice,
    language_names,
    off_duty_breach,
    say_minutes,
    say_moment,
)

__all__ = ["Pair", "describe_pair", "reason_unassigned", "reasons_for", "why_not_chosen", "why_not_equal"]

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

_NEVER_LIFTED = ("conflict", "barred")
_CHANGE_ORDER = ("duty", "capacity", "absence", "distance", "language", *_NEVER_LIFTED)
_HOUR_MINUTES = 60.0
_DAY_MINUTES = 24 * _HOUR_MINUTES
"""From the change that is easiest to arrange to those that are never proposed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A case with a doctor who would hold ``held_minutes`` in all, this case included."""

    case: CaseRequest
    doctor: Doctor
    fit: float
    tag: str | None
    used_minutes: float
    limit_minutes: float
    on_time: bool
    held_minutes: float
    relative_load: float
    km: float | None

    @property
    def score(self) -> float:
        """The one number shown for this pair."""
        return pair_score(
            fit=self.fit,
            on_time=self.on_time,
            relative_load=self.relative_load,
            recent_load=self.doctor.recent_load,
            km=self.km,
        )


def describe_pair(instance: Instance, c: int, d: int, held: Sequence[int]) -> Pair:
    """Return what can be said about case ``c`` with doctor ``d`` who holds the cases ``held``, ``c`` among
    them.
    """
    case, doctor = instance.cases[c], instance.doctors[d]
    fit, tag = specialty_fit(case, doctor)
    earlier = [other for other in held if instance.cases[other].due <= case.due]
    return Pair(
        case=case,
        doctor=doctor,
        fit=fit,
        tag=tag,
        used_minutes=instance.load_minutes(d, earlier),
        limit_minutes=instance.until_due_minutes[c],
        on_time=instance.is_on_time(c, d, held),
        held_minutes=instance.load_minutes(d, held),
        relative_load=instance.relative_load(d, held),
        km=distance_km(case, doctor),
    )


def reasons_for(pair: Pair) -> tuple[Text, ...]:
    """Return why this doctor has the case: specialty, time, load and, where there is a site, distance."""
    department = department_name(pair.case.department)
    if pair.tag is None:
        reasons = [_texts("reason_no_fit", department=department)]
    else:
        name = specialty_name(pair.tag)
        reasons = [_texts("reason_fit", department=department, grade=round(pair.fit, 3), specialty=name)]
        if pair.tag in pair.doctor.records:
            reasons.append(_texts("reason_record", record=pair.doctor.records[pair.tag]))
    if is_off_duty(pair.case, pair.doctor):
        reasons.append(_texts("reason_called_in"))
    reasons.append(_reason_of_time(pair))
    if pair.doctor.capacity_minutes > 0:
        reasons.append(
            _texts(
                "reason_load",
                percent=100.0 * pair.relative_load,
                used=say_minutes(pair.held_minutes),
                capacity=say_minutes(pair.doctor.capacity_minutes),
            )
        )
    if pair.km is not None:
        reasons.append(_texts("reason_distance", km=pair.km))
    elif pair.case.on_site:
        key = "reason_site_unknown" if pair.case.site is None else "reason_home_unknown"
        reasons.append(_texts(key, doctor=pair.doctor.name))
    return tuple(reasons)


def _reason_of_time(pair: Pair) -> Text:
    """Say whether the case will be on time, with the two numbers that decide it."""
    if pair.limit_minutes < 0:
        return _texts("reason_overdue", late=_duration(-pair.limit_minutes))
    key = "reason_on_time" if pair.on_time else "reason_late"
    return _texts(key, used=say_minutes(pair.used_minutes), limit=_duration(pair.limit_minutes))


def _duration(minutes: float) -> Text:
    """Return a time in the unit in which people say it."""
    if minutes < 2 * _HOUR_MINUTES:
        return _texts("duration_minutes", number=minutes)
    if minutes < 2 * _DAY_MINUTES:
        return _texts("duration_hours", number=minutes / _HOUR_MINUTES)
    return _texts("duration_days", number=minutes / _DAY_MINUTES)


def why_not_chosen(other: Pair, chosen: Pair) -> Text:
    """Return what counts most against the other doctor in the comparison of the two scores."""
    lost = {
        "fit": SHARES["fit"] * (chosen.fit - other.fit),
        "late": SHARES["on_time"] * (chosen.on_time - other.on_time),
        "load": SHARES["load"] * (room(chosen.relative_load) - room(other.relative_load)),
        "recent": SHARES["recent"] * (room(chosen.doctor.recent_load) - room(other.doctor.recent_load)),
        "distance": SHARES["nearness"] * (nearness(chosen.km) - nearness(other.km)),
    }
    worst = max(lost, key=lambda aim: lost[aim])
    if lost[worst] <= 0 or other.score == chosen.score:
        return why_not_equal(other.doctor, chosen.doctor)
    if worst == "late":
        return _texts("why_not_late")
    if worst == "fit":
        return _texts("why_not_fit", other=round(other.fit, 3), chosen=round(chosen.fit, 3))
    if worst == "load":
        return _texts("why_not_load", other=100.0 * other.relative_load, chosen=100.0 * chosen.relative_load)
    if worst == "recent":
        return _why_not_recent("why_not_recent", other.doctor, chosen.doctor)
    return _texts("why_not_distance", other=other.km, chosen=chosen.km or 0.0)


def why_not_equal(other: Doctor, chosen: Doctor) -> Text:
    """Say what told two doctors apart who suit a case equally: their work in the weeks before, or nothing."""
    if round(100.0 * other.recent_load) <= round(100.0 * chosen.recent_load):
        return _texts("why_not_equal")
    return _why_not_recent("why_not_equal_recent", other, chosen)


def _why_not_recent(key: str, other: Doctor, chosen: Doctor) -> Text:
    return _texts(key, other=100.0 * other.recent_load, chosen=100.0 * chosen.recent_load)


def reason_unassigned(case: CaseRequest, doctors: Sequence[Doctor], *, now: datetime) -> Text:
    """Return why none of the doctors, with the load they have, can take the case, and the smallest change
    that would fit.

    The smallest change is the one that lifts the fewest hard rules for one doctor; of equals the one easier
    to arrange (calling in, then minutes, presence, an interpreter), the fewest minutes, the earliest return. A
    conflict of interest is never proposed to be lifted, nor is a case to go back to who has declined it.
    """
    department = department_name(case.department)
    own = [doctor for doctor in doctors if case.department in doctor.departments]
    if not own:
        return _texts("nobody_in_department", department=department, change=_another_doctor(case))
    broken = [(doctor, _kept_out_by(case, doctor, now=now)) for doctor in own]
    tally = [
        _texts(f"tally_{rule}", count=count)
        for rule in _CHANGE_ORDER
        if (count := sum(any(breach.rule == rule for breach in found) for _, found in broken))
    ]
    liftable = [
        (doctor, found) for doctor, found in broken if all(breach.rule not in _NEVER_LIFTED for breach in found)
    ]
    if liftable:
        doctor, found = min(liftable, key=lambda pair: _effort(case, *pair, now=now))
        change = _join([_change(case, doctor, breach.rule, now=now) for breach in found], _texts("and"))
    else:
        change = _another_doctor(case)
    key = "only_one_does_not_fit" if len(own) == 1 else "nobody_fits"
    listed = _join(tally, Text("; ", "；"))
    return _texts(key, department=department, count=len(own), tally=listed, change=change)


def _kept_out_by(case: CaseRequest, doctor: Doctor, *, now: datetime) -> tuple[Breach, ...]:
    """Return the hard rules that keep a doctor out; being off duty where nothing else does."""
    found = breaches(case, doctor, now=now)
    return (off_duty_breach(doctor),) if not found and is_off_duty(case, doctor) else found


def _effort(
    case: CaseRequest, doctor: Doctor, found: Sequence[Breach], *, now: datetime
) -> tuple[int, list[int], float, float, str]:
    """Order changes: rules to lift, which ones, minutes missing, seconds of absence, id."""
    absence = doctor.absence_at(now)
    return (
        len(found),
        sorted(_CHANGE_ORDER.index(breach.rule) for breach in found),
        max(0.0, case.minutes - doctor.free_minutes),
        (absence[1] - now).total_seconds() if absence else 0.0,
        doctor.id,
    )


def _change(case: CaseRequest, doctor: Doctor, rule: str, *, now: datetime) -> Text:
    """Say what would lift one hard rule for one doctor."""
    if rule == "capacity":
        missing = math.ceil(10.0 * (case.minutes - doctor.free_minutes) - 1e-6) / 10.0
        return _texts("change_capacity", minutes=say_minutes(missing), doctor=doctor.name)
    absence = doctor.absence_at(now)
    if rule == "absence" and absence is not None:
        return _texts("change_absence", doctor=doctor.name, until=say_moment(absence[1]))
    if rule == "duty":
        return _texts("change_duty", doctor=doctor.name)
    if rule == "distance":
        return _texts("change_distance", doctor=doctor.name, km=distance_km(case, doctor) or 0.0)
    speaks = language_names(doctor.languages)
    if not case.languages:
        return _texts("change_name_language", doctor=doctor.name, speaks=speaks)
    return _texts("change_language", doctor=doctor.name, speaks=speaks, languages=language_names(case.languages))


def _another_doctor(case: CaseRequest) -> Text:
    """Describe the doctor who would have to be added."""
    return _texts(
        "change_another_doctor",
        department=department_name(case.department),
        needed=say_minutes(case.minutes),
        languages=language_choice(case.languages) if case.languages else _texts("any_language"),
    )


def _join(parts: Sequence[Text], between: Text) -> Text:
    """Write several texts in a row."""
    return Text(between.en.join(part.en for part in parts), between.zh.join(part.zh for part in parts))
