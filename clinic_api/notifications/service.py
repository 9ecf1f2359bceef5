"""Endpoints and their deliveries on behalf of one principal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from clinic_api.audit.service import note
from clinic_api.database import database_now, utc_now
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.outbound import AddressRefused, refuse_url
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.repository import Repository
from clinic_api.kit.versions import refuse_outdated
from clinic_api.notifications.chat import CHAT_SERVICES, is_chat_url
from clinic_api.notifications.delivering import TEXTS
from clinic_api.notifications.models import Delivery, DeliveryState, Endpoint, Event
from clinic_api.notifications.routing import add_delivery, enqueue_delivery
from clinic_api.notifications.safe import Safe, new_webhook_secret
from clinic_api.notifications.schemas import (
    Channel,
    DeliveryRead,
    EndpointCreate,
    EndpointCreated,
    EndpointRead,
    EndpointSecret,
    EndpointUpdate,
    EventRead,
)
from clinic_api.settings import Settings

__all__ = ["EndpointService", "delivery_read", "event_read", "list_events"]

_AT_MOST: Final = 20
_LIVE_SECRETS: Final = 2


class EndpointService:
    """Endpoints that one principal may see and change: those of its factory; an administrator's are all."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        self._session = session
        self._principal = principal
        self._settings = settings
        self._safe = Safe(settings)

    def page(self, page: PageParameters) -> Page[EndpointRead]:
        """Return the endpoints, the newest first."""
        rows, cursor = fetch_page(self._session, select(Endpoint).where(self._visible()), Endpoint.id, page)
        return Page(items=[_read(row) for row in rows], next_cursor=cursor)

    def read(self, endpoint_id: str) -> EndpointRead:
        """Return one endpoint."""
        return _read(self._get(endpoint_id))

    def create(self, body: EndpointCreate) -> EndpointCreated:
        """Add an endpoint; a webhook gets a secret, shown this once."""
        factory_id = self._factory_id(body.factory_id)
        self._refuse_too_many(factory_id)
        self._refuse_address(body.channel, body.address)
        secret = new_webhook_secret() if body.channel == "webhook" else None
        endpoint = Endpoint(
            id=new_id("hook"),
            factory_id=factory_id,
            channel=body.channel,
            name=body.name,
            host=_shown_host(body.channel, body.address),
            address_encrypted=self._safe.lock(body.address),
            secrets_encrypted=[] if secret is None else [self._safe.lock(secret)],
            kinds=body.kinds,
            language=body.language,
            enabled=True,
            created_at=utc_now(),
        )
        self._session.add(endpoint)
        self._session.flush()
        self._note("endpoint.made", endpoint)
        return EndpointCreated(**_read(endpoint).model_dump(), secret=secret)

    def update(self, endpoint_id: str, body: EndpointUpdate, if_match: str | None) -> EndpointRead:
        """Change an endpoint; switching it on forgets that it was failing."""
        endpoint = self._get(endpoint_id, for_update=True)
        refuse_outdated(if_match, endpoint.version)
        if body.address is not None:
            self._refuse_address(cast("Channel", endpoint.channel), body.address)
            endpoint.address_encrypted = self._safe.lock(body.address)
            endpoint.host = _shown_host(cast("Channel", endpoint.channel), body.address)
        for name in ("name", "kinds", "language", "enabled"):
            value = getattr(body, name)
            if value is not None:
                setattr(endpoint, name, value)
        if body.enabled:
            endpoint.failing_since = None
        self._session.flush()
        self._note("endpoint.changed", endpoint, {"changed": sorted(body.model_dump(exclude_none=True))})
        return _read(endpoint)

    def remove(self, endpoint_id: str) -> None:
        """Remove an endpoint with its deliveries; events stay."""
        endpoint = self._get(endpoint_id, for_update=True)
        self._note("endpoint.removed", endpoint)
        self._session.delete(endpoint)

    def rotate_secret(self, endpoint_id: str) -> EndpointSecret:
        """Add a new secret; messages are signed with it and with the one before it."""
        endpoint = self._get(endpoint_id, for_update=True)
        if endpoint.channel != "webhook":
            raise Conflict("no_secret_to_rotate", TEXTS("no_secret_to_rotate"))
        secret = new_webhook_secret()
        endpoint.secrets_encrypted = [self._safe.lock(secret), *endpoint.secrets_encrypted][:_LIVE_SECRETS]
        self._session.flush()
        self._note("endpoint.secret_rotated", endpoint)
        return EndpointSecret(secret=secret)

    def test(self, endpoint_id: str) -> DeliveryRead:
        """Send a message of the kind ``endpoint.test`` to this endpoint alone."""
        endpoint = self._get(endpoint_id)
        factory_id = endpoint.factory_id or self._session.scalar(select(Factory.id).order_by(Factory.id).limit(1))
        if factory_id is None:
            raise Conflict()
        text = {"en": "A test of this endpoint.", "zh": "接收端测试。"}
        event = Event(
            id=new_id("ntf"),
            factory_id=factory_id,
            at=database_now(self._session),
            kind="endpoint.test",
            case_id=None,
            data={"text": text, "endpoint_id": endpoint.id},
            visibility="everyone" if endpoint.factory_id else "hospital",
        )
        self._session.add(event)
        self._session.flush()
        delivery = Delivery(event_id=event.id, endpoint_id=endpoint.id, factory_id=endpoint.factory_id)
        add_delivery(self._session, delivery)
        return delivery_read(delivery, event.kind)

    def deliveries(self, endpoint_id: str, page: PageParameters) -> Page[DeliveryRead]:
        """Return the deliveries to one endpoint, the newest first."""
        endpoint = self._get(endpoint_id)
        statement = select(Delivery).where(Delivery.endpoint_id == endpoint.id)
        rows, cursor = fetch_page(self._session, statement, Delivery.id, page)
        kinds = dict(
            self._session.execute(
                select(Event.id, Event.kind).where(Event.id.in_([row.event_id for row in rows]))
            ).all()
        )
        items = [delivery_read(row, kinds.get(row.event_id or "")) for row in rows]
        return Page(items=items, next_cursor=cursor)

    def send_again(self, delivery_id: str) -> DeliveryRead:
        """Send a delivery that has given up or has arrived once more, with the same id."""
        found = None
        if is_id(delivery_id, "dlv"):
            found = self._session.execute(
                select(Delivery, Event.kind)
                .join(Endpoint, Endpoint.id == Delivery.endpoint_id)
                .join(Event, Event.id == Delivery.event_id)
                .where(Delivery.id == delivery_id, self._visible())
                .with_for_update(of=Delivery)
            ).one_or_none()
        if found is None:
            raise NotFound("delivery_not_found", TEXTS("delivery_not_found"))
        delivery, kind = found
        if delivery.state == DeliveryState.WAITING:
            raise Conflict("delivery_not_dead", TEXTS("delivery_not_dead"))
        delivery.state = DeliveryState.WAITING.value
        enqueue_delivery(self._session, delivery)
        return delivery_read(delivery, kind)

    def _note(self, action: str, endpoint: Endpoint, values: Mapping[str, object] | None = None) -> None:
        told = {"name": endpoint.name, "host": endpoint.host, **(values or {})}
        note(self._session, self._principal, action, endpoint.id, told, factory_id=endpoint.factory_id)

    def _visible(self) -> ColumnElement[bool]:
        if self._principal.role is Role.ADMIN:
            return true()
        return and_(Endpoint.factory_id.is_not(None), Endpoint.factory_id == self._principal.factory_id)

    def _get(self, endpoint_id: str, *, for_update: bool = False) -> Endpoint:
        found = None
        if is_id(endpoint_id, "hook"):
            statement = select(Endpoint).where(Endpoint.id == endpoint_id, self._visible())
            found = self._session.scalar(statement.with_for_update() if for_update else statement)
        if found is None:
            raise NotFound("endpoint_not_found", TEXTS("endpoint_not_found"))
        return found

    def _factory_id(self, wanted: str | None) -> str | None:
        if self._principal.factory_id is not None:
            if wanted not in {None, self._principal.factory_id}:
                raise NotFound()
            return self._principal.factory_id
        if wanted is not None and (not is_id(wanted) or self._session.get(Factory, wanted) is None):
            raise NotFound()
        return wanted

    def _refuse_too_many(self, factory_id: str | None) -> None:
        count = self._session.scalar(select(func.count()).where(Endpoint.factory_id.is_not_distinct_from(factory_id)))
        if (count or 0) >= _AT_MOST:
            raise Conflict("too_many_endpoints", TEXTS("too_many_endpoints", limit=_AT_MOST))

    def _refuse_address(self, channel: Channel, address: str) -> None:
        if channel == "chat":
            if not is_chat_url(address):
                raise Invalid("chat_url_refused", TEXTS("chat_url_refused"))
            return
        try:
            refuse_url(address, allow_private=self._settings.webhook_allow_private)
        except AddressRefused:
            raise Invalid("webhook_url_refused", TEXTS("webhook_url_refused")) from None


def list_events(repository: Repository, page: PageParameters, *, case_id: str | None) -> Page[EventRead]:
    """Return the events the principal may see, the newest first."""
    statement = repository.select_visible(Event)
    if case_id is not None:
        statement = statement.where(Event.case_id == case_id)
    rows, cursor = fetch_page(repository.session, statement, Event.id, page)
    return Page(items=[event_read(row) for row in rows], next_cursor=cursor)


def event_read(event: Event) -> EventRead:
    """Return what the API says of an event."""
    return EventRead(
        id=event.id,
        at=event.at,
        kind=event.kind,
        factory_id=event.factory_id,
        case_id=event.case_id,
        data=event.data,
    )


def _shown_host(channel: Channel, address: str) -> str:
    if channel == "chat":
        return CHAT_SERVICES[address.partition("://")[0].lower()].en
    return (urlsplit(address).hostname or "")[:255]


def _read(endpoint: Endpoint) -> EndpointRead:
    return EndpointRead.model_validate(
        {
            "id": endpoint.id,
            "factory_id": endpoint.factory_id,
            "channel": endpoint.channel,
            "name": endpoint.name,
            "host": endpoint.host,
            "kinds": endpoint.kinds,
            "language": endpoint.language,
            "enabled": endpoint.enabled,
            "failing_since": endpoint.failing_since,
            "live_secrets": len(endpoint.secrets_encrypted),
            "created_at": endpoint.created_at,
            "version": endpoint.version,
        }
    )


def delivery_read(delivery: Delivery, event_kind: str | None) -> DeliveryRead:
    """Return how far ``delivery`` has come."""
    known = delivery.last_code in TEXTS.keys
    return DeliveryRead.model_validate(
        {
            "id": delivery.id,
            "event_id": delivery.event_id,
            "event_kind": event_kind,
            "state": delivery.state,
            "attempts": delivery.attempts,
            "last_code": delivery.last_code,
            "last_text": TextRead.of(TEXTS(str(delivery.last_code))) if known else None,
            "last_status": delivery.last_status,
            "created_at": delivery.created_at,
            "delivered_at": delivery.delivered_at,
        }
    )
