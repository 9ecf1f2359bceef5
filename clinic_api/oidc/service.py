"""People who come from the provider: known by issuer and subject alone, and nobody until an administrator says who.

An e-mail address links nobody by itself: whoever runs the provider could otherwise take any account over.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.accounts.sessions import StartedSession, end_all_sessions, start_session
from clinic_api.audit.service import note
from clinic_api.database import Database, utc_now
from clinic_api.errors import Conflict, Forbidden, NotFound, Unauthenticated
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal
from clinic_api.oidc.models import OidcIdentity, OidcLogin
from clinic_api.oidc.provider import Claims, Departure, claims_of_code, depart
from clinic_api.oidc.schemas import IdentityLink, IdentityRead
from clinic_api.settings import Settings

__all__ = ["IdentityService", "finish_login", "start_login"]

_VALID: Final = timedelta(minutes=10)


def start_login(database: Database, settings: Settings, next_path: str) -> Departure:
    """Write a login that goes to the provider; raises `NotFound` when there is none and `ServiceUnavailable`."""
    if not settings.oidc_issuer:
        raise NotFound()
    departure = depart(settings)
    with database.session() as session:
        session.execute(delete(OidcLogin).where(OidcLogin.created_at < utc_now() - _VALID))
        login = OidcLogin(
            state_sha256=_digest(departure.state),
            nonce=departure.nonce,
            code_verifier=departure.code_verifier,
            next_path=next_path,
        )
        session.add(login)
    return departure


def finish_login(database: Database, settings: Settings, *, state: str, code: str) -> tuple[StartedSession, str]:
    """Return the session of whoever came back from the provider, and where they wanted to go.

    Raises `Unauthenticated` ``oidc_refused`` or ``oidc_email_unverified``, `Forbidden` ``oidc_no_role`` for somebody
    who has no account here (noted for the administrator), `ServiceUnavailable`.
    """
    with database.session() as session:
        login = session.execute(
            delete(OidcLogin)
            .where(OidcLogin.state_sha256 == _digest(state), OidcLogin.created_at >= utc_now() - _VALID)
            .returning(OidcLogin.nonce, OidcLogin.code_verifier, OidcLogin.next_path)
        ).one_or_none()
    if login is None:
        raise Unauthenticated("oidc_refused")
    claims = claims_of_code(settings, code=code, nonce=login.nonce, code_verifier=login.code_verifier)
    try:
        with database.session() as session:
            started = _session_of(session, settings, claims)
    except IntegrityError:  # the same person came back twice at the same moment, for the first time
        raise Conflict("changed_meanwhile") from None
    if started is None:
        raise Forbidden("oidc_no_role", email=claims.email)
    return started, login.next_path


def _session_of(session: Session, settings: Settings, claims: Claims) -> StartedSession | None:
    who = (OidcIdentity.issuer == claims.issuer, OidcIdentity.subject == claims.subject)
    identity = session.execute(select(OidcIdentity).where(*who).with_for_update()).scalar_one_or_none()
    if identity is None:
        identity = OidcIdentity(id=new_id("oid"), issuer=claims.issuer, subject=claims.subject)
        session.add(identity)
    identity.email, identity.name, identity.last_login_at = claims.email, claims.name, utc_now()
    session.flush()
    account = None if identity.account_id is None else session.get(Account, identity.account_id)
    if account is None or account.disabled_at is not None:
        return None
    return start_session(session, account, settings)


class IdentityService:
    """People of the provider, on behalf of an administrator."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self.session = session
        self.principal = principal

    def list_page(
        self, page: PageParameters, *, account_id: str | None = None, linked: bool | None = None
    ) -> Page[IdentityRead]:
        """Return who has come from the provider, the newest first; those of one account, or with an account or none."""
        statement = select(OidcIdentity)
        if account_id is not None:
            statement = statement.where(OidcIdentity.account_id == account_id)
        if linked is not None:
            statement = statement.where((OidcIdentity.account_id.is_not(None)) == linked)
        rows, next_cursor = fetch_page(self.session, statement, OidcIdentity.id, page)
        return Page(items=[IdentityRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def link(self, identity_id: str, body: IdentityLink) -> IdentityRead:
        """Give a person of the provider an account, or take it away, which ends that account's sessions.

        Raises `NotFound` for an identity or a person's account that is not there.
        """
        identity = self.session.get(OidcIdentity, identity_id) if is_id(identity_id) else None
        if identity is None:
            raise NotFound()
        if identity.account_id is not None and identity.account_id != body.account_id:
            end_all_sessions(self.session, identity.account_id)
        account = None if body.account_id is None else self.session.get(Account, body.account_id)
        if body.account_id is not None and (account is None or account.email is None):
            raise NotFound()
        identity.account_id = body.account_id
        note(self.session, self.principal, "identity.linked", identity.id, {"account": body.account_id})
        return IdentityRead.model_validate(identity)


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", errors="surrogateescape")).hexdigest()
