"""What contradicts itself in a rota that is kept: an absence entered later, a doctor who left a department."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path

from diagnostics.texts import Catalogue, Text
from experts.directory import department_name
from experts.rota.on_call import Candidate, OnCallWeek, rotate, week_span

__all__ = ["Contradiction", "contradictions_on_call"]

_texts = Catalogue(Path(__file__).with_name("texts.toml"))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One week that cannot be as it is: a stable ``code``, the words, and who could take it instead (None: nobody)."""

    code: str
    department: str
    week: date
    doctor_id: str
    text: Text
    substitute_id: str | None


def contradictions_on_call(
    weeks: Sequence[OnCallWeek], members: Mapping[str, Sequence[Candidate]], *, zone: tzinfo
) -> tuple[Contradiction, ...]:
    """Return what is wrong with ``weeks``, whose departments have the ``members`` that may be on call.

    Codes: ``on_call_not_member`` (not in the department, or no longer in service), ``on_call_while_absent``.
    """
    found: list[Contradiction] = []
    for each in weeks:
        present = {member.doctor_id: member for member in members.get(each.department, ())}
        member = present.get(each.doctor_id)
        if member is None:
            code = "on_call_not_member"
        elif member.is_away_in(*week_span(each.week, zone)):
            code = "on_call_while_absent"
        else:
            continue
        found.append(_contradiction(code, each, weeks, present, zone))
    return tuple(found)


def _contradiction(
    code: str, each: OnCallWeek, weeks: Sequence[OnCallWeek], present: Mapping[str, Candidate], zone: tzinfo
) -> Contradiction:
    others = [member for doctor_id, member in sorted(present.items()) if doctor_id != each.doctor_id]
    taken = {other.week: other.doctor_id for other in weeks if other.department == each.department and other != each}
    rotation = rotate(each.department, others, each.week, 1, zone=zone, taken=taken)
    substitute = rotation.weeks[0].doctor_id if rotation.weeks else None
    doctor = present[each.doctor_id].name if each.doctor_id in present else each.doctor_id
    change = (
        rotation.gaps[0].reason if substitute is None else _texts("change_substitute", doctor=present[substitute].name)
    )
    values = {"doctor": doctor, "department": department_name(each.department), "week": each.week, "change": change}
    return Contradiction(code, each.department, each.week, each.doctor_id, _texts(code, **values), substitute)
