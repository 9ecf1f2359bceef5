"""What the account routes take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from clinic_api.kit.fields import RequestBody, ShortText, TextRead, refuse_control_characters
from clinic_api.kit.language import Language
from clinic_api.kit.principal import Role

__all__ = [
    "AccountChange",
    "AccountListed",
    "AccountRead",
    "AccountUpdate",
    "InvitationAccept",
    "InvitationCreate",
    "InvitationRead",
    "PasswordChange",
    "PasswordResetAccept",
    "PasswordResetAsked",
    "PasswordResetCreate",
    "SessionCreate",
    "SessionListed",
    "SessionRead",
]

Address = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$"),
    AfterValidator(refuse_control_characters),
]
"""An e-mail address; whether it exists shows when a mail is sent to it."""

Password = Annotated[str, StringConstraints(max_length=1024)]
OneTimeToken = Annotated[str, StringConstraints(min_length=1, max_length=100)]
PersonRole = Literal["factory_user", "factory_admin", "engineer", "doctor", "coordinator", "admin", "funder"]
"""The roles of people; labels and gateways hold keys instead."""


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
    """An account as the administrator sees it; ``version`` is the ETag."""

    created_at: datetime
    disabled_at: datetime | None
    last_login_at: datetime | None
    version: int


class AccountChange(RequestBody):
    """What an administrator changes; what is absent stays as it is."""

    role: PersonRole | None = None
    factory_id: Annotated[str | None, Field(max_length=40)] = None
    """Of the factory roles: the factory they belong to."""
    doctor_id: Annotated[str | None, Field(max_length=40)] = None
    """Of doctors: their record."""
    name_en: ShortText | None = None
    name_zh: ShortText | None = None
    disabled: bool | None = None
    """True refuses the account from now on, false lets it in again."""


class InvitationCreate(RequestBody):
    """An account to be; its person gets a mail and sets the password."""

    email: Address = Field(examples=["li.na@liyuan.example"])
    role: PersonRole = Field(examples=["factory_user"])
    factory_id: Annotated[str | None, Field(max_length=40)] = None
    """Of the factory roles; may be left out by whoever belongs to a factory."""
    doctor_id: Annotated[str | None, Field(max_length=40)] = None
    name_en: ShortText = Field(examples=["Li Na"])
    name_zh: ShortText = Field(examples=["李娜"])
    language: Language = "zh"


class InvitationRead(BaseModel):
    """An invitation. ``accept_url`` is shown to an administrator once, for a hospital without mail."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    email: str
    role: str
    factory_id: str | None
    doctor_id: str | None
    name_en: str
    name_zh: str
    created_at: datetime
    expires_at: datetime
    accept_url: str | None = None


class InvitationAccept(RequestBody):
    """The token of the mail, and the password that the account shall have."""

    token: OneTimeToken
    password: Password


class PasswordChange(RequestBody):
    """The password so far and the one from now on."""

    old_password: Password
    new_password: Password


class PasswordResetCreate(RequestBody):
    """Whose password is forgotten."""

    email: Annotated[str, StringConstraints(max_length=254)] = Field(examples=["engineer@hospital.example"])


class PasswordResetAsked(BaseModel):
    """The same answer for every address, known or not."""

    message: TextRead


class PasswordResetAccept(RequestBody):
    """The token of the mail, and the new password."""

    token: OneTimeToken
    password: Password


class AccountUpdate(RequestBody):
    """What people may change of their own account."""

    language: Language


class SessionListed(BaseModel):
    """One login of the account."""

    id: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    is_current: bool


class SessionRead(BaseModel):
    """A new session: send ``token`` as ``Authorization: Bearer …``."""

    token: str
    expires_at: datetime
    account: AccountRead
