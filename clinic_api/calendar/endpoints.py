"""Routes of the working calendar."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Path, Response

from clinic_api.calendar.schemas import (
    CalendarChangeRead,
    CalendarPreview,
    CalendarRead,
    CalendarYearRead,
    CalendarYearWrite,
    ClockRulesRead,
)
from clinic_api.calendar.service import CalendarService, clock_rules
from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.kit.versions import IfMatch, set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/calendar", tags=["calendar"])

Reader = Annotated[Principal, Depends(requires(Permission.CALENDAR_READ))]
Writer = Annotated[Principal, Depends(requires(Permission.CALENDAR_WRITE))]
Year = Annotated[int, Path(ge=2024, le=2100)]


@router.get("")
def read_calendar(principal: Reader, session: SessionOf) -> CalendarRead:
    """Show the years whose holidays are known, as they count now, and those that are missing."""
    return CalendarService(session, principal).read()


@router.get("/clocks")
def read_clock_rules(principal: Reader) -> ClockRulesRead:
    """Show how long each clock runs at each urgency."""
    return clock_rules()


@router.get("/years/{year}/changes")
def list_calendar_changes(year: Year, principal: Reader, session: SessionOf) -> list[CalendarChangeRead]:
    """List the changes of a year, the newest first, with the days that counted otherwise from each."""
    return CalendarService(session, principal).changes(year)


@router.post("/years/{year}/preview")
def preview_calendar_year(
    year: Year, body: CalendarYearWrite, principal: Writer, session: SessionOf
) -> CalendarPreview:
    """Show which days and running clocks a change would touch; nothing is changed."""
    return CalendarService(session, principal).preview(year, body)


@router.put("/years/{year}")
def write_calendar_year(
    year: Year,
    body: CalendarYearWrite,
    response: Response,
    principal: Writer,
    session: SessionOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
    if_match: IfMatch = None,
) -> CalendarYearRead:
    """Add or correct a year. It counts from tomorrow; running clocks are moved, missed ones stay missed."""
    written, job_id = CalendarService(session, principal).write(year, body, if_match=if_match)
    set_etag(response, written.version)
    background.add_task(doorbell.ring, job_id)  # runs after the commit and after the answer
    return written
