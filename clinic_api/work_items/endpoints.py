"""Routes of work items."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Response

from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.work_items.schemas import WorkItemDismiss, WorkItemIntoCase, WorkItemRead, WorkItemState
from clinic_api.work_items.service import WorkItemService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/work-items", tags=["work items"])


def _service(
    principal: Annotated[Principal, Depends(requires(Permission.WORK_ITEM_MANAGE))],
    session: SessionOf,
    settings: SettingsOf,
) -> WorkItemService:
    return WorkItemService(session, principal, max_attempts=settings.job_max_attempts)


ServiceOf = Annotated[WorkItemService, Depends(_service)]


@router.get("")
def list_work_items(
    service: ServiceOf,
    page: Paging,
    state: Annotated[WorkItemState | None, Query()] = None,
    department: Annotated[str | None, Query(max_length=20)] = None,
) -> Page[WorkItemRead]:
    """List the needs that somebody has to decide about, the newest first."""
    return service.page(page, state=state, department=department)


@router.get("/{work_item_id}")
def read_work_item(work_item_id: str, service: ServiceOf, response: Response) -> WorkItemRead:
    """Show one work item; its version is the ETag."""
    return _with_etag(response, service.read(work_item_id))


@router.post("/{work_item_id}/claim")
def claim_work_item(
    work_item_id: str, service: ServiceOf, response: Response, if_match: IfMatch = None
) -> WorkItemRead:
    """Take a work item on; of several who try, one has it."""
    return _with_etag(response, service.claim(work_item_id, if_match=if_match))


@router.post("/{work_item_id}/case")
def turn_work_item_into_case(
    work_item_id: str,
    body: WorkItemIntoCase,
    service: ServiceOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
    response: Response,
    if_match: IfMatch = None,
) -> WorkItemRead:
    """Open a case for a work item; once, however often it is asked for."""
    item, job_id = service.into_case(work_item_id, body, if_match=if_match)
    background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
    return _with_etag(response, item)


@router.post("/{work_item_id}/dismiss")
def dismiss_work_item(
    work_item_id: str, body: WorkItemDismiss, service: ServiceOf, response: Response, if_match: IfMatch = None
) -> WorkItemRead:
    """Close a work item without a case, with a reason."""
    return _with_etag(response, service.dismiss(work_item_id, body, if_match=if_match))


def _with_etag(response: Response, item: WorkItemRead) -> WorkItemRead:
    set_etag(response, item.version)
    return item
