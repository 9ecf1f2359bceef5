"""The route that tells what a factory uses."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from clinic_api.factories.models import Factory
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.quotas.service import usage_of

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/factories", tags=["factories"])

MayRead = Annotated[Principal, Depends(requires(Permission.FACTORY_USAGE_READ))]


class UsageRead(BaseModel):
    """What a factory uses, and how much it may."""

    stored_bytes: int
    stored_bytes_limit: int
    files_today: int
    files_per_day_limit: int
    queued_jobs: int
    queued_jobs_limit: int


@router.get("/{factory_id}/usage")
def read_usage(factory_id: str, principal: MayRead, session: SessionOf, settings: SettingsOf) -> UsageRead:
    """Show what a factory has stored and queued, and its limits; the day is that of UTC."""
    factory = Repository(session, principal).get_visible(Factory, factory_id)
    usage = usage_of(session, factory.id)
    return UsageRead(
        stored_bytes=usage.stored_bytes,
        stored_bytes_limit=settings.factory_stored_bytes,
        files_today=usage.files_today,
        files_per_day_limit=settings.factory_files_per_day,
        queued_jobs=usage.queued_jobs,
        queued_jobs_limit=settings.factory_queued_jobs,
    )
