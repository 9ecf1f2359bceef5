"""Opening a case: its row, its first lines and the job of its first opinion in one unit of work, whoever brings it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from clinic_api.cases.clocks import start_clocks
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.repository import TEXTS
from clinic_api.cases.states import CaseState
from clinic_api.cases.timeline import begin_timeline, person_name, write_line
from clinic_api.database import utc_now
from clinic_api.errors import Conflict
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal
from clinic_api.recordings.models import Recording
from clinic_api.recordings.usage import is_used

__all__ = ["FIRST_OPINION", "NewCase", "OpenedCase", "open_case"]

FIRST_OPINION: Final = "first_opinion"
"""The kind of job that leads a new case to triage; what it does is told in `flow`, which the API never loads."""

_PRIORITY_WORDS: Final = 1  # triage by words takes milliseconds and must not wait behind recordings
_PRIORITY_RECORDING: Final = 2


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """What a case begins with; ``complaint`` is in the reporter's own words and never changed."""

    factory_id: str
    equipment_id: str | None
    complaint: str
    language: str
    mode: str
    recording: Recording | None


class OpenedCase(NamedTuple):
    """A case just opened, its clocks, and the id of the job of its first opinion."""

    case: Case
    clocks: Sequence[CaseClock]
    job_id: str


def open_case(session: Session, new: NewCase, by: Principal, *, max_attempts: int) -> OpenedCase:
    """Write case, clocks, time line and job in the caller's one transaction.

    Raises `Conflict` ``recording_already_used`` when the recording belongs to another case.
    """
    case = _add_row(session, new, by, at=utc_now())
    now = case.created_at
    clocks = start_clocks(session, case)
    begin_timeline(session, case)
    write_line(session, case, "opened", at=now, by=by)
    if new.recording is not None:
        write_line(session, case, "recording_attached", at=now, by=by, values={"filename": new.recording.filename})
    job_id = enqueue(
        session,
        kind=FIRST_OPINION,
        subject_id=case.id,
        factory_id=case.factory_id,
        priority=_PRIORITY_WORDS if new.recording is None else _PRIORITY_RECORDING,
        max_attempts=max_attempts,
    )
    session.flush()
    return OpenedCase(case, clocks, job_id)


def _add_row(session: Session, new: NewCase, by: Principal, *, at: datetime) -> Case:
    if new.recording is not None and is_used(session, new.recording.id):
        raise Conflict("recording_already_used", TEXTS("recording_already_used"))
    case = Case(
        id=new_id("case"),
        factory_id=new.factory_id,
        equipment_id=new.equipment_id,
        recording_id=None if new.recording is None else new.recording.id,
        reporter_id=by.account_id,
        reporter_name=person_name(by),
        complaint=new.complaint,
        language=new.language,
        mode=new.mode,
        state=CaseState.SUBMITTED.value,
        created_at=at,
        updated_at=at,
        version=1,
    )
    session.add(case)
    try:
        session.flush()
    except IntegrityError:  # another request was quicker with the same recording
        raise Conflict("recording_already_used", TEXTS("recording_already_used")) from None
    return case
