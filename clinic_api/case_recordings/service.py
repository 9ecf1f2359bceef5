"""Adding recordings to a case that waits for its diagnosis, and listing all it has."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from clinic_api.case_recordings.models import CaseRecording, of_opening
from clinic_api.case_recordings.schemas import CaseRecordingAdd, CaseRecordingList, CaseRecordingRead
from clinic_api.cases.models import Case
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CodedProblem
from clinic_api.cases.states import CaseState
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.cases.transitions import StateConflict
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Invalid
from clinic_api.examinations.models import Examination
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.ids import is_id, new_id
from clinic_api.recordings.models import Recording
from clinic_api.recordings.service import get_recording, recording_not_found
from clinic_api.recordings.usage import is_used
from diagnostics.texts import Catalogue

__all__ = ["FURTHER_OPINION", "TEXTS", "CaseRecordings"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
FURTHER_OPINION: Final = "further_opinion"
"""The kind of job that examines a further recording; what it does is told in `job`, which the API never loads."""

_PRIORITY: Final = 2  # as the recording a case begins with
_MOST: Final = 20


class CaseRecordings:
    """The recordings of cases on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def add(self, case_id: str, body: CaseRecordingAdd, *, max_attempts: int) -> tuple[CaseRecordingRead, str]:
        """Add an uploaded recording of the case's machine; return it and the id of the job that examines it.

        Raises `StateConflict` before the first opinion and after the diagnosis, `Invalid`
        ``case_recording_machine_differs``, `Conflict` ``case_recording_used`` and ``case_recordings_too_many``.
        """
        case = self._repository.get(case_id, for_update=True)
        if not case.waits_for_diagnosis:
            raise StateConflict(CaseState(case.state))
        recording = self._unused(case, self._uploaded(body.recording_id))
        now = database_now(self._session)
        added = CaseRecording(
            id=new_id("crc"),
            factory_id=case.factory_id,
            case_id=case.id,
            recording_id=recording.id,
            added_by=person_name(self._principal),
            added_at=now,
        )
        self._session.add(added)
        try:
            self._session.flush()
        except IntegrityError:  # another request was quicker with the same recording
            raise _used() from None
        added.job_id = enqueue(
            self._session,
            kind=FURTHER_OPINION,
            subject_id=added.id,
            factory_id=case.factory_id,
            priority=_PRIORITY,
            max_attempts=max_attempts,
        )
        values = {"filename": recording.filename}
        write_line(self._session, case, "recording_added", at=now, by=self._principal, values=values)
        self._session.flush()
        return _read(case, recording, added, None), added.job_id

    def list_of(self, case_id: str) -> CaseRecordingList:
        """Return all recordings of a case."""
        case = self._repository.get(case_id)
        rows = self._session.execute(
            select(Recording, CaseRecording, Examination)
            .outerjoin(CaseRecording, CaseRecording.recording_id == Recording.id)
            .outerjoin(Examination, (Examination.recording_id == Recording.id) & (Examination.case_id == case.id))
            .where((CaseRecording.case_id == case.id) | (Recording.id == case.recording_id))
        ).all()
        items = {recording.id: _read(case, recording, added, examined) for recording, added, examined in rows}
        return CaseRecordingList(items=sorted(items.values(), key=lambda item: item.added_at, reverse=True))

    def _uploaded(self, recording_id: str) -> Recording:
        """Return a recording that the principal may hear, or that the holder of a case's link sent with the label of
        the machine, which a link does not show.
        """
        if self._principal.case_id is None:
            return get_recording(self._repository, recording_id)
        recording = self._session.get(Recording, recording_id) if is_id(recording_id, "rec") else None
        if recording is None or recording.uploaded_by != self._principal.account_id:
            raise recording_not_found()
        return recording

    def _unused(self, case: Case, recording: Recording) -> Recording:
        """Return ``recording`` when it was made on the machine of ``case`` and belongs to no case yet."""
        if recording.factory_id != case.factory_id or recording.equipment_id != case.equipment_id:
            raise Invalid("case_recording_machine_differs", TEXTS("case_recording_machine_differs"))
        if is_used(self._session, recording.id):
            raise _used()
        count = select(func.count()).select_from(CaseRecording).where(CaseRecording.case_id == case.id)
        if (self._session.scalar(count) or 0) >= _MOST:
            raise Conflict("case_recordings_too_many", TEXTS("case_recordings_too_many", most=_MOST))
        return recording


def _used() -> Conflict:
    return Conflict("case_recording_used", TEXTS("case_recording_used"))


def _read(
    case: Case, recording: Recording, added: CaseRecording | None, examination: Examination | None
) -> CaseRecordingRead:
    added = added or of_opening(case, recording.id)
    return CaseRecordingRead(
        recording_id=recording.id,
        filename=recording.filename,
        size_bytes=recording.size_bytes,
        added_by=added.added_by,
        added_at=added.added_at,
        examination_id=None if examination is None else examination.id,
        verdict=None if examination is None else examination.verdict,
        problem=None if added.problem is None else CodedProblem.model_validate(added.problem),
        stands=recording.id == case.recording_id,
    )
