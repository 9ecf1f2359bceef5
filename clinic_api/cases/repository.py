"""Queries for cases: always within what the principal may see, always with what a `CaseRead` shows beside the row
itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.filters import CaseFilter
from clinic_api.cases.models import Case, CaseClock, CaseEvent
from clinic_api.cases.states import CaseState
from clinic_api.cases.talk_models import CaseConsultation, CaseQuestion
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.errors import NotFound
from clinic_api.examinations.models import Examination
from clinic_api.factories.models import Factory
from clinic_api.kit.pagination import PageParameters, fetch_page
from clinic_api.kit.repository import Repository
from clinic_api.recordings.models import Recording
from diagnostics.texts import Catalogue

__all__ = ["CaseDetails", "CaseFile", "CaseRepository", "CaseSurroundings"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


@dataclass(frozen=True)
class CaseSurroundings:
    """What belongs to some cases, by id: factories and equipment by their own, the rest by the case's."""

    factories: dict[str, Factory]
    equipment: dict[str, Equipment]
    recordings: dict[str, Recording]
    examinations: dict[str, Examination]
    assignments: dict[str, tuple[Assignment, Doctor]]
    clocks: dict[str, list[CaseClock]]


@dataclass(frozen=True)
class CaseDetails:
    """What is shown with one case but not in lists."""

    merged: Sequence[Case]
    consulted: Sequence[tuple[CaseConsultation, Doctor]]
    open_questions: Sequence[CaseQuestion]


@dataclass(frozen=True)
class CaseFile:
    """A case with all that is shown with it; ``details`` is None in lists."""

    case: Case
    factory: Factory
    equipment: Equipment | None
    recording: Recording | None
    examination: Examination | None
    attending: tuple[Assignment, Doctor] | None
    clocks: Sequence[CaseClock]
    details: CaseDetails | None = None


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
        return CaseDetails(
            merged=self.session.scalars(merged).all(),
            consulted=[(consultation, doctor) for consultation, doctor in self.session.execute(consulted)],
            open_questions=self.open_questions(case) if case.state == CaseState.NEEDS_INFORMATION else (),
        )

    def files(self, cases: Sequence[Case]) -> list[CaseFile]:
        """Return ``cases`` with all that lists show with them, in at most six queries however many there are."""
        around = _surroundings(self.session, cases)
        return [
            CaseFile(
                case=case,
                factory=around.factories[case.factory_id],
                equipment=around.equipment.get(case.equipment_id or ""),
                recording=around.recordings.get(case.recording_id or ""),
                examination=around.examinations.get(case.id),
                attending=around.assignments.get(case.id),
                clocks=around.clocks.get(case.id, []),
            )
            for case in cases
        ]


def _surroundings(session: Session, cases: Sequence[Case]) -> CaseSurroundings:
    case_ids = [case.id for case in cases]
    equipment = _by_id(session, Equipment, {case.equipment_id for case in cases})
    factories = {machine.factory_id: machine.factory for machine in equipment.values()}
    factories |= _by_id(session, Factory, {case.factory_id for case in cases} - factories.keys())
    recordings = _by_id(session, Recording, {case.recording_id for case in cases})
    examinations = (
        ()
        if not recordings
        else session.scalars(
            select(Examination)
            .join(Case, (Case.id == Examination.case_id) & (Case.recording_id == Examination.recording_id))
            .where(Examination.case_id.in_(case_ids))
            .order_by(Examination.id)
        )
    )  # of the case's own recording: examinations of follow-up recordings are no first opinion
    attending = session.execute(
        select(Assignment, Doctor)
        .join(Doctor, Doctor.id == Assignment.doctor_id)
        .where(Assignment.case_id.in_(case_ids), Assignment.ended_at.is_(None))
    )
    clocks: dict[str, list[CaseClock]] = defaultdict(list)
    for clock in session.scalars(
        select(CaseClock).where(CaseClock.case_id.in_(case_ids)).order_by(CaseClock.case_id, CaseClock.due_at)
    ):
        clocks[clock.case_id].append(clock)
    return CaseSurroundings(
        factories=factories,
        equipment=equipment,
        recordings=recordings,
        examinations={str(examination.case_id): examination for examination in examinations},
        assignments={assignment.case_id: (assignment, doctor) for assignment, doctor in attending},
        clocks=clocks,
    )


Found = TypeVar("Found", Equipment, Factory, Recording)


def _by_id(session: Session, model: type[Found], ids: Collection[str | None]) -> dict[str, Found]:
    """Return the rows of ``ids``, asking nothing where there are none."""
    wanted = {row_id for row_id in ids if row_id is not None}
    if not wanted:
        return {}
    return {row.id: row for row in session.scalars(select(model).where(model.id.in_(wanted)))}
