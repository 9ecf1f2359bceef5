"""Routes of examinations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import FileResponse

from clinic_api.examinations.schemas import ExaminationRead, ExaminationSummary, Verdict
from clinic_api.examinations.service import ExaminationService
from clinic_api.examinations.work_list import ExaminationWorkList, read_work_list
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.storage.access import StorageOf, file_to_send

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/examinations", tags=["examinations"])

MayRead = Annotated[Principal, Depends(requires(Permission.EXAMINATION_READ))]
MayWorkOff = Annotated[Principal, Depends(requires(Permission.EXAMINATION_WORK_LIST))]


@router.get("")
def list_examinations(
    principal: MayRead, session: SessionOf, page: Paging, verdict: Annotated[Verdict | None, Query()] = None
) -> Page[ExaminationSummary]:
    """List the examinations the account may see, the newest first."""
    return ExaminationService(Repository(session, principal)).page(page, verdict=verdict)


@router.get("/work-list")
def read_examination_work_list(principal: MayWorkOff, session: SessionOf, page: Paging) -> ExaminationWorkList:
    """List the opinions that nobody has signed: the most urgent first, each with the reasons for looking at it."""
    return read_work_list(Repository(session, principal), page)


@router.get("/{examination_id}")
def read_examination(examination_id: str, principal: MayRead, session: SessionOf) -> ExaminationRead:
    """Show one examination: an automatic opinion with its evidence, not a diagnosis."""
    return ExaminationService(Repository(session, principal)).read(examination_id)


@router.get(
    "/{examination_id}/figures/{index}",
    response_class=FileResponse,
    responses={200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}},
)
def read_figure(
    examination_id: str,
    index: Annotated[int, Path(ge=0, le=1000)],
    principal: MayRead,
    session: SessionOf,
    storage: StorageOf,
    lang: Annotated[Language, Query(description="language of the labels")] = "en",
) -> FileResponse:
    """Send one figure as PNG."""
    sha256 = ExaminationService(Repository(session, principal)).figure_sha256(examination_id, index, lang)
    return FileResponse(
        file_to_send(storage, sha256),
        media_type="image/png",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=31536000, immutable"},
    )
