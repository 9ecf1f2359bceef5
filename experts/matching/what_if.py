"""What if a doctor falls ill, or an urgent case arrives: the plan stays as far as it can, and what changes is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from diagnostics.texts import Catalogue, Text
from experts.directory import Doctor
from experts.errors import ExpertsError
from experts.matching.model import LEVELS, CaseRequest, Plan
from experts.matching.objective import Instance
from experts.matching.plan import DEFAULT_TIME_LIMIT_S, match_instance

__all__ = ["Change", "WhatIf", "what_if"]

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

_ABSENCE = timedelta(days=7)
"""How long a doctor who falls ill is away: longer than one planning period."""


@dataclass(frozen=True, slots=True)
class Change:
    """One case that would have another doctor, or none, with the words for it."""

    case_id: str
    before: str | None
    after: str | None
    text: Text

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON."""
        return {"case": self.case_id, "before": self.before, "after": self.after, "text": self.text.to_json()}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The plan as it would be, what it changes, and the nine aims of the plan before."""

    plan: Plan
    changes: tuple[Change, ...]
    objective_before: tuple[float, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the match in its agreed form, with ``changes`` and ``objective_before`` besides."""
        return {
            **self.plan.to_json(),
            "changes": [change.to_json() for change in self.changes],
            "objective_before": dict(zip(LEVELS, self.objective_before, strict=True)),
        }


def what_if(
    instance: Instance,
    *,
    without: Iterable[str] = (),
    added: Sequence[CaseRequest] = (),
    replan: bool = False,
    time_limit_s: float = DEFAULT_TIME_LIMIT_S,
) -> WhatIf:
    """Return what happens to the plan when the doctors ``without`` are away from now on and the cases ``added`` arrive.

    Cases without a `current` doctor are matched first; then whoever has a doctor keeps it, unless ``replan``. Half of
    the time goes to each. Raises ExpertsError ``doctor_unknown`` or ``case_repeated``.
    """
    missing = _known(instance, without)
    _refuse_repeated(instance, added)
    now_plan = match_instance(instance, time_limit_s=time_limit_s / 2)
    before = {assignment.case_id: assignment.doctor_id for assignment in now_plan.assignments}
    changed = Instance(
        (*(replace(case, current=before.get(case.id)) for case in instance.cases), *added),
        tuple(_away(doctor, instance.now) if doctor.id in missing else doctor for doctor in instance.doctors),
        instance.now,
    )
    plan = match_instance(changed, time_limit_s=time_limit_s / 2, replan=replan)
    return WhatIf(plan, _changes(changed, before, plan, new={case.id for case in added}), now_plan.objective)


def _known(instance: Instance, doctor_ids: Iterable[str]) -> frozenset[str]:
    wanted, known = frozenset(doctor_ids), {doctor.id for doctor in instance.doctors}
    if unknown := sorted(wanted - known):
        raise ExpertsError("doctor_unknown", _texts("doctor_unknown", doctor=unknown[0]))
    return wanted


def _refuse_repeated(instance: Instance, added: Sequence[CaseRequest]) -> None:
    known = {case.id for case in instance.cases}
    for case in added:
        if case.id in known:
            raise ExpertsError("case_repeated", _texts("case_repeated", case=case.id))
        known.add(case.id)


def _away(doctor: Doctor, now: datetime) -> Doctor:
    return replace(doctor, unavailable=(*doctor.unavailable, (now, now + _ABSENCE)))


def _changes(instance: Instance, before: Mapping[str, str], plan: Plan, *, new: Collection[str]) -> tuple[Change, ...]:
    """Return the ``new`` cases and those whose doctor differs, in the order of the instance."""
    after = {assignment.case_id: assignment.doctor_id for assignment in plan.assignments}
    reasons = {unassigned.case_id: unassigned.reason for unassigned in plan.unassigned}
    names = {doctor.id: doctor.name for doctor in instance.doctors}
    changes: list[Change] = []
    for case in instance.cases:
        had, has = before.get(case.id), after.get(case.id)
        if had == has and case.id not in new:
            continue
        values = {"case": case.id, "before": names.get(had or ""), "doctor": names.get(has or "")}
        if has is not None:
            text = _texts("change_given" if had is None else "change_moved", **values)
        else:
            text = _texts("change_nobody" if had is None else "change_lost", **values, why=reasons[case.id])
        changes.append(Change(case.id, had, has, text))
    return tuple(changes)
