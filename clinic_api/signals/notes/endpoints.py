"""Routes of notes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, status

from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.signals.notes.schemas import NoteCreate, NoteList, NoteRead
from clinic_api.signals.notes.service import NoteService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/recordings/{recording_id}/notes", tags=["recordings"])

MayRead = Annotated[Principal, Depends(requires(Permission.SIGNAL_NOTE_READ))]
MayWrite = Annotated[Principal, Depends(requires(Permission.SIGNAL_NOTE_WRITE))]


@router.get("")
def list_notes(recording_id: str, principal: MayRead, session: SessionOf) -> NoteList:
    """List the notes pinned to the plots of a recording, the oldest first."""
    return NoteService(Repository(session, principal)).all(recording_id)


@router.post("", status_code=status.HTTP_201_CREATED)
def pin_note(
    recording_id: str, body: NoteCreate, principal: MayWrite, session: SessionOf, key: IdempotencyKey = None
) -> NoteRead:
    """Pin a note to a place in a plot."""
    return create_once(
        session,
        principal,
        key=key,
        operation=f"pin_note {recording_id}",
        request=body,
        answer_type=NoteRead,
        create=lambda: NoteService(Repository(session, principal)).pin(recording_id, body),
    )


@router.delete("/{note_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_note(recording_id: str, note_id: str, principal: MayWrite, session: SessionOf) -> None:
    """Remove a note of your own."""
    NoteService(Repository(session, principal)).remove(recording_id, note_id)
