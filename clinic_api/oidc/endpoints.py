"""Routes of identities: who came from the organisation's login, and which account they have."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.oidc.schemas import IdentityLink, IdentityRead
from clinic_api.oidc.service import IdentityService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/oidc-identities", tags=["accounts"])

Linker = Annotated[Principal, Depends(requires(Permission.IDENTITY_LINK))]


@router.get("")
def list_identities(
    page: Paging,
    principal: Linker,
    session: SessionOf,
    account_id: Annotated[str | None, Query(max_length=40, description="only those linked to this account")] = None,
    linked: Annotated[bool | None, Query(description="false: only those without an account")] = None,
) -> Page[IdentityRead]:
    """List who has come from the organisation's login, the newest first."""
    return IdentityService(session, principal).list_page(page, account_id=account_id, linked=linked)


@router.post("/{identity_id}/link")
def link_identity(identity_id: str, body: IdentityLink, principal: Linker, session: SessionOf) -> IdentityRead:
    """Say which account a person has; null takes it away."""
    return IdentityService(session, principal).link(identity_id, body)
