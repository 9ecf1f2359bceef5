"""An examination at the worker's desk: made in a child, its figures stored, its row written. Whatever it is made for,
it is made and kept in this one way.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from clinic_api.equipment.models import Equipment
from clinic_api.examinations.making import ExaminationOrder, Opinion, Refusal, read_answer
from clinic_api.examinations.models import Examination, ExaminationFigure
from clinic_api.examinations.sandbox import service_sandbox
from clinic_api.jobs import queue
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.queue import ClaimedJob
from clinic_api.kit.ids import new_id
from clinic_api.recordings.facts import described_machine
from clinic_api.recordings.models import Recording
from clinic_api.storage import Storage
from diagnostics.sandbox import Sandbox

__all__ = [
    "ChildWork",
    "StoredFigure",
    "examine_and_conclude",
    "examine_at_desk",
    "keep_figures",
    "order_of",
    "record_examination",
    "working_folder",
]

_FIGURE_LIMIT_BYTES: Final = 20 << 20

ChildWork = Callable[[ExaminationOrder, Path, Sandbox, Path], dict[str, Any]]


@dataclass(frozen=True)
class StoredFigure:
    """A figure whose PNG and data are kept, waiting for its row."""

    index: int
    finding_index: int
    language: str
    caption: dict[str, str]
    sha256: str
    plot_sha256: str


Conclude = Callable[[Session, ClaimedJob, Opinion | Refusal | None, tuple[StoredFigure, ...]], None]
"""Writes down what an examination came to, in the unit of work that finishes its job."""


def order_of(
    session: Session, recording_id: str, equipment_id: str | None, *, undescribed: Refusal
) -> ExaminationOrder | Refusal:
    """Return how a recording of a machine is examined, or ``undescribed`` where there is nothing to go by."""
    recording = session.get_one(Recording, recording_id)
    equipment = None if equipment_id is None else session.get_one(Equipment, equipment_id)
    machine = described_machine(equipment, recording.facts)
    return undescribed if machine is None else ExaminationOrder(recording.sha256, recording.filename, machine)


@contextmanager
def working_folder(desk: Desk) -> Iterator[Path]:
    """Yield an empty folder beside the storage for one attempt's links and figures."""
    work = desk.settings.data_dir / "work"
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, ignore_cleanup_errors=True) as name:
        yield Path(name)


def examine_and_conclude(
    job: ClaimedJob, desk: Desk, order: ExaminationOrder | Refusal | None, examine: ChildWork, conclude: Conclude
) -> None:
    """Do ``order`` and finish ``job`` with what ``conclude`` writes, with exactly one effect; an order that is refused
    already, or None, only concludes.
    """
    with working_folder(desk) as folder:
        figures: tuple[StoredFigure, ...] = ()
        outcome = examine_at_desk(job, desk, order, folder, examine) if isinstance(order, ExaminationOrder) else order
        if isinstance(outcome, Opinion):
            figures = keep_figures(outcome, desk.storage)
        with desk.database.session() as session:
            queue.finish(session, job)
            conclude(session, job, outcome, figures)


def examine_at_desk(
    job: ClaimedJob, desk: Desk, order: ExaminationOrder, folder: Path, examine: ChildWork
) -> Opinion | Refusal:
    """Return what ``examine`` makes of ``order`` in a child of this process."""
    content = desk.content(job, order.sha256)
    sandbox = service_sandbox(desk.settings.parser_sandbox)
    sandbox.start()  # here, so that it outlives the child and stays warm
    return read_answer(desk.in_child(job, partial(examine, order, content, sandbox, folder)), folder)


def keep_figures(opinion: Opinion, storage: Storage) -> tuple[StoredFigure, ...]:
    """Store the PNG files and what they were drawn from; they are durable before any row names them."""
    kept = []
    for figure in opinion.figures:
        picture, plot = (
            storage.store_stream([path.read_bytes()], _FIGURE_LIMIT_BYTES) for path in (figure.path, figure.plot_path)
        )
        kept.append(
            StoredFigure(
                index=figure.index,
                finding_index=figure.finding_index,
                language=figure.language,
                caption=figure.caption.to_json(),
                sha256=picture.sha256,
                plot_sha256=plot.sha256,
            )
        )
    return tuple(kept)


def record_examination(
    session: Session,
    job: ClaimedJob,
    opinion: Opinion,
    figures: tuple[StoredFigure, ...],
    *,
    case_id: str | None,
    recording_id: str | None,
    equipment_id: str | None,
) -> Examination:
    """Write the examination that ``job`` made, with its figures."""
    examination = Examination(
        id=new_id("exam"),
        factory_id=job.factory_id,
        case_id=case_id,
        job_id=job.id,
        recording_id=recording_id,
        equipment_id=equipment_id,
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
            plot_sha256=figure.plot_sha256,
        )
        for figure in figures
    )
    return examination
