"""The account routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from clinic_api.accounts.schemas import AccountListed, AccountRead, AccountUpdate, SessionCreate, SessionRead
from clinic_api.accounts.service import AccountService, log_in, read_session
from clinic_api.accounts.sessions import end_session
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["accounts"])

Own = Annotated[Principal, Depends(requires(Permission.OWN_ACCOUNT))]


@router.post("/sessions", status_code=201)
def create_session(body: SessionCreate, request: Request, database: DatabaseOf, settings: SettingsOf) -> SessionRead:
    """Log in: get a token for `Authorization: Bearer`."""
    ip_address = request.client.host if request.client else "unknown"
    started = log_in(database, settings, email=body.email, password=body.password, ip_address=ip_address)
    with database.session(read_only=True) as session:
        return read_session(session, started, body.email)


@router.delete("/sessions/current", status_code=204)
def delete_current_session(request: Request, principal: Own, session: SessionOf) -> None:
    """Log out: end the session that this request was sent with."""
    end_session(session, request.state.session_token)


@router.get("/me")
def read_me(principal: Own, session: SessionOf) -> AccountRead:
    """Read the account that is logged in."""
    return AccountService(session, principal).read_me()


@router.patch("/me")
def update_me(body: AccountUpdate, principal: Own, session: SessionOf) -> AccountRead:
    """Change the language of the account that is logged in."""
    return AccountService(session, principal).update_me(body)


@router.get("/accounts")
def list_accounts(
    page: Paging,
    principal: Annotated[Principal, Depends(requires(Permission.ACCOUNT_READ))],
    session: SessionOf,
) -> Page[AccountListed]:
    """List all accounts, the newest first."""
    return AccountService(session, principal).list_page(page)
