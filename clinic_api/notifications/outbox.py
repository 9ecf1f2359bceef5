"""All that is on its way out of the hospital, for its administrators: mails, webhooks and messages to chat groups."""

from __future__ import annotations

from typing import Any, Final, cast

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from clinic_api.audit.service import note
from clinic_api.errors import Conflict, NotFound
from clinic_api.kit.ids import is_id
from clinic_api.kit.pagination import Page, PageParameters
from clinic_api.kit.principal import Principal
from clinic_api.notifications.delivering import TEXTS
from clinic_api.notifications.models import Delivery, DeliveryState, Endpoint, Event, Mail
from clinic_api.notifications.routing import enqueue_delivery
from clinic_api.notifications.schemas import DeliveryStateName, OutboxChannel, OutboxCount, OutboxItem
from clinic_api.notifications.service import delivery_read

__all__ = ["Outbox"]

_MAIL: Final = "mail"
_CHANNEL: Final[ColumnElement[str]] = func.coalesce(Endpoint.channel, literal(_MAIL))


class Outbox:
    """The outbox on behalf of one administrator of the hospital."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._principal = principal

    def counts(self) -> list[OutboxCount]:
        """Return for each channel how much waits and how much was given up."""
        rows = self._session.execute(
            select(_CHANNEL, Delivery.state, func.count())
            .select_from(Delivery)
            .outerjoin(Endpoint, Endpoint.id == Delivery.endpoint_id)
            .where(Delivery.state != DeliveryState.DELIVERED.value)
            .group_by(_CHANNEL, Delivery.state)
        )
        channels: tuple[OutboxChannel, ...] = ("mail", "webhook", "chat")
        found = {channel: OutboxCount(channel=channel, waiting=0, dead=0) for channel in channels}
        for channel, state, count in rows:
            setattr(found[cast("OutboxChannel", channel)], state, count)
        return list(found.values())

    def page(
        self, page: PageParameters, *, state: DeliveryStateName | None, channel: OutboxChannel | None
    ) -> Page[OutboxItem]:
        """Return what goes out, the newest first."""
        statement = _items()
        if state is not None:
            statement = statement.where(Delivery.state == state)
        if channel is not None:
            statement = statement.where(channel == _CHANNEL)
        if page.cursor is not None:
            statement = statement.where(Delivery.id < page.cursor)
        rows = self._session.execute(statement.order_by(Delivery.id.desc()).limit(page.limit + 1)).all()
        kept = rows[: page.limit]
        return Page(items=[_item(*row) for row in kept], next_cursor=kept[-1][0].id if len(rows) > page.limit else None)

    def send_again(self, delivery_id: str) -> OutboxItem:
        """Send once more what was given up.

        Raises `NotFound`, and `Conflict` ``delivery_not_dead`` for what waits or has arrived: the words of a mail that
        was sent are forgotten.
        """
        statement = _items().where(Delivery.id == delivery_id).with_for_update(of=Delivery)
        row = self._session.execute(statement).one_or_none() if is_id(delivery_id, "dlv") else None
        if row is None:
            raise NotFound("delivery_not_found", TEXTS("delivery_not_found"))
        delivery = row[0]
        if delivery.state != DeliveryState.DEAD:
            raise Conflict("delivery_not_dead", TEXTS("delivery_not_dead"))
        delivery.state = DeliveryState.WAITING.value
        enqueue_delivery(self._session, delivery)
        item = _item(*row)
        note(self._session, self._principal, "delivery.retried", delivery.id, {"channel": item.channel})
        return item


def _items() -> Any:
    return (
        select(Delivery, Endpoint, Mail, Event)
        .outerjoin(Endpoint, Endpoint.id == Delivery.endpoint_id)
        .outerjoin(Mail, Mail.id == Delivery.mail_id)
        .outerjoin(Event, Event.id == Delivery.event_id)
    )


def _item(delivery: Delivery, endpoint: Endpoint | None, mail: Mail | None, event: Event | None) -> OutboxItem:
    target = ""
    if mail is not None:
        target = mail.to_address
    elif endpoint is not None:
        target = f"{endpoint.name} ({endpoint.host})"
    return OutboxItem.model_validate(
        delivery_read(delivery, None if event is None else event.kind).model_dump()
        | {
            "channel": _MAIL if endpoint is None else endpoint.channel,
            "target": target,
            "subject": None if mail is None else mail.subject,
            "endpoint_id": delivery.endpoint_id,
            "factory_id": delivery.factory_id,
            "case_id": mail.case_id if mail is not None else event.case_id if event is not None else None,
        }
    )
