"""Routes of the recordings of a case."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, status

from clinic_api.case_recordings.schemas import CaseRecordingAdd, CaseRecordingList, CaseRecordingRead
from clinic_api.case_recordings.service import CaseRecordings
from clinic_api.cases.repository import CaseRepository
from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/cases/{case_id}/recordings", tags=["cases"])

MayRead = Annotated[Principal, Depends(requires(Permission.CASE_READ))]
MayAdd = Annotated[Principal, Depends(requires(Permission.CASE_ADD_RECORDING))]


@router.get("")
def list_case_recordings(case_id: str, principal: MayRead, session: SessionOf) -> CaseRecordingList:
    """List the recordings of a case with what became of each, the newest first; not those made after treatment."""
    return CaseRecordings(CaseRepository(session, principal)).list_of(case_id)


@router.post("", status_code=status.HTTP_201_CREATED)
def add_case_recording(
    case_id: str,
    body: CaseRecordingAdd,
    principal: MayAdd,
    session: SessionOf,
    settings: SettingsOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
    idempotency_key: IdempotencyKey = None,
) -> CaseRecordingRead:
    """Add a recording to a case that waits for its diagnosis. It is examined; its opinion becomes the case's unless it
    judges nothing where the one before does, or a diagnosis is being drafted.
    """
    recordings = CaseRecordings(CaseRepository(session, principal))

    def create() -> CaseRecordingRead:
        added, job_id = recordings.add(case_id, body, max_attempts=settings.job_max_attempts)
        background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
        return added

    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"add_case_recording {case_id}",
        request=body,
        answer_type=CaseRecordingRead,
        create=create,
    )
