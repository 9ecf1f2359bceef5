"""Routes of audit."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from clinic_api.audit.exporting import audit_csv
from clinic_api.audit.filters import AuditFilter
from clinic_api.audit.schemas import AuditLineRead, ChainRead
from clinic_api.audit.service import AuditService, note
from clinic_api.kit.downloads import CSV_CONTENT, inert_headers
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, factory_scope

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["audit"])

Reader = Annotated[Principal, Depends(requires(Permission.AUDIT_READ))]


@router.get("/audit")
def list_audit(
    page: Paging, principal: Reader, session: SessionOf, wanted: Annotated[AuditFilter, Query()]
) -> Page[AuditLineRead]:
    """List who did what to accounts, keys, labels and exports, the newest first."""
    return AuditService(session, principal).page(page, wanted)


@router.get("/audit.csv", response_class=Response, responses={200: {"content": CSV_CONTENT}})
def export_audit(principal: Reader, database: DatabaseOf, wanted: Annotated[AuditFilter, Query()]) -> Response:
    """Give the lines that a list with these conditions has as CSV, up to 100 000; the export is a line itself."""
    lines = audit_csv(database, principal, wanted, cast("Language", principal.language))
    with database.session(factory_scope=factory_scope(principal)) as session:
        note(session, principal, "audit.exported", principal.account_id)
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=inert_headers("audit.csv"))


@router.get("/audit/verify")
def verify_audit(principal: Reader, session: SessionOf) -> list[ChainRead]:
    """Verify the chains: an edited, dropped or swapped line is told by its number."""
    return AuditService(session, principal).verify()
