"""Routes of administrators: accounts and invitations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from clinic_api.accounts.administration import AccountAdministration
from clinic_api.accounts.filters import AccountFilter
from clinic_api.accounts.invitations import InvitationService, accept_invitation
from clinic_api.accounts.schemas import (
    AccountChange,
    AccountListed,
    AccountRead,
    InvitationAccept,
    InvitationCreate,
    InvitationRead,
)
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["accounts"])

Reader = Annotated[Principal, Depends(requires(Permission.ACCOUNT_READ))]
Writer = Annotated[Principal, Depends(requires(Permission.ACCOUNT_WRITE))]


@router.get("/accounts")
def list_accounts(
    page: Paging, principal: Reader, session: SessionOf, wanted: Annotated[AccountFilter, Query()]
) -> Page[AccountListed]:
    """List the accounts you look after, the newest first."""
    return AccountAdministration(session, principal).list_page(page, wanted)


@router.get("/accounts/{account_id}")
def read_account(account_id: str, response: Response, principal: Reader, session: SessionOf) -> AccountListed:
    """Read one account."""
    account = AccountAdministration(session, principal).read(account_id)
    set_etag(response, account.version)
    return account


@router.patch("/accounts/{account_id}")
def update_account(
    account_id: str,
    body: AccountChange,
    response: Response,
    principal: Writer,
    session: SessionOf,
    if_match: IfMatch = None,
) -> AccountListed:
    """Change the role or the name of an account, disable it or let it in again; other access ends its logins."""
    account = AccountAdministration(session, principal).change(account_id, body, if_match=if_match)
    set_etag(response, account.version)
    return account


@router.delete("/accounts/{account_id}/sessions", status_code=204)
def delete_account_sessions(account_id: str, principal: Writer, session: SessionOf) -> None:
    """Log an account out everywhere."""
    AccountAdministration(session, principal).end_sessions(account_id)


@router.post("/invitations", status_code=201)
def create_invitation(
    body: InvitationCreate, principal: Writer, session: SessionOf, settings: SettingsOf, key: IdempotencyKey = None
) -> InvitationRead:
    """Invite a person by mail."""
    return InvitationService(session, principal, settings).create(body, key=key)


@router.get("/invitations")
def list_invitations(page: Paging, principal: Reader, session: SessionOf, settings: SettingsOf) -> Page[InvitationRead]:
    """List the invitations that nobody has accepted yet, the newest first."""
    return InvitationService(session, principal, settings).list_page(page)


@router.delete("/invitations/{invitation_id}", status_code=204)
def revoke_invitation(invitation_id: str, principal: Writer, session: SessionOf, settings: SettingsOf) -> None:
    """Take an invitation back."""
    InvitationService(session, principal, settings).revoke(invitation_id)


@router.post("/invitations/accept", status_code=201)
def accept_invitation_by_token(body: InvitationAccept, database: DatabaseOf, settings: SettingsOf) -> AccountRead:
    """Set the password of an invitation; then the account is there."""
    with database.session() as session:
        return accept_invitation(session, settings, token=body.token, password=body.password)
