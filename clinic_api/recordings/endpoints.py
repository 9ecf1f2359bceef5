"""Routes of recordings."""

from __future__ import annotations

import sys
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, status
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse

from clinic_api.kit.downloads import inert_file
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf
from clinic_api.quotas.service import Quota
from clinic_api.recordings.facts import RecordingFacts
from clinic_api.recordings.intake import Intake, receive_upload
from clinic_api.recordings.listing import ExaminedRecording, recordings_of
from clinic_api.recordings.schemas import RecordingRead
from clinic_api.recordings.service import RecordingService
from clinic_api.signals.desk import prepare_uploaded
from clinic_api.storage.access import StorageOf, file_to_send
from diagnostics.readers import FORMAT_LIST

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/recordings", tags=["recordings"])

MayRead = Annotated[Principal, Depends(requires(Permission.RECORDING_READ))]
MayUpload = Annotated[Principal, Depends(requires(Permission.RECORDING_UPLOAD))]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    max_body_size=sys.maxsize,  # lifts the limit of JSON bodies; `receive_upload` counts against its own
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": f"the bytes of the file itself, recognised by its content: {FORMAT_LIST}",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def upload_recording(
    request: Request,
    principal: MayUpload,
    database: DatabaseOf,
    storage: StorageOf,
    settings: SettingsOf,
    equipment_id: Annotated[str, Query(max_length=40, description="the machine the recording was made on")],
    filename: Annotated[str, Query(max_length=1000, description="the file's name, for people to read")],
    idempotency_key: IdempotencyKey = None,
) -> RecordingRead:
    """Keep a recording, sent as the raw body; it is examined once a case names it."""
    intake = Intake(database, storage, principal, settings.max_upload_bytes, Quota.of(settings))
    recording = await receive_upload(request, intake, equipment_id, filename, idempotency_key)
    await run_in_threadpool(prepare_uploaded, database, storage, settings, principal, recording.id)
    return recording


@router.get("")
def list_recordings(
    principal: MayRead,
    session: SessionOf,
    page: Paging,
    equipment_id: Annotated[str, Query(max_length=40, description="the machine they were made on")],
) -> Page[ExaminedRecording]:
    """List the recordings of a machine with what their newest examination said, the newest first."""
    return recordings_of(Repository(session, principal), equipment_id, page)


@router.get("/{recording_id}")
def read_recording(recording_id: str, principal: MayRead, session: SessionOf) -> RecordingRead:
    """Describe a recording, without its bytes."""
    recording = RecordingService(Repository(session, principal)).get(recording_id)
    return RecordingRead.model_validate(recording)


@router.put("/{recording_id}/facts")
def tell_recording_facts(
    recording_id: str, body: RecordingFacts, principal: MayUpload, session: SessionOf
) -> RecordingRead:
    """Say what neither the file nor the machine's description does, before the recording is sent with a case."""
    recording = RecordingService(Repository(session, principal)).tell_facts(recording_id, body)
    return RecordingRead.model_validate(recording)


@router.get("/{recording_id}/content", response_class=FileResponse)
def download_recording(recording_id: str, principal: MayRead, session: SessionOf, storage: StorageOf) -> FileResponse:
    """Send the bytes of a recording, always as a download."""
    recording = RecordingService(Repository(session, principal)).get(recording_id)
    return inert_file(file_to_send(storage, recording.sha256), recording.filename, "application/octet-stream")
