"""Routes of audit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from clinic_api.audit.schemas import AuditLineRead, ChainRead
from clinic_api.audit.service import AuditService
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])

Reader = Annotated[Principal, Depends(requires(Permission.AUDIT_READ))]


@router.get("")
def list_audit(
    page: Paging,
    principal: Reader,
    session: SessionOf,
    subject: Annotated[str | None, Query(max_length=254, description="id of the thing")] = None,
    action: Annotated[
        str | None, Query(max_length=60, description="account.changed, or account for all of them")
    ] = None,
) -> Page[AuditLineRead]:
    """List who did what to accounts, keys, labels and exports, the newest first."""
    return AuditService(session, principal).page(page, subject=subject, action=action)


@router.get("/verify")
def verify_audit(principal: Reader, session: SessionOf) -> list[ChainRead]:
    """Verify the chains: an edited, dropped or swapped line is told by its number."""
    return AuditService(session, principal).verify()
