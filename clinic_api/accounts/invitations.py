"""Invitations: an administrator names the person and the role, the person sets the password."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Final, cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from clinic_api.accounts.administration import refuse_missing, refuse_role_beyond, visible_people
from clinic_api.accounts.models import Account, Invitation
from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.schemas import AccountRead, InvitationCreate, InvitationRead
from clinic_api.accounts.service import (
    NewAccount,
    account_read,
    create_account,
    factory_names,
    normalised_email,
    refuse_incomplete_role,
)
from clinic_api.audit.service import note
from clinic_api.database import utc_now
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import FACTORY_ROLES, Principal, Role
from clinic_api.notifications.mail import queue_mail
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue, Text

__all__ = ["MAIL_TEXTS", "InvitationService", "accept_invitation", "digest_of"]

MAIL_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_VALID: Final = timedelta(days=7)
_TOKEN_BYTES: Final = 32


def digest_of(token: str) -> str:
    """Return the digest in hex that stands for a mailed token in the database."""
    return hashlib.sha256(token.encode("utf-8", errors="surrogateescape")).hexdigest()


class InvitationService:
    """Invitations on behalf of one administrator."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        self.session = session
        self.principal = principal
        self.settings = settings

    def create(self, body: InvitationCreate, *, key: str | None = None) -> InvitationRead:
        """Write an invitation and its mail, once for an Idempotency-Key.

        Raises `Forbidden` ``role_not_yours``, `NotFound` for a factory or doctor that is not there, `Invalid`
        ``role_incomplete``, and `Conflict` ``email_taken`` for an account that the inviter can see anyway.
        """
        shown_once: list[str] = []

        def write() -> InvitationRead:
            token = secrets.token_urlsafe(_TOKEN_BYTES)
            invitation = self._write(body, token)
            url = f"{self.settings.public_url}/invitation?token={token}"
            self._mail(invitation, url)
            shown_once.append(url)
            return InvitationRead.model_validate(invitation)

        read = create_once(
            self.session,
            self.principal,
            key=key,
            operation="create_invitation",
            request=body,
            answer_type=InvitationRead,
            create=write,
        )
        if shown_once and self.principal.role is Role.ADMIN:
            read.accept_url = shown_once[0]
        return read

    def list_page(self, page: PageParameters) -> Page[InvitationRead]:
        """Return the invitations that are still open, the newest first."""
        rows, next_cursor = fetch_page(self.session, self._open(), Invitation.id, page)
        return Page(items=[InvitationRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def revoke(self, invitation_id: str) -> None:
        """Take an invitation back; raises `NotFound`."""
        statement = self._open().where(Invitation.id == invitation_id)
        invitation = self.session.execute(statement).scalar_one_or_none() if is_id(invitation_id) else None
        if invitation is None:
            raise NotFound()
        invitation.revoked_at = utc_now()
        note(self.session, self.principal, "invitation.revoked", invitation.id, factory_id=invitation.factory_id)

    def _write(self, body: InvitationCreate, token: str) -> Invitation:
        role, email = Role(body.role), normalised_email(body.email)
        refuse_role_beyond(self.principal, role)
        factory_id = body.factory_id or (self.principal.factory_id if role in FACTORY_ROLES else None)
        if self.principal.role is not Role.ADMIN and factory_id != self.principal.factory_id:
            raise NotFound()
        refuse_incomplete_role(role, factory_id, body.doctor_id)
        refuse_missing(self.session, factory_id, body.doctor_id)
        # Whether people outside one's own factory have an account is nobody's business: their mail tells them alone.
        seen = select(Account.id).where(visible_people(self.principal), Account.email == email)
        if self.session.execute(seen).first() is not None:
            raise Conflict("email_taken", email=email)
        invitation = Invitation(
            id=new_id("inv"),
            email=email,
            role=role.value,
            factory_id=factory_id,
            doctor_id=body.doctor_id,
            name_en=body.name_en,
            name_zh=body.name_zh,
            language=body.language,
            token_sha256=digest_of(token),
            invited_by_id=self.principal.account_id,
            expires_at=utc_now() + _VALID,
        )
        self.session.add(invitation)
        self.session.flush()
        values = {"email": email, "role": role.value}
        note(self.session, self.principal, "invitation.made", invitation.id, values, factory_id=factory_id)
        return invitation

    def _mail(self, invitation: Invitation, url: str) -> None:
        inviter, invited = self.principal.name, Text(invitation.name_en, invitation.name_zh)
        queue_mail(
            self.session,
            to=invitation.email,
            subject=MAIL_TEXTS("invitation_subject"),
            body=MAIL_TEXTS("invitation_body", name=invited, inviter=inviter, url=url, days=_VALID.days),
            language=invitation.language,
            factory_id=invitation.factory_id,
        )

    def _open(self) -> Select[Invitation]:
        is_open = (
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > utc_now(),
        )
        statement = select(Invitation).where(*is_open)
        if self.principal.role is Role.ADMIN:
            return statement
        return statement.where(Invitation.factory_id == self.principal.factory_id)


def accept_invitation(session: Session, settings: Settings, *, token: str, password: str) -> AccountRead:
    """Make the account of an invitation.

    Raises `Invalid` ``token_invalid`` (unknown, used, taken back or run out: the same answer) or
    ``password_too_short``, `Conflict` ``email_taken``.
    """
    statement = select(Invitation).where(
        Invitation.token_sha256 == digest_of(token),
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > utc_now(),
    )
    invitation = session.execute(statement.with_for_update()).scalar_one_or_none()
    if invitation is None:
        raise Invalid("token_invalid")
    new = NewAccount(
        email=invitation.email,
        password=password,
        role=Role(invitation.role),
        name=Text(invitation.name_en, invitation.name_zh),
        language=cast("Language", invitation.language),
        factory_id=invitation.factory_id,
        doctor_id=invitation.doctor_id,
    )
    account = create_account(session, new, Passwords(settings))
    invitation.accepted_at = utc_now()
    values = {"invitation": invitation.id, "role": account.role, "email": invitation.email}
    note(session, None, "account.made", account.id, values, factory_id=account.factory_id)
    return account_read(account, factory_names(session, [account]))
