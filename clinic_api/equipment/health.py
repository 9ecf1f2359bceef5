"""What the cases and examinations say about machines: the last verdict, the health score, how many cases are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.states import OPEN_STATES
from clinic_api.examinations.models import Examination
from diagnostics.errors import DiagnosticsError
from diagnostics.health import EXAMINATIONS_USED, DatedExamination, Health
from diagnostics.health import machine_health as scored

__all__ = ["MachineHealth", "health_with_history", "machine_health"]

_MOST_EXAMINATIONS: Final = 200
"""Newest examinations that a history is made of."""
_USED_PARTS: Final = ("findings", "watch", "quality", "measurements", "change")
"""Keys of an examination that its score is made of; the rest of a document stays in the database."""


@dataclass(frozen=True)
class MachineHealth:
    """Of one machine: the verdict of its newest examination (None without one), its health score (None where it is not
    known) and the number of open cases."""

    last_verdict: str | None = None
    open_cases: int = 0
    score: int | None = None


def machine_health(
    session: Session,
    equipment_ids: Collection[str],
    *,
    now: datetime,
    visible_cases: ColumnElement[bool],
    visible_examinations: ColumnElement[bool],
) -> dict[str, MachineHealth]:
    """Return the health of each of ``equipment_ids`` at the time ``now``, as far as the visible cases and examinations
    tell; in two queries, however many machines there are."""
    examined = _newest_examinations(session, equipment_ids, visible_examinations, most=EXAMINATIONS_USED)
    case_rows = session.execute(
        select(Case.equipment_id, func.count().label("open_cases"))
        .where(Case.equipment_id.in_(equipment_ids), Case.state.in_(OPEN_STATES), visible_cases)
        .group_by(Case.equipment_id)
    )
    open_cases = {row.equipment_id: row.open_cases for row in case_rows}
    return {
        key: MachineHealth(
            examined[key][0].document["verdict"] if key in examined else None,
            open_cases.get(key, 0),
            _scored(examined.get(key, []), now, with_history=False).score,
        )
        for key in equipment_ids
    }


def health_with_history(
    session: Session, equipment_id: str, *, now: datetime, visible_examinations: ColumnElement[bool]
) -> Health:
    """Return the health of one machine at the time ``now`` with its make-up and its history."""
    examined = _newest_examinations(session, [equipment_id], visible_examinations, most=_MOST_EXAMINATIONS)
    return _scored(examined.get(equipment_id, []), now, with_history=True)


def _scored(examinations: list[DatedExamination], now: datetime, *, with_history: bool) -> Health:
    """Return the health; an examination that an older version stored in a form that cannot be used any more is left
    out, and one bad row does not take the list of machines away."""
    try:
        return scored(examinations, now=now, with_history=with_history)
    except DiagnosticsError:
        usable = [examination for examination in examinations if _is_usable(examination, now)]
        return scored(usable, now=now, with_history=with_history)


def _is_usable(examination: DatedExamination, now: datetime) -> bool:
    try:
        scored([examination], now=now, with_history=False)
    except DiagnosticsError:
        return False
    return True


def _newest_examinations(
    session: Session, equipment_ids: Collection[str], visible: ColumnElement[bool], *, most: int
) -> dict[str, list[DatedExamination]]:
    """Return the newest ``most`` examinations of each machine that has any, the newest first, in one query."""
    place = func.row_number().over(partition_by=Examination.equipment_id, order_by=Examination.id.desc())
    ranked = (
        select(Examination.id, place.label("place"))
        .where(Examination.equipment_id.in_(equipment_ids), visible)
        .subquery()
    )
    rows = session.execute(
        select(
            Examination.equipment_id,
            Examination.created_at,
            Examination.verdict,
            *(Examination.document[part].label(part) for part in _USED_PARTS),
        )
        .join(ranked, ranked.c.id == Examination.id)
        .where(ranked.c.place <= most)
        .order_by(Examination.id.desc())
    )
    examined: dict[str, list[DatedExamination]] = defaultdict(list)
    for row in rows:
        document: dict[str, Any] = {"verdict": row.verdict, **{part: getattr(row, part) for part in _USED_PARTS}}
        examined[row.equipment_id].append(DatedExamination(row.created_at, document))
    return dict(examined)
