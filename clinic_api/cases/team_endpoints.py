"""Routes of the team of a case."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, status

from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.team_schemas import TeamContribution, TeamInvitation, TeamLeaving, TeamMemberRead, TeamRead
from clinic_api.cases.teams import Teams
from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/cases/{case_id}/team", tags=["cases"])

MayRead = Annotated[Principal, Depends(requires(Permission.TEAM_READ))]
MayInvite = Annotated[Principal, Depends(requires(Permission.TEAM_INVITE))]
MayContribute = Annotated[Principal, Depends(requires(Permission.TEAM_CONTRIBUTE))]


@router.get("")
def list_team(case_id: str, principal: MayRead, session: SessionOf) -> TeamRead:
    """List who is and was on the team of a case and what they wrote; the factory sees names and departments in the
    case itself.
    """
    return Teams(CaseRepository(session, principal)).read(case_id)


@router.post("", status_code=status.HTTP_201_CREATED)
def invite_into_team(
    case_id: str,
    body: TeamInvitation,
    principal: MayInvite,
    session: SessionOf,
    idempotency_key: IdempotencyKey = None,
) -> TeamMemberRead:
    """Take a doctor of another department into the team; the attending doctor stays and alone signs."""
    teams = Teams(CaseRepository(session, principal))
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"invite_into_team {case_id}",
        request=body,
        answer_type=TeamMemberRead,
        create=lambda: teams.invite(case_id, body),
    )


@router.post("/{member_id}/contribution")
def contribute_to_team(
    case_id: str,
    member_id: str,
    body: TeamContribution,
    principal: MayContribute,
    session: SessionOf,
    idempotency_key: IdempotencyKey = None,
) -> TeamMemberRead:
    """Add to the member's written part; the member stays on the team."""
    teams = Teams(CaseRepository(session, principal))
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"contribute_to_team {member_id}",
        request=body,
        answer_type=TeamMemberRead,
        create=lambda: teams.contribute(case_id, member_id, body),
    )


@router.post("/{member_id}/leave")
def leave_team(
    case_id: str, member_id: str, body: TeamLeaving, principal: MayInvite, session: SessionOf
) -> TeamMemberRead:
    """End a place on the team: one's own, or as the attending doctor or a coordinator anybody's."""
    return Teams(CaseRepository(session, principal)).leave(case_id, member_id, body)
