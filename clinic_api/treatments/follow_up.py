"""The follow-up: a recording made after treatment becomes a measurement with a job that examines and compares it."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from clinic_api.cases.models import Case
from clinic_api.cases.states import CaseState
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Invalid
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.ids import new_id
from clinic_api.recordings.models import Recording
from clinic_api.recordings.service import get_recording
from clinic_api.recordings.usage import is_used
from clinic_api.treatments.access import TEXTS, TreatmentRepository, state_conflict
from clinic_api.treatments.models import FollowUp, FollowUpMeasurement
from clinic_api.treatments.outcome_schemas import FollowUpMeasure, FollowUpRead, MeasurementRead

__all__ = ["FOLLOW_UP_EXAMINATION", "FollowUpService", "follow_up_read", "measurement_read"]

FOLLOW_UP_EXAMINATION = "follow_up_examination"
_PRIORITY = 3  # behind first opinions: the machine has been treated


class FollowUpService:
    """Follow-ups on behalf of the principal of ``repository``."""

    def __init__(self, repository: TreatmentRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def add_measurement(self, case_id: str, body: FollowUpMeasure, *, max_attempts: int) -> tuple[MeasurementRead, str]:
        """Take a recording made after treatment; return the measurement and the id of the job that examines it."""
        case = self._repository.locked_case(case_id)
        follow_ups = self._repository.rows(FollowUp, case)
        if case.state != CaseState.FOLLOW_UP or not follow_ups:
            raise state_conflict(CaseState(case.state))
        recording = self._unused(case, get_recording(self._repository, body.recording_id))
        now = database_now(self._session)
        measurement = FollowUpMeasurement(
            id=new_id("fum"),
            factory_id=case.factory_id,
            case_id=case.id,
            follow_up_id=follow_ups[-1].id,
            recording_id=recording.id,
            added_by=person_name(self._principal),
            added_at=now,
        )
        self._session.add(measurement)
        try:
            self._session.flush()
        except IntegrityError:  # another request was quicker with the same recording
            raise _already_used() from None
        measurement.job_id = enqueue(
            self._session,
            kind=FOLLOW_UP_EXAMINATION,
            subject_id=measurement.id,
            factory_id=case.factory_id,
            priority=_PRIORITY,
            max_attempts=max_attempts,
        )
        values = {"filename": recording.filename}
        write_line(self._session, case, "follow_up_added", at=now, by=self._principal, values=values)
        self._session.flush()
        return measurement_read(measurement), measurement.job_id

    def _unused(self, case: Case, recording: Recording) -> Recording:
        """Return ``recording`` when it was made on the machine of ``case`` and belongs to no case yet."""
        if recording.factory_id != case.factory_id or recording.equipment_id != case.equipment_id:
            raise Invalid("follow_up_machine_differs", TEXTS("follow_up_machine_differs"))
        if is_used(self._session, recording.id):
            raise _already_used()
        return recording


def _already_used() -> Conflict:
    return Conflict("follow_up_recording_used", TEXTS("follow_up_recording_used"))


def measurement_read(row: FollowUpMeasurement) -> MeasurementRead:
    """Return one measurement."""
    return MeasurementRead.model_validate(row, from_attributes=True)


def follow_up_read(repository: TreatmentRepository, case: Case) -> FollowUpRead | None:
    """Return the newest follow-up of ``case`` with its measurements, the newest first."""
    follow_ups = repository.rows(FollowUp, case)
    if not follow_ups:
        return None
    newest = follow_ups[-1]
    measured = [row for row in repository.rows(FollowUpMeasurement, case) if row.follow_up_id == newest.id]
    return FollowUpRead(
        due_on=newest.due_on, set_by=newest.set_by, measurements=[measurement_read(row) for row in reversed(measured)]
    )
