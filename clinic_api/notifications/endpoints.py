"""Routes of notifications: endpoints that are told of events, their deliveries, and the events themselves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response, status
from fastapi.responses import StreamingResponse

from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import DatabaseOf, SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.notifications.outbox import Outbox
from clinic_api.notifications.schemas import (
    DeliveryRead,
    DeliveryStateName,
    EndpointCreate,
    EndpointCreated,
    EndpointRead,
    EndpointSecret,
    EndpointUpdate,
    EventRead,
    OutboxChannel,
    OutboxCount,
    OutboxItem,
)
from clinic_api.notifications.service import EndpointService, list_events
from clinic_api.notifications.stream import EventStream

__all__ = ["router"]

_TEXT = {"type": "string"}
_MESSAGE = {"type": "object", "properties": {"id": _TEXT, "event": _TEXT, "data": _TEXT, "retry": {"type": "integer"}}}

router = APIRouter(prefix="/api/v1", tags=["notifications"])

Manager = Annotated[Principal, Depends(requires(Permission.ENDPOINT_WRITE))]
Overseer = Annotated[Principal, Depends(requires(Permission.OPERATION_READ))]
Retrier = Annotated[Principal, Depends(requires(Permission.OPERATION_MANAGE))]
Watcher = Annotated[Principal, Depends(requires(Permission.EVENT_READ))]


@router.get("/endpoints")
def list_endpoints(principal: Manager, session: SessionOf, settings: SettingsOf, page: Paging) -> Page[EndpointRead]:
    """List the webhooks and chat groups that are told of events, the newest first."""
    return EndpointService(session, principal, settings).page(page)


@router.post("/endpoints", status_code=status.HTTP_201_CREATED)
def create_endpoint(
    body: EndpointCreate,
    principal: Manager,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> EndpointCreated:
    """Add a webhook or a chat group; the signing secret of a webhook is shown this once."""
    service = EndpointService(session, principal, settings)
    created = create_once(
        session,
        principal,
        key=idempotency_key,
        operation="create_endpoint",
        request=body,
        answer_type=EndpointCreated,
        create=lambda: service.create(body),
    )
    set_etag(response, created.version)
    return created


@router.get("/endpoints/{endpoint_id}")
def read_endpoint(
    endpoint_id: str, principal: Manager, session: SessionOf, settings: SettingsOf, response: Response
) -> EndpointRead:
    """Show one endpoint; its version is the ETag."""
    endpoint = EndpointService(session, principal, settings).read(endpoint_id)
    set_etag(response, endpoint.version)
    return endpoint


@router.patch("/endpoints/{endpoint_id}")
def update_endpoint(
    endpoint_id: str,
    body: EndpointUpdate,
    principal: Manager,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> EndpointRead:
    """Change an endpoint, or switch it off and on."""
    endpoint = EndpointService(session, principal, settings).update(endpoint_id, body, if_match)
    set_etag(response, endpoint.version)
    return endpoint


@router.delete("/endpoints/{endpoint_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_endpoint(endpoint_id: str, principal: Manager, session: SessionOf, settings: SettingsOf) -> None:
    """Remove an endpoint with the record of its deliveries."""
    EndpointService(session, principal, settings).remove(endpoint_id)


@router.post("/endpoints/{endpoint_id}/secret")
def rotate_endpoint_secret(
    endpoint_id: str, principal: Manager, session: SessionOf, settings: SettingsOf
) -> EndpointSecret:
    """Make a new signing secret; messages carry a signature of the one before it, too, until the next change."""
    return EndpointService(session, principal, settings).rotate_secret(endpoint_id)


@router.post("/endpoints/{endpoint_id}/test", status_code=status.HTTP_202_ACCEPTED)
def send_test_event(endpoint_id: str, principal: Manager, session: SessionOf, settings: SettingsOf) -> DeliveryRead:
    """Send a message of the kind ``endpoint.test``."""
    return EndpointService(session, principal, settings).test(endpoint_id)


@router.get("/endpoints/{endpoint_id}/deliveries")
def list_deliveries(
    endpoint_id: str, principal: Manager, session: SessionOf, settings: SettingsOf, page: Paging
) -> Page[DeliveryRead]:
    """List what was sent to an endpoint and what came of it, the newest first."""
    return EndpointService(session, principal, settings).deliveries(endpoint_id, page)


@router.post("/deliveries/{delivery_id}/again", status_code=status.HTTP_202_ACCEPTED)
def send_delivery_again(delivery_id: str, principal: Manager, session: SessionOf, settings: SettingsOf) -> DeliveryRead:
    """Send a delivery once more that has given up or has arrived; it keeps its id."""
    return EndpointService(session, principal, settings).send_again(delivery_id)


@router.get("/outbox/counts")
def count_outbox(principal: Overseer, session: SessionOf) -> list[OutboxCount]:
    """Count the mails, webhooks and chat messages that wait or were given up."""
    return Outbox(session, principal).counts()


@router.get("/outbox")
def list_outbox(
    principal: Overseer,
    session: SessionOf,
    page: Paging,
    state: Annotated[DeliveryStateName | None, Query()] = None,
    channel: Annotated[OutboxChannel | None, Query()] = None,
) -> Page[OutboxItem]:
    """List what goes out of the hospital and what came of it, the newest first."""
    return Outbox(session, principal).page(page, state=state, channel=channel)


@router.post("/outbox/{delivery_id}/again", status_code=status.HTTP_202_ACCEPTED)
def send_outbox_item_again(delivery_id: str, principal: Retrier, session: SessionOf) -> OutboxItem:
    """Send a mail or message once more that was given up."""
    return Outbox(session, principal).send_again(delivery_id)


@router.get("/events")
def list_all_events(
    principal: Watcher, session: SessionOf, page: Paging, case_id: Annotated[str | None, Query(max_length=40)] = None
) -> Page[EventRead]:
    """List what happened, the newest first."""
    return list_events(Repository(session, principal), page, case_id=case_id)


@router.get(
    "/events/stream",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": _MESSAGE}}}},
)
def stream_events(
    request: Request,
    principal: Watcher,
    database: DatabaseOf,
    settings: SettingsOf,
    last_event_id: Annotated[str | None, Header(alias="Last-Event-ID", max_length=64)] = None,
) -> StreamingResponse:
    """Tell what happens as it happens, as server-sent events; ends when the login ends."""
    streams = request.app.state.streams
    streams.refuse_too_many(principal.account_id)
    stream = EventStream.resumed(database, settings, request.state.session_token, principal.account_id, last_event_id)
    return StreamingResponse(
        stream.lines(streams),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
