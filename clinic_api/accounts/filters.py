"""What a list of accounts can be narrowed down to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import ColumnElement, func, or_

from clinic_api.accounts.models import Account
from clinic_api.accounts.schemas import PersonRole

__all__ = ["AccountFilter"]


class AccountFilter(BaseModel):
    """Every condition that is given must hold."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=254)] | None = Field(
        default=None, description="part of the address or of a name"
    )
    role: PersonRole | None = None
    factory_id: Annotated[str, StringConstraints(max_length=40)] | None = None
    disabled: bool | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions on `Account`."""
        if self.q is not None:
            part = self.q.lower()
            yield or_(
                Account.email.contains(part, autoescape=True),
                func.lower(Account.name_en).contains(part, autoescape=True),
                Account.name_zh.contains(self.q, autoescape=True),
            )
        if self.role is not None:
            yield Account.role == self.role
        if self.factory_id is not None:
            yield Account.factory_id == self.factory_id
        if self.disabled is not None:
            yield Account.disabled_at.is_not(None) if self.disabled else Account.disabled_at.is_(None)
