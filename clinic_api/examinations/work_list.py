"""The engineer's work list: opinions that nobody has signed, in the order in which they are to be looked at, with the
reasons for looking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from clinic_api.cases.clocks import is_missed, seconds_left
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.planning import runs_in_working_time
from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.database import database_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Invalid
from clinic_api.examinations.models import Examination
from clinic_api.examinations.schemas import ExaminationSummary
from clinic_api.examinations.service import ExaminationService
from clinic_api.kit.doctor_scope import CASE_RECORDINGS
from clinic_api.kit.fields import TextRead
from clinic_api.kit.pagination import PageParameters
from clinic_api.kit.repository import Repository
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS

__all__ = ["ExaminationWorkList", "read_work_list"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("work_list.toml"))
_MOST_FINDINGS: Final = 3
_BAD_ZONES: Final = ("D", "C")
_NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)

ReasonCode = Literal["finding", "watch", "not_assessable", "zone", "worse", "report_stricter", "limited"]
Document = Mapping[str, Any]


class WorkReason(BaseModel):
    """Why an examination is to be looked at; ``finding_index`` counts findings, then what is to be watched."""

    code: ReasonCode
    text: TextRead
    finding_index: int | None = None


class WorkClock(BaseModel):
    """Until when the case is to be diagnosed."""

    due_at: datetime
    is_late: bool
    seconds_left: int | None
    stopped_at: datetime | None
    counts: Literal["working_time", "wall_clock"]


class ExaminationWork(ExaminationSummary):
    """One examination that waits. ``act_by`` is the stricter of the opinion's and the case's urgency."""

    asset_number: str | None
    location: str
    act_by: UrgencyLevel
    clock: WorkClock | None
    reasons: list[WorkReason]


class ExaminationWorkList(BaseModel):
    """What waits, the most urgent first, and how much there is in all."""

    items: list[ExaminationWork]
    next_cursor: str | None
    waiting: int


def read_work_list(repository: Repository, page: PageParameters) -> ExaminationWorkList:
    """Return a page of the unsigned examinations of open cases: by urgency, then by the clock, then the oldest.

    The cursor is the last examination of the page before; one that was signed meanwhile still tells the place.
    """
    session = repository.session
    waiting = _waiting(repository)
    statement = waiting.with_only_columns(Examination, Case, CaseClock)
    if page.cursor is not None:
        statement = statement.where(_after(repository, page.cursor))
    rows: Sequence[Any] = session.execute(statement.order_by(*_ORDER).limit(page.limit + 1)).all()
    kept = rows[: page.limit]
    return ExaminationWorkList(
        items=_items(repository, kept),
        next_cursor=kept[-1].Examination.id if len(rows) > page.limit else None,
        waiting=session.scalar(waiting.with_only_columns(func.count())) or 0,
    )


_ACT_BY: Final = case((Case.urgency < Examination.urgency, Case.urgency), else_=Examination.urgency)
_DUE: Final = func.coalesce(CaseClock.due_at, _NEVER)
_ORDER: Final = (_ACT_BY, _DUE, Examination.id)


def _with_case_and_clock(statement: Select[Any]) -> Select[Any]:
    running = and_(CaseClock.case_id == Case.id, CaseClock.kind == "diagnosis", CaseClock.met_at.is_(None))
    return statement.join(Case, Case.id == Examination.case_id).outerjoin(CaseClock, running)


def _waiting(repository: Repository) -> Select[Any]:
    own = _with_case_and_clock(repository.select_visible(Examination))
    return own.where(Examination.status == "opinion", Case.closed_at.is_(None), ~_overtaken())


def _overtaken() -> ColumnElement[bool]:
    """Return the condition "a later recording's opinion stands instead": nobody needs to sign it any more."""
    later = aliased(Examination)
    stands = exists(
        select(later.id).where(
            later.case_id == Case.id, later.recording_id == Case.recording_id, later.id > Examination.id
        )
    )
    of_case = exists(
        select(CASE_RECORDINGS.c.case_id).where(CASE_RECORDINGS.c.recording_id == Examination.recording_id)
    )
    return and_(Examination.recording_id != Case.recording_id, of_case, stands)


def _after(repository: Repository, examination_id: str) -> ColumnElement[bool]:
    """Return the condition "comes after ``examination_id``"."""
    own = _with_case_and_clock(repository.select_visible(Examination)).where(Examination.id == examination_id)
    place: Any = repository.session.execute(own.with_only_columns(_ACT_BY.label("act_by"), _DUE.label("due"))).first()
    if place is None:
        raise Invalid("cursor_invalid")
    act_by, due, identity = _ORDER
    same_urgency = act_by == place.act_by
    return or_(
        act_by > place.act_by,
        and_(same_urgency, due > place.due),
        and_(same_urgency, due == place.due, identity > examination_id),
    )


def _items(repository: Repository, rows: Sequence[Any]) -> list[ExaminationWork]:
    examinations = [row.Examination for row in rows]
    summaries = ExaminationService(repository).summaries(examinations)
    machines = _machines(repository, examinations)
    before = _verdicts_before(repository, examinations)
    now = database_now(repository.session)
    return [
        ExaminationWork(
            **summary.model_dump(),
            asset_number=machine.asset_number if machine else None,
            location=machine.location if machine else "",
            act_by=min(row.Examination.urgency, row.Case.urgency or row.Examination.urgency),
            clock=_clock(row.CaseClock, now),
            reasons=list(_reasons(row.Examination, row.Case, before.get(row.Examination.id))),
        )
        for row, summary in zip(rows, summaries, strict=True)
        for machine in (machines.get(row.Examination.equipment_id),)
    ]


def _machines(repository: Repository, examinations: Sequence[Examination]) -> dict[str | None, Equipment]:
    named = {row.equipment_id for row in examinations if row.equipment_id is not None}
    return {row.id: row for row in repository.session.scalars(select(Equipment).where(Equipment.id.in_(named)))}


def _verdicts_before(repository: Repository, examinations: Sequence[Examination]) -> dict[str, tuple[str, int]]:
    """Return verdict and urgency of the machine's examination before each of ``examinations``, in one query."""
    this, earlier = aliased(Examination), aliased(Examination)
    newest = (
        select(this.id.label("id"), func.max(earlier.id).label("before"))
        .join(earlier, and_(earlier.equipment_id == this.equipment_id, earlier.id < this.id))
        .where(this.id.in_([row.id for row in examinations]))
        .group_by(this.id)
        .subquery()
    )
    rows = repository.session.execute(
        select(newest.c.id, Examination.verdict, Examination.urgency).join(
            Examination, Examination.id == newest.c.before
        )
    )
    return {row.id: (row.verdict, row.urgency) for row in rows}


def _clock(clock: CaseClock | None, now: datetime) -> WorkClock | None:
    if clock is None:
        return None
    return WorkClock(
        due_at=clock.due_at,
        is_late=is_missed(clock, now),
        seconds_left=seconds_left(clock, now),
        stopped_at=clock.stopped_at,
        counts="working_time" if runs_in_working_time(clock.urgency) else "wall_clock",
    )


def _reasons(examination: Examination, of_case: Case, before: tuple[str, int] | None) -> Iterator[WorkReason]:
    document = examination.document
    yield from _found(document)
    if examination.verdict == "not_assessable":
        blocking = next((note for note in document["quality"] if note["level"] == "blocking"), None)
        if blocking is not None:
            yield _reason("not_assessable", reason=Text(**blocking["text"]))
    yield from _zones(document)
    if before is not None and _is_worse(examination, *before):
        yield _reason("worse", before=_TEXTS("unjudged" if before[0] == "not_assessable" else before[0]))
    if of_case.urgency is not None and of_case.urgency < examination.urgency:
        yield _reason("report_stricter")
    limits = sum(note["level"] == "warning" for note in document["quality"])
    if limits:
        yield _reason("limited", count=limits)


def _found(document: Document) -> Iterator[WorkReason]:
    for index, finding in enumerate(document["findings"][:_MOST_FINDINGS]):
        yield _reason(
            "finding",
            finding_index=index,
            fault=FAULTS[finding["fault"]].name,
            where=finding["component"] or _TEXTS("whole_machine"),
            level=_TEXTS(finding["severity"]["level"]),
            percent=min(99, round(100 * finding["probability"])),
        )
    for index, finding in enumerate(document["watch"][:1], start=len(document["findings"])):
        where = finding["component"] or _TEXTS("whole_machine")
        yield _reason("watch", finding_index=index, fault=FAULTS[finding["fault"]].name, where=where)


def _zones(document: Document) -> Iterator[WorkReason]:
    """Say the worst zone, where it is one to worry about."""
    for zone in _BAD_ZONES:
        for channel, measured in document["measurements"].items():
            if measured.get("zone") == zone:
                velocity, standard = measured["velocity_rms_mm_s"], measured["standard"]
                yield _reason("zone", zone=zone, velocity=velocity, channel=channel, standard=standard)
                return


def _is_worse(examination: Examination, verdict_before: str, urgency_before: int) -> bool:
    if examination.verdict != "fault":
        return False
    return verdict_before != "fault" or examination.urgency < urgency_before


def _reason(code: ReasonCode, *, finding_index: int | None = None, **values: object) -> WorkReason:
    text = TextRead.model_validate(_TEXTS(code, **values).to_json())
    return WorkReason(code=code, text=text, finding_index=finding_index)
