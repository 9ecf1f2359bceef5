"""The route of similar cases."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from clinic_api.cases.repository import CaseRepository
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.similar.schemas import SimilarCasesRead
from clinic_api.similar.service import SimilarCases

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/cases/{case_id}/similar", tags=["cases"])

MayRead = Annotated[Principal, Depends(requires(Permission.SIMILAR_READ))]

_MOST_SHOWN = 20


@router.get("")
def list_similar_cases(
    case_id: str,
    principal: MayRead,
    session: SessionOf,
    limit: Annotated[int, Query(ge=1, le=_MOST_SHOWN)] = 5,
) -> SimilarCasesRead:
    """List the nearest earlier cases by findings, machine and words, with their cause and cure; people of a factory
    find their own factory's only, and doctors see cases of others without anything that names them.
    """
    return SimilarCases(CaseRepository(session, principal)).read(case_id, limit=limit)
