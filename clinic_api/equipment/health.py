"""What the cases and examinations say about machines: the last verdict and how many cases are open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.states import OPEN_STATES
from clinic_api.examinations.models import Examination

__all__ = ["MachineHealth", "machine_health"]


@dataclass(frozen=True)
class MachineHealth:
    """Of one machine: the verdict of its newest examination (None without one) and the number of open cases."""

    last_verdict: str | None = None
    open_cases: int = 0


def machine_health(
    session: Session,
    equipment_ids: Collection[str],
    *,
    visible_cases: ColumnElement[bool],
    visible_examinations: ColumnElement[bool],
) -> dict[str, MachineHealth]:
    """Return the health of each of ``equipment_ids``, as far as the visible cases and examinations tell."""
    newest = (
        select(func.max(Examination.id))
        .where(Examination.equipment_id.in_(equipment_ids), visible_examinations)
        .group_by(Examination.equipment_id)
    )
    verdict_rows = session.execute(
        select(Examination.equipment_id, Examination.verdict).where(Examination.id.in_(newest))
    )
    verdicts = {row.equipment_id: row.verdict for row in verdict_rows}
    case_rows = session.execute(
        select(Case.equipment_id, func.count().label("open_cases"))
        .where(Case.equipment_id.in_(equipment_ids), Case.state.in_(OPEN_STATES), visible_cases)
        .group_by(Case.equipment_id)
    )
    open_cases = {row.equipment_id: row.open_cases for row in case_rows}
    return {key: MachineHealth(verdicts.get(key), open_cases.get(key, 0)) for key in equipment_ids}
