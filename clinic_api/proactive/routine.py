"""The examination of a pushed recording, in order: load, examine, draw, compare with earlier ones, and one unit of work
that keeps the result and raises the alarm. There is no case unless the alarm leads to one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.database import database_now
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.keeping import (
    ChildWork,
    examine_at_desk,
    keep_figures,
    record_examination,
    working_folder,
)
from clinic_api.examinations.making import ExaminationOrder, Opinion, Refusal, examine_recording
from clinic_api.examinations.models import Examination
from clinic_api.jobs import queue
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.notifications.publish import publish
from clinic_api.proactive.alarms import raise_alarm
from clinic_api.proactive.models import PushedRecording
from clinic_api.proactive.pushes import ROUTINE_EXAMINATION, TEXTS
from clinic_api.proactive.rule import EXAMINATIONS_AT_MOST, AlarmCause, alarm_cause
from clinic_api.recordings.models import Recording

__all__ = ["ROUTINE_EXAMINATION", "RoutineExamination"]

_MEASUREMENTS: Final = "measurements"


@dataclass(frozen=True)
class RoutineExamination:
    """The kind of job that examines a pushed recording; ``examine`` is what its child does with it."""

    examine: ChildWork = examine_recording
    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Examine the recording of ``job`` and finish the job, with exactly one effect."""
        order = _order(job, desk)
        if isinstance(order, Refusal):
            self._refuse(job, desk, order)
            return
        with working_folder(desk) as folder:
            outcome = examine_at_desk(job, desk, order, folder, self.examine)
            if isinstance(outcome, Refusal):
                self._refuse(job, desk, outcome)
                return
            figures = keep_figures(outcome, desk.storage)
            cause = _cause(job, desk, outcome)
            with desk.database.session() as session:
                queue.finish(session, job)
                pushed = _pushed(session, job.subject_id)
                examination = record_examination(
                    session,
                    job,
                    outcome,
                    figures,
                    case_id=None,
                    recording_id=pushed.recording_id,
                    equipment_id=pushed.equipment_id,
                )
                _tell_examined(session, pushed, examination)
                if cause is not None:
                    account = session.get_one(Account, pushed.account_id)
                    raise_alarm(session, examination, cause, account, desk.settings)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Say of a dead job's recording why it was not examined."""
        _tell_refused(session, job, Refusal(problem.code, problem.text))

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Forget why the recording was not examined."""
        _pushed(session, subject_id).problem_code = None

    def _refuse(self, job: ClaimedJob, desk: Desk, refusal: Refusal) -> None:
        with desk.database.session() as session:
            queue.finish(session, job)
            _tell_refused(session, job, refusal)


def _order(job: ClaimedJob, desk: Desk) -> ExaminationOrder | Refusal:
    with desk.database.session(read_only=True) as session:
        recording = session.get_one(Recording, job.subject_id)
        equipment = session.get_one(Equipment, _pushed(session, job.subject_id).equipment_id)
        if not equipment.machine:
            return Refusal("machine_missing", TEXTS("machine_missing"))
        return ExaminationOrder(recording.sha256, recording.filename, equipment.machine)


def _cause(job: ClaimedJob, desk: Desk, opinion: Opinion) -> AlarmCause | None:
    """Return why the new examination is an alarm; reckoned outside the unit of work that writes."""
    with desk.database.session(read_only=True) as session:
        pushed = _pushed(session, job.subject_id)
        at = pushed.measured_at or pushed.created_at
        earlier = _earlier(session, pushed)
    return alarm_cause(opinion.document, at=at, earlier=earlier)


def _earlier(session: Session, pushed: PushedRecording) -> Sequence[tuple[datetime, Mapping[str, Any]]]:
    """Return times and measurements of the newest earlier routine examinations of the same machine."""
    rows = session.execute(
        select(
            PushedRecording.measured_at,
            PushedRecording.created_at,
            Examination.document[_MEASUREMENTS].label(_MEASUREMENTS),
        )
        .join(Examination, Examination.recording_id == PushedRecording.recording_id)
        .where(
            Examination.equipment_id == pushed.equipment_id,
            Examination.case_id.is_(None),
            Examination.verdict != "not_assessable",
            PushedRecording.id != pushed.id,
        )
        .order_by(Examination.id.desc())
        .limit(EXAMINATIONS_AT_MOST)
    )
    return [(row.measured_at or row.created_at, row.measurements) for row in rows]


def _pushed(session: Session, recording_id: str) -> PushedRecording:
    return session.execute(select(PushedRecording).where(PushedRecording.recording_id == recording_id)).scalar_one()


def _tell_examined(session: Session, pushed: PushedRecording, examination: Examination) -> None:
    data = {
        "recording_id": pushed.recording_id,
        "equipment_id": pushed.equipment_id,
        "examination_id": examination.id,
        "sequence": pushed.sequence,
        "verdict": examination.verdict,
        "urgency": examination.urgency,
        "summary": examination.document["summary"],
    }
    publish(session, "recording.examined", factory_id=pushed.factory_id, at=database_now(session), data=data)


def _tell_refused(session: Session, job: ClaimedJob, refusal: Refusal) -> None:
    pushed = _pushed(session, job.subject_id)
    pushed.problem_code = refusal.code
    data = {
        "recording_id": pushed.recording_id,
        "equipment_id": pushed.equipment_id,
        "sequence": pushed.sequence,
        "code": refusal.code,
        "text": refusal.text.to_json(),
    }
    publish(session, "recording.not_examined", factory_id=pushed.factory_id, at=database_now(session), data=data)
