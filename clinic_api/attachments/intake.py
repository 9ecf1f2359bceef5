"""A file on its way in: streamed to a temporary file, recognised by its first bytes, durable before its row."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from clinic_api.attachments.media import AttachmentKind, MediaType, media_type_of, texts
from clinic_api.attachments.schemas import AttachmentRead
from clinic_api.attachments.service import AttachmentService, NewAttachment
from clinic_api.database import Database
from clinic_api.errors import PayloadTooLarge
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import factory_scope
from clinic_api.recordings.service import StorageExhausted
from clinic_api.storage import ContentTooLarge, Storage, StorageFull, UploadWriter, display_name

__all__ = ["AttachmentIntake"]

_MIB = 1024 * 1024


class _Sent(BaseModel):
    """What makes two uploads the same request."""

    subject_id: str
    filename: str
    kind: str
    sha256: str


@dataclass(frozen=True)
class AttachmentIntake:
    """Takes files of one principal, each of at most ``limit_bytes``."""

    database: Database
    storage: Storage
    principal: Principal
    limit_bytes: int

    async def receive(
        self,
        body: AsyncIterator[bytes],
        announced_bytes: int,
        *,
        subject_id: str,
        kind: AttachmentKind,
        filename: str,
        key: str | None,
    ) -> AttachmentRead:
        """Return the kept file of ``body``, for which ``announced_bytes`` were announced (0: nothing was).

        What it would belong to is looked up before a byte is read; what is too large, empty or of a wrong kind is
        refused as soon as that shows.
        """
        await run_in_threadpool(self._refuse_foreign_subject, subject_id)
        shown_name = display_name(filename)
        try:
            if announced_bytes > self.limit_bytes:
                raise ContentTooLarge
            with self.storage.writer(self.limit_bytes) as upload:
                media_type = await self._receive_body(body, upload, shown_name, kind)
                content = await run_in_threadpool(upload.keep)
        except ContentTooLarge:
            text = texts("attachment_too_large", limit_mib=f"{self.limit_bytes / _MIB:.3g}")
            raise PayloadTooLarge("attachment_too_large", text) from None
        except StorageFull:
            raise StorageExhausted from None
        new = NewAttachment(content=content, filename=shown_name, kind=kind, media_type=media_type.name)
        return await run_in_threadpool(self._write_row, subject_id, new, key)

    @property
    def _scope(self) -> str:
        return factory_scope(self.principal)

    def _refuse_foreign_subject(self, subject_id: str) -> None:
        with self.database.session(read_only=True, factory_scope=self._scope) as session:
            AttachmentService(session, self.principal).subject(subject_id)

    async def _receive_body(
        self, body: AsyncIterator[bytes], upload: UploadWriter, shown_name: str, kind: AttachmentKind
    ) -> MediaType:
        found: MediaType | None = None
        async for part in body:
            if part:
                await run_in_threadpool(upload.write, part)
            if found is None and upload.head_is_complete:
                found = media_type_of(upload.head, shown_name, kind)
        return found or media_type_of(upload.head, shown_name, kind)

    def _write_row(self, subject_id: str, new: NewAttachment, key: str | None) -> AttachmentRead:
        with self.database.session(factory_scope=self._scope) as session:
            service = AttachmentService(session, self.principal)
            return create_once(
                session,
                self.principal,
                key=key,
                operation="add_attachment",
                request=_Sent(subject_id=subject_id, filename=new.filename, kind=new.kind, sha256=new.content.sha256),
                answer_type=AttachmentRead,
                create=lambda: AttachmentRead.model_validate(service.add(subject_id, new)),
            )
