"""Keeping drafts: the last one written counts, and each person keeps a bounded number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from clinic_api.database import database_now
from clinic_api.drafts.models import Draft
from clinic_api.drafts.schemas import FormDraftRead, FormDraftWrite
from clinic_api.errors import Invalid, NotFound
from clinic_api.kit.principal import Principal
from diagnostics.texts import Catalogue

__all__ = ["MOST_DRAFTS", "Drafts"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
MOST_DRAFTS: Final = 100
"""Of more than these the ones left alone longest go."""
_MOST_BYTES: Final = 64 * 1024


class Drafts:
    """The drafts of one person; nobody else's exist for them."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._account_id = principal.account_id

    def read(self, name: str) -> FormDraftRead:
        """Return a draft; raises `NotFound`."""
        row = self._session.get(Draft, (self._account_id, name))
        if row is None:
            raise NotFound()
        return FormDraftRead(name=row.name, values=row.values, updated_at=row.updated_at)

    def write(self, name: str, body: FormDraftWrite) -> FormDraftRead:
        """Keep the fields, whatever was kept before; raises `Invalid` ``draft_too_large``."""
        size = len(json.dumps(body.values, ensure_ascii=False).encode())
        if size > _MOST_BYTES:
            raise Invalid("draft_too_large", _TEXTS("draft_too_large", size=size, limit=_MOST_BYTES))
        is_postgres = self._session.get_bind().dialect.name == "postgresql"
        now = database_now(self._session)
        row = {"account_id": self._account_id, "name": name, "values": body.values, "updated_at": now}
        insert: Any = (postgresql if is_postgres else sqlite).insert(Draft).values(row)
        newer = {"values": insert.excluded["values"], "updated_at": insert.excluded.updated_at}
        self._session.execute(insert.on_conflict_do_update(index_elements=["account_id", "name"], set_=newer))
        self._forget_the_oldest()
        return FormDraftRead(name=name, values=body.values, updated_at=now)

    def remove(self, name: str) -> None:
        """Forget a draft; one that is not there is forgotten already."""
        self._session.execute(delete(Draft).where(Draft.account_id == self._account_id, Draft.name == name))

    def _forget_the_oldest(self) -> None:
        own = select(Draft.name).where(Draft.account_id == self._account_id)
        newest = own.order_by(Draft.updated_at.desc(), Draft.name).limit(MOST_DRAFTS)
        self._session.execute(
            delete(Draft).where(Draft.account_id == self._account_id, Draft.name.not_in(newest.scalar_subquery()))
        )
