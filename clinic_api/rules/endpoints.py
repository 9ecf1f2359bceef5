"""The route of what is decided by."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.rules.schemas import DecisionRulesRead
from clinic_api.rules.service import decision_rules

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["outcomes"])


@router.get("/decision-rules")
def read_decision_rules(
    principal: Annotated[Principal, Depends(requires(Permission.CALIBRATION_READ))],
) -> DecisionRulesRead:
    """Show what the fault rules, the severities and the alarms decide by, each with its source."""
    return decision_rules()
