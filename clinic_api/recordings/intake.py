"""An upload on its way in: streamed to a temporary file, checked as early as possible, durable before its row is
written.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from clinic_api.database import Database
from clinic_api.kit.http import announced_bytes_of
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import factory_scope
from clinic_api.quotas.service import Quota
from clinic_api.recordings.schemas import RecordingRead
from clinic_api.recordings.service import (
    RecordingService,
    StorageExhausted,
    refuse_unknown_format,
    too_large,
)
from clinic_api.storage import (
    ContentTooLarge,
    Storage,
    StorageFull,
    StoredContent,
    UploadWriter,
    display_name,
)

__all__ = ["Intake", "receive_recording", "receive_upload"]


class UploadRequest(BaseModel):
    """What makes two uploads the same request."""

    equipment_id: str
    filename: str
    sha256: str


@dataclass(frozen=True)
class Intake:
    """Takes uploads of one principal, each of at most ``limit_bytes``."""

    database: Database
    storage: Storage
    principal: Principal
    limit_bytes: int
    quota: Quota

    @property
    def _scope(self) -> str:
        return factory_scope(self.principal)

    def refuse_early(self, equipment_id: str, announced_bytes: int) -> None:
        """Refuse an upload for a machine that the principal does not see, or of more than its factory may store, before
        a byte of it is read.
        """
        with self.database.session(read_only=True, factory_scope=self._scope) as session:
            equipment = RecordingService(Repository(session, self.principal)).equipment(equipment_id)
            self.quota.refuse(session, equipment.factory_id, announced_bytes)

    def write_row(
        self, content: StoredContent, equipment_id: str, filename: str, format_name: str, key: str | None
    ) -> RecordingRead:
        """Write the row of a kept content, once for one idempotency key."""
        with self.database.session(factory_scope=self._scope) as session:
            service = RecordingService(Repository(session, self.principal))

            def create() -> RecordingRead:
                recording = service.add(
                    content,
                    equipment_id=equipment_id,
                    filename=filename,
                    format_name=format_name,
                    quota=self.quota,
                )
                return RecordingRead.model_validate(recording)

            return create_once(
                session,
                self.principal,
                key=key,
                operation="upload_recording",
                request=UploadRequest(equipment_id=equipment_id, filename=filename, sha256=content.sha256),
                answer_type=RecordingRead,
                create=create,
            )


async def receive_upload(
    request: Request, intake: Intake, equipment_id: str, filename: str, key: str | None
) -> RecordingRead:
    """Return the kept recording of a request's raw body; refuses as `receive_recording` does."""
    return await receive_recording(request.stream(), announced_bytes_of(request), intake, equipment_id, filename, key)


async def receive_recording(
    body: AsyncIterator[bytes], announced_bytes: int, intake: Intake, equipment_id: str, filename: str, key: str | None
) -> RecordingRead:
    """Return the kept recording of ``body``, for which ``announced_bytes`` were announced (0: nothing was); refuses
    what is too large, empty or no recording as soon as that shows.
    """
    await run_in_threadpool(intake.refuse_early, equipment_id, announced_bytes)
    shown_name = display_name(filename)
    try:
        if announced_bytes > intake.limit_bytes:
            raise ContentTooLarge
        with intake.storage.writer(intake.limit_bytes) as upload:
            format_name = await _receive_body(body, upload, shown_name)
            content = await run_in_threadpool(upload.keep)
    except ContentTooLarge:
        raise too_large(intake.limit_bytes) from None
    except StorageFull:
        raise StorageExhausted from None
    return await run_in_threadpool(intake.write_row, content, equipment_id, shown_name, format_name, key)


async def _receive_body(body: AsyncIterator[bytes], upload: UploadWriter, shown_name: str) -> str:
    format_name: str | None = None
    async for part in body:
        if part:
            await run_in_threadpool(upload.write, part)
        if format_name is None and upload.head_is_complete:
            format_name = refuse_unknown_format(upload, shown_name)
    return format_name or refuse_unknown_format(upload, shown_name)
