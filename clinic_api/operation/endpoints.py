"""Routes of the service itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, status

from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.operation.schemas import BackupRecordRead, ServiceCheckRead, SystemRead
from clinic_api.operation.service import SystemService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/system", tags=["operation"])

Reader = Annotated[Principal, Depends(requires(Permission.OPERATION_READ))]
Manager = Annotated[Principal, Depends(requires(Permission.OPERATION_MANAGE))]


@router.get("")
def read_system(principal: Reader, session: SessionOf, settings: SettingsOf) -> SystemRead:
    """Show versions, the last backup and trial, what is stored and how much room is left."""
    return SystemService(session, principal, settings).read()


@router.get("/backups")
def list_backups(page: Paging, principal: Reader, session: SessionOf, settings: SettingsOf) -> Page[BackupRecordRead]:
    """List the backups that were made and the trials of them, the newest first."""
    return SystemService(session, principal, settings).backups(page)


@router.post("/checks", status_code=status.HTTP_202_ACCEPTED)
def ask_service_check(
    principal: Manager, session: SessionOf, settings: SettingsOf, doorbell: DoorbellOf, background: BackgroundTasks
) -> ServiceCheckRead:
    """Have a worker check the whole service; while one check is waited for, no second one begins."""
    check, job_id = SystemService(session, principal, settings).ask_check()
    if job_id is not None:
        background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
    return check


@router.get("/checks")
def list_service_checks(
    page: Paging, principal: Reader, session: SessionOf, settings: SettingsOf
) -> Page[ServiceCheckRead]:
    """List the checks that were asked for, the newest first."""
    return SystemService(session, principal, settings).checks(page)


@router.get("/checks/{check_id}")
def read_service_check(check_id: str, principal: Reader, session: SessionOf, settings: SettingsOf) -> ServiceCheckRead:
    """Read one check."""
    return SystemService(session, principal, settings).check(check_id)
