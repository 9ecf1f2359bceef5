"""Routes of the rota."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.rota.schemas import FIRST_DAY, LAST_DAY, RotaProposalRequest, RotaRead, RotaWrite
from clinic_api.rota.service import RotaService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/rota", tags=["rota"])

MayRead = Annotated[Principal, Depends(requires(Permission.DOCTOR_READ))]
MayWrite = Annotated[Principal, Depends(requires(Permission.ROTA_WRITE))]


@router.get("")
def read_rota(
    principal: MayRead,
    session: SessionOf,
    first_week: Annotated[
        date | None, Query(ge=FIRST_DAY, le=LAST_DAY, description="a day of the first week; left out: this week")
    ] = None,
    weeks: Annotated[int, Query(ge=1, le=104)] = 8,
) -> RotaRead:
    """Show who is on call in which week, and what contradicts itself with who could take it instead."""
    return RotaService(session, principal).read(first_week, weeks)


@router.post("/proposals")
def propose_rota(body: RotaProposalRequest, principal: MayWrite, session: SessionOf) -> RotaRead:
    """Propose a fair rota for the weeks nobody is on call in yet; nothing is kept by it."""
    return RotaService(session, principal).propose(body)


@router.put("")
def write_rota(body: RotaWrite, principal: MayWrite, session: SessionOf) -> RotaRead:
    """Keep weeks on call, all or none."""
    return RotaService(session, principal).write(body)
