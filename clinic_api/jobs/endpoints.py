"""Routes of jobs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Query

from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.jobs.kinds import KINDS
from clinic_api.jobs.schemas import JobDecision, JobRead, JobsOverview, JobStateName
from clinic_api.jobs.service import JobService
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/jobs", tags=["operation"])

Reader = Annotated[Principal, Depends(requires(Permission.OPERATION_READ))]
Manager = Annotated[Principal, Depends(requires(Permission.OPERATION_MANAGE))]


@router.get("/overview")
def read_jobs_overview(principal: Reader, session: SessionOf) -> JobsOverview:
    """Count what waits, is under way or has given up, by kind, and name the processes at work."""
    return JobService(session, principal, KINDS).overview()


@router.get("")
def list_jobs(
    page: Paging,
    principal: Reader,
    session: SessionOf,
    state: Annotated[JobStateName | None, Query()] = None,
    kind: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[JobRead]:
    """List jobs, the newest first."""
    return JobService(session, principal, KINDS).page(page, state=state, kind=kind)


@router.get("/{job_id}")
def read_job(job_id: str, principal: Reader, session: SessionOf) -> JobRead:
    """Read one job."""
    return JobService(session, principal, KINDS).read(job_id)


@router.post("/{job_id}/retry")
def retry_job(
    job_id: str,
    body: JobDecision,
    principal: Manager,
    session: SessionOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
) -> JobRead:
    """Try a job again that has given up, with all its attempts."""
    job = JobService(session, principal, KINDS).retry(job_id, body.reason)
    background.add_task(doorbell.ring, job.id)  # runs after the commit and after the answer
    return job


@router.post("/{job_id}/give-up")
def give_up_job(job_id: str, body: JobDecision, principal: Manager, session: SessionOf) -> JobRead:
    """Give a waiting job up; what it was for goes on without it."""
    return JobService(session, principal, KINDS).give_up(job_id, body.reason)
