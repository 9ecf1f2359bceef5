"""Routes of proactive consultation: schedules, recordings that gateways push, alarms."""

from __future__ import annotations

import sys
from typing import Annotated, cast

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Request, Response, status
from pydantic import AwareDatetime

from clinic_api.jobs.doorbell import DoorbellOf
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging, fetch_page
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.proactive.models import Alarm
from clinic_api.proactive.mqtt.credentials import MqttAccess, mqtt_access
from clinic_api.proactive.pushes import PushIntake, refuse_wrong_sequence, refuse_wrong_time
from clinic_api.proactive.schedules import ScheduleService
from clinic_api.proactive.schemas import AlarmRead, PushedRead, ScheduleCreate, ScheduleRead, ScheduleUpdate
from clinic_api.quotas.service import Quota
from clinic_api.recordings.intake import receive_upload
from clinic_api.storage.access import StorageOf
from diagnostics.readers import FORMAT_LIST

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["proactive consultation"])

MayRead = Annotated[Principal, Depends(requires(Permission.SCHEDULE_READ))]
MayWrite = Annotated[Principal, Depends(requires(Permission.SCHEDULE_WRITE))]
MayPush = Annotated[Principal, Depends(requires(Permission.GATEWAY_PUSH))]
MayReadAlarms = Annotated[Principal, Depends(requires(Permission.ALARM_READ))]


@router.post(
    "/gateway/recordings",
    status_code=status.HTTP_201_CREATED,
    max_body_size=sys.maxsize,  # lifts the limit of JSON bodies; `receive_upload` counts against its own
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": f"the bytes of the file itself, recognised by its content: {FORMAT_LIST}",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def push_recording(
    request: Request,
    principal: MayPush,
    database: DatabaseOf,
    storage: StorageOf,
    settings: SettingsOf,
    doorbell: DoorbellOf,
    background: BackgroundTasks,
    equipment_id: Annotated[str, Query(max_length=40, description="the machine the recording was made on")],
    filename: Annotated[str, Query(max_length=1000, description="the file's name, for people to read")],
    sequence: Annotated[str, Query(max_length=64, description="the gateway's own number of this recording")],
    measured_at: Annotated[AwareDatetime | None, Query(description="when it was measured, with its zone")] = None,
) -> PushedRead:
    """Keep a recording of a gateway and examine it without a case; sent again, the first answer comes again."""
    refuse_wrong_sequence(sequence)
    refuse_wrong_time(measured_at)
    intake = PushIntake(
        database,
        storage,
        principal,
        settings.max_upload_bytes,
        Quota.of(settings),
        sequence=sequence,
        measured=measured_at,
        max_attempts=settings.job_max_attempts,
        ring=lambda job_id: background.add_task(doorbell.ring, job_id),  # runs after the answer
    )
    return cast("PushedRead", await receive_upload(request, intake, equipment_id, filename, None))


@router.get("/gateway/mqtt")
def read_mqtt_access(principal: MayPush, settings: SettingsOf) -> MqttAccess:
    """Tell a gateway where and with what it may send its recordings over MQTT."""
    return mqtt_access(settings, str(principal.factory_id), principal.account_id)


@router.post("/schedules", status_code=status.HTTP_201_CREATED)
def create_schedule(
    body: ScheduleCreate,
    principal: MayWrite,
    session: SessionOf,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> ScheduleRead:
    """Have a machine measured every so many days."""
    schedule = ScheduleService(session, principal).create(body, key=idempotency_key)
    set_etag(response, schedule.version)
    return schedule


@router.get("/schedules")
def list_schedules(
    principal: MayRead,
    session: SessionOf,
    page: Paging,
    equipment_id: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[ScheduleRead]:
    """List the schedules with what is due and overdue, the newest first."""
    return ScheduleService(session, principal).page(page, equipment_id=equipment_id)


@router.get("/schedules/{schedule_id}")
def read_schedule(schedule_id: str, principal: MayRead, session: SessionOf, response: Response) -> ScheduleRead:
    """Show one schedule; its version is the ETag."""
    schedule = ScheduleService(session, principal).read(schedule_id)
    set_etag(response, schedule.version)
    return schedule


@router.patch("/schedules/{schedule_id}")
def update_schedule(
    schedule_id: str,
    body: ScheduleUpdate,
    principal: MayWrite,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> ScheduleRead:
    """Change a schedule, or let it rest (``active``)."""
    schedule = ScheduleService(session, principal).update(schedule_id, body, if_match=if_match)
    set_etag(response, schedule.version)
    return schedule


@router.get("/alarms")
def list_alarms(
    principal: MayReadAlarms,
    session: SessionOf,
    page: Paging,
    equipment_id: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[AlarmRead]:
    """List the alarms of routine examinations and what came of each, the newest first."""
    statement = Repository(session, principal).select_visible(Alarm)
    if equipment_id is not None:
        statement = statement.where(Alarm.equipment_id == equipment_id)
    rows, next_cursor = fetch_page(session, statement, Alarm.id, page)
    return Page[AlarmRead](items=[AlarmRead.model_validate(row) for row in rows], next_cursor=next_cursor)
