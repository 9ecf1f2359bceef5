"""The route of the work list."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from clinic_api.cases.repository import CaseRepository
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.worklist.schemas import WorkListFilter, WorkListRead
from clinic_api.worklist.service import WorkList

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["cases"])

MayAttend = Annotated[Principal, Depends(requires(Permission.CASE_ATTEND))]


@router.get("/work-list")
def read_work_list(
    principal: MayAttend, session: SessionOf, wanted: Annotated[WorkListFilter, Query()]
) -> WorkListRead:
    """List a doctor's open cases with what is next and by when: what needs the doctor first."""
    return WorkList(CaseRepository(session, principal)).read(wanted)
