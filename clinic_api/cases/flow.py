"""The story of a case's first opinion, in order: load, examine, draw, triage, propose, and one unit of work that
finishes it all.

Whatever goes wrong on the way, the case reaches ``triaged``: by its words alone, with the reason why there is no
opinion.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.referral import refer_case
from clinic_api.cases.states import Action, Actor, CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.cases.transitions import change_open_case, transition
from clinic_api.database import database_now
from clinic_api.examinations.keeping import ChildWork, StoredFigure, examine_and_conclude, order_of, record_examination
from clinic_api.examinations.making import ExaminationOrder, Opinion, Refusal, examine_recording
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from diagnostics.texts import Catalogue, Text

__all__ = ["FirstOpinion"]

_LOG: Final = logging.getLogger(__name__)
_TEXTS: Final = Catalogue(Path(__file__).with_name("flow.toml"))
_BEFORE_OPINION: Final = frozenset({CaseState.SUBMITTED.value, CaseState.EXAMINING.value})


@dataclass(frozen=True)
class FirstOpinion:
    """The kind of job that leads a new case to triage; ``examine`` is what its child does with the recording."""

    examine: ChildWork = examine_recording
    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Lead the case of ``job`` to triage and finish the job, with exactly one effect."""
        examine_and_conclude(job, desk, _begin(job, desk), self.examine, _conclude)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Triage the case of a dead job by its words, saying why there is no opinion."""
        _conclude(session, job, Refusal(problem.code, problem.text), ())

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Forget why there is no opinion; raises `StateConflict` where the case is closed."""
        case = session.get_one(Case, subject_id, with_for_update=True, populate_existing=True)
        change_open_case(session, case, at=database_now(session), opinion_problem=None)


def _begin(job: ClaimedJob, desk: Desk) -> ExaminationOrder | Refusal | None:
    """Say on the time line that the examination starts; return what to examine, None where there is no recording."""
    with desk.database.session() as session:
        case = session.get_one(Case, job.subject_id)
        if case.recording_id is None:
            return None
        if case.state == CaseState.SUBMITTED:
            now = database_now(session)
            transition(session, case, Action.EXAMINE, actor=Actor.SERVICE, at=now)
            write_line(session, case, "examination_started", at=now)
        undescribed = Refusal("machine_missing", _TEXTS("machine_missing"))
        return order_of(session, case.recording_id, case.equipment_id, undescribed=undescribed)


def _conclude(
    session: Session, job: ClaimedJob, outcome: Opinion | Refusal | None, figures: tuple[StoredFigure, ...]
) -> None:
    """Write the opinion or its absence, triage and proposal, and lead the case to triaged."""
    case = session.get_one(Case, job.subject_id, with_for_update=True, populate_existing=True)
    now = database_now(session)
    changes: dict[str, object] = {}
    document = None
    if isinstance(outcome, Opinion):
        document = outcome.document
        record_examination(
            session,
            job,
            outcome,
            figures,
            case_id=case.id,
            recording_id=case.recording_id,
            equipment_id=case.equipment_id,
        )
        write_line(session, case, "opinion_given", at=now, values={"summary": _summary(document)})
    elif isinstance(outcome, Refusal):
        changes["opinion_problem"] = {"code": outcome.code, "text": outcome.text.to_json()}
        write_line(session, case, "opinion_missing", at=now, values={"reason": outcome.text})
    if case.state not in _BEFORE_OPINION:
        return
    referral = refer_case(session, case, document, now=now)
    transition(session, case, Action.TRIAGE, actor=Actor.SERVICE, at=now, changes=changes | referral.columns)
    write_line(session, case, referral.event, at=now, values=referral.event_values)


def _summary(document: dict[str, Any]) -> Text:
    return Text(document["summary"]["en"], document["summary"]["zh"])
