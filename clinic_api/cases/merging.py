"""Merging a duplicate into the case it is a duplicate of. Nothing of it is moved or changed: it points to its target,
and whoever follows it is led on.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from clinic_api.cases.action_schemas import MergeRequest
from clinic_api.cases.acts import change_urgency
from clinic_api.cases.models import Case
from clinic_api.cases.repository import TEXTS, CaseRepository
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.states import OPEN_STATES, Action, Actor, CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.cases.transitions import transition
from clinic_api.cases.views import case_read
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Invalid
from clinic_api.kit.versions import refuse_outdated

__all__ = ["merge_case"]


def merge_case(repository: CaseRepository, case_id: str, body: MergeRequest, *, if_match: str | None) -> CaseRead:
    """Merge a case into the target of ``body``, or into that one's own target where it is merged itself; the answer is
    the merged case. The stricter urgency of the two becomes the target's.
    """
    session = repository.session
    refuse_outdated(if_match, repository.get(case_id).version)
    case, target = _locked(repository, case_id, body.target_case_id)
    refuse_outdated(if_match, case.version)
    _refuse_unfit(case, target, body)
    now = database_now(session)
    transition(
        session,
        case,
        Action.MERGE,
        actor=Actor(repository.principal.role),
        at=now,
        reason=body.reason,
        changes={"merged_into_id": target.id},
    )
    _lead_on_earlier_ones(session, case, target, now)
    by = repository.principal
    write_line(session, case, "merged", at=now, by=by, values={"target": target.id, "reason": body.reason})
    source = {"source": case.id, "reporter": case.reporter_name}
    write_line(session, target, "absorbed", at=now, by=by, values=source, data={"source_case_id": case.id})
    if case.urgency is not None and case.urgency < (target.urgency or case.urgency + 1):
        change_urgency(repository, target, case.urgency, at=now)
    session.flush()
    return case_read(repository.file(case), by)


def _locked(repository: CaseRepository, case_id: str, target_id: str) -> tuple[Case, Case]:
    """Return both cases, which nobody else may change until this transaction ends; always locked in the same order, so
    that two merges of the same cases never wait for each other.
    """
    target = repository.get(target_id)
    wanted = {case_id, target_id} | ({target.merged_into_id} if target.merged_into_id else set())
    locked = {each: repository.get(each, for_update=True) for each in sorted(wanted)}
    final = locked[target_id].merged_into_id or target_id
    if final not in locked:  # merged on while we waited for the locks
        raise Conflict("changed_meanwhile")
    return locked[case_id], locked[final]


def _refuse_unfit(case: Case, target: Case, body: MergeRequest) -> None:
    if target.factory_id != case.factory_id:
        raise Invalid("merge_other_factory", TEXTS("merge_other_factory"))
    if target.id == case.id:
        raise Invalid("merge_into_itself", TEXTS("merge_into_itself"))
    if target.state not in OPEN_STATES:
        raise Conflict("merge_target_closed", TEXTS("merge_target_closed"), state=CaseState(target.state).value)
    machines = {case.equipment_id, target.equipment_id} - {None}
    if len(machines) > 1 and not body.other_machine:
        raise Invalid("merge_other_equipment", TEXTS("merge_other_equipment"))


def _lead_on_earlier_ones(session: Session, case: Case, target: Case, at: datetime) -> None:
    """Let what was merged into ``case`` before point to its target too: there are no chains."""
    session.execute(
        update(Case)
        .where(Case.merged_into_id == case.id)
        .values(merged_into_id=target.id, updated_at=at, version=Case.version + 1)
    )
