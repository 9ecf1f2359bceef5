"""The worker's part of a follow-up: examine the new recording, compare it with the first, write both down at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.timeline import write_line
from clinic_api.database import database_now
from clinic_api.examinations.keeping import ChildWork, StoredFigure, examine_and_conclude, order_of, record_examination
from clinic_api.examinations.making import ExaminationOrder, Opinion, Refusal, examine_recording
from clinic_api.examinations.models import Examination
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.treatments.access import TEXTS
from clinic_api.treatments.comparison import compare
from clinic_api.treatments.models import FollowUpMeasurement

__all__ = ["FollowUpExamination"]


@dataclass(frozen=True)
class FollowUpExamination:
    """The kind of job that examines a recording made after treatment; ``examine`` is what its child does."""

    examine: ChildWork = examine_recording
    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Examine, compare and finish the job, with exactly one effect."""
        examine_and_conclude(job, desk, _order(job, desk), self.examine, _conclude)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Say why a dead job's recording was not examined."""
        _conclude(session, job, Refusal(problem.code, problem.text), ())

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Forget why the recording was not examined."""
        measurement = session.get_one(FollowUpMeasurement, subject_id)
        measurement.problem = measurement.compared_at = None


def _order(job: ClaimedJob, desk: Desk) -> ExaminationOrder | Refusal:
    with desk.database.session(read_only=True) as session:
        measurement = session.get_one(FollowUpMeasurement, job.subject_id)
        case = session.get_one(Case, measurement.case_id)
        undescribed = Refusal("follow_up_machine_missing", TEXTS("follow_up_machine_missing"))
        return order_of(session, measurement.recording_id, case.equipment_id, undescribed=undescribed)


def _conclude(
    session: Session, job: ClaimedJob, outcome: Opinion | Refusal | None, figures: tuple[StoredFigure, ...]
) -> None:
    """Write examination and comparison, or why there are none, and the line that tells it."""
    case_id = session.get_one(FollowUpMeasurement, job.subject_id).case_id
    case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
    measurement = session.get_one(FollowUpMeasurement, job.subject_id, populate_existing=True)
    now = database_now(session)
    measurement.compared_at = now
    if isinstance(outcome, Refusal):
        measurement.problem = {"code": outcome.code, "text": outcome.text.to_json()}
        write_line(session, case, "follow_up_failed", at=now, values={"reason": outcome.text})
    elif outcome is not None:
        examination = record_examination(
            session,
            job,
            outcome,
            figures,
            case_id=case.id,
            recording_id=measurement.recording_id,
            equipment_id=case.equipment_id,
        )
        comparison = compare(_first_document(session, case), outcome.document)
        measurement.examination_id = examination.id
        measurement.verdict = comparison.verdict
        measurement.comparison = comparison.to_json()
        write_line(session, case, "follow_up_compared", at=now, values={"verdict": comparison.text})


def _first_document(session: Session, case: Case) -> dict[str, object] | None:
    statement = select(Examination).where(Examination.case_id == case.id, Examination.recording_id == case.recording_id)
    first = session.scalars(statement.order_by(Examination.id).limit(1)).first()
    return None if first is None else first.document
