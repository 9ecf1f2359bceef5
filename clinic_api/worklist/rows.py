"""What the database knows about a doctor's open cases, as far as the work list needs it: a few queries for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.states import OPEN_STATES
from clinic_api.cases.talk_models import CaseConsultation, CaseQuestion
from clinic_api.doctors.models import Doctor
from clinic_api.kit.doctor_scope import attended_case_ids
from clinic_api.kit.repository import Repository
from clinic_api.reviews.models import CaseReview
from clinic_api.treatments.diagnoses import category_for_draft, valid_cosigner
from clinic_api.treatments.models import DiagnosisDraft, FollowUp, FollowUpMeasurement, PrescriptionItem
from clinic_api.worklist.schemas import WorkListFilter

__all__ = ["OpenItems", "Place", "WardRow", "rows_of_doctor"]

_RUNNING_CLOCKS: Final = ("accept", "diagnosis")


@dataclass(frozen=True)
class Place:
    """What a doctor who does not attend the case was asked for: a second opinion, a part, a verdict."""

    id: str
    kind: str
    review_id: str | None
    asked_at: datetime
    has_written: bool


@dataclass
class OpenItems:
    """The prescription of a case: how many items, how many open, and by when each side has to do something."""

    total: int = 0
    open: int = 0
    doctor_due_on: date | None = None
    factory_due_on: date | None = None


@dataclass
class WardRow:
    """One open case of a doctor with what decides what is next; ``place`` is None where the doctor attends it."""

    case_id: str
    state: str
    urgency: int | None
    updated_at: datetime
    place: Place | None = None
    clocks: dict[str, CaseClock] = field(default_factory=dict)
    answered_at: datetime | None = None
    draft_at: datetime | None = None
    items: OpenItems = field(default_factory=OpenItems)
    follow_up_due_on: date | None = None
    has_measurement: bool = False
    amendment_advised: bool = False
    wants_cosignature: bool = False
    """Whether the attending doctor's draft waits for a co-signature that this doctor may give."""


def rows_of_doctor(repository: Repository, doctor_id: str, wanted: WorkListFilter) -> list[WardRow]:
    """Return the open cases that ``doctor_id`` attends or is asked about now, of those that are ``wanted``."""
    session = repository.session
    open_cases = [Case.state.in_(OPEN_STATES), *wanted.conditions(repository)]
    attended = select(Case.id).where(Case.id.in_(attended_case_ids(doctor_id)), *open_cases)
    rows = _attended(session, attended) | _asked_about(session, doctor_id, open_cases)
    own = CaseConsultation.doctor_id == doctor_id, CaseConsultation.ended_at.is_(None)
    asked = select(CaseConsultation.case_id).where(*own)
    _add_clocks(session, rows, attended, asked)
    _add_talk(session, rows, attended)
    _add_treatment(session, rows, attended)
    _add_drafts(session, rows, doctor_id)
    return list(rows.values())


def _attended(session: Session, attended: Select[str]) -> dict[str, WardRow]:
    columns = select(Case.id, Case.state, Case.urgency, Case.updated_at).where(Case.id.in_(attended))
    return {row.id: WardRow(row.id, row.state, row.urgency, row.updated_at) for row in session.execute(columns)}


def _asked_about(session: Session, doctor_id: str, conditions: Sequence[object]) -> dict[str, WardRow]:
    statement = (
        select(CaseConsultation, Case.state, Case.urgency, Case.updated_at)
        .join(Case, Case.id == CaseConsultation.case_id)
        .where(CaseConsultation.doctor_id == doctor_id, CaseConsultation.ended_at.is_(None))
        .where(*conditions)  # type: ignore[arg-type]
    )
    rows: dict[str, WardRow] = {}
    for asked, state, urgency, updated_at in session.execute(statement):
        place = Place(asked.id, asked.kind, asked.review_id, asked.asked_at, asked.opinion is not None)
        rows[asked.case_id] = WardRow(asked.case_id, state, urgency, updated_at, place=place)
    return rows


def _add_clocks(session: Session, rows: Mapping[str, WardRow], *case_ids: Select[str]) -> None:
    for ids in case_ids:
        clocks = select(CaseClock).where(CaseClock.case_id.in_(ids), CaseClock.kind.in_(_RUNNING_CLOCKS))
        for clock in session.scalars(clocks):
            if clock.case_id in rows:
                rows[clock.case_id].clocks[clock.kind] = clock


def _add_talk(session: Session, rows: Mapping[str, WardRow], attended: Select[str]) -> None:
    answers = (
        select(CaseQuestion.case_id, func.max(CaseQuestion.answered_at))
        .where(CaseQuestion.case_id.in_(attended))
        .group_by(CaseQuestion.case_id)
    )
    for case_id, answered_at in session.execute(answers):
        rows[case_id].answered_at = answered_at
    drafts = select(DiagnosisDraft.case_id, DiagnosisDraft.updated_at).where(DiagnosisDraft.case_id.in_(attended))
    for case_id, updated_at in session.execute(drafts):
        rows[case_id].draft_at = updated_at
    advised = select(CaseReview.case_id).where(
        CaseReview.case_id.in_(attended), CaseReview.state == "amendment_advised"
    )
    for case_id in session.scalars(advised):
        rows[case_id].amendment_advised = True


def _add_drafts(session: Session, rows: Mapping[str, WardRow], doctor_id: str) -> None:
    """Mark what the doctor is asked about whose draft the attending doctor may not sign alone, but this one may."""
    asked = [case_id for case_id, row in rows.items() if row.place is not None and row.place.kind != "review"]
    if not asked:
        return
    own = session.get_one(Doctor, doctor_id).category
    drafts = (
        select(DiagnosisDraft, Doctor.category)
        .join(Assignment, (Assignment.case_id == DiagnosisDraft.case_id) & Assignment.ended_at.is_(None))
        .join(Doctor, Doctor.id == Assignment.doctor_id)
        .where(DiagnosisDraft.case_id.in_(asked))
    )
    for draft, attending in session.execute(drafts):
        row, needed = rows[draft.case_id], category_for_draft(draft)
        row.draft_at = draft.updated_at
        row.wants_cosignature = attending < needed <= own and valid_cosigner(draft) is None


def _add_treatment(session: Session, rows: Mapping[str, WardRow], attended: Select[str]) -> None:
    items = (
        select(
            PrescriptionItem.case_id,
            PrescriptionItem.state,
            PrescriptionItem.owner_kind,
            func.count(),
            func.min(PrescriptionItem.due_on),
        )
        .where(PrescriptionItem.case_id.in_(attended), PrescriptionItem.state != "withdrawn")
        .group_by(PrescriptionItem.case_id, PrescriptionItem.state, PrescriptionItem.owner_kind)
    )
    for case_id, state, owner, count, due_on in session.execute(items):
        of_case = rows[case_id].items
        of_case.total += count
        if state == "open":
            of_case.open += count
            if owner == "doctor":
                of_case.doctor_due_on = due_on
            else:
                of_case.factory_due_on = due_on
    follow_ups = select(FollowUp).where(FollowUp.case_id.in_(attended)).order_by(FollowUp.id)
    of_follow_up: dict[str, str] = {}
    for follow_up in session.scalars(follow_ups):
        rows[follow_up.case_id].follow_up_due_on = follow_up.due_on
        of_follow_up[follow_up.case_id] = follow_up.id
    measured = select(FollowUpMeasurement.case_id, FollowUpMeasurement.follow_up_id).where(
        FollowUpMeasurement.case_id.in_(attended), FollowUpMeasurement.verdict.is_not(None)
    )
    for case_id, follow_up_id in session.execute(measured):
        if of_follow_up.get(case_id) == follow_up_id:
            rows[case_id].has_measurement = True
