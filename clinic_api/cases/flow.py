"""The story of a case's first opinion, in order: load, examine, draw, triage, propose, and one unit of work that
finishes it all.

Whatever goes wrong on the way, the case reaches ``triaged``: by its words alone, with the reason why there is no
opinion.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.referral import refer_case
from clinic_api.cases.states import Action, Actor, CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.cases.transitions import transition
from clinic_api.database import database_now
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.making import ExaminationOrder, Opinion, Refusal, examine_recording, read_answer
from clinic_api.examinations.models import Examination, ExaminationFigure
from clinic_api.examinations.sandbox import service_sandbox
from clinic_api.jobs import queue
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob, JobProblem
from clinic_api.kit.ids import new_id
from clinic_api.recordings.models import Recording
from clinic_api.storage import LocalStorage
from diagnostics.sandbox import Sandbox
from diagnostics.texts import Catalogue, Text

__all__ = ["FIRST_OPINION", "FirstOpinion"]

_LOG: Final = logging.getLogger(__name__)
_TEXTS: Final = Catalogue(Path(__file__).with_name("flow.toml"))
FIRST_OPINION: Final = "first_opinion"
_BEFORE_OPINION: Final = frozenset({CaseState.SUBMITTED.value, CaseState.EXAMINING.value})
_FIGURE_LIMIT_BYTES: Final = 20 << 20

ChildWork = Callable[[ExaminationOrder, Sandbox, Path], dict[str, Any]]


@dataclass(frozen=True)
class StoredFigure:
    """A figure whose PNG is kept, waiting for its row."""

    index: int
    finding_index: int
    language: str
    caption: dict[str, str]
    sha256: str


@dataclass(frozen=True)
class FirstOpinion:
    """The kind of job that leads a new case to triage; ``examine`` is what its child does with the recording."""

    examine: ChildWork = examine_recording
    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        """Lead the case of ``job`` to triage and finish the job, with exactly one effect."""
        order = _begin(job, desk)
        with _folder(desk) as folder:
            outcome: Opinion | Refusal | None = None
            figures: tuple[StoredFigure, ...] = ()
            if isinstance(order, Refusal):
                outcome = order
            elif order is not None:
                sandbox = service_sandbox(desk.settings.parser_sandbox)
                sandbox.start()  # here, so that it outlives the child and stays warm
                outcome = read_answer(desk.in_child(job, partial(self.examine, order, sandbox, folder)), folder)
            if isinstance(outcome, Opinion):
                figures = _keep_figures(outcome, desk.storage)
            with desk.database.session() as session:
                queue.finish(session, job)
                _conclude(session, job, outcome, figures)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        """Triage the case of a dead job by its words, saying why there is no opinion."""
        _conclude(session, job, Refusal(problem.code, problem.text), ())


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
        recording = session.get_one(Recording, case.recording_id)
        equipment = None if case.equipment_id is None else session.get_one(Equipment, case.equipment_id)
        if equipment is None or not equipment.machine:
            return Refusal("machine_missing", _TEXTS("machine_missing"))
        return ExaminationOrder(
            desk.storage.path_of(recording.sha256).absolute(), recording.filename, equipment.machine
        )


@contextmanager
def _folder(desk: Desk) -> Iterator[Path]:
    """Yield an empty folder beside the storage for one attempt's links and figures."""
    work = desk.settings.data_dir / "work"
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _keep_figures(opinion: Opinion, storage: LocalStorage) -> tuple[StoredFigure, ...]:
    """Store the PNG files; they are durable before any row names them."""
    kept = []
    for figure in opinion.figures:
        content = storage.store_stream([figure.path.read_bytes()], _FIGURE_LIMIT_BYTES)
        kept.append(
            StoredFigure(figure.index, figure.finding_index, figure.language, figure.caption.to_json(), content.sha256)
        )
    return tuple(kept)


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
        _record(session, job, case, outcome, figures)
        write_line(session, case, "opinion_given", at=now, values={"summary": _summary(document)})
    elif isinstance(outcome, Refusal):
        changes["opinion_problem"] = {"code": outcome.code, "text": outcome.text.to_json()}
        write_line(session, case, "opinion_missing", at=now, values={"reason": outcome.text})
    if case.state not in _BEFORE_OPINION:
        return
    referral = refer_case(session, case, document, now=now)
    transition(session, case, Action.TRIAGE, actor=Actor.SERVICE, at=now, changes=changes | referral.columns)
    write_line(session, case, referral.event, at=now, values=referral.event_values)


def _record(session: Session, job: ClaimedJob, case: Case, opinion: Opinion, figures: tuple[StoredFigure, ...]) -> None:
    examination = Examination(
        id=new_id("exam"),
        factory_id=case.factory_id,
        case_id=case.id,
        job_id=job.id,
        recording_id=case.recording_id,
        equipment_id=case.equipment_id,
        verdict=opinion.document["verdict"],
        urgency=opinion.document["urgency"],
        document=opinion.document,
    )
    session.add(examination)
    session.flush()
    session.add_all(
        ExaminationFigure(
            examination_id=examination.id,
            index=figure.index,
            language=figure.language,
            finding_index=figure.finding_index,
            caption=figure.caption,
            sha256=figure.sha256,
        )
        for figure in figures
    )


def _summary(document: dict[str, Any]) -> Text:
    return Text(document["summary"]["en"], document["summary"]["zh"])
