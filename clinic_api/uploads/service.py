"""Resumable uploads on behalf of one principal: announced, filled piece by piece, kept as recordings."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Protocol

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from clinic_api.database import Database, database_now, utc_now
from clinic_api.errors import ClinicError, Conflict, Invalid, NotFound, PayloadTooLarge, TooManyRequests
from clinic_api.jobs.periodic import PeriodicTask
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import factory_scope
from clinic_api.quotas.service import Quota
from clinic_api.recordings.service import RecordingService, StorageExhausted, refuse_unknown_head, too_large
from clinic_api.settings import Settings
from clinic_api.signals.desk import prepare_uploaded
from clinic_api.storage import Storage, StorageFull, display_name
from clinic_api.storage.local import HEAD_BYTES, saying_disk_full
from clinic_api.uploads.models import Upload
from clinic_api.uploads.partial import PartBusy, PartialFile
from diagnostics.texts import Catalogue

__all__ = ["CHECKSUMS", "UPLOADS", "Checksum", "ChecksumMismatch", "Progress", "UploadService"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_OPEN_OF_ACCOUNT: Final = 50


class _Hash(Protocol):
    def update(self, part: bytes, /) -> object: ...
    def digest(self) -> bytes: ...


CHECKSUMS: Final[dict[str, Callable[[], _Hash]]] = {
    "sha256": hashlib.sha256,
    "sha1": lambda: hashlib.sha1(usedforsecurity=False),  # the protocol asks for it
}


class UploadLocked(ClinicError):
    """423: another request is writing to this upload."""

    status = 423
    default_code = "upload_locked"

    def __init__(self) -> None:
        super().__init__(text=_TEXTS("upload_locked"), headers={"Retry-After": "1"})


class ChecksumMismatch(ClinicError):
    """460 (the protocol's own): the piece is not what its checksum says; it was thrown away."""

    status = 460
    default_code = "checksum_mismatch"

    def __init__(self) -> None:
        super().__init__(text=_TEXTS("checksum_mismatch"))


class UploadGone(ClinicError):
    """410: the upload was refused or has run out; begin anew."""

    status = 410
    default_code = "upload_gone"

    def __init__(self) -> None:
        super().__init__(text=_TEXTS("upload_gone"))


@dataclass(frozen=True)
class Checksum:
    """What the client says a piece has."""

    algorithm: str
    digest: bytes


@dataclass(frozen=True)
class Progress:
    """How far an upload is; with ``recording_id`` it is kept."""

    upload: Upload
    offset: int


class UploadService:
    """Uploads of one principal. Each step is a unit of work of its own: none stays open while a body comes in."""

    def __init__(self, database: Database, storage: Storage, settings: Settings, principal: Principal) -> None:
        self._database = database
        self._storage = storage
        self._settings = settings
        self._principal = principal
        self._scope = factory_scope(principal)

    def announce(self, equipment_id: str, filename: str, size_bytes: int, sha256: str | None) -> Upload:
        """Write down an upload that is to come.

        Raises `NotFound` ``equipment_not_found``, `PayloadTooLarge`, `TooManyRequests` and `Invalid`
        ``recording_empty``.
        """
        if size_bytes > self._settings.max_upload_bytes:
            raise too_large(self._settings.max_upload_bytes)
        if size_bytes == 0:
            refuse_unknown_head(b"", filename)
        with self._database.session(factory_scope=self._scope) as session:
            equipment = RecordingService(Repository(session, self._principal)).equipment(equipment_id)
            Quota.of(self._settings).refuse(session, equipment.factory_id, size_bytes)
            self._refuse_too_many(session)
            upload = Upload(
                id=new_id("upl"),
                factory_id=equipment.factory_id,
                equipment_id=equipment.id,
                account_id=self._principal.account_id,
                key_id=self._principal.key_id,
                filename=display_name(filename),
                size_bytes=size_bytes,
                sha256=sha256,
                expires_at=utc_now() + timedelta(hours=self._settings.upload_expires_hours),
            )
            session.add(upload)
        return upload

    def find(self, upload_id: str, *, gone: bool = False) -> Upload:
        """Return an upload; raises `NotFound`, and `UploadGone` for one that was refused or ran out unless ``gone``."""
        with self._database.session(read_only=True, factory_scope=self._scope) as session:
            upload = session.get(Upload, upload_id) if is_id(upload_id, "upl") else None
        mine = (self._principal.account_id, self._principal.key_id)
        if upload is None or (upload.account_id, upload.key_id) != mine:
            raise NotFound("upload_not_found", _TEXTS("upload_not_found"))
        is_over = upload.refusal is not None or upload.expires_at <= utc_now()
        if is_over and upload.recording_id is None and not gone:
            raise UploadGone
        return upload

    def progress(self, upload: Upload) -> Progress:
        """Return how far an upload is, and keep it where all of it has come and nobody did."""
        if upload.recording_id is not None:
            return Progress(upload, upload.size_bytes)
        part = PartialFile(self._storage, upload.id)
        if part.size_bytes == upload.size_bytes:
            try:
                with part.locked():
                    return self._kept(upload, part)
            except PartBusy:
                return Progress(upload, upload.size_bytes)
        return Progress(upload, part.size_bytes)

    async def append(
        self, upload: Upload, offset: int, body: AsyncIterator[bytes], checksum: Checksum | None
    ) -> Progress:
        """Add the bytes of ``body`` at ``offset``; what came before a dead line is kept, for the client to go on.

        Raises `Conflict` ``upload_offset_wrong``, `UploadLocked`, `ChecksumMismatch`, `PayloadTooLarge`, and what
        refuses recordings.
        """
        part = PartialFile(self._storage, upload.id)
        try:
            async with part.locked_meanwhile() as descriptor:
                upload = await run_in_threadpool(self.find, upload.id)
                if upload.recording_id is not None:  # it was finished while this request waited for the file
                    part.remove()
                    raise _wrong_offset(upload.size_bytes)
                if part.size_bytes != offset:
                    raise _wrong_offset(part.size_bytes)
                await self._write(upload, descriptor, offset, body, checksum)
                return await run_in_threadpool(self._examined, upload, part, offset)
        except PartBusy:
            raise UploadLocked from None
        except StorageFull:
            raise StorageExhausted from None

    def terminate(self, upload_id: str) -> None:
        """Forget an upload and what came of it; one that is kept stays a recording. Raises `NotFound`."""
        upload = self.find(upload_id, gone=True)
        with self._database.session(factory_scope=self._scope) as session:
            session.execute(delete(Upload).where(Upload.id == upload.id))
        PartialFile(self._storage, upload.id).remove()

    async def _write(
        self, upload: Upload, descriptor: int, offset: int, body: AsyncIterator[bytes], checksum: Checksum | None
    ) -> None:
        digest = None if checksum is None else CHECKSUMS[checksum.algorithm]()
        left = upload.size_bytes - offset
        async for chunk in body:
            if len(chunk) > left:
                raise PayloadTooLarge("upload_longer_than_said", _TEXTS("upload_longer_than_said"))
            left -= len(chunk)
            await run_in_threadpool(_write_all, descriptor, chunk)
            if digest is not None:
                digest.update(chunk)
        if checksum is not None and digest is not None and not hmac.compare_digest(digest.digest(), checksum.digest):
            os.ftruncate(descriptor, offset)
            raise ChecksumMismatch

    def _examined(self, upload: Upload, part: PartialFile, offset: int) -> Progress:
        """Refuse what has shown to be no recording since ``offset``; keep what is complete."""
        size = part.size_bytes
        if size == upload.size_bytes:
            return self._kept(upload, part)
        if offset < HEAD_BYTES <= size:
            self._format_name(upload, part)
        return Progress(upload, size)

    def _format_name(self, upload: Upload, part: PartialFile) -> str:
        name: str = self._refusing(upload, part, lambda: refuse_unknown_head(part.head(HEAD_BYTES), upload.filename))
        return name

    def _kept(self, upload: Upload, part: PartialFile) -> Progress:
        """Make a complete upload a recording, once, whoever was killed in between."""
        format_name = self._format_name(upload, part)
        with saying_disk_full():
            content = part.keep()
        if upload.sha256 is not None and upload.sha256 != content.sha256:
            self._refusing(upload, part, _refuse_other_content)

        def write_row() -> Upload:
            with self._database.session(factory_scope=self._scope) as session:
                row = session.get_one(Upload, upload.id, with_for_update=True)
                if row.recording_id is None:
                    service = RecordingService(Repository(session, self._principal))
                    recording = service.add(
                        content,
                        equipment_id=row.equipment_id,
                        filename=row.filename,
                        format_name=format_name,
                        quota=Quota.of(self._settings),
                    )
                    session.flush()
                    row.recording_id = recording.id
                return row

        kept: Upload = self._refusing(upload, part, write_row)
        part.remove()
        if kept.recording_id is not None:
            prepare_uploaded(self._database, self._storage, self._settings, self._principal, kept.recording_id)
        return Progress(kept, kept.size_bytes)

    def _refusing(self, upload: Upload, part: PartialFile, step: Callable[[], Any]) -> Any:
        """Do ``step``; a refusal is written down, and the bytes are forgotten."""
        try:
            return step()
        except ClinicError as refusal:
            with self._database.session(factory_scope=self._scope) as session:
                session.get_one(Upload, upload.id).refusal = refusal.code
            part.remove()
            raise

    def _refuse_too_many(self, session: Session) -> None:
        count = session.scalar(
            select(func.count()).where(
                Upload.account_id == self._principal.account_id,
                Upload.recording_id.is_(None),
                Upload.refusal.is_(None),
                Upload.expires_at > utc_now(),
            )
        )
        if (count or 0) >= _OPEN_OF_ACCOUNT:
            text = _TEXTS("too_many_uploads", limit=_OPEN_OF_ACCOUNT)
            raise TooManyRequests("too_many_uploads", text, retry_after_seconds=60)


def _forget_expired(session: Session, settings: Settings) -> None:
    """Remove the rows of uploads that have run out; the sweep of the storage removes their files."""
    session.execute(delete(Upload).where(Upload.expires_at < database_now(session) - timedelta(days=7)))


UPLOADS: Final = PeriodicTask("uploads", 3600, _forget_expired)


def _write_all(descriptor: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    with saying_disk_full():
        while view:
            view = view[os.write(descriptor, view) :]


def _wrong_offset(offset: int) -> Conflict:
    headers = {"Upload-Offset": str(offset)}
    return Conflict("upload_offset_wrong", _TEXTS("upload_offset_wrong", offset=offset), headers=headers)


def _refuse_other_content() -> None:
    raise Invalid("sha256_mismatch", _TEXTS("sha256_mismatch"))
