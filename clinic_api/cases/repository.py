"""Queries for cases: always within what the principal may see, always with what a `CaseRead` shows beside the row
itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case, CaseEvent
from clinic_api.cases.states import CaseState
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.errors import NotFound
from clinic_api.examinations.models import Examination
from clinic_api.factories.models import Factory
from clinic_api.kit.pagination import PageParameters, fetch_page
from clinic_api.kit.repository import Repository
from clinic_api.recordings.models import Recording
from diagnostics.texts import Catalogue

__all__ = ["CaseFile", "CaseRepository", "CaseSurroundings"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


@dataclass(frozen=True)
class CaseSurroundings:
    """What belongs to some cases, by id: factories and equipment by their own, the rest by the case's."""

    factories: dict[str, Factory]
    equipment: dict[str, Equipment]
    recordings: dict[str, Recording]
    examinations: dict[str, Examination]
    assignments: dict[str, tuple[Assignment, Doctor]]


@dataclass(frozen=True)
class CaseFile:
    """A case with all that is shown with it."""

    case: Case
    factory: Factory
    equipment: Equipment | None
    recording: Recording | None
    examination: Examination | None
    attending: tuple[Assignment, Doctor] | None


class CaseRepository(Repository):
    """Cases that one principal may see."""

    def get(self, case_id: str, *, for_update: bool = False) -> Case:
        """Return one case; a foreign one does not exist (``case_not_found``)."""
        try:
            return self.get_visible(Case, case_id, for_update=for_update)
        except NotFound:
            raise NotFound("case_not_found", TEXTS("case_not_found")) from None

    def page(
        self, page: PageParameters, *, state: CaseState | None, equipment_id: str | None
    ) -> tuple[Sequence[Case], str | None]:
        """Return a page of cases, the newest first."""
        statement = self.select_visible(Case)
        if state is not None:
            statement = statement.where(Case.state == state.value)
        if equipment_id is not None:
            statement = statement.where(Case.equipment_id == equipment_id)
        return fetch_page(self.session, statement, Case.id, page)

    def events(self, case: Case) -> Sequence[CaseEvent]:
        """Return the time line of a visible case, the oldest line first."""
        statement = self.select_visible(CaseEvent).where(CaseEvent.case_id == case.id)
        ordered = statement.order_by(CaseEvent.at, CaseEvent.id)
        return self.session.scalars(ordered).all()

    def files(self, cases: Sequence[Case]) -> list[CaseFile]:
        """Return ``cases`` with all that is shown with them, in five queries however many there are."""
        around = _surroundings(self.session, cases)
        return [
            CaseFile(
                case=case,
                factory=around.factories[case.factory_id],
                equipment=around.equipment.get(case.equipment_id or ""),
                recording=around.recordings.get(case.recording_id or ""),
                examination=around.examinations.get(case.id),
                attending=around.assignments.get(case.id),
            )
            for case in cases
        ]


def _surroundings(session: Session, cases: Sequence[Case]) -> CaseSurroundings:
    case_ids = [case.id for case in cases]
    factories = session.scalars(select(Factory).where(Factory.id.in_({case.factory_id for case in cases})))
    equipment = session.scalars(select(Equipment).where(Equipment.id.in_({case.equipment_id for case in cases})))
    recordings = session.scalars(select(Recording).where(Recording.id.in_({case.recording_id for case in cases})))
    examinations = session.scalars(
        select(Examination).where(Examination.case_id.in_(case_ids)).order_by(Examination.id)
    )
    attending = session.execute(
        select(Assignment, Doctor)
        .join(Doctor, Doctor.id == Assignment.doctor_id)
        .where(Assignment.case_id.in_(case_ids), Assignment.ended_at.is_(None))
    )
    return CaseSurroundings(
        factories={factory.id: factory for factory in factories},
        equipment={machine.id: machine for machine in equipment},
        recordings={recording.id: recording for recording in recordings},
        examinations={str(examination.case_id): examination for examination in examinations},
        assignments={assignment.case_id: (assignment, doctor) for assignment, doctor in attending},
    )
