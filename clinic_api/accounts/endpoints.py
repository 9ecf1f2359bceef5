"""The account routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from clinic_api.accounts.invitations import MAIL_TEXTS
from clinic_api.accounts.new_password import accept_reset, ask_reset, change_password
from clinic_api.accounts.schemas import (
    AccountRead,
    AccountUpdate,
    PasswordChange,
    PasswordResetAccept,
    PasswordResetAsked,
    PasswordResetCreate,
    SessionCreate,
    SessionListed,
    SessionRead,
)
from clinic_api.accounts.service import AccountService, log_in, read_session
from clinic_api.accounts.sessions import end_other_sessions, end_session
from clinic_api.kit.fields import TextRead
from clinic_api.kit.http import client_host
from clinic_api.kit.pagination import Page
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["accounts"])

Own = Annotated[Principal, Depends(requires(Permission.OWN_ACCOUNT))]


@router.post("/sessions", status_code=201)
def create_session(body: SessionCreate, request: Request, database: DatabaseOf, settings: SettingsOf) -> SessionRead:
    """Log in: get a token for `Authorization: Bearer`."""
    started = log_in(database, settings, email=body.email, password=body.password, ip_address=client_host(request))
    with database.session(read_only=True) as session:
        return read_session(session, started, body.email)


@router.delete("/sessions/current", status_code=204)
def delete_current_session(request: Request, principal: Own, session: SessionOf) -> None:
    """Log out: end the session that this request was sent with."""
    end_session(session, request.state.session_token)


@router.get("/sessions")
def list_sessions(principal: Own, session: SessionOf, settings: SettingsOf) -> Page[SessionListed]:
    """List where the account is logged in."""
    return AccountService(session, principal).list_sessions(settings)


@router.delete("/sessions", status_code=204)
def delete_other_sessions(principal: Own, session: SessionOf) -> None:
    """Log out everywhere but here."""
    end_other_sessions(session, principal)


@router.delete("/sessions/{session_id}", status_code=204)
def delete_session(session_id: str, principal: Own, session: SessionOf) -> None:
    """End one login of the account."""
    AccountService(session, principal).end_session(session_id)


@router.post("/me/password")
def change_own_password(
    body: PasswordChange, request: Request, principal: Own, database: DatabaseOf, settings: SettingsOf
) -> SessionRead:
    """Change the password; every login ends, and the answer has a new one."""
    started, email = change_password(
        database,
        settings,
        principal,
        old=body.old_password,
        new=body.new_password,
        ip_address=client_host(request),
    )
    with database.session(read_only=True) as session:
        return read_session(session, started, email)


@router.post("/password-resets", status_code=202)
def ask_password_reset(
    body: PasswordResetCreate, request: Request, database: DatabaseOf, settings: SettingsOf
) -> PasswordResetAsked:
    """Ask for a new password by mail; the answer does not tell whether there is such an account."""
    ask_reset(database, settings, email=body.email, ip_address=client_host(request))
    return PasswordResetAsked(message=TextRead.of(MAIL_TEXTS("reset_asked")))


@router.post("/password-resets/accept", status_code=204)
def accept_password_reset(body: PasswordResetAccept, database: DatabaseOf, settings: SettingsOf) -> None:
    """Set a new password with the token of the mail; every login ends."""
    with database.session() as session:
        accept_reset(session, settings, token=body.token, password=body.password)


@router.get("/me")
def read_me(principal: Own, session: SessionOf) -> AccountRead:
    """Read the account that is logged in."""
    return AccountService(session, principal).read_me()


@router.patch("/me")
def update_me(body: AccountUpdate, principal: Own, session: SessionOf) -> AccountRead:
    """Change the language of the account that is logged in."""
    return AccountService(session, principal).update_me(body)
