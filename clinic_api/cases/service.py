"""Opening and showing cases on behalf of one principal."""

from __future__ import annotations

from clinic_api.cases.filters import CaseFilter
from clinic_api.cases.models import Case
from clinic_api.cases.opening import NewCase, open_case
from clinic_api.cases.repository import TEXTS, CaseFile, CaseRepository
from clinic_api.cases.schemas import CaseCreate, CaseRead, TimelineCheck, TimelineEvent
from clinic_api.cases.timeline_check import check_timeline
from clinic_api.cases.views import case_read, timeline_event
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Invalid
from clinic_api.factories.models import Factory
from clinic_api.intake.complaint import complaint_of
from clinic_api.kit.pagination import Page, PageParameters
from clinic_api.recordings.models import Recording
from clinic_api.recordings.service import RecordingService
from diagnostics.texts import Text

__all__ = ["CaseService"]


class CaseService:
    """Cases on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def create(self, body: CaseCreate, *, max_attempts: int) -> tuple[CaseRead, str]:
        """Open a case in the caller's one transaction; return it and the id of its first opinion's job."""
        recordings = RecordingService(self._repository)
        equipment = None if body.equipment_id is None else recordings.equipment(body.equipment_id)
        recording = None if body.recording_id is None else recordings.get(body.recording_id)
        factory_id = self._factory_id(equipment)
        if recording is not None:
            _refuse_unfit(recording, equipment, factory_id)
        new = NewCase(
            factory_id=factory_id,
            equipment_id=body.equipment_id,
            complaint=_complaint(body),
            language=body.language,
            mode=body.mode,
            recording=recording,
        )
        opened = open_case(self._session, new, self._principal, max_attempts=max_attempts)
        factory = self._session.get_one(Factory, factory_id) if equipment is None else equipment.factory
        file = CaseFile(
            case=opened.case,
            factory_name=Text(factory.name_en, factory.name_zh),
            equipment_name=None if equipment is None else Text(equipment.name_en, equipment.name_zh),
            equipment_asset_number=None if equipment is None else equipment.asset_number,
            equipment_location=None if equipment is None else equipment.location,
            recording=recording,
            examination=None,
            attending=None,
            clocks=opened.clocks,
        )
        return case_read(file, self._principal), opened.job_id

    def read(self, case_id: str) -> CaseRead:
        """Return one case."""
        return self._read(self._repository.get(case_id))

    def page(self, page: PageParameters, wanted: CaseFilter) -> Page[CaseRead]:
        """Return a page of the cases that are ``wanted``, the newest first."""
        cases, next_cursor = self._repository.page(page, wanted)
        items = [case_read(file, self._principal) for file in self._repository.files(cases)]
        return Page[CaseRead](items=items, next_cursor=next_cursor)

    def timeline(self, case_id: str, page: PageParameters) -> Page[TimelineEvent]:
        """Return a page of the time line of one case, the oldest line first."""
        events, next_cursor = self._repository.events(self._repository.get(case_id), page)
        return Page[TimelineEvent](items=[timeline_event(event) for event in events], next_cursor=next_cursor)

    def verify_timeline(self, case_id: str) -> TimelineCheck:
        """Tell whether the time line of one case is what was written."""
        state = check_timeline(self._session, self._repository.get(case_id).id)
        return TimelineCheck(
            case_id=state.case_id,
            lines=state.lines,
            head_sha256=state.head_sha256,
            is_intact=state.broken_at is None,
            first_broken_seq=state.broken_at,
        )

    def _read(self, case: Case) -> CaseRead:
        return case_read(self._repository.file(case), self._principal)

    def _factory_id(self, equipment: Equipment | None) -> str:
        if equipment is not None:
            return equipment.factory_id
        if self._principal.factory_id is None or self._principal.equipment_id is not None:
            raise Invalid("equipment_required", TEXTS("equipment_required"))
        return self._principal.factory_id


def _refuse_unfit(recording: Recording, equipment: Equipment | None, factory_id: str) -> None:
    if recording.factory_id != factory_id or (equipment is not None and recording.equipment_id != equipment.id):
        raise Invalid("recording_of_other_equipment", TEXTS("recording_of_other_equipment"))


def _complaint(body: CaseCreate) -> str:
    """Return the reporter's words, followed by what was touched."""
    if body.noticed is None:
        return body.complaint or ""
    return complaint_of(**body.noticed.model_dump(), words=body.complaint, language=body.language)
