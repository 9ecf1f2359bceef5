"""Routes of attachments."""

from __future__ import annotations

import sys
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse

from clinic_api.attachments.intake import AttachmentIntake
from clinic_api.attachments.media import AttachmentKind
from clinic_api.attachments.schemas import AttachmentRead
from clinic_api.attachments.service import AttachmentService
from clinic_api.kit.downloads import inert_file
from clinic_api.kit.http import announced_bytes_of
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf
from clinic_api.storage.access import StorageOf, file_to_send

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/attachments", tags=["attachments"])

Reader = Annotated[Principal, Depends(requires(Permission.ATTACHMENT_READ))]
Subject = Annotated[str, Query(max_length=40, description="id of the machine, measuring point or case")]


@router.post(
    "",
    status_code=201,
    max_body_size=sys.maxsize,  # lifts the limit of JSON bodies; `AttachmentIntake` counts against its own
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "the bytes of the file itself: JPEG, PNG, WebP, HEIC, PDF, plain text or sound",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def add_attachment(
    request: Request,
    principal: Annotated[Principal, Depends(requires(Permission.ATTACHMENT_ADD))],
    database: DatabaseOf,
    storage: StorageOf,
    settings: SettingsOf,
    subject: Subject,
    kind: AttachmentKind,
    filename: Annotated[str, Query(max_length=1000, description="the file's name, for people to read")],
    idempotency_key: IdempotencyKey = None,
) -> AttachmentRead:
    """Attach a file, sent as the raw body. Its bytes are kept as sent, with whatever a camera wrote into them."""
    intake = AttachmentIntake(database, storage, principal, settings.max_attachment_bytes)
    return await intake.receive(
        request.stream(),
        announced_bytes_of(request),
        subject_id=subject,
        kind=kind,
        filename=filename,
        key=idempotency_key,
    )


@router.get("")
def list_attachments(principal: Reader, session: SessionOf, page: Paging, subject: Subject) -> Page[AttachmentRead]:
    """List the files of one thing, the newest first."""
    return AttachmentService(session, principal).page_of(subject, page)


@router.get("/{attachment_id}")
def read_attachment(attachment_id: str, principal: Reader, session: SessionOf) -> AttachmentRead:
    """Describe a file, without its bytes."""
    return AttachmentRead.model_validate(AttachmentService(session, principal).get(attachment_id))


@router.get("/{attachment_id}/content", response_class=FileResponse)
def download_attachment(attachment_id: str, principal: Reader, session: SessionOf, storage: StorageOf) -> FileResponse:
    """Send the bytes of a file as they came, always as a download."""
    attachment = AttachmentService(session, principal).get(attachment_id)
    return inert_file(file_to_send(storage, attachment.sha256), attachment.filename, attachment.media_type)


@router.delete("/{attachment_id}", status_code=204)
def remove_attachment(
    attachment_id: str,
    principal: Annotated[Principal, Depends(requires(Permission.ATTACHMENT_REMOVE))],
    session: SessionOf,
) -> None:
    """Take a machine's own file away; what was sent for a case stays."""
    AttachmentService(session, principal).remove(attachment_id)
