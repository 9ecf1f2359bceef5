"""Queries for cases: always within what the principal may see, always with what a `CaseRead` shows beside the row
itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import bindparam, select

from clinic_api.assignments.models import Assignment
from clinic_api.cases.filters import CaseFilter
from clinic_api.cases.models import Case, CaseClock, CaseEvent
from clinic_api.cases.states import CaseState
from clinic_api.cases.talk_models import CaseConsultation, CaseQuestion
from clinic_api.cases.wanted import wanted_departments
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.errors import NotFound
from clinic_api.examinations.models import Examination
from clinic_api.factories.models import Factory
from clinic_api.kit.pagination import PageParameters, fetch_page
from clinic_api.kit.repository import Repository
from clinic_api.recordings.models import Recording
from diagnostics.texts import Catalogue, Text

__all__ = ["Attending", "CaseDetails", "CaseFile", "CaseRepository"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


@dataclass(frozen=True)
class CaseDetails:
    """What is shown with one case but not in lists."""

    merged: Sequence[Case]
    consulted: Sequence[tuple[CaseConsultation, Doctor]]
    """Who is asked for a second opinion now."""
    team: Sequence[tuple[CaseConsultation, Doctor]]
    wanted: Sequence[tuple[str, bool]]
    """The departments that triage names, each with whether somebody on the case is of it."""
    open_questions: Sequence[CaseQuestion]


@dataclass(frozen=True)
class Attending:
    """The doctor who has a case now, and since when."""

    doctor_id: str
    doctor_name: Text
    assigned_at: datetime
    assigned_by: str
    reason: str | None


@dataclass(frozen=True)
class CaseFile:
    """A case with all that is shown with it; ``details`` is None in lists."""

    case: Case
    factory_name: Text
    equipment_name: Text | None
    equipment_asset_number: str | None
    equipment_location: str | None
    recording: Recording | None
    examination: Examination | None
    attending: Attending | None
    clocks: Sequence[CaseClock]
    details: CaseDetails | None = None


_AROUND: Final = (  # put together once: it runs with every case that is shown
    select(
        Case.id,
        Factory.name_en.label("factory_en"),
        Factory.name_zh.label("factory_zh"),
        Equipment.name_en.label("equipment_en"),
        Equipment.name_zh.label("equipment_zh"),
        Equipment.asset_number,
        Equipment.location,
        Assignment.doctor_id,
        Doctor.name_en.label("doctor_en"),
        Doctor.name_zh.label("doctor_zh"),
        Assignment.assigned_at,
        Assignment.assigned_by,
        Assignment.reason,
    )
    .join(Factory, Factory.id == Case.factory_id)
    .outerjoin(Equipment, Equipment.id == Case.equipment_id)
    .outerjoin(Assignment, (Assignment.case_id == Case.id) & Assignment.ended_at.is_(None))
    .outerjoin(Doctor, Doctor.id == Assignment.doctor_id)
    .where(Case.id.in_(bindparam("case_ids", expanding=True)))
)
_CLOCKS: Final = (
    select(CaseClock)
    .where(CaseClock.case_id.in_(bindparam("case_ids", expanding=True)))
    .order_by(CaseClock.case_id, CaseClock.due_at)
)
_OPINIONS: Final = (  # of the case's own recording: examinations of follow-up recordings are no first opinion
    select(Recording, Examination)
    .join(Case, Case.recording_id == Recording.id)
    .outerjoin(Examination, (Examination.case_id == Case.id) & (Examination.recording_id == Recording.id))
    .where(Case.id.in_(bindparam("case_ids", expanding=True)))
    .order_by(Examination.id)
)


class CaseRepository(Repository):
    """Cases that one principal may see."""

    def get(self, case_id: str, *, for_update: bool = False) -> Case:
        """Return one case; a foreign one does not exist (``case_not_found``)."""
        try:
            return self.get_visible(Case, case_id, for_update=for_update)
        except NotFound:
            raise NotFound("case_not_found", TEXTS("case_not_found")) from None

    def page(self, page: PageParameters, wanted: CaseFilter) -> tuple[Sequence[Case], str | None]:
        """Return a page of the cases that are ``wanted``, the newest first."""
        return fetch_page(self.session, self.select_visible(Case).where(*wanted.conditions(self)), Case.id, page)

    def events(self, case: Case, page: PageParameters) -> tuple[Sequence[CaseEvent], str | None]:
        """Return a page of the visible lines of a visible case's time line, the oldest first."""
        statement = self.select_visible(CaseEvent).where(CaseEvent.case_id == case.id)
        if page.cursor is not None:
            last = select(CaseEvent.seq).where(CaseEvent.id == page.cursor, CaseEvent.case_id == case.id)
            statement = statement.where(CaseEvent.seq > last.scalar_subquery())
        rows = self.session.scalars(statement.order_by(CaseEvent.seq).limit(page.limit + 1)).all()
        shown = rows[: page.limit]
        return shown, shown[-1].id if len(rows) > page.limit else None

    def open_questions(self, case: Case) -> Sequence[CaseQuestion]:
        """Return what the factory has not answered yet, in the order it was asked."""
        statement = select(CaseQuestion).where(CaseQuestion.case_id == case.id, CaseQuestion.answered_at.is_(None))
        return self.session.scalars(statement.order_by(CaseQuestion.id)).all()

    def file(self, case: Case) -> CaseFile:
        """Return one case with all that is shown with it, its details included."""
        return replace(self.files([case])[0], details=self._details(case))

    def _details(self, case: Case) -> CaseDetails:
        merged = select(Case).where(Case.merged_into_id == case.id).order_by(Case.id)
        consulted = (
            select(CaseConsultation, Doctor)
            .join(Doctor, Doctor.id == CaseConsultation.doctor_id)
            .where(CaseConsultation.case_id == case.id, CaseConsultation.ended_at.is_(None))
            .order_by(CaseConsultation.id)
        )
        others = [(consultation, doctor) for consultation, doctor in self.session.execute(consulted)]
        return CaseDetails(
            merged=self.session.scalars(merged).all(),
            consulted=[row for row in others if row[0].kind == "second_opinion"],
            team=[row for row in others if row[0].kind == "team"],
            wanted=wanted_departments(self.session, case),
            open_questions=self.open_questions(case) if case.state == CaseState.NEEDS_INFORMATION else (),
        )

    def files(self, cases: Sequence[Case]) -> list[CaseFile]:
        """Return ``cases`` with all that lists show with them, in at most three queries however many there are."""
        wanted = {"case_ids": [case.id for case in cases]}
        around = {row.id: row for row in self.session.execute(_AROUND, wanted)}
        clocks: dict[str, list[CaseClock]] = defaultdict(list)
        for clock in self.session.scalars(_CLOCKS, wanted):
            clocks[clock.case_id].append(clock)
        opinions: dict[str, tuple[Recording, Examination | None]] = {}
        if any(case.recording_id for case in cases):
            found = self.session.execute(_OPINIONS, wanted)
            opinions = {recording.id: (recording, examination) for recording, examination in found}
        return [
            _file(case, around[case.id], opinions.get(case.recording_id or "", (None, None)), clocks[case.id])
            for case in cases
        ]


def _file(
    case: Case, around: Any, opinion: tuple[Recording | None, Examination | None], clocks: Sequence[CaseClock]
) -> CaseFile:
    has_doctor, has_machine = around.doctor_id is not None, around.equipment_en is not None
    attending = None
    if has_doctor:
        attending = Attending(
            doctor_id=around.doctor_id,
            doctor_name=Text(around.doctor_en, around.doctor_zh),
            assigned_at=around.assigned_at,
            assigned_by=around.assigned_by,
            reason=around.reason,
        )
    return CaseFile(
        case=case,
        factory_name=Text(around.factory_en, around.factory_zh),
        equipment_name=Text(around.equipment_en, around.equipment_zh) if has_machine else None,
        equipment_asset_number=around.asset_number,
        equipment_location=around.location,
        recording=opinion[0],
        examination=opinion[1],
        attending=attending,
        clocks=clocks,
    )
