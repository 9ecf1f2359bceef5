"""The active recalibration, beside what an examination states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.kit.fields import TextRead
from clinic_api.outcomes.models import KeptRecalibration
from clinic_api.outcomes.schemas import RecalibratedFinding
from experts.outcomes import Recalibration

__all__ = ["recalibrated_findings"]


def recalibrated_findings(session: Session, document: Mapping[str, Any]) -> list[RecalibratedFinding] | None:
    """Return what the findings of an examination's ``document`` count as; None while no recalibration is active."""
    content = session.scalar(select(KeptRecalibration.content).where(KeptRecalibration.state == "active"))
    if content is None:
        return None
    active = Recalibration.from_json(content)
    return [
        RecalibratedFinding(
            finding_index=index,
            probability=round(active.apply(finding["probability"], finding["fault"]), 6),
            stated=finding["probability"],
            based_on=active.based_on,
            text=TextRead.of(active.text(finding["probability"], finding["fault"])),
        )
        for index, finding in enumerate(document["findings"])
    ]
