"""Pinning notes to recordings, showing and removing them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select

from clinic_api.cases.models import Case
from clinic_api.cases.states import CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Forbidden, Invalid, NotFound
from clinic_api.examinations.models import Examination
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.repository import Repository
from clinic_api.recordings.models import Recording
from clinic_api.recordings.service import get_recording
from clinic_api.signals.notes.models import SignalNote
from clinic_api.signals.notes.schemas import NoteCreate, NoteList, NoteRead
from clinic_api.signals.preparing import TEXTS

__all__ = ["NoteService"]

_MOST_NOTES: Final = 200
"""Of one recording: more than a plot can show."""


class NoteService:
    """Notes on behalf of the principal of ``repository``."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def all(self, recording_id: str) -> NoteList:
        """Return the notes on a visible recording, the oldest first."""
        recording = get_recording(self._repository, recording_id)
        statement = self._repository.select_visible(SignalNote).where(SignalNote.recording_id == recording.id)
        rows = self._session.scalars(statement.order_by(SignalNote.created_at, SignalNote.id))
        return NoteList(items=[self._read(row) for row in rows])

    def pin(self, recording_id: str, body: NoteCreate) -> NoteRead:
        """Pin a note, and say so on the time line of the recording's case.

        Raises `Invalid` ``note_place_reversed``, ``note_finding_unknown``, and `Conflict` ``notes_full``.
        """
        recording = get_recording(self._repository, recording_id)
        if body.x_to < body.x_from:
            raise Invalid("note_place_reversed", TEXTS("note_place_reversed"))
        newest = self._newest_examination(recording)
        if body.finding_index is not None:
            findings = [] if newest is None else newest.document["findings"]
            if body.finding_index >= len(findings):
                raise Invalid("note_finding_unknown", TEXTS("note_finding_unknown", index=body.finding_index))
        self._refuse_when_full(recording)
        now = database_now(self._session)
        note = SignalNote(
            id=new_id("note"),
            factory_id=recording.factory_id,
            recording_id=recording.id,
            examination_id=None if newest is None else newest.id,
            account_id=self._principal.account_id,
            author_en=self._principal.name_en,
            author_zh=self._principal.name_zh,
            created_at=now,
            **body.model_dump(),
        )
        self._session.add(note)
        self._session.flush()
        case = self._case(recording, newest)
        if case is not None and case.state != CaseState.MERGED:
            values = {"author": self._principal.name, "filename": recording.filename}
            write_line(self._session, case, "note_pinned", at=now, by=self._principal, values=values)
        return self._read(note)

    def remove(self, recording_id: str, note_id: str) -> None:
        """Remove a note of one's own; raises `NotFound` ``note_not_found`` and `Forbidden` ``note_not_yours``."""
        recording = get_recording(self._repository, recording_id)
        try:
            note = self._repository.get_visible(SignalNote, note_id)
        except NotFound:
            note = None
        if note is None or note.recording_id != recording.id:
            raise NotFound("note_not_found", TEXTS("note_not_found"))
        if note.account_id != self._principal.account_id:
            raise Forbidden("note_not_yours", TEXTS("note_not_yours"))
        self._session.delete(note)

    def _refuse_when_full(self, recording: Recording) -> None:
        lock_until_commit(self._session, f"notes of {recording.id}")
        counted = select(func.count()).where(SignalNote.recording_id == recording.id)
        if self._session.scalar(counted) >= _MOST_NOTES:  # type: ignore[operator]
            raise Conflict("notes_full", TEXTS("notes_full", limit=_MOST_NOTES))

    def _newest_examination(self, recording: Recording) -> Examination | None:
        statement = self._repository.select_visible(Examination).where(Examination.recording_id == recording.id)
        return self._session.scalars(statement.order_by(Examination.id.desc()).limit(1)).first()

    def _case(self, recording: Recording, examination: Examination | None) -> Case | None:
        """Return the case that the recording opened or follows up, locked for a line."""
        case_id = None if examination is None else examination.case_id
        is_its = Case.recording_id == recording.id if case_id is None else Case.id == case_id
        return self._session.scalars(select(Case).where(is_its).with_for_update()).first()

    def _read(self, note: SignalNote) -> NoteRead:
        told = {name: getattr(note, name, None) for name in NoteRead.model_fields}
        author = TextRead(en=note.author_en, zh=note.author_zh)
        mine = note.account_id == self._principal.account_id
        return NoteRead.model_validate(told | {"author": author, "mine": mine})
