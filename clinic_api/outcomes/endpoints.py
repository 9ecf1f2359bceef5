"""Routes of outcomes and recalibrations."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, status

from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.outcomes.overview import overview
from clinic_api.outcomes.recalibrations import RecalibrationService
from clinic_api.outcomes.records import RecordService, rules_read
from clinic_api.outcomes.schemas import (
    DoctorOutcomeRead,
    OverviewRead,
    RecalibrationDecision,
    RecalibrationRead,
    RulesRead,
)

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["outcomes"])

MayReadDoctors = Annotated[Principal, Depends(requires(Permission.DOCTOR_OUTCOME_READ))]
MayReadRules = Annotated[Principal, Depends(requires(Permission.CALIBRATION_READ))]
MayOversee = Annotated[Principal, Depends(requires(Permission.OUTCOME_OVERVIEW_READ))]
MayRead = Annotated[Principal, Depends(requires(Permission.RECALIBRATION_READ))]
MayManage = Annotated[Principal, Depends(requires(Permission.RECALIBRATION_MANAGE))]


@router.get("/outcomes/doctors")
def list_doctor_outcomes(principal: MayReadDoctors, session: SessionOf, page: Paging) -> Page[DoctorOutcomeRead]:
    """List the doctors' records from confirmed cases, with intervals; a doctor gets the own one."""
    return RecordService(session, principal).page(page)


@router.get("/outcomes/doctors/{doctor_id}")
def read_doctor_outcomes(doctor_id: str, principal: MayReadDoctors, session: SessionOf) -> DoctorOutcomeRead:
    """Show one doctor's record: stated grades, and what confirmed cases have made of them."""
    return RecordService(session, principal).read(doctor_id)


@router.get("/outcomes/rules")
def read_rule_outcomes(principal: MayReadRules, session: SessionOf) -> RulesRead:
    """Show how often each fault rule was confirmed, and how its stated probabilities held."""
    return rules_read(session)


@router.get("/outcomes/overview")
def read_outcome_overview(
    principal: MayOversee,
    session: SessionOf,
    first: Annotated[date | None, Query(alias="from", description="first day in China")] = None,
    last: Annotated[date | None, Query(alias="to", description="last day in China, included")] = None,
) -> OverviewRead:
    """Show the coordinator's figures of a period, the last four weeks by default, each with its count."""
    return overview(session, first, last)


@router.post("/recalibrations", status_code=status.HTTP_201_CREATED)
def propose_recalibration(principal: MayManage, session: SessionOf) -> RecalibrationRead:
    """Learn a recalibration from all findings judged in opened machines; it counts only once activated."""
    return RecalibrationService(session, principal).propose()


@router.get("/recalibrations")
def list_recalibrations(principal: MayRead, session: SessionOf, page: Paging) -> Page[RecalibrationRead]:
    """List the recalibrations, the newest first."""
    return RecalibrationService(session, principal).page(page)


@router.get("/recalibrations/{recalibration_id}")
def read_recalibration(recalibration_id: str, principal: MayRead, session: SessionOf) -> RecalibrationRead:
    """Show one recalibration."""
    return RecalibrationService(session, principal).read(recalibration_id)


@router.post("/recalibrations/{recalibration_id}/activate")
def activate_recalibration(
    recalibration_id: str, principal: MayManage, session: SessionOf, body: RecalibrationDecision | None = None
) -> RecalibrationRead:
    """Let a recalibration count; the one that was active is withdrawn."""
    reason = None if body is None else body.reason
    return RecalibrationService(session, principal).activate(recalibration_id, reason)


@router.post("/recalibrations/{recalibration_id}/withdraw")
def withdraw_recalibration(
    recalibration_id: str, principal: MayManage, session: SessionOf, body: RecalibrationDecision | None = None
) -> RecalibrationRead:
    """Withdraw a recalibration: the probabilities count as stated again."""
    reason = None if body is None else body.reason
    return RecalibrationService(session, principal).withdraw(recalibration_id, reason)
