"""Jobs as an administrator sees them: what waits, what gave up and why; trying again, and giving up, with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from clinic_api.audit.service import note
from clinic_api.case_recordings.models import CaseRecording
from clinic_api.database import database_now
from clinic_api.errors import Conflict, NotFound
from clinic_api.factories.models import Factory
from clinic_api.jobs import queue
from clinic_api.jobs.desk import JobKind
from clinic_api.jobs.models import Job, JobState
from clinic_api.jobs.queue import TEXTS, job_problem
from clinic_api.jobs.schemas import JobKindRead, JobRead, JobsOverview, JobStateName, ServiceProcessRead
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import is_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal
from clinic_api.operation.models import ServiceProcess
from clinic_api.operation.presence import ABSENT_AFTER
from clinic_api.treatments.models import FollowUpMeasurement

__all__ = ["JobService"]


class JobService:
    """The queue on behalf of one administrator; ``kinds`` are all kinds of jobs there are."""

    def __init__(self, session: Session, principal: Principal, kinds: Mapping[str, JobKind]) -> None:
        self._session = session
        self._principal = principal
        self._kinds = kinds

    def overview(self) -> JobsOverview:
        """Count what is not done by kind, and name the processes that were seen lately."""
        now = database_now(self._session)
        processes = self._session.scalars(
            select(ServiceProcess).order_by(ServiceProcess.kind.desc(), ServiceProcess.seen_at.desc())
        )
        return JobsOverview(
            at=now,
            kinds=self._by_kind(),
            processes=[
                ServiceProcessRead.model_validate(
                    {name: getattr(row, name) for name in ("kind", "host", "pid", "version", "started_at", "seen_at")}
                    | {"at_work": now - row.seen_at < ABSENT_AFTER}
                )
                for row in processes
            ],
        )

    def page(self, page: PageParameters, *, state: JobStateName | None, kind: str | None) -> Page[JobRead]:
        """Return jobs, the newest first."""
        statement = select(Job)
        if state is not None:
            statement = statement.where(Job.state == state)
        if kind is not None:
            statement = statement.where(Job.kind == kind)
        rows, next_cursor = fetch_page(self._session, statement, Job.id, page)
        return Page(items=self._read(rows), next_cursor=next_cursor)

    def read(self, job_id: str) -> JobRead:
        """Return one job; raises `NotFound` ``job_not_found``."""
        return self._read([self._get(job_id)])[0]

    def retry(self, job_id: str, reason: str) -> JobRead:
        """Queue a dead job anew, with all its attempts; raises `Conflict` ``job_not_dead``."""
        job = self._get(job_id, for_update=True)
        if job.state != JobState.DEAD:
            raise Conflict("job_not_dead", TEXTS("job_not_dead", state=TEXTS(job.state)), state=job.state)
        self._kinds[job.kind].take_up_again(self._session, job.subject_id)
        queue.queue_again(self._session, job)
        self._note("job.retried", job, reason)
        return self._read([job])[0]

    def give_up(self, job_id: str, reason: str) -> JobRead:
        """End a waiting job as dead and lead its subject on without it; raises `Conflict` ``job_not_waiting``."""
        job = self._get(job_id, for_update=True)
        if job.state != JobState.QUEUED:
            raise Conflict("job_not_waiting", TEXTS("job_not_waiting", state=TEXTS(job.state)), state=job.state)
        problem = job_problem("given_up")
        claimed = queue.give_up(self._session, job, problem)
        self._kinds[job.kind].give_up(self._session, claimed, problem)
        self._note("job.given_up", job, reason)
        return self._read([job])[0]

    def _by_kind(self) -> list[JobKindRead]:
        now = database_now(self._session)
        due = case(((Job.state == JobState.QUEUED.value) & (Job.next_at <= now), Job.next_at))
        counted = self._session.execute(
            select(Job.kind, Job.state, func.count(), func.min(due))
            .where(Job.state != JobState.DONE.value)
            .group_by(Job.kind, Job.state)
        )
        found: dict[str, JobKindRead] = {
            kind: JobKindRead(kind=kind, queued=0, running=0, dead=0, oldest_queued_seconds=None)
            for kind in self._kinds
        }
        for kind, state, count, oldest in counted:
            of_kind = found.setdefault(
                kind, JobKindRead(kind=kind, queued=0, running=0, dead=0, oldest_queued_seconds=None)
            )
            setattr(of_kind, state, count)
            if oldest is not None:
                of_kind.oldest_queued_seconds = round((now - oldest).total_seconds(), 1)
        return list(found.values())

    def _get(self, job_id: str, *, for_update: bool = False) -> Job:
        statement = select(Job).where(Job.id == job_id)
        if for_update:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        job = self._session.scalar(statement) if is_id(job_id, "job") else None
        if job is None:
            raise NotFound("job_not_found", TEXTS("job_not_found"))
        return job

    def _note(self, action: str, job: Job, reason: str) -> None:
        values = {"kind": job.kind, "of": job.subject_id, "reason": reason}
        note(self._session, self._principal, action, job.id, values, factory_id=job.factory_id)

    def _read(self, jobs: Sequence[Job]) -> list[JobRead]:
        names = {
            factory.id: TextRead(en=factory.name_en, zh=factory.name_zh)
            for factory in self._session.scalars(
                select(Factory).where(Factory.id.in_({job.factory_id for job in jobs if job.factory_id}))
            )
        }
        subjects = {job.subject_id for job in jobs}
        case_ids = {
            row_id: case_id
            for rows in (FollowUpMeasurement, CaseRecording)
            for row_id, case_id in self._session.execute(select(rows.id, rows.case_id).where(rows.id.in_(subjects)))
        }
        return [_job_read(job, names, case_ids) for job in jobs]


def _job_read(job: Job, names: Mapping[str, TextRead], case_ids: Mapping[str, str]) -> JobRead:
    case_id = job.subject_id if is_id(job.subject_id, "case") else case_ids.get(job.subject_id)
    return JobRead(
        id=job.id,
        kind=job.kind,
        state=cast("JobStateName", job.state),
        subject_id=job.subject_id,
        case_id=case_id,
        factory_id=job.factory_id,
        factory_name=None if job.factory_id is None else names.get(job.factory_id),
        attempt=job.attempt,
        max_attempts=job.max_attempts,
        created_at=job.created_at,
        next_at=job.next_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        error_code=job.error_code,
        error_text=None if job.error_text is None else TextRead.model_validate(job.error_text),
        request_id=job.request_id,
    )
