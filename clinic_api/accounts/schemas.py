"""What the account routes take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody, TextRead
from clinic_api.kit.language import Language
from clinic_api.kit.principal import Role

__all__ = ["AccountListed", "AccountRead", "AccountUpdate", "SessionCreate", "SessionRead"]


class SessionCreate(RequestBody):
    """A login."""

    email: Annotated[str, StringConstraints(max_length=254)] = Field(examples=["engineer@hospital.example"])
    password: Annotated[str, StringConstraints(max_length=1024)] = Field(examples=["correct horse battery staple"])


class AccountRead(BaseModel):
    """The account that is logged in."""

    id: str
    email: str
    name_en: str
    name_zh: str
    role: Role
    factory_id: str | None
    factory_name: TextRead | None
    doctor_id: str | None
    language: Language


class AccountListed(AccountRead):
    """An account as the administrator sees it."""

    created_at: datetime
    disabled_at: datetime | None


class AccountUpdate(RequestBody):
    """What people may change of their own account."""

    language: Language


class SessionRead(BaseModel):
    """A new session: send ``token`` as ``Authorization: Bearer …``."""

    token: str
    expires_at: datetime
    account: AccountRead
