"""What the cases of the database say about each doctor, counted by the database: a handful of queries however many
cases there are.

A finding that somebody else than the signer tells about the opened machine judges the first signed diagnosis
(`treatments.first_diagnosis`) and counts for the specialties its fault asks for. A case without such a finding counts
for the specialty it was given for: right once discharged as repaired or improved, wrong once reopened. A coordinator's
override counts for who was chosen and against who was proposed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.states import Action
from clinic_api.doctors.models import Doctor
from clinic_api.treatments.models import ConfirmedFinding, Discharge
from clinic_api.treatments.newest_findings import is_newest_line
from diagnostics.vocabulary import FAULTS
from experts.directory import SPECIALTIES, needs_certificate, specialties_for_fault
from experts.outcomes import Evidence, Judged, LearnedGrade, learned_grade

__all__ = [
    "JUDGED_AT_MOST",
    "DoctorEvidence",
    "discharge_since",
    "evidence_by_doctor",
    "is_override",
    "judged_findings",
    "judged_outcomes",
    "learned_grades",
]

JUDGED_AT_MOST: Final = 50_000
"""How many judged findings rules are measured by, the newest: older ones are of other rules and machines, and a request
must end."""

_GOOD_OUTCOMES: Final = ("repaired", "improved")


@dataclass(frozen=True)
class DoctorEvidence:
    """What is known about one doctor, by specialty tag and by department."""

    by_specialty: Mapping[str, Evidence]
    by_department: Mapping[str, Evidence]


def learned_grades(session: Session, doctors: Sequence[Doctor]) -> dict[str, dict[str, LearnedGrade]]:
    """Return by doctor and tag the grades that are not as stated any more.

    A specialty that counts only with a certificate and was never stated is not learned: cases are no certificate.
    """
    evidence = evidence_by_doctor(session)
    return {
        doctor.id: {
            tag: grade
            for tag, found in evidence[doctor.id].by_specialty.items()
            if (tag in doctor.specialties or not needs_certificate(tag))
            and (grade := learned_grade(tag, doctor.specialties.get(tag), found)).is_learned
        }
        for doctor in doctors
        if doctor.id in evidence
    }


def evidence_by_doctor(session: Session, *, doctor_ids: Sequence[str] | None = None) -> dict[str, DoctorEvidence]:
    """Return what is known about each doctor (of ``doctor_ids``, where given) who has any evidence."""
    by_specialty: dict[str, dict[str, Evidence]] = defaultdict(lambda: defaultdict(Evidence))
    by_department: dict[str, dict[str, Evidence]] = defaultdict(lambda: defaultdict(Evidence))
    for doctor_id, tags, department, found in _counted(session, doctor_ids):
        for tag in tags:
            by_specialty[doctor_id][tag] += found
        if department is not None:
            by_department[doctor_id][department] += found
    return {
        doctor_id: DoctorEvidence(dict(tags), dict(by_department[doctor_id]))
        for doctor_id, tags in by_specialty.items()
    }


def judged_findings(session: Session) -> list[Judged]:
    """Return the predicted findings that were looked for in opened machines, at most `JUDGED_AT_MOST`."""
    statement = (
        select(ConfirmedFinding.fault, ConfirmedFinding.predicted_probability, ConfirmedFinding.outcome)
        .where(ConfirmedFinding.predicted_probability.is_not(None), is_newest_line())
        .order_by(ConfirmedFinding.id.desc())
        .limit(JUDGED_AT_MOST)
    )
    return [
        Judged(str(fault), float(probability or 0.0), outcome == "confirmed")
        for fault, probability, outcome in session.execute(statement)
    ]


def is_override() -> ColumnElement[bool]:
    """Return the condition for assignments to another doctor than the proposed one."""
    return and_(Assignment.proposed_doctor_id.is_not(None), Assignment.proposed_doctor_id != Assignment.doctor_id)


def judged_outcomes() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions for assignments, joined with `discharge_since`, that went well and that did not, of cases
    whose first diagnosis no finding judges.
    """
    judged = select(ConfirmedFinding.case_id).where(ConfirmedFinding.signer_right.is_not(None))
    of_no_finding = Assignment.case_id.not_in(judged)
    good = and_(Assignment.ended_at.is_(None), Discharge.outcome.in_(_GOOD_OUTCOMES), of_no_finding)
    return good, and_(Assignment.ended_by_action == Action.REOPEN.value, of_no_finding)


def discharge_since() -> ColumnElement[bool]:
    """Return the condition that joins a discharge to the assignment that it left standing: only reopening a case ends
    that one, and the case's next discharge is of the next assignment.
    """
    return and_(
        Assignment.ended_at.is_(None),
        Discharge.case_id == Assignment.case_id,
        Discharge.discharged_at >= Assignment.assigned_at,
    )


def _counted(
    session: Session, doctor_ids: Sequence[str] | None
) -> Iterator[tuple[str, tuple[str, ...], str | None, Evidence]]:
    """Yield doctor, specialty tags, department and what is to be added."""
    for doctor_id, fault, right, count in session.execute(
        _of(_by_fault(), ConfirmedFinding.signer_doctor_id, doctor_ids)
    ):
        tags = tuple(specialty.tag for specialty in specialties_for_fault(fault))
        department = FAULTS[fault].department if fault in FAULTS else None
        yield doctor_id, tags, department, Evidence(right=right, wrong=count - right)
    for doctor_id, tag, right, wrong in session.execute(_of(_by_specialty(), Assignment.doctor_id, doctor_ids)):
        yield doctor_id, (tag,), _department(tag), Evidence(right=right, wrong=wrong)
    for doctor_id, tag, count in session.execute(_of(*_overrides(Assignment.doctor_id), doctor_ids)):
        yield doctor_id, (tag,), None, Evidence(chosen=count)
    for doctor_id, tag, count in session.execute(_of(*_overrides(Assignment.proposed_doctor_id), doctor_ids)):
        yield doctor_id, (tag,), None, Evidence(passed_over=count)


def _of(statement: Select[*tuple[Any, ...]], column: Any, doctor_ids: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    return statement if doctor_ids is None else statement.where(column.in_(doctor_ids))


def _by_fault() -> Select[*tuple[Any, ...]]:
    """Count findings by who had signed first and by the fault that was there, or was not."""
    other = ConfirmedFinding.outcome == "other"
    fault = case((other, ConfirmedFinding.found_fault), else_=ConfirmedFinding.fault).label("judged_fault")
    right = func.sum(case((ConfirmedFinding.signer_right.is_(True), 1), else_=0))
    return (
        select(ConfirmedFinding.signer_doctor_id, fault, right, func.count())
        .where(ConfirmedFinding.signer_right.is_not(None), is_newest_line(judging=True))
        .group_by(ConfirmedFinding.signer_doctor_id, fault)
    )


def _by_specialty() -> Select[*tuple[Any, ...]]:
    """Count cases that no finding judges by who had them and what they were given for."""
    good, bad = judged_outcomes()
    statement: Select[*tuple[Any, ...]] = (
        select(
            Assignment.doctor_id,
            Assignment.specialty,
            func.sum(case((good, 1), else_=0)),
            func.sum(case((good, 0), else_=1)),
        )
        .outerjoin(Discharge, discharge_since())
        .where(Assignment.specialty.is_not(None), or_(good, bad))
        .group_by(Assignment.doctor_id, Assignment.specialty)
    )
    return statement


def _overrides(column: Any) -> tuple[Select[*tuple[Any, ...]], Any]:
    statement: Select[*tuple[Any, ...]] = (
        select(column, Assignment.specialty, func.count())
        .where(Assignment.specialty.is_not(None), is_override())
        .group_by(column, Assignment.specialty)
    )
    return statement, column


def _department(tag: str) -> str | None:
    specialty = SPECIALTIES.get(tag)
    return None if specialty is None else specialty.department
