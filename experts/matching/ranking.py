"""Every doctor of a case's department side by side, for a person who chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diagnostics.texts import Text
from experts.directory import Doctor
from experts.matching.explain import describe_pair, reasons_for
from experts.matching.model import CaseRequest
from experts.matching.objective import Instance
from experts.matching.rules import broken_rules

__all__ = ["Candidate", "rank"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One doctor for one case. ``fit`` is the grade 0 … 1, ``relative_load`` the share of the capacity with this case;
    ``reasons`` speak for the doctor, or are the hard rules that keep them out where ``may_take_it`` is False.
    """

    doctor: Doctor
    score: float
    fit: float
    relative_load: float
    on_time: bool
    may_take_it: bool
    reasons: tuple[Text, ...]


def rank(case: CaseRequest, doctors: Sequence[Doctor], *, now: datetime) -> list[Candidate]:
    """Return the doctors of the case's department: those who may take it by falling score, then the others."""
    candidates = [_candidate(case, doctor, now) for doctor in doctors if case.department in doctor.departments]
    return sorted(candidates, key=lambda each: (not each.may_take_it, -each.score, each.doctor.id))


def _candidate(case: CaseRequest, doctor: Doctor, now: datetime) -> Candidate:
    pair = describe_pair(Instance((case,), (doctor,), now), 0, 0, (0,))
    broken = broken_rules(case, doctor, now=now)
    return Candidate(
        doctor=doctor,
        score=pair.score,
        fit=pair.fit,
        relative_load=pair.relative_load,
        on_time=pair.on_time,
        may_take_it=not broken,
        reasons=broken or reasons_for(pair),
    )
