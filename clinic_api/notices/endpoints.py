"""Routes of what a person is told by mail."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.notices.choices import choose, read_choices
from clinic_api.notices.schemas import NoticeChoices, NoticeSettingsRead

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/me/notices", tags=["notices"])

Own = Annotated[Principal, Depends(requires(Permission.OWN_ACCOUNT))]


@router.get("")
def read_notice_settings(principal: Own, session: SessionOf) -> NoticeSettingsRead:
    """Read what you are told by mail, and how."""
    return read_choices(session, principal)


@router.put("")
def set_notice_settings(body: NoticeChoices, principal: Own, session: SessionOf) -> NoticeSettingsRead:
    """Choose what you are told by mail: at once, in a digest in the morning, or never."""
    return choose(session, principal, body)
