"""Keys of gateways on behalf of one administrator: made, rotated, revoked."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.api_keys.authentication import NewSecret, new_secret
from clinic_api.api_keys.models import ApiKey
from clinic_api.api_keys.schemas import ApiKeyCreate, ApiKeyMade, ApiKeyRead, ApiKeyRotate
from clinic_api.audit.service import note
from clinic_api.database import utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.permissions import ROLE_PERMISSIONS
from clinic_api.kit.principal import Role
from clinic_api.kit.repository import Repository
from diagnostics.texts import Catalogue

__all__ = ["ApiKeyService", "add_key"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_LIVE_KEYS: Final = 2


def add_key(
    session: Session,
    account: Account,
    secret: NewSecret,
    *,
    name: str,
    scopes: list[str],
    equipment_ids: list[str] | None = None,
    expires_at: datetime | None = None,
) -> ApiKey:
    """Write the row of a key that acts through ``account``."""
    row = ApiKey(
        id=new_id("key"),
        factory_id=account.factory_id,
        account_id=account.id,
        name=name,
        public_id=secret.public_id,
        key_sha256=secret.sha256,
        scopes=scopes,
        equipment_ids=equipment_ids,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return row


class ApiKeyService(Repository):
    """What can be done with keys."""

    def list_page(self, page: PageParameters) -> Page[ApiKeyRead]:
        """Return the keys the principal may see, the revoked too, the newest first."""
        rows, next_cursor = fetch_page(self.session, self.select_visible(ApiKey), ApiKey.id, page)
        return Page(items=[ApiKeyRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def read(self, api_key_id: str) -> ApiKeyRead:
        """Return one key without its secret; raises `NotFound`."""
        return ApiKeyRead.model_validate(self.get_visible(ApiKey, api_key_id))

    def create(self, body: ApiKeyCreate, *, key: str | None = None) -> ApiKeyMade:
        """Make a gateway's account and its first key, once for an Idempotency-Key.

        Raises `NotFound` for a factory or machine that is not there, `Invalid` ``factory_required``,
        ``scope_unknown`` or ``expiry_past``.
        """
        secret = new_secret()
        made: list[ApiKey] = []

        def write() -> ApiKeyMade:
            made.append(self._write(body, secret))
            return ApiKeyMade.model_validate(made[0])

        read = create_once(
            self.session,
            self.principal,
            key=key,
            operation="create_api_key",
            request=body,
            answer_type=ApiKeyMade,
            create=write,
        )
        return read.model_copy(update={"key": secret.key}) if made else read

    def rotate(self, api_key_id: str, body: ApiKeyRotate) -> ApiKeyMade:
        """Make the next key of a gateway; the old one runs out after the overlap.

        Raises `NotFound`, `Conflict` ``key_not_live`` for one that is over and ``rotation_under_way`` when two are
        live already.
        """
        old = self.get_visible(ApiKey, api_key_id, for_update=True)
        account = self.session.execute(
            select(Account).where(Account.id == old.account_id).with_for_update()
        ).scalar_one()
        now = utc_now()
        if old.revoked_at is not None or (old.expires_at is not None and old.expires_at <= now):
            raise Conflict("key_not_live", _TEXTS("key_not_live"))
        if self._count_live(old.account_id, now) >= _LIVE_KEYS:
            raise Conflict("rotation_under_way", _TEXTS("rotation_under_way"))
        _refuse_past(body.expires_at, now)
        secret = new_secret()
        row = add_key(
            self.session,
            account,
            secret,
            name=old.name,
            scopes=list(old.scopes),
            equipment_ids=old.equipment_ids,
            expires_at=body.expires_at,
        )
        end = now + timedelta(hours=body.overlap_hours)
        old.expires_at = end if old.expires_at is None else min(end, old.expires_at)
        values = {"new_key": row.id, "overlap_hours": body.overlap_hours}
        note(self.session, self.principal, "api_key.rotated", old.id, values, factory_id=old.factory_id)
        return ApiKeyMade.model_validate(row).model_copy(update={"key": secret.key})

    def revoke(self, api_key_id: str) -> None:
        """Refuse a key from now on; raises `NotFound`."""
        row = self.get_visible(ApiKey, api_key_id, for_update=True)
        if row.revoked_at is None:
            row.revoked_at = utc_now()
            note(self.session, self.principal, "api_key.revoked", row.id, factory_id=row.factory_id)

    def _write(self, body: ApiKeyCreate, secret: NewSecret) -> ApiKey:
        factory_id = body.factory_id or self.principal.factory_id
        if factory_id is None:
            raise Invalid("factory_required")
        factory = self.get_visible(Factory, factory_id)
        beyond = set(body.scopes) - ROLE_PERMISSIONS[Role.GATEWAY]
        if beyond:
            raise Invalid("scope_unknown", _TEXTS("scope_unknown", scope=min(beyond).value))
        _refuse_past(body.expires_at, utc_now())
        self._refuse_foreign_machines(factory.id, body.equipment_ids)
        account = Account(
            id=new_id("acc"),
            role=Role.GATEWAY.value,
            factory_id=factory.id,
            name_en=body.name,
            name_zh=body.name,
            language="zh",
        )
        self.session.add(account)
        self.session.flush()
        row = add_key(
            self.session,
            account,
            secret,
            name=body.name,
            scopes=sorted(set(body.scopes)),
            equipment_ids=None if body.equipment_ids is None else sorted(set(body.equipment_ids)),
            expires_at=body.expires_at,
        )
        values = {"name": row.name, "public_id": row.public_id, "scopes": row.scopes, "machines": row.equipment_ids}
        note(self.session, self.principal, "api_key.made", row.id, values, factory_id=factory.id)
        return row

    def _refuse_foreign_machines(self, factory_id: str, equipment_ids: list[str] | None) -> None:
        if equipment_ids is None:
            return
        own = select(func.count()).where(Equipment.factory_id == factory_id, Equipment.id.in_(set(equipment_ids)))
        if self.session.execute(own).scalar_one() != len(set(equipment_ids)):
            raise NotFound()

    def _count_live(self, account_id: str, now: datetime) -> int:
        live = (
            ApiKey.account_id == account_id,
            ApiKey.revoked_at.is_(None),
            or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > now),
        )
        return self.session.execute(select(func.count()).select_from(ApiKey).where(*live)).scalar_one()


def _refuse_past(expires_at: datetime | None, now: datetime) -> None:
    if expires_at is not None and expires_at <= now:
        raise Invalid("expiry_past", _TEXTS("expiry_past"))
