"""Routes of reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse

from clinic_api.cases.repository import CaseRepository
from clinic_api.kit.downloads import PDF_CONTENT, inert_file
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf
from clinic_api.reports.contents import report_of
from clinic_api.reports.issuing import ReportDesk, ReportLanguage
from clinic_api.reports.schemas import ReportRead
from clinic_api.storage.access import StorageOf, file_to_send

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/cases", tags=["reports"])

MayRead = Annotated[Principal, Depends(requires(Permission.TREATMENT_READ))]


@router.get("/{case_id}/report")
def read_report(case_id: str, principal: MayRead, session: SessionOf) -> ReportRead:
    """Tell what the report of a case says: what was found and ruled out, what to do, who signed; or that nobody did."""
    return report_of(session, CaseRepository(session, principal).get(case_id))


@router.get("/{case_id}/report.pdf", response_class=FileResponse, responses={200: {"content": PDF_CONTENT}})
def read_report_pdf(
    case_id: str,
    principal: MayRead,
    database: DatabaseOf,
    settings: SettingsOf,
    storage: StorageOf,
    lang: Annotated[ReportLanguage, Query(description="Chinese, English, or both in one document")] = "both",
) -> FileResponse:
    """Give the same as a PDF that anyone can check; that it was issued is kept, the same content is the same file."""
    issued = ReportDesk(database, settings, storage, principal).issue(case_id, lang)
    path = file_to_send(storage, str(issued.file_sha256))
    return inert_file(path, f"report-{case_id}-{issued.sha256[:8]}.pdf", "application/pdf")
