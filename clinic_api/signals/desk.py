"""Finding a recording for whoever wants to look at it: the wall first, then its copy."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request, Response
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.errors import ClinicError
from clinic_api.examinations.models import Examination
from clinic_api.kit.conditional import keep_privately
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf, factory_scope
from clinic_api.recordings.facts import described_machine
from clinic_api.recordings.models import Recording
from clinic_api.recordings.service import RecordingService
from clinic_api.settings import Settings
from clinic_api.signals.opening import Examined, Opened
from clinic_api.signals.preparing import StoredRecording, copy_of, prepare_soon, refusing_in_words
from clinic_api.storage import Storage
from clinic_api.storage.access import StorageOf, file_to_send
from diagnostics.machine import Machine

__all__ = ["ViewingDesk", "ViewingDeskOf", "prepare_uploaded"]

_KEPT_SECONDS: Final = 300
"""For which a browser shows a view again without asking: a recording never changes, but its machine's description may
be corrected.
"""
_WORTH_PREPARING_BYTES: Final = 4 << 20
"""Smaller files are read within a blink when they are looked at."""


@dataclass(frozen=True)
class ViewingDesk:
    """Opens recordings for views."""

    database: Database
    storage: Storage
    settings: Settings
    request: Request
    response: Response

    def open(self, recording_id: str, principal: Principal, *, examined: bool = False) -> Opened:
        """Return a visible recording, with what its newest examination said where that is wanted.

        Raises `NotFound`, `NotModified` where the caller has the answer already, and as `copy_of`; no transaction is
        open while the recording is read.
        """
        stored, newest = self._found(recording_id, principal, examined=examined)
        with refusing_in_words():
            self._keep(stored, newest, seconds=0 if examined else _KEPT_SECONDS)
            return self._opened(recording_id, stored, newest)

    def open_now(self, recording_id: str, principal: Principal) -> Opened:
        """Return a visible recording for an answer that nobody keeps; raises as `open`."""
        stored, newest = self._found(recording_id, principal, examined=False)
        with refusing_in_words():
            return self._opened(recording_id, stored, newest)

    def _found(
        self, recording_id: str, principal: Principal, *, examined: bool
    ) -> tuple[StoredRecording, Examined | None]:
        with self.database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
            repository = Repository(session, principal)
            recording = RecordingService(repository).get(recording_id)
            machine = None if recording.equipment_id is None else session.get(Equipment, recording.equipment_id)
            newest = _newest(repository, recording) if examined else None
            return _stored(recording, machine, self.storage), newest

    def _opened(self, recording_id: str, stored: StoredRecording, newest: Examined | None) -> Opened:
        described = None if stored.machine is None else Machine.from_dict(stored.machine)
        return Opened(recording_id, stored.filename, copy_of(stored, self.settings), described, newest)

    def _keep(self, stored: StoredRecording, newest: Examined | None, *, seconds: int) -> None:
        told = json.dumps(stored.machine, sort_keys=True)
        examination_id = None if newest is None else newest.examination_id
        keep_privately(self.request, self.response, stored.sha256, stored.key, told, examination_id, seconds=seconds)


def _newest(repository: Repository, recording: Recording) -> Examined | None:
    row = repository.session.execute(
        select(Examination.id, Examination.document)
        .where(repository.visible(Examination), Examination.recording_id == recording.id)
        .order_by(Examination.id.desc())
        .limit(1)
    ).first()
    return None if row is None else Examined(row.id, row.document)


def prepare_uploaded(
    database: Database, storage: Storage, settings: Settings, principal: Principal, recording_id: str
) -> None:
    """Have the plain copy of a new recording made meanwhile; the recording is kept whatever becomes of that."""
    with contextlib.suppress(ClinicError, SQLAlchemyError):
        with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
            recording = session.get_one(Recording, recording_id)
            if recording.size_bytes < _WORTH_PREPARING_BYTES:
                return
            stored = _stored(recording, session.get(Equipment, recording.equipment_id), storage)
        prepare_soon(stored, settings)


def _stored(recording: Recording, machine: Equipment | None, storage: Storage) -> StoredRecording:
    return StoredRecording(
        path=file_to_send(storage, recording.sha256),
        sha256=recording.sha256,
        filename=recording.filename,
        machine=described_machine(machine, recording.facts),
    )


async def _desk(
    database: DatabaseOf, storage: StorageOf, settings: SettingsOf, request: Request, response: Response
) -> ViewingDesk:
    return ViewingDesk(database, storage, settings, request, response)


ViewingDeskOf = Annotated[ViewingDesk, Depends(_desk)]
"""Parameter type: what views of recordings are opened with."""
