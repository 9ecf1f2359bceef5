"""Files that come with a form: each goes the way it would go by the JSON API; what cannot be taken is left out and
told, for a bad photo must not keep a report from arriving.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from clinic_api.attachments.intake import AttachmentIntake
from clinic_api.attachments.media import AttachmentKind
from clinic_api.database import Database
from clinic_api.errors import ClinicError
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from clinic_api.quotas.service import Quota
from clinic_api.recordings.intake import Intake, receive_recording
from clinic_api.settings import Settings
from clinic_api.storage import Storage
from clinic_api.storage.access import StorageOf

__all__ = ["FORM_BYTES", "FileDesk", "FileDeskOf", "files_of", "read_form", "text_of"]

FORM_BYTES = 96 * 1024 * 1024
"""Largest form with its files; what is larger goes in pieces by the page's script."""
_MOST_FILES = 20
_MOST_FIELDS = 80
_FIELD_BYTES = 64 * 1024
_PART_BYTES = 256 * 1024


def read_form(request: Request) -> AbstractAsyncContextManager[FormData]:
    """Return the form of ``request``, whose files lie on the disk until the block ends."""
    return request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_FIELD_BYTES)


def text_of(form: FormData, name: str) -> str:
    """Return a field as it was typed, without the blanks around it; "" where it is missing."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def files_of(form: FormData, name: str) -> list[UploadFile]:
    """Return the files chosen for a field; a browser sends an empty one where none was."""
    return [file for file in form.getlist(name) if isinstance(file, UploadFile) and file.filename]


@dataclass(frozen=True)
class FileDesk:
    """Takes the files of forms."""

    database: Database
    storage: Storage
    settings: Settings

    async def take_recordings(
        self, files: Sequence[UploadFile], principal: Principal, key: str
    ) -> tuple[list[str], bool]:
        """Keep recordings of the label's machine, once for one ``key``; return their ids, and whether all came."""
        intake = Intake(self.database, self.storage, principal, self.settings.max_upload_bytes, Quota.of(self.settings))
        kept: list[str] = []
        for number, file in enumerate(files):
            try:
                recording = await receive_recording(
                    _parts(file),
                    file.size or 0,
                    intake,
                    principal.equipment_id or "",
                    file.filename or "",
                    f"{key}-{number}",
                )
            except ClinicError:
                continue
            kept.append(recording.id)
        return list(dict.fromkeys(kept)), len(kept) == len(files)

    async def attach(
        self, files: Sequence[UploadFile], kind: AttachmentKind, principal: Principal, subject_id: str
    ) -> bool:
        """Attach files to what the link shows; tell whether all were taken. The same bytes are one file."""
        intake = AttachmentIntake(self.database, self.storage, principal, self.settings.max_attachment_bytes)
        all_taken = True
        for file in files:
            try:
                await intake.receive(
                    _parts(file),
                    file.size or 0,
                    subject_id=subject_id,
                    kind=kind,
                    filename=file.filename or kind,
                    key=None,
                )
            except ClinicError:
                all_taken = False
        return all_taken


async def _file_desk(database: DatabaseOf, storage: StorageOf, settings: SettingsOf) -> FileDesk:
    return FileDesk(database, storage, settings)


FileDeskOf = Annotated[FileDesk, Depends(_file_desk)]
"""Parameter type: where the files of a form are taken."""


async def _parts(file: UploadFile) -> AsyncIterator[bytes]:
    while part := await file.read(_PART_BYTES):
        yield part
