"""Routes of health records, and of the question whether a document is genuine."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from fastapi import APIRouter, Depends, Path, Query, Response

from clinic_api.database import ALL_FACTORIES
from clinic_api.health_records.layout import paper_data
from clinic_api.health_records.schemas import DocumentRead, HealthRecordRead, SigningKeyRead
from clinic_api.health_records.service import issue_health_record, signing_key_read
from clinic_api.kit.downloads import PDF_CONTENT, inert_pdf
from clinic_api.kit.language import Language
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf, factory_scope
from clinic_api.reports.verification import verified
from clinic_api.typesetting.render import render_pdf

__all__ = ["router"]

router = APIRouter(tags=["health records"])

Issuer = Annotated[Principal, Depends(requires(Permission.HEALTH_RECORD_ISSUE))]


@router.get(
    "/api/v1/equipment/{equipment_id}/record",
    response_model=HealthRecordRead,
    responses={200: {"content": PDF_CONTENT}},
)
def read_health_record(
    equipment_id: str,
    principal: Issuer,
    database: DatabaseOf,
    settings: SettingsOf,
    form: Annotated[Literal["json", "pdf"], Query(alias="format")] = "json",
    language: Annotated[Language | None, Query(description="of the PDF; your own without it")] = None,
) -> HealthRecordRead | Response:
    """Give a machine's whole file as far as you may see it, hashed and signed; that it was issued is kept."""
    with database.session(factory_scope=factory_scope(principal)) as session:
        issued = issue_health_record(Repository(session, principal), settings, equipment_id)
    if form == "json":
        return issued
    spoken = language or cast("Language", principal.language)
    content = render_pdf("health_record", paper_data(issued, spoken), spoken, mode=settings.parser_sandbox)
    return inert_pdf(content, f"health-record-{equipment_id}-{issued.sha256[:12]}.pdf")


@router.get("/api/v1/signing-key")
def read_signing_key(settings: SettingsOf) -> SigningKeyRead:
    """Give the public key of what this hospital signs; nobody need be logged in."""
    return signing_key_read(settings)


@router.get("/api/v1/verify/{document}")
def verify_document(
    document: Annotated[str, Path(description="the code printed on it, or the SHA-256 of the record or file")],
    database: DatabaseOf,
    settings: SettingsOf,
) -> DocumentRead:
    """Tell whether this hospital issued a document, and whether a report is the newest; nobody need be logged in."""
    with database.session(read_only=True, factory_scope=ALL_FACTORIES) as session:
        return verified(session, settings, document)
