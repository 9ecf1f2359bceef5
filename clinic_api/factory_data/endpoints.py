"""Routes of exports and deletions of a factory's data."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, status
from fastapi.responses import FileResponse

from clinic_api.factory_data.schemas import FactoryDeletionRead, FactoryDeletionRequest, FactoryExportRead
from clinic_api.factory_data.service import FactoryDataService
from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.downloads import inert_file
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf, factory_scope
from clinic_api.storage.access import StorageOf, file_to_send

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["factory data"])

MayExport = Annotated[Principal, Depends(requires(Permission.FACTORY_EXPORT))]
MayRequest = Annotated[Principal, Depends(requires(Permission.FACTORY_DELETION_REQUEST))]
MayConfirm = Annotated[Principal, Depends(requires(Permission.FACTORY_DELETION_CONFIRM))]


@router.post("/factories/{factory_id}/exports", status_code=status.HTTP_202_ACCEPTED)
def create_factory_export(
    factory_id: str,
    principal: MayExport,
    session: SessionOf,
    settings: SettingsOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
) -> FactoryExportRead:
    """Have all of a factory's data put into one zip file."""
    export, job_id = FactoryDataService(session, principal, settings).request_export(factory_id)
    background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
    return export


@router.get("/factories/{factory_id}/exports")
def list_factory_exports(
    factory_id: str, principal: MayExport, session: SessionOf, settings: SettingsOf, page: Paging
) -> Page[FactoryExportRead]:
    """List a factory's exports, the newest first."""
    return FactoryDataService(session, principal, settings).exports(factory_id, page)


@router.get("/factory-exports/{export_id}/content", response_class=FileResponse)
def download_factory_export(
    export_id: str, principal: MayExport, database: DatabaseOf, settings: SettingsOf, storage: StorageOf
) -> FileResponse:
    """Send the zip file; the audit tells of it."""
    with database.session(factory_scope=factory_scope(principal)) as session:
        export = FactoryDataService(session, principal, settings).download(export_id)
    return inert_file(file_to_send(storage, str(export.sha256)), f"{export.factory_id}.zip", "application/zip")


@router.get("/factories/{factory_id}/deletion")
def read_factory_deletion(
    factory_id: str, principal: MayRequest, session: SessionOf, settings: SettingsOf
) -> FactoryDeletionRead:
    """Tell how far the deletion of a factory is."""
    return FactoryDataService(session, principal, settings).deletion(factory_id)


@router.post("/factories/{factory_id}/deletion", status_code=status.HTTP_201_CREATED)
def request_factory_deletion(
    factory_id: str, body: FactoryDeletionRequest, principal: MayRequest, session: SessionOf, settings: SettingsOf
) -> FactoryDeletionRead:
    """Ask for the deletion of a factory with all its data; an administrator of the hospital must confirm it."""
    return FactoryDataService(session, principal, settings).request_deletion(factory_id, body)


@router.post("/factories/{factory_id}/deletion/confirm")
def confirm_factory_deletion(
    factory_id: str, principal: MayConfirm, session: SessionOf, settings: SettingsOf
) -> FactoryDeletionRead:
    """Agree to a deletion that another person asked for; it is done once its time to be taken back is over."""
    return FactoryDataService(session, principal, settings).confirm_deletion(factory_id)


@router.delete("/factories/{factory_id}/deletion")
def cancel_factory_deletion(
    factory_id: str, principal: MayRequest, session: SessionOf, settings: SettingsOf
) -> FactoryDeletionRead:
    """Take a deletion back before it is done."""
    return FactoryDataService(session, principal, settings).cancel_deletion(factory_id)
