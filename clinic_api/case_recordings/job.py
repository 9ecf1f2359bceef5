"""The worker's part of a further recording: examine it, write the opinion down, and let it stand where it may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.case_recordings.models import CaseRecording, of_opening
from clinic_api.case_recordings.service import TEXTS
from clinic_api.cases.clocks import clocks_of, follow_urgency
from clinic_api.cases.models import Case
from clinic_api.cases.referral import propose_anew, refer_case
from clinic_api.cases.states import CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.cases.transitions import change_open_case
from clinic_api.database import database_now
from clinic_api.examinations.keeping import ChildWork, StoredFigure, examine_and_conclude, order_of, record_examination
from clinic_api.examinations.making import ExaminationOrder, Opinion, Refusal, examine_recording
from clinic_api.examinations.models import Examination
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.treatments.models import Diagnosis, DiagnosisDraft
from diagnostics.texts import Text

__all__ = ["FurtherOpinion"]


@dataclass(frozen=True)
class FurtherOpinion:
    """The kind of job that examines a further recording of a case; ``examine`` is what its child does."""

    examine: ChildWork = examine_recording
    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Examine and finish the job, with exactly one effect."""
        examine_and_conclude(job, desk, _order(job, desk), self.examine, _conclude)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Say why a dead job's recording was not examined."""
        _conclude(session, job, Refusal(problem.code, problem.text), ())

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Forget why the recording was not examined."""
        session.get_one(CaseRecording, subject_id).problem = None


def _order(job: ClaimedJob, desk: Desk) -> ExaminationOrder | Refusal:
    with desk.database.session(read_only=True) as session:
        added = session.get_one(CaseRecording, job.subject_id)
        case = session.get_one(Case, added.case_id)
        undescribed = Refusal("machine_missing", TEXTS("machine_missing"))
        return order_of(session, added.recording_id, case.equipment_id, undescribed=undescribed)


def _conclude(
    session: Session, job: ClaimedJob, outcome: Opinion | Refusal | None, figures: tuple[StoredFigure, ...]
) -> None:
    """Write the opinion or its absence, and what follows from it for the case."""
    case_id = session.get_one(CaseRecording, job.subject_id).case_id
    case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
    added = session.get_one(CaseRecording, job.subject_id, populate_existing=True)
    now = database_now(session)
    if isinstance(outcome, Opinion):
        record_examination(
            session,
            job,
            outcome,
            figures,
            case_id=case.id,
            recording_id=added.recording_id,
            equipment_id=case.equipment_id,
        )
        summary = outcome.document["summary"]
        values = {"summary": Text(summary["en"], summary["zh"])}
        write_line(session, case, "further_opinion_given", at=now, values=values)
        if _may_stand(session, case, outcome.document):
            _let_stand(session, case, added, outcome.document, now)
    elif isinstance(outcome, Refusal):
        added.problem = {"code": outcome.code, "text": outcome.text.to_json()}
        write_line(session, case, "further_opinion_missing", at=now, values={"reason": outcome.text})


def _may_stand(session: Session, case: Case, document: Mapping[str, Any]) -> bool:
    """Tell whether the newest opinion becomes the case's: not one that judges nothing in the place of one that does,
    and none any more once a diagnosis is drafted or signed, whose findings are those of the opinion it began with.
    """
    if not case.waits_for_diagnosis:
        return False
    for written in (DiagnosisDraft, Diagnosis):
        if session.scalar(select(written.id).where(written.case_id == case.id).limit(1)) is not None:
            return False
    standing = session.scalars(
        select(Examination.verdict).where(Examination.case_id == case.id, Examination.recording_id == case.recording_id)
    ).first()
    return standing in (None, "not_assessable") or document["verdict"] != "not_assessable"


def _let_stand(session: Session, case: Case, added: CaseRecording, document: Mapping[str, Any], now: datetime) -> None:
    """Let the case's opinion be the one on ``added``; the recording before it stays in the file.

    Triage is made again with it. Urgency is only ever raised. Whom the case is proposed to follows it, unless a person
    has sent the case to another department.
    """
    _keep_first(session, case)
    judged = refer_case(session, case, document, now=now).columns
    before, urgency = case.urgency, cast("int | None", judged.get("urgency", case.urgency))
    changes: dict[str, object] = {"recording_id": added.recording_id, "opinion_problem": None, "urgency": urgency}
    if "triage" in judged:
        changes["triage"] = judged["triage"]
    if case.state == CaseState.TRIAGED and not _was_sent_elsewhere(case):
        changes["department"] = judged.get("department", case.department)
    change_open_case(session, case, at=now, **changes)
    if case.state == CaseState.TRIAGED:
        change_open_case(session, case, at=now, **propose_anew(session, case, department=case.department, now=now))
    if urgency is not None and urgency != before:
        follow_urgency(clocks_of(session, case), urgency, at=now)
        kind = "urgency_set" if before is None else "urgency_raised"
        write_line(session, case, kind, at=now, values={"before": before, "after": urgency})


def _was_sent_elsewhere(case: Case) -> bool:
    """Tell whether a person chose another department than triage."""
    return case.triage is not None and case.triage["departments"][0] != case.department


def _keep_first(session: Session, case: Case) -> None:
    """Keep in the file the recording whose opinion stood until now, where it is the one the case began with."""
    if case.recording_id is None:
        return
    known = select(CaseRecording.id).where(CaseRecording.recording_id == case.recording_id)
    if session.scalar(known) is None:
        session.add(of_opening(case, case.recording_id))
        session.flush()
