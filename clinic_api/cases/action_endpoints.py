"""Routes of what people do to lead a case on: one route an action."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from clinic_api.cases.action_schemas import MergeRequest, ReasonGiven, ReferralRequest, UrgencyChange
from clinic_api.cases.acts import CaseActs
from clinic_api.cases.merging import merge_case as merge
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/cases/{case_id}", tags=["cases"])

MayAttend = Annotated[Principal, Depends(requires(Permission.CASE_ATTEND))]
MaySetUrgency = Annotated[Principal, Depends(requires(Permission.CASE_SET_URGENCY))]
MayCancel = Annotated[Principal, Depends(requires(Permission.CASE_CANCEL))]
MayMerge = Annotated[Principal, Depends(requires(Permission.CASE_MERGE))]


def _tagged(case: CaseRead, response: Response) -> CaseRead:
    set_etag(response, case.version)
    return case


@router.post("/begin-consultation")
def begin_consultation(
    case_id: str, principal: MayAttend, session: SessionOf, response: Response, if_match: IfMatch = None
) -> CaseRead:
    """Accept the case as its attending doctor."""
    acts = CaseActs(CaseRepository(session, principal))
    return _tagged(acts.begin_consultation(case_id, if_match=if_match), response)


@router.post("/decline")
def decline_case(
    case_id: str,
    body: ReasonGiven,
    principal: MayAttend,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Decline the case, with a reason that the hospital keeps to itself; another doctor is proposed."""
    acts = CaseActs(CaseRepository(session, principal))
    return _tagged(acts.decline(case_id, body.reason, if_match=if_match), response)


@router.post("/refer")
def refer_case(
    case_id: str,
    body: ReferralRequest,
    principal: MayAttend,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Hand the case to another department; a doctor of that one is proposed."""
    acts = CaseActs(CaseRepository(session, principal))
    return _tagged(acts.refer(case_id, body, if_match=if_match), response)


@router.post("/urgency")
def set_case_urgency(
    case_id: str,
    body: UrgencyChange,
    principal: MaySetUrgency,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Raise the urgency, or lower it with a reason; the clocks follow."""
    acts = CaseActs(CaseRepository(session, principal))
    return _tagged(acts.set_urgency(case_id, body, if_match=if_match), response)


@router.post("/cancel")
def cancel_case(
    case_id: str,
    body: ReasonGiven,
    principal: MayCancel,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Cancel an open case."""
    acts = CaseActs(CaseRepository(session, principal))
    return _tagged(acts.cancel(case_id, body.reason, if_match=if_match), response)


@router.post("/reopen")
def reopen_case(
    case_id: str,
    body: ReasonGiven,
    principal: MayCancel,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Open a discharged case again, within the days that the hospital has set."""
    acts = CaseActs(CaseRepository(session, principal))
    case = acts.reopen(case_id, body.reason, if_match=if_match, reopen_days=settings.reopen_days)
    return _tagged(case, response)


@router.post("/merge")
def merge_case(
    case_id: str,
    body: MergeRequest,
    principal: MayMerge,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> CaseRead:
    """Merge the case into the one that it is a duplicate of; the answer is the merged case."""
    return _tagged(merge(CaseRepository(session, principal), case_id, body, if_match=if_match), response)
