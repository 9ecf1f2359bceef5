"""Routes of health records, and of the question whether a document is genuine."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from fastapi import APIRouter, Depends, Query, Request, Response

from clinic_api.database import ALL_FACTORIES
from clinic_api.errors import ClinicError
from clinic_api.health_records.layout import paper_data
from clinic_api.health_records.schemas import DocumentRead, HealthRecordRead, SigningKeyRead
from clinic_api.health_records.service import find_issued, issue_health_record, signing_key_read
from clinic_api.kit.downloads import PDF_CONTENT, inert_pdf
from clinic_api.kit.language import Language, preferred_language
from clinic_api.kit.pages import render_page
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf, factory_scope
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


@router.get("/api/v1/verify/{sha256}")
def verify_document(sha256: str, database: DatabaseOf) -> DocumentRead:
    """Tell whether this hospital issued the document with this digest, and when; nobody need be logged in."""
    with database.session(read_only=True, factory_scope=ALL_FACTORIES) as session:
        return find_issued(session, sha256)


@router.get("/verify/{sha256}", include_in_schema=False)
def read_verify_page(sha256: str, request: Request, database: DatabaseOf, lang: str = "") -> Response:
    """Show the same to whoever scanned the code on a document."""
    language: Language = cast("Language", lang) if lang in {"en", "zh"} else _preferred(request)
    document: DocumentRead | None = None
    status = 200
    try:
        document = verify_document(sha256, database)
    except ClinicError as unknown:
        status = unknown.status
    other: Language = "zh" if language == "en" else "en"
    values = {"document": document, "sha256": sha256, "other_language": other}
    return render_page("verify.html", language, status=status, values=values)


def _preferred(request: Request) -> Language:
    return preferred_language(request.headers.get("accept-language"))
