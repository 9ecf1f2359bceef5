"""Routes of resumable uploads."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response, status
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from clinic_api.storage.access import StorageOf
from clinic_api.uploads.models import Upload
from clinic_api.uploads.protocol import (
    CAPABILITIES,
    PIECE,
    TUS,
    checksum_of,
    expires,
    metadata_of,
    refuse_other_media,
    refuse_other_protocol,
    size_of,
)
from clinic_api.uploads.service import Progress, UploadService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/uploads", tags=["uploads"])

MayUpload = Annotated[Principal, Depends(requires(Permission.RECORDING_UPLOAD))]
_BODY: Final[dict[str, Any]] = {
    "requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}


async def _uploads(
    principal: MayUpload, database: DatabaseOf, storage: StorageOf, settings: SettingsOf
) -> UploadService:
    return UploadService(database, storage, settings, principal)


UploadsOf = Annotated[UploadService, Depends(_uploads)]


def _found(upload_id: str, uploads: UploadsOf) -> Upload:
    return uploads.find(upload_id)


Found = Annotated[Upload, Depends(_found)]
"""An upload of the caller's own: what is another's does not exist, whatever else the request says."""


class UploadRead(BaseModel):
    """How far an upload is; ``recording_id`` is there once all of it came and was kept."""

    id: str
    equipment_id: str
    filename: str
    size_bytes: int
    offset: int
    recording_id: str | None


@router.options("", status_code=status.HTTP_204_NO_CONTENT, include_in_schema=False)
def read_upload_protocol(principal: MayUpload, settings: SettingsOf) -> Response:
    """Tell which parts of the protocol are spoken here."""
    headers = {**TUS, **CAPABILITIES, "Tus-Max-Size": str(settings.max_upload_bytes)}
    return Response(status_code=status.HTTP_204_NO_CONTENT, headers=headers)


@router.post("", status_code=status.HTTP_201_CREATED, max_body_size=sys.maxsize, openapi_extra=_BODY)
async def create_upload(request: Request, uploads: UploadsOf) -> Response:
    """Announce a recording (tus: Upload-Length, Upload-Metadata with equipment_id, filename and, if you like, sha256);
    the answer's Location is where its bytes go. A first piece may come along.
    """
    refuse_other_protocol(request)
    said = metadata_of(request)
    size_bytes, sha256 = size_of(request, "Upload-Length"), said.get("sha256", "").lower() or None
    upload = await run_in_threadpool(uploads.announce, said["equipment_id"], said["filename"], size_bytes, sha256)
    progress = Progress(upload, 0)
    if request.headers.get("content-type") == PIECE:
        progress = await uploads.append(upload, 0, _pieces(request), checksum_of(request))
    headers = {"Location": f"{router.prefix}/{upload.id}", **_told(progress)}
    return Response(status_code=status.HTTP_201_CREATED, headers=headers)


@router.head("/{upload_id}", include_in_schema=False)
def read_upload_offset(upload: Found, request: Request, uploads: UploadsOf) -> Response:
    """Tell how much has come (tus)."""
    refuse_other_protocol(request)
    headers = {"Upload-Length": str(upload.size_bytes), **_told(uploads.progress(upload))}
    return Response(headers=headers)


@router.get("/{upload_id}")
def read_upload(upload: Found, uploads: UploadsOf) -> UploadRead:
    """Tell how far an upload is, and which recording it became."""
    progress = uploads.progress(upload)
    read = {name: getattr(progress.upload, name, None) for name in UploadRead.model_fields}
    return UploadRead.model_validate(read | {"offset": progress.offset})


@router.patch("/{upload_id}", status_code=status.HTTP_204_NO_CONTENT, max_body_size=sys.maxsize, openapi_extra=_BODY)
async def append_to_upload(upload: Found, request: Request, uploads: UploadsOf) -> Response:
    """Add bytes at Upload-Offset (tus); with the last one the upload becomes a recording."""
    refuse_other_protocol(request)
    refuse_other_media(request)
    offset, checksum = size_of(request, "Upload-Offset"), checksum_of(request)
    progress = await uploads.append(upload, offset, _pieces(request), checksum)
    return Response(status_code=status.HTTP_204_NO_CONTENT, headers=_told(progress))


@router.delete("/{upload_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_upload(upload_id: str, uploads: UploadsOf) -> Response:
    """Forget an upload (tus); a recording that it became stays."""
    uploads.terminate(upload_id)
    return Response(status_code=status.HTTP_204_NO_CONTENT, headers=dict(TUS))


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    async for chunk in request.stream():
        if chunk:
            yield chunk


def _told(progress: Progress) -> dict[str, str]:
    told = {**TUS, "Upload-Offset": str(progress.offset)}
    if progress.upload.recording_id is not None:
        return {**told, "Recording-Id": progress.upload.recording_id}
    return {**told, "Upload-Expires": expires(progress.upload.expires_at)}
