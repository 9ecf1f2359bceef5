"""Which lines about what was found count: of several about the same finding the newest."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, select, true
from sqlalchemy.orm import aliased

from clinic_api.treatments.models import ConfirmedFinding

__all__ = ["is_newest_line"]


def is_newest_line(*, judging: bool = False) -> ColumnElement[bool]:
    """Return the condition for lines of `ConfirmedFinding` that no later one replaces: about the same predicted
    finding, or, where none was predicted, about the same fault of the same case. With ``judging`` only later lines
    that judge the first diagnosis replace one: what its signer tells does not (`first_diagnosis`).
    """
    later = aliased(ConfirmedFinding)
    of_prediction = exists(
        select(later.id).where(
            later.examination_id == ConfirmedFinding.examination_id,
            later.finding_index == ConfirmedFinding.finding_index,
            later.id > ConfirmedFinding.id,
            later.signer_right.is_not(None) if judging else true(),
        )
    )
    again = aliased(ConfirmedFinding)
    of_fault = exists(
        select(again.id).where(
            again.case_id == ConfirmedFinding.case_id,
            again.found_fault == ConfirmedFinding.found_fault,
            again.examination_id.is_(None),
            again.id > ConfirmedFinding.id,
            again.signer_right.is_not(None) if judging else true(),
        )
    )
    return and_(~of_prediction, ~and_(ConfirmedFinding.examination_id.is_(None), of_fault))
