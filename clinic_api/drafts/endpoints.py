"""Routes of drafts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, status

from clinic_api.drafts.schemas import DraftName, FormDraftRead, FormDraftWrite
from clinic_api.drafts.service import Drafts
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["drafts"])

Own = Annotated[Principal, Depends(requires(Permission.OWN_ACCOUNT))]


@router.get("/me/drafts/{name}")
def read_draft(name: DraftName, principal: Own, session: SessionOf) -> FormDraftRead:
    """Return what you typed into a form and did not send."""
    return Drafts(session, principal).read(name)


@router.put("/me/drafts/{name}")
def write_draft(name: DraftName, body: FormDraftWrite, principal: Own, session: SessionOf) -> FormDraftRead:
    """Keep what you typed so far. Of more than a hundred drafts those left alone longest go."""
    return Drafts(session, principal).write(name, body)


@router.delete("/me/drafts/{name}", status_code=status.HTTP_204_NO_CONTENT)
def delete_draft(name: DraftName, principal: Own, session: SessionOf) -> None:
    """Forget a draft, because it was sent or is not wanted."""
    Drafts(session, principal).remove(name)
